"""Mentions: one node for a part and what it mentions, whatever the languages (DESIGN §3, "Mentions").

A place is where words stand in one version: it is a target of its mention (``zh/…~para_14#char=12,18``, RFC 5147) and
stands beside the rule that found it in ``reso:rule`` (``"zh.label 12,18"``). The words themselves are characters of the
part's text; ``with_selectors`` writes them out for what is served.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from resograph.annotating.annotate import addressee_mentions
from resograph.annotating.facts import Attribution, Citation, EntityMention
from resograph.documents import Span
from resograph.merging.effects import effects_of_act
from resograph.merging.work import Version, Work
from resograph.symbols.address import LANGUAGES
from resograph.writing.terms import OA, RESO, TYPE, integer, named

DueReports = Mapping[tuple[str, int, int], str]
"""Part and position of an act and the place of a report there → part id of the report's node."""

CitedAs = tuple[object, str | None, tuple[str, ...]]
"""What tells two citations of one document in one part apart: date, verb, cited parts."""


@dataclass(frozen=True)
class Place:
    """Words in one language version; ``rule`` is the name of the rule that found them."""

    language: str
    span: Span
    rule: str
    attribution: Attribution | None = None

    @property
    def told(self) -> str:
        """Rule and place as one literal."""
        start, _, rest = self.rule.partition(".")
        rule = self.rule if rest and start in LANGUAGES else f"{self.language}.{self.rule}"
        return f"{rule} {self.span.start},{self.span.end}"


@dataclass
class Mention:
    """A part and what it mentions.

    ``body`` is the path of the thing, ``~…`` for one of the same work; ``fragment`` what follows ``#`` in the address.
    ``citation`` is there where the thing is a document that is cited.
    """

    part: str
    fragment: str
    body: str
    citation: Citation | None = None
    places: list[Place] = field(default_factory=list)


def mentions(work: Work, due: DueReports) -> list[Mention]:
    """All mentions of a work, each once, with its places in the order of versions and words."""
    found: dict[tuple[str, str], Mention] = {}

    def add(part: str, fragment: str, body: str, place: Place, citation: Citation | None = None) -> None:
        mention = found.setdefault((part, fragment), Mention(part, fragment, body, citation))
        if place not in mention.places:
            mention.places.append(place)

    for version in work.versions:
        for one in _entities(version):
            place = Place(version.language, one.span, one.rule, one.attribution)
            add(one.part, _within(one.part, one.target), one.target, place)
    for citation, language, fragment in _citations(work.versions):
        place = Place(language, citation.span, citation.rule, citation.attribution)
        add(citation.part, fragment, citation.symbol.text, place, citation)
    for act in work.acts:
        me = f"act_{act.position}"
        effects = {(effect.kind, effect.symbol) for effect in effects_of_act(act)}
        for language, reading in act.readings.items():
            clause = Place(language, reading.clause, reading.rule, reading.attribution)
            verb = Place(language, reading.verb_span, reading.rule, reading.attribution)
            add(act.part, me, f"~{act.part}__{me}", clause)
            add(act.part, f"{me}/verb", f"verb/{act.verb}", verb)
            for effect in reading.effects:
                if (effect.kind, effect.symbol) in effects:
                    place = Place(language, effect.span, effect.rule)
                    add(act.part, f"{effect.kind}/{effect.symbol}", effect.symbol.text, place)
            for number, report in enumerate(reading.reporting):
                node = due.get((act.part, act.position, number))
                if node is not None and report.span is not None:
                    place = Place(language, report.span, report.rule)
                    add(report.part, _within(report.part, f"~{node}"), f"~{node}", place)
    return list(found.values())


def _entities(version: Version) -> Iterator[EntityMention]:
    found = version.annotations
    yield from found.mentions
    for act in found.acts:
        yield from addressee_mentions(act)
    yield from found.themes


def _within(part: str, path: str) -> str:
    """The path of a thing as its mention's address has it: one of the same work by its id, shorter in its own part."""
    return path.removeprefix("~").removeprefix(f"{part}__") if path.startswith("~") else path


def _citations(versions: Sequence[Version]) -> Iterator[tuple[Citation, str, str]]:
    """Each citation with its language and fragment: ``A/RES/66/290``, the second of another kind with ``,2``."""
    numbers: dict[tuple[str, str], dict[CitedAs, int]] = defaultdict(dict)
    for version in versions:
        for citation in sorted(version.annotations.citations, key=lambda one: (one.part, one.span.start)):
            symbol = citation.symbol.text
            kinds = numbers[citation.part, symbol]
            number = kinds.setdefault((citation.date, citation.verb, citation.paragraphs), len(kinds) + 1)
            yield citation, version.language, symbol if number == 1 else f"{symbol},{number}"


def corrections(found: Iterable[Mention]) -> Iterator[tuple[str, Attribution, list[Mention]]]:
    """What persons decided: the part id of each correction's node, who, and the mentions that it is about."""
    about: dict[tuple[str, Attribution], list[Mention]] = defaultdict(list)
    for mention in found:
        for attribution in dict.fromkeys(place.attribution for place in mention.places if place.attribution):
            about[mention.part, attribution].append(mention)
    numbers: Counter[str] = Counter()
    for (part, attribution), decided in about.items():
        numbers[part] += 1
        yield f"{part}__correction_{numbers[part]}", attribution, decided


# ── as they are served ──────────────────────────────────────────────────────────────────────────────────────────────
_TARGET = re.compile(r"(?P<part>[^#]*)#char=(?P<start>\d{1,9}),(?P<end>\d{1,9})")


class TargetPlace(NamedTuple):
    """Where the words of a target stand: the address of the part in one language, the language, code points."""

    part: str
    language: str
    start: int
    end: int


def place_of(target: str, base: str) -> TargetPlace | None:
    """Where a target's words stand; None for what is no target of ours."""
    found = _TARGET.fullmatch(target)
    if found is None or not target.startswith(base):
        return None
    language = target[len(base) :].partition("/")[0]
    return TargetPlace(found["part"], language, int(found["start"]), int(found["end"]))


def with_selectors(triples: Iterable[ox.Triple], base: str) -> list[ox.Triple]:
    """The triples, and for each target of a mention whose part's text is among them, source, selectors and exact words.

    Web Annotation §4: position and quotation, on one node (``#selector=12,18``).
    """
    known = list(triples)
    texts: dict[tuple[str, str], str] = {}
    parts: dict[str, str] = {}
    targets: list[tuple[str, ox.NamedNode]] = []
    for triple in known:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode):
            continue
        match triple.predicate.value:
            case predicate if predicate == f"{RESO}text" and isinstance(value, ox.Literal):
                texts[subject.value, value.language or ""] = value.value
            case predicate if predicate == f"{RESO}inPart" and isinstance(value, ox.NamedNode):
                parts[subject.value] = value.value
            case predicate if predicate == f"{OA}hasTarget" and isinstance(value, ox.NamedNode):
                targets.append((subject.value, value))
    described: set[str] = set()
    for mention, target in targets:
        if target.value in described:
            continue
        place = place_of(target.value, base)
        text = texts.get((parts.get(mention, ""), place.language)) if place else None
        if place and text is not None:
            described.add(target.value)
            known += _selector(target, place, text)
    return known


def _selector(target: ox.NamedNode, place: TargetPlace, text: str) -> Iterator[ox.Triple]:
    here, _, start, end = place
    selector = ox.NamedNode(f"{here}#selector={start},{end}")
    yield ox.Triple(target, TYPE, named(f"{OA}SpecificResource"))
    yield ox.Triple(target, named(f"{OA}hasSource"), ox.NamedNode(here))
    yield ox.Triple(target, named(f"{OA}hasSelector"), selector)
    yield ox.Triple(selector, TYPE, named(f"{OA}TextPositionSelector"))
    yield ox.Triple(selector, TYPE, named(f"{OA}TextQuoteSelector"))
    yield ox.Triple(selector, named(f"{OA}start"), integer(start))
    yield ox.Triple(selector, named(f"{OA}end"), integer(end))
    yield ox.Triple(selector, named(f"{OA}exact"), ox.Literal(text[start:end]))
