"""One document's annotations, part by part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain

from resograph.annotating.acts import Clause, choose_verb, clauses, force_of
from resograph.annotating.addressees import AddresseeReader, AskedActor
from resograph.annotating.citations import CitationReader, Cited, cited_by_name, rested_on
from resograph.annotating.effects import effects_of
from resograph.annotating.facts import (
    BY_NAME,
    Act,
    Addressee,
    Annotations,
    Citation,
    EntityMention,
    LocalEntity,
    Reporting,
)
from resograph.annotating.gazetteer import entity_gazetteer
from resograph.annotating.learnt import RULE, LearntThemes, Spoken
from resograph.annotating.meant import Meant
from resograph.annotating.named import find_named
from resograph.annotating.reporting import Asking, ReportReader, report_item, with_inferred
from resograph.annotating.source_links import with_source_links
from resograph.annotating.terms import review_of, term_of
from resograph.annotating.themes import FoundTheme, ThemeReader
from resograph.annotating.unmarked import Unmarked
from resograph.annotating.voices import voices
from resograph.documents import Document, Finding, Note, Part, PartKind, Span
from resograph.languages.profile import leads_in, profile
from resograph.resources import table
from resograph.vocabularies.concepts import Vocabulary, citation_properties

_ACTING = (PartKind.PREAMBULAR, PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)
_SET = ("formula", "conclusions", "status")
"""Roles of plain parts that every text has alike."""
_USUAL = "un-ga"
"""The body meant where nothing tells which one speaks."""


def annotate(document: Document, vocabulary: Vocabulary) -> Annotations:
    """Mentions, themes, citations and acts of one language version."""
    if signs := profile(document.language).spacing.signs:
        bare = Unmarked(document, signs.re)
        return bare.restored(_annotate(bare.document, vocabulary))
    return _annotate(document, vocabulary)


def _annotate(document: Document, vocabulary: Vocabulary) -> Annotations:
    annotator = _Annotator(document, vocabulary)
    for part in _texts(document):
        annotator.read(part)
    return annotator.result()


def _texts(document: Document) -> Iterator[Part | Note]:
    """The parts and notes that say something of their own."""
    for part in document.in_order():
        if not (isinstance(part, Part) and part.kind is PartKind.PLAIN and part.role in _SET):
            yield part


class _Annotator:
    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self._document = document
        self._vocabulary = vocabulary
        self._rules = profile(document.language)
        self._voices = voices(document)
        self._body = self._voices.own or _USUAL
        self._reader = CitationReader(self._rules, document.symbol)
        self._entities = entity_gazetteer(vocabulary, document.language)
        self._themes_of = ThemeReader(vocabulary, self._rules)
        self._learnt = LearntThemes(document.language)
        self._parents = {child.eid: part for part in document.walk() for child in part.parts}
        self._names: dict[str, list[tuple[Span, str]]] = {}
        self._spoken: dict[str, list[FoundTheme]] = {}
        self._clauses: dict[str, list[Clause]] = {}
        for part in _texts(document):
            self._look_up(part)
        names = {"": self._entities.find(document.title), **self._names}
        self._meant = Meant(document, names, self._voice, self._rules, vocabulary)
        self._mentions: list[EntityMention] = []
        self._themes: list[EntityMention] = []
        self._citations: list[Citation] = []
        self._acts: defaultdict[str, list[Act]] = defaultdict(list)
        self._local: list[LocalEntity] = []
        self._findings: list[Finding] = []

    def _look_up(self, part: Part | Note) -> None:
        """What the words of a part tell by themselves; all look at the same words, which are kept for a while."""
        self._names[part.eid] = self._entities.find(part.text)
        self._spoken[part.eid] = list(self._themes_of.find(part.text))
        self._learnt.hear(part.eid, part.text)
        above = self._parents.get(part.eid)
        if isinstance(part, Part) and part.kind in _ACTING and not (above and leads_in(above.text)):
            self._clauses[part.eid] = clauses(part, self._rules)

    def _clauses_of(self, part: Part) -> list[Clause]:
        known = self._clauses.get(part.eid)
        return clauses(part, self._rules) if known is None else known

    def result(self) -> Annotations:
        spoken = self._learnt.spoken(self._document.title)
        return Annotations(
            tuple(self._mentions),
            (*self._themes, *self._spoken_for(spoken)),
            tuple(self._citations),
            tuple(self._timed()),
            (*self._local, *self._meant.entities),
            tuple(self._findings),
            tuple((one.path, one.likely) for one in spoken),
        )

    def _spoken_for(self, spoken: tuple[Spoken, ...]) -> Iterator[EntityMention]:
        """The words that speak for the themes stated, in parts that do not name them."""
        named = {(mention.part, mention.target) for mention in self._themes}
        for one in spoken:
            for part, span in one.places:
                if (part, one.path) not in named:
                    yield EntityMention(part, span, one.path, f"{self._rules.code}.{RULE}")

    def _voice(self, part: str) -> str:
        return self._voices.of(part) or _USUAL

    def _timed(self) -> list[Act]:
        """All acts, with the times of reports that go into others."""
        texts = {part.eid: part.text for part in self._document.in_order()}
        asking = Asking.of(self._document, self._voices.own or _USUAL)
        acts = list(chain.from_iterable(self._acts.values()))
        return with_inferred(acts, texts, self._document.title, asking, self._rules, self._vocabulary)

    def read(self, part: Part | Note) -> None:
        self._body = self._voice(part.bearer if isinstance(part, Note) else part.eid)
        mentions = self._find_mentions(part)
        self._mentions += mentions
        self._themes += self._themes_of.read(part.eid, self._spoken[part.eid], mentions)
        acts: list[Act] = []
        if isinstance(part, Part):
            lead = self._lead_in(part)
            if lead is not None:
                self._go_on(lead, part, mentions)
            elif part.kind in _ACTING:
                before: tuple[Addressee, ...] = ()
                for position, clause in enumerate(self._clauses_of(part), 1):
                    acts.append(self._act(part, position, clause, mentions, before))
                    before = acts[-1].addressees or before
                self._acts[part.eid] += acts
                self._mentions += self._items(part, acts)
        governing = self._bearer_acts(part) if isinstance(part, Note) else acts
        citations = self._read_citations(part, mentions, governing)
        self._citations += citations
        if acts and self._voices.binds(part.eid):
            self._note_effects(part, citations)

    def _note_effects(self, part: Part | Note, citations: Sequence[Citation]) -> None:
        """What the acts of a part do to the texts that it cites."""
        own, rules = self._document.symbol, self._rules
        starts = [citation.span.start for citation in citations]
        for place, act in enumerate(acts := self._acts[part.eid]):
            inside = citations[bisect_left(starts, act.verb_span.end) : bisect_left(starts, act.clause.end)]
            if effects := effects_of(part.text, act, inside, own, rules):
                acts[place] = replace(act, effects=effects)

    def _find_mentions(self, part: Part | Note) -> list[EntityMention]:
        rule = f"{self._rules.code}.label"
        found = [EntityMention(part.eid, span, path, rule) for span, path in self._names[part.eid]]
        taken = [mention.span for mention in found if self._is_titled(mention)]
        bodies = [mention for mention in found if mention.target.startswith("body/")]
        named = find_named(part.eid, part.text, self._rules, self._body, bodies, taken)
        self._local += named.entities
        meant = self._meant.mentions(part.eid, part.text)
        found = _outside(found, named.mentions + meant)
        return sorted([*found, *named.mentions, *_outside(meant, named.mentions)], key=lambda mention: mention.span)

    def _is_titled(self, mention: EntityMention) -> bool:
        """Whether a mention names an event or a work, which no pattern then names again."""
        return bool(self._classes(mention) & {"Event", "Instrument", "Publication"})

    def _classes(self, mention: EntityMention) -> frozenset[str]:
        concept = self._vocabulary.get(mention.target)
        return concept.classes if concept else frozenset()

    # ── acts ────────────────────────────────────────────────────────────────────────────────────────────────────
    def _act(
        self,
        part: Part,
        position: int,
        clause: Clause,
        mentions: list[EntityMention],
        before: tuple[Addressee, ...] = (),
    ) -> Act:
        match = clause.match
        words = part.text[slice(*clause.span)]
        rules, vocabulary = self._rules, self._vocabulary
        instead = rules.acts.instead.get(self._body)
        verb = choose_verb(match, True, instead)
        force = force_of(verb, words, rules, vocabulary)
        asked: tuple[AskedActor, ...] = ()
        if force in table("data", "acts.toml")["asking"]:
            reader = AddresseeReader(part.text, mentions, rules, vocabulary)
            asked = reader.read(verb, force, Span(match.span.end, clause.span.end), before)
        verb = choose_verb(match, bool(asked), instead)
        if asked and all(one.of_un for one in asked):
            other = rules.acts.asked_of_un.get(verb, verb)
            verb = other if other in match.verbs else verb
        addressees = self._addressees(part, asked)
        act = Act(
            part=part.eid,
            position=position,
            clause=clause.span,
            verb_span=match.span,
            verb=verb,
            verbs=match.verbs,
            force=force_of(verb, words, rules, vocabulary),
            rule=clause.rule,
            adverbs=match.adverbs,
            addressees=addressees,
            is_request=bool(addressees) and self._voices.binds(part.eid),
            is_mandate=any(one.of_un for one in addressees) and self._voices.binds(part.eid),
        )
        act = self._with_term(part, act, mentions)
        return replace(act, reporting=self._reports(part, act, act.clause, mentions))

    def _with_term(self, part: Part, act: Act, mentions: list[EntityMention]) -> Act:
        """An act with the end of what it decides, and with the review that the body intends."""
        if part.kind is PartKind.PREAMBULAR or act.force not in table("data", "acts.toml")["deciding"]:
            return act
        if term := term_of(part.text, act.clause, self._rules):
            act = replace(act, term=term.span, ends=term.ends)
        if review := review_of(part.text, act.clause, mentions, self._rules):
            act = replace(act, review_at=review.sessions, review_on=review.on)
        return act

    def _reports(self, part: Part, act: Act, words: Span, mentions: list[EntityMention]) -> tuple[Reporting, ...]:
        """The reports that an act asks for in some words of a part."""
        reader = ReportReader(part.text, mentions, self._rules, self._vocabulary, self._asking())
        return tuple(
            replace(report, to=report.to if "/" in report.to else self._named_here(part, report.to))
            for report in reader.read(act, part.eid, words)
        )

    def _asking(self) -> Asking:
        return Asking.of(self._document, self._body)

    def _named_here(self, part: Part, words: str) -> str:
        """Who words in the place of a recipient name."""
        naming = self._meant.node(part.eid, words, part.text)
        return naming.target if naming else words

    def _lead_in(self, part: Part) -> Act | None:
        """The act whose list a part is a point of: it inherits its verb, and what it asks for is that act's."""
        above = self._parents.get(part.eid)
        while above is not None:
            if acts := self._acts.get(above.eid):
                return acts[-1] if leads_in(above.text) else None
            above = self._parents.get(above.eid)
        return None

    def _go_on(self, lead: Act, part: Part, mentions: list[EntityMention]) -> None:
        """Reports that a point asks for are those of its lead-in's act."""
        whole = Span(0, len(part.text))
        asking = lead
        if not lead.is_request:  # "decides: (a) To invite … to report"
            own = next(iter(clauses(part, self._rules)), None)
            asking = self._act(part, 1, own, mentions) if own else lead
        if reports := self._reports(part, asking, whole, mentions):
            more = replace(lead, reporting=(*lead.reporting, *reports))
            self._acts[lead.part] = [more if act is lead else act for act in self._acts[lead.part]]
            self._mentions += self._items(part, [replace(lead, clause=whole, reporting=reports)])

    def _addressees(self, part: Part, asked: Iterable[AskedActor]) -> tuple[Addressee, ...]:
        """Those that are asked; who stands in no vocabulary is meant by the document, and what names nobody is left."""
        found: dict[tuple[str, Span], Addressee] = {}
        for one in asked:
            rule = f"{self._rules.code}.addressee"
            naming = None if one.target else self._meant.node(part.eid, one.words, part.text)
            if one.target is None and naming is None:
                message = "Words in the place of whom an act asks name nobody."
                self._findings.append(Finding("addressee.fragment", message, part=part.eid, evidence=one.words))
                continue
            target = one.target or (naming.target if naming else "")
            rule = rule if naming is None else f"{rule}.{naming.rule}"
            addressee = Addressee(one.span, target, rule, words=one.words, of_un=one.of_un or self._is_of_un(target))
            found.setdefault((target, one.span), addressee)
        return tuple(found.values())

    def _is_of_un(self, target: str) -> bool:
        return self._vocabulary.is_un_entity(target)

    def _items(self, part: Part, acts: list[Act]) -> list[EntityMention]:
        """The agenda items under which reports are due, on the words of their titles."""
        found: list[EntityMention] = []
        for act in acts:
            for report in act.reporting:
                place = part.text.find(report.item, *act.clause) if report.item else -1
                if place >= 0 and report.item and report.session and (path := report_item(report)):
                    span = Span(place, place + len(report.item))
                    found.append(EntityMention(part.eid, span, path, f"{self._rules.code}.named.item"))
        return found

    # ── citations ───────────────────────────────────────────────────────────────────────────────────────────────
    def _bearer_acts(self, note: Note) -> list[Act]:
        """The acts whose clauses the note's mark stands in or closes."""
        return [act for act in self._acts.get(note.bearer, ()) if act.clause.start < note.anchor <= act.clause.end + 2]

    def _read_citations(self, part: Part | Note, mentions: list[EntityMention], acts: list[Act]) -> list[Citation]:
        """The citations of a part, by number and symbol and by name."""
        found = with_source_links(part.text, part.links, self._reader.read(part.text, part.eid))
        governing = [self._act_over(part, cited, acts) for cited in found]
        heads = [act.verb_span.end if act and act.part == part.eid else 0 for act in governing]
        rests = rested_on(part.text, found, heads, self._rules.code)
        read = [
            self._citation(part, cited, acts, "basedOn" if rested else None)
            for cited, rested in zip(found, rests, strict=True)
        ]
        named = cited_by_name(mentions, self._vocabulary, self._rules.code)
        read += [self._citation(part, cited, acts, BY_NAME) for cited in named]
        return sorted(read, key=lambda citation: citation.span)

    def _citation(self, part: Part | Note, cited: Cited, acts: list[Act], kind: str | None) -> Citation:
        """A citation of the kind given, or of the one that its act gives."""
        act = self._act_over(part, cited, acts)
        verb = act.verb if act else None
        kind = kind or citation_properties().get(verb or "", "cites")
        return Citation(part.eid, cited.span, cited.symbol, cited.rule, cited.date, verb, kind, cited.paragraphs)

    def _act_over(self, part: Part | Note, cited: Cited, acts: list[Act]) -> Act | None:
        """The act that governs a citation: of a note the last that bears it."""
        if isinstance(part, Note):
            return acts[-1] if acts else None
        return next((act for act in acts if act.clause.start <= cited.span.start < act.clause.end), None)


def _outside(mentions: Iterable[EntityMention], longer: Sequence[EntityMention]) -> list[EntityMention]:
    """The mentions that lie in none of some others."""
    spans = sorted(mention.span for mention in longer)
    reach = list(accumulate((span.end for span in spans), max))
    starts = [span.start for span in spans]

    def inside(span: Span) -> bool:
        before = bisect_right(starts, span.start)
        return before > 0 and reach[before - 1] >= span.end

    return [mention for mention in mentions if not inside(mention.span)]


def addressee_mentions(act: Act) -> tuple[EntityMention, ...]:
    """The addressees of an act as mentions, so that each stands on its words."""
    return tuple(
        EntityMention(act.part, addressee.span, addressee.target, addressee.rule, addressee.attribution)
        for addressee in act.addressees
    )
