"""A work as triples, node by node as docs/model.md has it. Only subjects of the work (DESIGN §3, "Graphs")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

from resograph.annotating import Act, LocalEntity
from resograph.annotating.annotate import addressee_mentions
from resograph.annotating.facts import Reporting
from resograph.annotating.means import within_existing_resources
from resograph.annotating.reporting import AGENDA, report_item
from resograph.annotating.voices import voices
from resograph.documents import Note, Part, Span, Variant
from resograph.documents.choosing import variant_words
from resograph.languages.profile import profile
from resograph.merging.effects import effects_of_act
from resograph.merging.subjects import subjects
from resograph.merging.support import leading
from resograph.merging.work import Version, Work, WorkAct, WorkPart
from resograph.resources import table
from resograph.symbols import Address, Symbol, akn_iri, mint
from resograph.symbols.named import is_named
from resograph.vocabularies.concepts import Vocabulary
from resograph.vocabularies.delegations import delegations
from resograph.writing.mentions import Mention, corrections, mentions
from resograph.writing.proceedings import proceedings
from resograph.writing.terms import (
    DCT,
    ISO_639_1,
    OA,
    PROV,
    SKOS,
    TYPE,
    UN_TERMS,
    boolean,
    date,
    integer,
    month,
    named,
    reso,
    year,
)

_OWN_TAIL = re.compile(r"[~@#].*")


def owns(base: str, symbol: Symbol, iri: str) -> bool:
    """Whether a node belongs to the work: itself, its versions, issues, parts, acts, mentions."""
    if not iri.startswith(base):
        return False
    path = iri[len(base) :]
    path = path[3:] if re.match(r"[a-z]{2}/", path) else path
    rest = path.removeprefix(symbol.text)
    return rest != path and (not rest or _OWN_TAIL.fullmatch(rest) is not None)


def work_triples(work: Work, base: str, words: Vocabulary) -> list[ox.Triple]:
    """All that is read from the versions of a work, without entailments, each once."""
    return list(dict.fromkeys(_Writer(work, base, words).triples()))


class _Writer:
    def __init__(self, work: Work, base: str, words: Vocabulary) -> None:
        self._work = work
        self._vocabulary = words
        address = Address(work.symbol)
        self._address = str(address)
        # A work speaks of its nodes many times over, so each is made once: those of a path, of a part, and of a part in
        # one language.
        self._node = node = cache(lambda path: ox.NamedNode(mint(base, path)))
        self._expression_path = path_in = cache(lambda language: str(address.within(language)))
        self._part = cache(lambda eid: node(f"{address}~{eid}"))
        self._here = cache(lambda eid, language: node(f"{path_in(language)}~{eid}"))
        self._iri = self._node(self._address)
        self._texts = {
            version.language: {part.eid: part.text for part in version.document.in_order()} for version in work.versions
        }
        self._voices = voices(work.reference.document)
        self._due_reports = self._numbered()

    def _numbered(self) -> dict[tuple[str, int, int], str]:
        """The part id of each report due, by part and position of its act and its place there: para_25__report_1."""
        counts: Counter[str] = Counter()
        nodes = {}
        for act in filter(self._binds, self._work.acts):
            for number, report in enumerate(leading(act).reporting):
                part = report.part or act.part
                counts[part] += 1
                nodes[act.part, act.position, number] = f"{part}__report_{counts[part]}"
        return nodes

    def _binds(self, act: WorkAct) -> bool:
        """Whether an act asks or decides anything: in a draft and in one that is quoted it only would."""
        return self._voices.binds(act.part)

    def _target(self, path: str) -> ox.NamedNode:
        """The node of an entity: a path of a vocabulary, or ``~…`` for one known only here."""
        return self._part(path[1:]) if path.startswith("~") else self._node(path)

    def triples(self) -> Iterator[ox.Triple]:
        yield from self._work_itself()
        yield from proceedings(self._work, self._iri, self._part("vote"), self._node, self._vocabulary)
        for version in self._work.versions:
            yield from self._expression(version)
        for part in self._work.parts:
            yield from self._work_part(part)
        for act in self._work.acts:
            yield from self._work_act(act)
        yield from self._found()
        yield from self._ranked_themes()

    # ── documents ───────────────────────────────────────────────────────────────────────────────────────────────
    def _work_itself(self) -> Iterator[ox.Triple]:
        me, symbol = self._iri, self._work.symbol
        covers = [version.document.cover for version in self._work.versions]
        session = next((cover.session for cover in covers if cover.session), None)
        meeting = next((cover.meeting for cover in covers if cover.meeting), None)
        yield ox.Triple(me, TYPE, reso(self._work.reference.document.kind.value))
        yield ox.Triple(me, named(f"{DCT}identifier"), ox.Literal(symbol.text))
        if number := self._work.reference.document.number:
            yield ox.Triple(me, reso("number"), ox.Literal(number))
        if symbol.body:
            yield ox.Triple(me, reso("adoptedBy"), self._node(f"body/{symbol.body}"))
        adopted = next((cover.adopted for cover in covers if cover.adopted), None)
        if adopted:
            yield ox.Triple(me, reso("adoptedOn"), date(adopted))
            if iri := akn_iri(symbol, adopted):
                yield ox.Triple(me, reso("aknIRI"), ox.Literal(iri))
        if session and symbol.body:
            yield ox.Triple(me, reso("session"), self._node(f"session/{symbol.body}/{session}"))
        if meeting and symbol.body:
            of = f"{session}/" if session else ""
            yield ox.Triple(me, reso("adoptedAt"), self._node(f"meeting/{symbol.body}/{of}{meeting}"))
        if symbol.whole:
            yield ox.Triple(me, reso("partOfDocument"), self._node(symbol.whole.text))
        if symbol.changes:
            relation, changed = symbol.changes
            yield ox.Triple(me, reso(relation), self._node(changed.text))

    def _expression(self, version: Version) -> Iterator[ox.Triple]:
        document = version.document
        address = self._expression_path(version.language)
        me = self._node(address)
        language = named(ISO_639_1 + version.language)
        title = ox.Literal(document.title, language=version.language)
        yield ox.Triple(me, TYPE, reso("Expression"))
        yield ox.Triple(me, reso("expressionOf"), self._iri)
        yield ox.Triple(self._iri, reso("hasExpression"), me)
        yield ox.Triple(me, named(f"{DCT}language"), language)
        if document.title:
            yield ox.Triple(me, named(f"{DCT}title"), title)
            yield ox.Triple(self._iri, named(f"{DCT}title"), title)
        yield ox.Triple(me, named(f"{DCT}license"), named(UN_TERMS))
        yield ox.Triple(me, named(f"{DCT}source"), ox.Literal("United Nations", language="en"))
        cover = document.cover
        if cover.issued:
            yield ox.Triple(me, named(f"{DCT}issued"), date(cover.issued))
        if cover.reissued:
            yield ox.Triple(me, reso("reissuedOn"), date(cover.reissued))
        for day in (*document.earlier, *([document.issue] if document.issue else [])):
            issue = self._node(f"{address}@{day.isoformat()}")
            yield ox.Triple(me, reso("hasIssue"), issue)
            yield ox.Triple(issue, TYPE, reso("Issue"))
            yield ox.Triple(issue, reso("issueOf"), me)
            yield ox.Triple(issue, named(f"{DCT}issued"), date(day))
        if document.source:
            source = self._node(f"{address}#source")
            yield ox.Triple(me, named(f"{PROV}wasDerivedFrom"), source)
            yield ox.Triple(source, TYPE, reso("SourceFile"))
            yield ox.Triple(source, reso("fileName"), ox.Literal(document.source.name))
            yield ox.Triple(source, reso("sha256"), ox.Literal(document.source.sha256))

    # ── parts ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _work_part(self, part: WorkPart) -> Iterator[ox.Triple]:
        me = self._part(part.eid)
        yield ox.Triple(me, TYPE, reso("Footnote" if part.kind is None else part.kind.value))
        yield ox.Triple(me, reso("inDocument"), self._iri)
        parent = self._part(part.parent) if part.parent else self._iri
        yield ox.Triple(me, reso("partOf"), parent)
        yield ox.Triple(me, reso("eId"), ox.Literal(part.eid))
        yield ox.Triple(me, reso("position"), integer(part.position))
        if part.is_note and part.parent:
            yield ox.Triple(me, reso("noteTo"), self._part(part.parent))
        number = 0
        for language, reading in part.readings.items():
            yield from self._reading(part, me, language, reading)
            for variant in reading.variants if isinstance(reading, Part) else ():
                number += 1
                yield from self._variant(part.eid, number, reading.text, variant, language)

    def _variant(self, part: str, number: int, text: str, variant: Variant, language: str) -> Iterator[ox.Triple]:
        """What somebody wants of a paragraph that is negotiated, and how it reads with that."""
        me = self._part(f"{part}__variant_{number}")
        yield ox.Triple(me, TYPE, reso("Variant"))
        yield ox.Triple(me, reso("inPart"), self._part(part))
        yield ox.Triple(me, reso("position"), integer(number))
        yield ox.Triple(me, reso("variantKind"), ox.Literal(variant.kind.value))
        if words := variant_words(text, variant):
            yield ox.Triple(me, reso("text"), ox.Literal(words, language=language))
        for name in variant.proponents:
            yield ox.Triple(me, reso("proponent"), ox.Literal(name))
            if (path := delegations().find(name, language)) and self._vocabulary.get(path):
                yield ox.Triple(me, reso("proposedBy"), self._node(path))

    def _reading(self, part: WorkPart, me: ox.NamedNode, language: str, reading: Part | Note) -> Iterator[ox.Triple]:
        here = self._here(part.eid, language)
        number = reading.mark if isinstance(reading, Note) else reading.number
        if number:
            yield ox.Triple(me, reso("number"), ox.Literal(number, language=language))
        if isinstance(reading, Part) and reading.heading:
            yield ox.Triple(me, reso("heading"), ox.Literal(reading.heading, language=language))
        if reading.text:
            yield ox.Triple(me, reso("text"), ox.Literal(reading.text, language=language))
        yield ox.Triple(here, TYPE, reso("PartExpression"))
        yield ox.Triple(here, reso("expresses"), me)
        yield ox.Triple(here, reso("inExpression"), self._node(self._expression_path(language)))
        yield ox.Triple(here, named(f"{DCT}language"), named(ISO_639_1 + language))
        if reading.own_eid:
            yield ox.Triple(here, reso("eId"), ox.Literal(reading.own_eid))
        if reading.source_id:
            yield ox.Triple(here, reso("sourceId"), ox.Literal(reading.source_id))
        if isinstance(reading, Note):
            yield ox.Triple(here, reso("anchor"), integer(reading.anchor))

    # ── acts ────────────────────────────────────────────────────────────────────────────────────────────────────
    def _act_iri(self, part: str, position: int) -> ox.NamedNode:
        return self._part(f"{part}__act_{position}")

    def _work_act(self, act: WorkAct) -> Iterator[ox.Triple]:
        me = self._act_iri(act.part, act.position)
        first = leading(act)
        asking = act.force in table("data", "acts.toml")["asking"]
        yield ox.Triple(me, TYPE, reso(_act_class(first) if asking else "Act"))
        yield ox.Triple(me, reso("inPart"), self._part(act.part))
        yield ox.Triple(me, reso("position"), integer(act.position))
        yield ox.Triple(me, reso("verb"), self._node(f"verb/{act.verb}"))
        yield ox.Triple(me, reso("force"), self._node(f"force/{act.force}"))
        if speaker := self._voices.of(act.part):
            yield ox.Triple(me, reso("speaker"), self._node(f"body/{speaker}"))
        for language, reading in act.readings.items():
            words = self._words(language, act.part, reading.clause)
            yield ox.Triple(me, reso("text"), ox.Literal(words, language=language))
            yield ox.Triple(me, reso("readIn"), self._node(self._expression_path(language)))
            for adverb in reading.adverbs:
                yield ox.Triple(me, reso("adverb"), ox.Literal(adverb, language=language))
        clauses = ((one, self._words(one, act.part, reading.clause)) for one, reading in act.readings.items())
        if any(within_existing_resources(words, profile(language)) for language, words in clauses):
            yield ox.Triple(me, reso("withinExistingResources"), boolean(True))
        if not self._binds(act):
            return
        for addressee in first.addressees if asking else ():
            yield ox.Triple(me, reso("addressee"), self._target(addressee.target))
        yield from self._term(me, act, first)
        yield from self._reporting(me, act, first)
        yield from self._effects(act)

    def _effects(self, act: WorkAct) -> Iterator[ox.Triple]:
        """What an act does to other texts: from its paragraph to their parts that are named, from work to work."""
        for effect in effects_of_act(act):
            other = effect.symbol.text
            targets = [f"{other}~{part}" for part in effect.parts] or [other]
            for target in targets:
                yield ox.Triple(self._part(act.part), reso(effect.kind), self._node(target))
            yield ox.Triple(self._iri, reso(effect.kind), self._node(other))

    def _term(self, me: ox.NamedNode, act: WorkAct, first: Act) -> Iterator[ox.Triple]:
        """How long what an act decides holds, and when the body takes it up again."""
        for language, reading in act.readings.items():
            if first.term and reading.term:
                yield ox.Triple(
                    me, reso("term"), ox.Literal(self._words(language, act.part, reading.term), language=language)
                )
        if first.ends:
            yield ox.Triple(me, reso("endsOn"), date(first.ends))
        for session in first.review_at:
            yield ox.Triple(me, reso("reviewAt"), self._node(session))
        if first.review_on:
            yield ox.Triple(me, reso("reviewOn"), date(first.review_on))

    def _reporting(self, me: ox.NamedNode, act: WorkAct, first: Act) -> Iterator[ox.Triple]:
        """Each report that is due as a node of its own, and on the act the short forms of all (decision 0010)."""
        for number, report in enumerate(first.reporting):
            due = self._part(self._due_reports[act.part, act.position, number])
            yield ox.Triple(me, reso("asksForReport"), due)
            yield ox.Triple(due, TYPE, reso("DueReport"))
            yield ox.Triple(due, reso("inPart"), self._part(report.part or act.part))
            for addressee in first.addressees if report.kind != AGENDA else ():
                yield ox.Triple(due, reso("reporter"), self._target(addressee.target))
            for node in (me, due):
                yield from self._due(node, report)
            yield from self._asked(due, report)
            for language, reading in act.readings.items():
                if len(reading.reporting) == len(first.reporting):
                    yield from self._told(due, reading.reporting[number], language)

    def _due(self, me: ox.NamedNode, report: Reporting) -> Iterator[ox.Triple]:
        yield ox.Triple(me, reso("reportTo"), self._target(report.to))
        yield ox.Triple(me, reso("reportKind"), ox.Literal(report.kind))
        if report.session:
            yield ox.Triple(me, reso("dueSession"), self._node(report.session))
        if report.year:
            yield ox.Triple(me, reso("dueYear"), year(report.year))
        if report.date:
            yield ox.Triple(
                me, reso("dueDate"), month(report.date) if isinstance(report.date, str) else date(report.date)
            )
        if report.periodicity:
            yield ox.Triple(me, reso("periodicity"), ox.Literal(report.periodicity))
        if path := report_item(report):
            yield ox.Triple(me, reso("underItem"), self._node(path))

    def _asked(self, me: ox.NamedNode, report: Reporting) -> Iterator[ox.Triple]:
        """Since when a report is due, until when, and where its time is inferred from."""
        covers = (version.document.cover for version in self._work.versions)
        if adopted := next((cover.adopted for cover in covers if cover.adopted), None):
            yield ox.Triple(me, reso("askedOn"), date(adopted))
        if report.until:
            yield ox.Triple(me, reso("dueUntil"), year(int(report.until)))
        if report.inferred_from:
            yield ox.Triple(me, reso("timeInferredFrom"), self._part(report.inferred_from))

    def _told(self, me: ox.NamedNode, report: Reporting, language: str) -> Iterator[ox.Triple]:
        """What the words of one version tell of a report."""
        for name, words in (("due", report.when), ("itemTitle", report.item), ("parentItemTitle", report.parent_item)):
            if words:
                yield ox.Triple(me, reso(name), ox.Literal(words, language=language))

    def _words(self, language: str, part: str, span: Span) -> str:
        return self._texts[language][part][span.start : span.end]

    def _ranked_themes(self) -> Iterator[ox.Triple]:
        most = table("data", "themes.toml")["ranking"]["most"]
        for rank, path in enumerate(subjects(self._work, self._vocabulary)[:most], start=1):
            me = self._part(f"theme_{rank}")
            yield ox.Triple(self._iri, reso("themeRank"), me)
            yield ox.Triple(me, TYPE, reso("ThemeRank"))
            yield ox.Triple(me, reso("rank"), integer(rank))
            yield ox.Triple(me, reso("rankedTheme"), self._node(path))

    # ── what was found ──────────────────────────────────────────────────────────────────────────────────────────
    def _found(self) -> Iterator[ox.Triple]:
        found = mentions(self._work, self._due_reports)
        for mention in found:
            yield from self._mention(mention)
        for eid, attribution, decided in corrections(found):
            me = self._part(eid)
            yield ox.Triple(me, TYPE, reso("Correction"))
            yield ox.Triple(me, named(f"{DCT}creator"), ox.Literal(attribution.by))
            yield ox.Triple(me, named(f"{DCT}created"), date(attribution.on))
            yield ox.Triple(me, named(f"{DCT}description"), ox.Literal(attribution.why))
            for mention in decided:
                yield ox.Triple(me, reso("about"), self._mention_iri(mention))
        for version in self._work.versions:
            yield from self._short_forms(version)

    def _mention_iri(self, mention: Mention) -> ox.NamedNode:
        return self._node(f"{self._address}~{mention.part}#{mention.fragment}")

    def _mention(self, mention: Mention) -> Iterator[ox.Triple]:
        me = self._mention_iri(mention)
        yield ox.Triple(me, TYPE, reso("Citation" if mention.citation else "Mention"))
        yield ox.Triple(me, reso("inPart"), self._part(mention.part))
        yield ox.Triple(me, named(f"{OA}hasBody"), self._target(mention.body))
        for place in mention.places:
            here, (start, end) = self._here(mention.part, place.language), place.span
            yield ox.Triple(me, named(f"{OA}hasTarget"), ox.NamedNode(f"{here.value}#char={start},{end}"))
            yield ox.Triple(me, reso("rule"), ox.Literal(place.told))
        if citation := mention.citation:
            if citation.date:
                yield ox.Triple(me, reso("citedDate"), date(citation.date))
            if citation.verb:
                yield ox.Triple(me, reso("governedBy"), self._node(f"verb/{citation.verb}"))
            for paragraph in citation.paragraphs:
                yield ox.Triple(me, reso("citedPart"), self._node(f"{citation.symbol}~{paragraph}"))

    def _short_forms(self, version: Version) -> Iterator[ox.Triple]:
        """What the parts of a version mention, are about and cite, on the part and on the work."""
        found = version.annotations
        for entity in found.entities:
            if not is_named(entity.target):  # shared by works: described at the end of a build
                yield from self._local(entity, version.language)
        for mention in (*found.mentions, *(m for act in found.acts for m in addressee_mentions(act))):
            yield from self._short_form(mention.part, "mentions", self._target(mention.target))
        for theme in found.themes:
            yield from self._short_form(theme.part, "theme", self._target(theme.target))
        for citation in found.citations:
            for relation in dict.fromkeys((citation.kind if citation.by_name else "cites", citation.kind)):
                yield from self._short_form(citation.part, relation, self._node(citation.symbol.text))

    def _local(self, entity: LocalEntity, language: str) -> Iterator[ox.Triple]:
        me = self._target(entity.target)
        yield ox.Triple(me, TYPE, reso(entity.kind))
        yield ox.Triple(me, named(f"{SKOS}prefLabel"), ox.Literal(entity.label, language=language))
        yield ox.Triple(me, reso("namedIn"), self._part(entity.part))
        if entity.start:
            yield ox.Triple(me, reso("startDate"), date(entity.start))
        if entity.end:
            yield ox.Triple(me, reso("endDate"), date(entity.end))

    def _short_form(self, part: str, relation: str, value: ox.NamedNode) -> Iterator[ox.Triple]:
        yield ox.Triple(self._part(part), reso(relation), value)
        if value != self._iri or relation == "mentions":
            yield ox.Triple(self._iri, reso(relation), value)


def _act_class(act: Act) -> str:
    if act.is_mandate:
        return "ReportingMandate" if act.reporting else "Mandate"
    return "Request" if act.is_request else "Act"
