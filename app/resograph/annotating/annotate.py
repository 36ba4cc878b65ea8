"""One document's annotations, part by part."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from resograph.annotating.acts import Clause, choose_verb, clauses, force_of
from resograph.annotating.addressees import AddresseeReader, AskedActor, actor_classes
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
from resograph.annotating.named import find_named
from resograph.annotating.reporting import Asking, ReportReader, report_item, with_inferred
from resograph.annotating.source_links import with_source_links
from resograph.annotating.terms import review_of, term_of
from resograph.annotating.themes import ThemeReader
from resograph.annotating.unknown import KIND, is_short_name, shortens, unknown_actor
from resograph.annotating.unmarked import Unmarked
from resograph.annotating.voices import voices
from resograph.documents import Document, Note, Part, PartKind, Span
from resograph.languages.profile import leads_in, profile
from resograph.resources import table
from resograph.vocabularies.concepts import Vocabulary, citation_properties

_ACTING = (PartKind.PREAMBULAR, PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)
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
    for part in document.in_order():
        annotator.read(part)
    return annotator.result()


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
        self._parents = {child.eid: part for part in document.walk() for child in part.parts}
        self._mentions: list[EntityMention] = []
        self._themes: list[EntityMention] = []
        self._citations: list[Citation] = []
        self._acts: defaultdict[str, list[Act]] = defaultdict(list)
        self._local: defaultdict[str, list[LocalEntity]] = defaultdict(list)
        self._met: dict[str, None] = {}  # what is mentioned so far, in the order of the text

    def result(self) -> Annotations:
        return Annotations(
            tuple(self._mentions),
            tuple(self._themes),
            tuple(self._citations),
            tuple(self._timed()),
            tuple(chain.from_iterable(self._local.values())),
        )

    def _timed(self) -> list[Act]:
        """All acts, with the times of reports that go into others."""
        texts = {part.eid: part.text for part in self._document.in_order()}
        asking = Asking.of(self._document, self._voices.own or _USUAL)
        acts = list(chain.from_iterable(self._acts.values()))
        return with_inferred(acts, texts, self._document.title, asking, self._rules, self._vocabulary)

    def read(self, part: Part | Note) -> None:
        if isinstance(part, Part) and part.kind is PartKind.PLAIN and part.role in ("formula", "conclusions", "status"):
            return
        self._body = self._voices.of(part.bearer if isinstance(part, Note) else part.eid) or _USUAL
        mentions = self._find_mentions(part)
        self._mention(mentions)
        self._themes += self._themes_of.read(part.eid, part.text, mentions)
        acts: list[Act] = []
        if isinstance(part, Part):
            lead = self._lead_in(part)
            if lead is not None:
                self._go_on(lead, part, mentions)
            elif part.kind in _ACTING:
                before: tuple[Addressee, ...] = ()
                for position, clause in enumerate(clauses(part, self._rules), 1):
                    acts.append(self._act(part, position, clause, mentions, before))
                    before = acts[-1].addressees or before
                self._acts[part.eid] += acts
                self._mention(self._items(part, acts))
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

    def _mention(self, mentions: Sequence[EntityMention]) -> None:
        self._mentions += mentions
        self._met |= dict.fromkeys(mention.target for mention in mentions)

    def _find_mentions(self, part: Part | Note) -> list[EntityMention]:
        rule = f"{self._rules.code}.label"
        found = [EntityMention(part.eid, span, path, rule) for span, path in self._entities.find(part.text)]
        taken = [mention.span for mention in found if self._is_titled(mention)]
        bodies = [mention for mention in found if mention.target.startswith("body/")]
        named = find_named(part.eid, part.text, self._rules, self._body, bodies, taken)
        self._local[part.eid] += named.entities
        inside = [mention.span for mention in named.mentions]
        found = [
            mention
            for mention in found
            if not any(span.start <= mention.span.start and mention.span.end <= span.end for span in inside)
        ]
        return sorted([*found, *named.mentions], key=lambda mention: mention.span)

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
            addressees=tuple(self._addressee(part, one) for one in asked),
            is_request=bool(asked) and self._voices.binds(part.eid),
            is_mandate=any(one.of_un for one in asked) and self._voices.binds(part.eid),
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

    def _named_before(self, words: str) -> str | None:
        """The actor that a short name means: the only one of the text whose full name has its words in their order."""
        if not is_short_name(words, self._rules.spacing.unspaced):
            return None
        concepts = [concept for path in self._met if (concept := self._vocabulary.get(path))]
        meant = [
            concept.path
            for concept in concepts
            if concept.classes & actor_classes() and shortens(words, concept.preferred(self._rules.code) or "")
        ]
        return meant[0] if len(meant) == 1 else None

    def _named_here(self, part: Part, words: str) -> str:
        """The node of an actor that no vocabulary has."""
        there = [one for one in self._local[part.eid] if one.kind == KIND]
        if known := next((one.target for one in there if one.label == words), None):
            return known
        target = unknown_actor(part.eid, len(there) + 1)
        self._local[part.eid].append(LocalEntity(part.eid, target, KIND, words))
        return target

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
            self._mention(self._items(part, [replace(lead, clause=whole, reporting=reports)]))

    def _addressee(self, part: Part, asked: AskedActor) -> Addressee:
        """An actor that is asked; one that no vocabulary has becomes a node of the work."""
        target, rule = asked.target or self._named_before(asked.words), f"{self._rules.code}.addressee"
        if target is None:
            target, rule = self._named_here(part, asked.words), f"{rule}.unknown"
        return Addressee(asked.span, target, rule, words=asked.words, of_un=asked.of_un)

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


def addressee_mentions(act: Act) -> tuple[EntityMention, ...]:
    """The addressees of an act as mentions, so that each stands on its words."""
    return tuple(
        EntityMention(act.part, addressee.span, addressee.target, addressee.rule, addressee.attribution)
        for addressee in act.addressees
    )
