"""A question weighed against all ways of asking: which queries it may mean, filled in, the likeliest first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from resograph.asking.recognising import LONGEST, NamedInText, Recogniser, Thing
from resograph.asking.ways import Way, Ways, Word, words_of
from resograph.reconciling.phrases import keys_of
from resograph.sparql.operations import Operation, Parameter
from resograph.symbols.address import LANGUAGES

_LEAST = 0.42
"""Likeness of a question that is worth offering."""
_SAFE, _APART = 0.78, 0.1
"""Likeness of a question that is certainly meant, and how far behind the next must be."""
_UNUSED = 1.2
"""What a thing that is named and not used weighs, in words."""
_SPELLED = 0.04
"""What a way is better whose words have the very endings: "cita", "citan"."""
_OWN_LANGUAGE = 0.02
"""What a way in the reader's language is better."""
_KINDS = {"symbol": "Document", "year": "year", "date": "date"}
"""Type of a parameter → class of what fills it."""


@dataclass(frozen=True)
class Question:
    """A query that may be meant: its values by parameter, its words, how well it fits (of 1), and whether surely."""

    operation: Operation
    values: Mapping[str, str]
    words: str
    score: float
    certain: bool = False


@dataclass(frozen=True)
class _Fit:
    """A way with what fills it."""

    way: Way
    values: tuple[tuple[str, str], ...]
    sure: bool
    score: float


class Asker:
    """Understands questions.

    Args:
        operations: the queries that there are.
        recogniser: finds what is named.
    """

    def __init__(self, operations: Iterable[Operation], recogniser: Recogniser) -> None:
        known = list(operations)
        self._ways = [Ways(known, language) for language in LANGUAGES]
        self._recogniser = recogniser

    def is_of_questions(self, word: str) -> bool:
        """Whether a word in small letters is one that questions are asked with, in any of the languages."""
        return word == word.lower() and any(word in ways.spelled for ways in self._ways)

    def questions(self, text: str, language: str, most: int = 5) -> list[Question]:
        """What may be meant by a question, the likeliest first; nothing by one that is longer than anybody asks.

        Args:
            text: the question, in any of the languages.
            language: the reader's, in which questions are told.
            most: how many are wanted.
        """
        text = unicodedata.normalize("NFC", text)
        if len(text) > LONGEST:
            return []
        found = self._recogniser.found_in(text)
        best: dict[tuple[str, tuple[tuple[str, str], ...]], _Fit] = {}
        for ways in self._ways:
            bonus = _OWN_LANGUAGE if ways.language == language else 0.0
            for fit in _fits(ways, text, found):
                fit = replace(fit, score=fit.score + bonus)
                key = (fit.way.operation.name, fit.values)
                if key not in best or best[key].score < fit.score:
                    best[key] = fit
        ranked = sorted(best.values(), key=lambda fit: (-fit.score, fit.way.operation.name, fit.values))
        return self._told(ranked, language, most)

    def _told(self, ranked: Sequence[_Fit], language: str, most: int) -> list[Question]:
        shown = self._ways[LANGUAGES.index(language)]
        found: list[Question] = []
        for place, fit in enumerate(ranked[:most]):
            values = dict(fit.values)
            names = {name: self._recogniser.name_of(value, language) for name, value in values.items()}
            after = ranked[1].score if len(ranked) > 1 else 0.0
            certain = place == 0 and fit.sure and fit.score >= _SAFE and fit.score - after >= _APART
            words = shown.shown(fit.way.operation, values, names)
            found.append(Question(fit.way.operation, values, words, round(min(fit.score, 1.0), 3), certain))
        return found


def _fits(ways: Ways, text: str, found: Sequence[NamedInText]) -> Iterable[_Fit]:
    """The ways of one language that a question fits well enough."""
    read = keys_of(text, ways.language)
    tokens = [(token.key, token.start, token.end) for token in read]
    spelled = {token.surface for token in read}
    left_by: dict[frozenset[NamedInText], list[Word]] = {}
    for way in ways.all:
        filling = _filled(way, found, {key for key, *_ in tokens if key in way.words})
        if filling is None:
            continue
        used = frozenset(one for one, _ in filling.values()) | frozenset(one for one in found if not one.things)
        if used not in left_by:
            left_by[used] = words_of([token for token in tokens if not _within(token, used)])
        score = _score(ways, way, left_by[used], [one for one in found if one not in used])
        if score >= _LEAST:
            score += _SPELLED * len(way.spelled & spelled) / len(way.spelled)
            values = {name: thing.value for name, (_, thing) in filling.items()} | dict(way.preset)
            sure = all(_is_sure(one, thing, way.operation) for one, thing in filling.values())
            ordered = tuple((row.name, values[row.name]) for row in way.operation.parameters if row.name in values)
            yield _Fit(way, ordered, sure, score)


def _score(ways: Ways, way: Way, left: Sequence[Word], unused: Sequence[NamedInText]) -> float:
    """How much question and way have in common: of the words of each, the share that the other has too."""
    asked = {word for word, *_ in left}
    common = sum(map(ways.weight, asked & way.words))
    whole = sum(map(ways.weight, way.words))
    mine = sum(map(ways.weight, asked))
    for one in unused:
        inner = [word for word, start, end in left if start < one.end and one.start < end]
        mine += 0.0 if any(word in way.words for word in inner) else _UNUSED
    if not whole or not mine or not common:
        return 0.0
    return 2 * common / (whole + mine)


def _filled(way: Way, found: Sequence[NamedInText], spoken: set[str]) -> dict[str, tuple[NamedInText, Thing]] | None:
    """Parameter → what fills it; None where something is missing."""
    preset = dict(way.preset)
    rows = [row for row in way.operation.parameters if row.name not in preset and _class_of(row)]
    needed = [row for row in rows if not row.optional or row.name in way.wanted]
    filling: dict[str, tuple[NamedInText, Thing]] = {}
    free = list(found)
    for row in (*needed, *(row for row in rows if row not in needed)):
        fitting = [(one, things[0]) for one in free if (things := one.of(_class_of(row)))]
        if fitting:
            filling[row.name] = max(fitting, key=lambda pair: (pair[0].end - pair[0].start, pair[1].weight))
            free.remove(filling[row.name][0])
        elif row in needed:
            return None
    missing = any(not row.optional and row.name not in {**filling, **preset} for row in way.operation.parameters)
    return None if missing else filling


def _class_of(parameter: Parameter) -> str:
    """The class of what fills a parameter; "" where no question can."""
    return parameter.of or _KINDS.get(parameter.type, "")


def _is_sure(one: NamedInText, thing: Thing, operation: Operation) -> bool:
    """Whether nothing else of its class can be meant."""
    others = [other for other in one.things if other.classes & thing.classes and other != thing]
    return thing.sure and not any(other.weight * 10 >= thing.weight for other in others)


def _within(token: Word, spans: Iterable[NamedInText]) -> bool:
    return any(token[1] < one.end and one.start < token[2] for one in spans)
