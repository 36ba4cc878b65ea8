"""Words that stand in documents of several series: where they were used first and last (``reso:Wording``).

In the order of their days, each paragraph joins the earliest one whose sketch is nearly its own, or is a first use
itself: so the same documents give the same wordings, whatever the order in which they came, and no row of small changes
joins paragraphs that have little in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from resograph.symbols import Symbol
from resograph.wording.lineage import is_of_text
from resograph.wording.members import Member
from resograph.wording.sketches import MOST, Sketch

_SHARED, _OF = 2, 3
"""Of the least numbers of two sketches so many (two of three) stand in both."""

Part = tuple[Symbol, str]
"""A paragraph: its document and its id."""


@dataclass(frozen=True)
class Wording:
    """Paragraphs of at least two series with nearly the same words, in the order of their days."""

    uses: tuple[Part, ...]

    @property
    def documents(self) -> list[Symbol]:
        """Their documents, in the same order, each once."""
        return list(dict.fromkeys(symbol for symbol, _ in self.uses))


def wordings(members: Iterable[Member], renewals: Iterable[tuple[Symbol, Symbol]]) -> list[Wording]:
    """The words that documents share which are not of one series, in the order of their first uses.

    Args:
        members: the documents.
        renewals: a document and one that it renews, of all that do.
    """
    series = _Series(renewals)
    uses: list[list[Part]] = []
    firsts = _Firsts()
    for member in sorted(members, key=lambda one: (one.since, one.symbol)):
        for eid, sketch in zip(member.parts, member.sketches, strict=True):
            if is_of_text(eid):
                first = firsts.like(member.language, sketch)
                if first is None:
                    first = firsts.add(member.language, sketch)
                    uses.append([])
                uses[first].append((member.symbol, eid))
    return [Wording(tuple(some)) for some in uses if len({series.of(symbol) for symbol, _ in some}) > 1]


def are_alike(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two sketches are of nearly the same words."""
    least = sorted({*a, *b})[:MOST]
    both = set(a) & set(b)
    return _OF * sum(number in both for number in least) >= _SHARED * len(least)


class _Firsts:
    """The sketches of first uses, by their numbers."""

    def __init__(self) -> None:
        self._sketches: list[Sketch] = []
        self._having: dict[tuple[str, int], list[int]] = defaultdict(list)

    def add(self, language: str, sketch: Sketch) -> int:
        """One more; its place."""
        place = len(self._sketches)
        self._sketches.append(sketch)
        for number in sketch:
            self._having[language, number].append(place)
        return place

    def like(self, language: str, sketch: Sketch) -> int | None:
        """The place of the earliest whose sketch is alike.

        It has two thirds of the numbers, so that one of the rarest third and one more is among them.
        """
        rows = sorted((self._having.get((language, number), []) for number in sketch), key=len)
        places = Counter(place for row in rows[: len(rows) - _needed(len(rows)) + 1] for place in row)
        return min((place for place in places if are_alike(self._sketches[place], sketch)), default=None)


def _needed(numbers: int) -> int:
    """How many of its numbers another must have at least to be alike."""
    return -(-_SHARED * numbers // _OF)


class _Series:
    """Which documents are of one series: those that are joined by renewals."""

    def __init__(self, renewals: Iterable[tuple[Symbol, Symbol]]) -> None:
        self._leads: dict[Symbol, Symbol] = {}
        for later, earlier in renewals:
            one, other = self.of(later), self.of(earlier)
            if one != other:
                self._leads[one] = other

    def of(self, symbol: Symbol) -> Symbol:
        """The document that stands for its series."""
        way = list(self._way(symbol))
        for one in way[:-1]:
            self._leads[one] = way[-1]
        return way[-1]

    def _way(self, symbol: Symbol) -> Iterator[Symbol]:
        yield symbol
        while symbol in self._leads:
            symbol = self._leads[symbol]
            yield symbol
