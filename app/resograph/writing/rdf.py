"""A work as triples, node by node as docs/model.md has it. Only subjects of the work (DESIGN §3, "Graphs")."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from resograph.annotating import Act
from resograph.annotating.means import within_existing_resources
from resograph.annotating.voices import voices
from resograph.documents import Note, Part, Span, Variant
from resograph.documents.choosing import variant_words
from resograph.languages.profile import profile
from resograph.merging.effects import effects_of_act
from resograph.merging.subjects import subjects
from resograph.merging.support import leading
from resograph.merging.work import Version, Work, WorkAct, WorkPart
from resograph.resources import table
from resograph.symbols import Symbol, akn_iri
from resograph.vocabularies.concepts import Vocabulary
from resograph.vocabularies.delegations import delegations
from resograph.writing.due_reports import due_reports, numbered
from resograph.writing.found import found_triples
from resograph.writing.nodes import WorkNodes
from resograph.writing.proceedings import proceedings
from resograph.writing.terms import (
    DCT,
    ISO_639_1,
    PROV,
    TYPE,
    UN_TERMS,
    boolean,
    date,
    integer,
    named,
    reso,
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
        self._nodes = WorkNodes(work.symbol, base)
        self._texts = {
            version.language: {part.eid: part.text for part in version.document.in_order()} for version in work.versions
        }
        covers = (version.document.cover for version in work.versions)
        self._adopted = next((cover.adopted for cover in covers if cover.adopted), None)
        self._voices = voices(work.reference.document)
        self._due_reports = numbered(filter(self._binds, work.acts))

    def _binds(self, act: WorkAct) -> bool:
        """Whether an act asks or decides anything: in a draft and in one that is quoted it only would."""
        return self._voices.binds(act.part)

    def triples(self) -> Iterator[ox.Triple]:
        yield from self._work_itself()
        yield from proceedings(self._work, self._nodes.work, self._nodes.part("vote"), self._nodes.at, self._vocabulary)
        for version in self._work.versions:
            yield from self._expression(version)
        for part in self._work.parts:
            yield from self._work_part(part)
        for act in self._work.acts:
            yield from self._work_act(act)
        yield from found_triples(self._work, self._nodes, self._due_reports)
        yield from self._ranked_themes()

    # ── documents ───────────────────────────────────────────────────────────────────────────────────────────────
    def _work_itself(self) -> Iterator[ox.Triple]:
        me, symbol = self._nodes.work, self._work.symbol
        covers = [version.document.cover for version in self._work.versions]
        session = next((cover.session for cover in covers if cover.session), None)
        meeting = next((cover.meeting for cover in covers if cover.meeting), None)
        yield ox.Triple(me, TYPE, reso(self._work.reference.document.kind.value))
        yield ox.Triple(me, named(f"{DCT}identifier"), ox.Literal(symbol.text))
        if number := self._work.reference.document.number:
            yield ox.Triple(me, reso("number"), ox.Literal(number))
        if symbol.body:
            yield ox.Triple(me, reso("adoptedBy"), self._nodes.at(f"body/{symbol.body}"))
        if self._adopted:
            yield ox.Triple(me, reso("adoptedOn"), date(self._adopted))
            if iri := akn_iri(symbol, self._adopted):
                yield ox.Triple(me, reso("aknIRI"), ox.Literal(iri))
        if session and symbol.body:
            yield ox.Triple(me, reso("session"), self._nodes.at(f"session/{symbol.body}/{session}"))
        if meeting and symbol.body:
            of = f"{session}/" if session else ""
            yield ox.Triple(me, reso("adoptedAt"), self._nodes.at(f"meeting/{symbol.body}/{of}{meeting}"))
        if symbol.whole:
            yield ox.Triple(me, reso("partOfDocument"), self._nodes.at(symbol.whole.text))
        if symbol.changes:
            relation, changed = symbol.changes
            yield ox.Triple(me, reso(relation), self._nodes.at(changed.text))

    def _expression(self, version: Version) -> Iterator[ox.Triple]:
        document = version.document
        address = self._nodes.path_in(version.language)
        me = self._nodes.at(address)
        language = named(ISO_639_1 + version.language)
        title = ox.Literal(document.title, language=version.language)
        yield ox.Triple(me, TYPE, reso("Expression"))
        yield ox.Triple(me, reso("expressionOf"), self._nodes.work)
        yield ox.Triple(self._nodes.work, reso("hasExpression"), me)
        yield ox.Triple(me, named(f"{DCT}language"), language)
        if document.title:
            yield ox.Triple(me, named(f"{DCT}title"), title)
            yield ox.Triple(self._nodes.work, named(f"{DCT}title"), title)
        yield ox.Triple(me, named(f"{DCT}license"), named(UN_TERMS))
        yield ox.Triple(me, named(f"{DCT}source"), ox.Literal("United Nations", language="en"))
        cover = document.cover
        if cover.issued:
            yield ox.Triple(me, named(f"{DCT}issued"), date(cover.issued))
        if cover.reissued:
            yield ox.Triple(me, reso("reissuedOn"), date(cover.reissued))
        for day in (*document.earlier, *([document.issue] if document.issue else [])):
            issue = self._nodes.at(f"{address}@{day.isoformat()}")
            yield ox.Triple(me, reso("hasIssue"), issue)
            yield ox.Triple(issue, TYPE, reso("Issue"))
            yield ox.Triple(issue, reso("issueOf"), me)
            yield ox.Triple(issue, named(f"{DCT}issued"), date(day))
        if document.source:
            source = self._nodes.at(f"{address}#source")
            yield ox.Triple(me, named(f"{PROV}wasDerivedFrom"), source)
            yield ox.Triple(source, TYPE, reso("SourceFile"))
            yield ox.Triple(source, reso("fileName"), ox.Literal(document.source.name))
            yield ox.Triple(source, reso("sha256"), ox.Literal(document.source.sha256))

    # ── parts ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _work_part(self, part: WorkPart) -> Iterator[ox.Triple]:
        me = self._nodes.part(part.eid)
        yield ox.Triple(me, TYPE, reso("Footnote" if part.kind is None else part.kind.value))
        yield ox.Triple(me, reso("inDocument"), self._nodes.work)
        parent = self._nodes.part(part.parent) if part.parent else self._nodes.work
        yield ox.Triple(me, reso("partOf"), parent)
        yield ox.Triple(me, reso("eId"), ox.Literal(part.eid))
        yield ox.Triple(me, reso("position"), integer(part.position))
        if part.is_note and part.parent:
            yield ox.Triple(me, reso("noteTo"), self._nodes.part(part.parent))
        number = 0
        for language, reading in part.readings.items():
            yield from self._reading(part, me, language, reading)
            for variant in reading.variants if isinstance(reading, Part) else ():
                number += 1
                yield from self._variant(part.eid, number, reading.text, variant, language)

    def _variant(self, part: str, number: int, text: str, variant: Variant, language: str) -> Iterator[ox.Triple]:
        """What somebody wants of a paragraph that is negotiated, and how it reads with that."""
        me = self._nodes.part(f"{part}__variant_{number}")
        yield ox.Triple(me, TYPE, reso("Variant"))
        yield ox.Triple(me, reso("inPart"), self._nodes.part(part))
        yield ox.Triple(me, reso("position"), integer(number))
        yield ox.Triple(me, reso("variantKind"), ox.Literal(variant.kind.value))
        if words := variant_words(text, variant):
            yield ox.Triple(me, reso("text"), ox.Literal(words, language=language))
        for name in variant.proponents:
            yield ox.Triple(me, reso("proponent"), ox.Literal(name))
            if (path := delegations().find(name, language)) and self._vocabulary.get(path):
                yield ox.Triple(me, reso("proposedBy"), self._nodes.at(path))

    def _reading(self, part: WorkPart, me: ox.NamedNode, language: str, reading: Part | Note) -> Iterator[ox.Triple]:
        here = self._nodes.part_in(part.eid, language)
        number = reading.mark if isinstance(reading, Note) else reading.number
        if number:
            yield ox.Triple(me, reso("number"), ox.Literal(number, language=language))
        if isinstance(reading, Part) and reading.heading:
            yield ox.Triple(me, reso("heading"), ox.Literal(reading.heading, language=language))
        if reading.text:
            yield ox.Triple(me, reso("text"), ox.Literal(reading.text, language=language))
        yield ox.Triple(here, TYPE, reso("PartExpression"))
        yield ox.Triple(here, reso("expresses"), me)
        yield ox.Triple(here, reso("inExpression"), self._nodes.at(self._nodes.path_in(language)))
        yield ox.Triple(here, named(f"{DCT}language"), named(ISO_639_1 + language))
        if reading.own_eid:
            yield ox.Triple(here, reso("eId"), ox.Literal(reading.own_eid))
        if reading.source_id:
            yield ox.Triple(here, reso("sourceId"), ox.Literal(reading.source_id))
        if isinstance(reading, Note):
            yield ox.Triple(here, reso("anchor"), integer(reading.anchor))

    # ── acts ────────────────────────────────────────────────────────────────────────────────────────────────────
    def _act_iri(self, part: str, position: int) -> ox.NamedNode:
        return self._nodes.part(f"{part}__act_{position}")

    def _work_act(self, act: WorkAct) -> Iterator[ox.Triple]:
        me = self._act_iri(act.part, act.position)
        first = leading(act)
        asking = act.force in table("data", "acts.toml")["asking"]
        yield ox.Triple(me, TYPE, reso(_act_class(first) if asking else "Act"))
        yield ox.Triple(me, reso("inPart"), self._nodes.part(act.part))
        yield ox.Triple(me, reso("position"), integer(act.position))
        yield ox.Triple(me, reso("verb"), self._nodes.at(f"verb/{act.verb}"))
        yield ox.Triple(me, reso("force"), self._nodes.at(f"force/{act.force}"))
        if speaker := self._voices.of(act.part):
            yield ox.Triple(me, reso("speaker"), self._nodes.at(f"body/{speaker}"))
        for language, reading in act.readings.items():
            words = self._words(language, act.part, reading.clause)
            yield ox.Triple(me, reso("text"), ox.Literal(words, language=language))
            yield ox.Triple(me, reso("readIn"), self._nodes.at(self._nodes.path_in(language)))
            for adverb in reading.adverbs:
                yield ox.Triple(me, reso("adverb"), ox.Literal(adverb, language=language))
        clauses = ((one, self._words(one, act.part, reading.clause)) for one, reading in act.readings.items())
        if any(within_existing_resources(words, profile(language)) for language, words in clauses):
            yield ox.Triple(me, reso("withinExistingResources"), boolean(True))
        if not self._binds(act):
            return
        for addressee in first.addressees if asking else ():
            yield ox.Triple(me, reso("addressee"), self._nodes.target(addressee.target))
        yield from self._term(me, act, first)
        yield from due_reports(act, me, self._due_reports, self._nodes, self._adopted)
        yield from self._effects(act)

    def _effects(self, act: WorkAct) -> Iterator[ox.Triple]:
        """What an act does to other texts: from its paragraph to their parts that are named, from work to work."""
        for effect in effects_of_act(act):
            other = effect.symbol.text
            targets = [f"{other}~{part}" for part in effect.parts] or [other]
            for target in targets:
                yield ox.Triple(self._nodes.part(act.part), reso(effect.kind), self._nodes.at(target))
            yield ox.Triple(self._nodes.work, reso(effect.kind), self._nodes.at(other))

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
            yield ox.Triple(me, reso("reviewAt"), self._nodes.at(session))
        if first.review_on:
            yield ox.Triple(me, reso("reviewOn"), date(first.review_on))

    def _words(self, language: str, part: str, span: Span) -> str:
        return self._texts[language][part][span.start : span.end]

    def _ranked_themes(self) -> Iterator[ox.Triple]:
        most = table("data", "themes.toml")["ranking"]["most"]
        for rank, path in enumerate(subjects(self._work, self._vocabulary)[:most], start=1):
            me = self._nodes.part(f"theme_{rank}")
            yield ox.Triple(self._nodes.work, reso("themeRank"), me)
            yield ox.Triple(me, TYPE, reso("ThemeRank"))
            yield ox.Triple(me, reso("rank"), integer(rank))
            yield ox.Triple(me, reso("rankedTheme"), self._nodes.at(path))


def _act_class(act: Act) -> str:
    if act.is_mandate:
        return "ReportingMandate" if act.reporting else "Mandate"
    return "Request" if act.is_request else "Act"
