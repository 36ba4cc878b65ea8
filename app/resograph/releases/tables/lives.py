"""Mandates through time, over all works: first asked, how often renewed, perhaps asked twice, what became of them.

Acts that ask the same entity in paragraphs of which one continues the other are one line. What is told of an act
depends on what is held alone, not on the order in which it was added.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Generic, NamedTuple, TypeVar

from resograph.releases.tables.schema import BITS

_SHARED = 3
"""Numbers of two sketches that are the same in paragraphs which perhaps ask the same."""
_COMMON = 5
"""A number that more acts of one addressee have is of words that every text has."""
_ACTS = (
    "SELECT act.id, work.symbol, part.eid, act.place, work.adopted, act.kind, act.sketch FROM act"
    f" JOIN part ON part.id = act.part JOIN work ON work.id = part.id >> {BITS} WHERE act.kind > 0"
)
_EFFECTS = (
    "SELECT effect.how, effect.target, work.symbol || '~' || part.eid, work.adopted,"
    " coalesce((SELECT max(ends) FROM act WHERE act.part = effect.part), ''), work.id"
    f" FROM effect JOIN part ON part.id = effect.part JOIN work ON work.id = part.id >> {BITS}"
)


class LifeRow(NamedTuple):
    """An act of a line of several documents: the first part and the last with their days, how many came after."""

    act: int
    first: str
    first_on: str
    last: str
    last_on: str
    renewed: int
    answered: int


class _Act(NamedTuple):
    id: int
    part: str
    document: str
    place: int
    adopted: str
    kind: int
    sketch: Sequence[int]
    addressees: tuple[str, ...]

    @property
    def order(self) -> tuple[str, str, int]:
        """Where it stands among all acts, whatever its number."""
        return self.adopted, self.part, self.place


class Lives(NamedTuple):
    """What is written: of lines, of acts that perhaps ask the same (act, part), of what later texts do (act, how, part,
    day, until)."""

    lines: list[LifeRow]
    twins: list[tuple[int, str]]
    changed: list[tuple[int, str, str, str, str]]


def lives_of(
    databases: Iterable[sqlite3.Connection],
    gone: set[int],
    continued: Iterable[tuple[str, str]],
    answered: set[int],
) -> Lives:
    """The lives of all acts that ask anyone.

    Args:
        databases: the segments.
        gone: ids of works that do not count.
        continued: paths of parts and of those that they continue.
        answered: ids of the acts that a report answers.
    """
    acts: list[_Act] = []
    effects: list[tuple[str, str, str, str, str]] = []
    for database in databases:
        whom: dict[int, list[str]] = defaultdict(list)
        for act, thing in database.execute("SELECT act, thing FROM party WHERE how = 'addressee' ORDER BY thing"):
            whom[act].append(thing)
        for number, symbol, eid, place, adopted, kind, sketch in database.execute(_ACTS):
            if number >> BITS not in gone:
                asked = tuple(whom[number])
                row = _Act(number, f"{symbol}~{eid}", symbol, place, adopted, kind, json.loads(sketch or "[]"), asked)
                acts.append(row)
        effects += [tuple(row) for *row, work in database.execute(_EFFECTS) if work not in gone]
    acts.sort(key=lambda act: act.order)
    pairs = list(continued)
    lines, line_of = _lines(acts, pairs)
    return Lives(
        sorted(_rows(acts, lines, line_of, answered)),
        sorted(_twins(acts, lines, line_of, _series(pairs))),
        sorted(_changed(acts, effects)),
    )


_Item = TypeVar("_Item", str, tuple[str, str])
_Node = tuple[str, str]
"""A part and whom it asks."""


class _Roots(Generic[_Item]):
    """Which things belong together: the least of them stands for all."""

    def __init__(self, things: Iterable[_Item]) -> None:
        self._up: dict[_Item, _Item] = {thing: thing for thing in things}

    def __getitem__(self, thing: _Item) -> _Item:
        while self._up.setdefault(thing, thing) != thing:
            self._up[thing] = self._up[self._up[thing]]
            thing = self._up[thing]
        return thing

    def join(self, one: _Item, other: _Item) -> None:
        """Say that two belong together."""
        a, b = sorted((self[one], self[other]))
        self._up[b] = a


def _series(continued: Iterable[tuple[str, str]]) -> _Roots[str]:
    """Documents of one series belong together."""
    found = _Roots[str](())
    for later, earlier in continued:
        found.join(later.partition("~")[0], earlier.partition("~")[0])
    return found


def _lines(
    acts: Sequence[_Act], continued: Iterable[tuple[str, str]]
) -> tuple[dict[_Node, list[_Act]], dict[_Node, _Node]]:
    """The acts of each line, in order, by its first node; and the first node of each."""
    there: dict[_Node, list[_Act]] = defaultdict(list)
    asks: dict[str, set[str]] = defaultdict(set)
    for act in acts:
        for whom in act.addressees:
            there[act.part, whom].append(act)
            asks[act.part].add(whom)
    first = _Roots(there)
    for later, earlier in continued:
        for whom in asks.get(later, set()) & asks.get(earlier, set()):
            first.join((later, whom), (earlier, whom))
    found: dict[_Node, list[_Act]] = defaultdict(list)
    for node, some in there.items():
        found[first[node]] += some
    for some in found.values():
        some.sort(key=lambda act: act.order)
    return found, {node: first[node] for node in there}


def _rows(
    acts: Sequence[_Act], lines: Mapping[_Node, list[_Act]], line_of: Mapping[_Node, _Node], answered: set[int]
) -> Iterable[LifeRow]:
    """Of an act with several addressees the line that is the longest, the first asked of equally long ones."""
    told: dict[_Node, tuple[int, LifeRow]] = {}
    for node, line in lines.items():
        documents = {act.document for act in line}
        if len(documents) > 1:
            first, last = line[0], line[-1]
            is_answered = int(any(act.id in answered for act in line))
            row = LifeRow(0, first.part, first.adopted, last.part, last.adopted, len(documents) - 1, is_answered)
            told[node] = len(documents), row
    for act in acts:
        mine = [told[node] for whom in act.addressees if (node := line_of[act.part, whom]) in told]
        if mine:
            _, row = min(mine, key=lambda one: (-one[0], one[1].first_on, one[1].first))
            yield row._replace(act=act.id)


def _twins(
    acts: Sequence[_Act], lines: Mapping[_Node, list[_Act]], line_of: Mapping[_Node, _Node], series: _Roots[str]
) -> set[tuple[int, str]]:
    """Mandates of one addressee, last in their lines and of two series, whose paragraphs share most of their words."""
    by_number: dict[tuple[str, int], list[_Act]] = defaultdict(list)
    for act in acts:
        for whom in act.addressees if act.kind > 1 else ():
            if lines[line_of[act.part, whom]][-1].document == act.document:
                for number in act.sketch:
                    by_number[whom, number].append(act)
    shared: dict[tuple[int, int], set[int]] = defaultdict(set)
    known: dict[int, _Act] = {}
    for (_, number), some in by_number.items():
        for a, b in combinations(some, 2) if len(some) <= _COMMON else ():
            if series[a.document] != series[b.document]:
                shared[a.id, b.id].add(number)
                known[a.id], known[b.id] = a, b
    found: set[tuple[int, str]] = set()
    for (a_id, b_id), numbers in shared.items():
        if len(numbers) >= _SHARED:
            found |= {(a_id, known[b_id].part), (b_id, known[a_id].part)}
    return found


def _changed(
    acts: Iterable[_Act], effects: Iterable[tuple[str, str, str, str, str]]
) -> set[tuple[int, str, str, str, str]]:
    """What later documents do to the part of an act, or to its document."""
    on: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    for how, target, by, day, until in effects:
        on[target].append((how, by.removesuffix("~"), day, until))
    return {
        (act.id, *one)
        for act in acts
        for one in (*on.get(act.part, ()), *on.get(act.document, ()))
        if one[1].partition("~")[0] != act.document
    }
