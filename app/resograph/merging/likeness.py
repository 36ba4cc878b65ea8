"""How likely two parts in two languages are the same, and which of two rows of parts belong together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from resograph.annotating.acts import clauses
from resograph.documents import Part, PartKind
from resograph.languages.profile import Profile
from resograph.symbols.roman import from_roman
from resograph.text.digits import figure, western

_FIGURE = re.compile(r"\d+")
_ENOUGH = 0.45
"""How alike two parts must be to be one."""
_MOST_PAIRS = 250_000
"""So many pairs of parts are compared between two that are sure; where there are more, only equal ids are one."""
_NEUTRAL = 0.5
_BARE = ("p", "wrap", "heading", "PreambularParagraph", "OperativeParagraph", "Subparagraph")
_NUMBERED = frozenset(("OperativeParagraph", "Subparagraph"))
_ACTING = (PartKind.PREAMBULAR, PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)


@dataclass(frozen=True)
class Unit:
    """What of a part can be compared with one in another language: what a translation keeps.

    ``figures`` are numbers, ``verbs`` what the verb that heads it can mean, ``share`` its length
    beside that of the whole text.
    """

    eid: str
    kind: str
    number: str
    figures: frozenset[str]
    verbs: frozenset[str]
    share: float

    @property
    def is_bare(self) -> bool:
        """Whether it is words without a number, whatever their file takes them for."""
        return not self.number and self.kind in _BARE


def figures_in(words: str) -> frozenset[str]:
    """The numbers in a text."""
    return frozenset(_FIGURE.findall(western(words)))


def unit_of(part: Part, rules: Profile, whole: int) -> Unit:
    """A part as a unit; ``whole`` is the length of its text, in characters."""
    words = f"{part.heading or ''} {part.text}"
    number = rules.fold(part.number).lower() if part.number else ""
    kind = part.role if part.kind is PartKind.PLAIN else part.kind.value
    return Unit(part.eid, kind, number, figures_in(words), _verbs(part, rules), len(words) / whole)


def unit_of_line(eid: str, number: str, words: str, whole: int) -> Unit:
    """A line of a heading as a unit."""
    return Unit(eid, "heading", number, figures_in(words), frozenset(), len(words) / whole)


def _verbs(part: Part, rules: Profile) -> frozenset[str]:
    if part.kind not in _ACTING:
        return frozenset()
    heads = clauses(replace(part, text=part.text[:200], emphasis=()), rules)[:1]
    return frozenset(verb for clause in heads for verb in clause.match.verbs)


def shared(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Dice's measure of two sets, 0.5 where both are empty."""
    total = len(ours) + len(theirs)
    return 2 * len(ours & theirs) / total if total else _NEUTRAL


def likeness(unit: Unit, other: Unit) -> float:
    """From about -1 to 1.5: how likely two parts are the same."""
    verbs = _NEUTRAL if not (unit.verbs and other.verbs) else float(bool(unit.verbs & other.verbs))
    longer = max(unit.share, other.share)
    length = min(unit.share, other.share) / longer if longer else 1.0
    found = 0.45 * shared(unit.figures, other.figures) + 0.3 * verbs + 0.25 * length
    if unit.number or other.number:
        found += _numbered(unit.number, other.number)
    if unit.kind != other.kind:
        alike = unit.is_bare and other.is_bare if not unit.number else {unit.kind, other.kind} <= _NUMBERED
        found -= 0.1 if alike else 0.3
    return found + (0.1 if unit.eid == other.eid else 0.0)


def _numbered(number: str, other: str) -> float:
    """What the numbers of two parts tell: files may number a list with figures that others number with letters."""
    if number == other:
        return 0.4
    ours, theirs = _places(number), _places(other)
    return 0.2 if ours & theirs and number.isdecimal() != other.isdecimal() else -0.6


@lru_cache(maxsize=512)
def _places(number: str) -> frozenset[int]:
    """The places in a list that a number can mean: "i" is the first roman and the ninth letter."""
    if number.isdecimal():
        return frozenset({read} if (read := figure(number)) is not None else ())
    letter = {ord(number) - ord("a") + 1} if len(number) == 1 and "a" <= number <= "z" else set()
    roman = from_roman(number.upper())
    return frozenset(letter | ({roman} if roman else set()))


def matches(ours: Sequence[Unit], theirs: Sequence[Unit]) -> dict[str, str]:
    """Our ids → theirs. Nothing crosses over paragraphs that have the same id and printed number in both."""
    found: dict[str, str] = {}
    for (a, b), (c, d) in pairwise([(-1, -1), *_sure(ours, theirs), (len(ours), len(theirs))]):
        if c < len(ours):
            found[ours[c].eid] = theirs[d].eid
        found |= _between(ours[a + 1 : c], theirs[b + 1 : d])
    return found | _left(ours, theirs, found)


def _left(ours: Sequence[Unit], theirs: Sequence[Unit], found: Mapping[str, str]) -> dict[str, str]:
    """Runs that are as long in both between two pairs, and of the same kinds: they are pairs in their order."""
    places = {unit.eid: place for place, unit in enumerate(theirs)}
    paired = [(place, places[found[unit.eid]]) for place, unit in enumerate(ours) if unit.eid in found]
    more: dict[str, str] = {}
    for (a, b), (c, d) in pairwise([(-1, -1), *paired, (len(ours), len(theirs))]):
        run, other = ours[a + 1 : c], theirs[b + 1 : d]
        if len(run) == len(other) and all(map(_can_pair, run, other)):
            more |= {one.eid: two.eid for one, two in zip(run, other, strict=True)}
    return more


def _can_pair(unit: Unit, other: Unit) -> bool:
    if unit.kind == other.kind == "heading":
        return True
    return unit.number == other.number and (unit.kind == other.kind or (unit.is_bare and other.is_bare))


def _sure(ours: Sequence[Unit], theirs: Sequence[Unit]) -> list[tuple[int, int]]:
    places = {unit.eid: place for place, unit in enumerate(theirs)}
    found: list[tuple[int, int]] = []
    for place, unit in enumerate(ours):
        there = places.get(unit.eid, -1)
        same = there >= 0 and unit.number and unit.kind == PartKind.OPERATIVE and theirs[there].number == unit.number
        if same and (not found or there > found[-1][1]):
            found.append((place, there))
    return found


def _between(ours: Sequence[Unit], theirs: Sequence[Unit]) -> dict[str, str]:
    """The best pairing that keeps both orders (dynamic programming, as parallel texts are aligned)."""
    if not ours or not theirs:
        return {}
    if [unit.eid for unit in ours] == [unit.eid for unit in theirs] or len(ours) * len(theirs) > _MOST_PAIRS:
        known = {unit.eid for unit in theirs}
        return {unit.eid: unit.eid for unit in ours if unit.eid in known}
    scores = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for row, unit in enumerate(ours, 1):
        above, here = scores[row - 1], scores[row]
        for column, other in enumerate(theirs, 1):
            paired = above[column - 1] + likeness(unit, other) - _ENOUGH
            here[column] = max(paired, above[column], here[column - 1])
    found: dict[str, str] = {}
    row, column = len(ours), len(theirs)
    while row and column:
        best = scores[row][column]
        if best == scores[row - 1][column]:
            row -= 1
        elif best == scores[row][column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            found[ours[row].eid] = theirs[column].eid
    return found
