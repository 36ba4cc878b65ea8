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
from typing import NamedTuple

from resograph.releases.tables.schema import BITS

_SHARED = 3
"""Numbers of two sketches that are the same in paragraphs which perhaps ask the same."""
_COMMON = 20
"""A number that more acts of one addressee have says nothing."""
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
    lines, line_of = _lines(acts, continued)
    return Lives(
        sorted(_rows(acts, lines, line_of, answered)),
        sorted(_twins(acts, lines, line_of)),
        sorted(_changed(acts, effects)),
    )


_Node = tuple[str, str]
"""A part and whom it asks."""


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
    up: dict[_Node, _Node] = {node: node for node in there}

    def root(node: _Node) -> _Node:
        while up[node] != node:
            up[node] = up[up[node]]
            node = up[node]
        return node

    for later, earlier in continued:
        for whom in asks.get(later, set()) & asks.get(earlier, set()):
            a, b = sorted((root((later, whom)), root((earlier, whom))))
            up[b] = a
    found: dict[_Node, list[_Act]] = defaultdict(list)
    for node, some in there.items():
        found[root(node)] += some
    for some in found.values():
        some.sort(key=lambda act: act.order)
    return found, {node: root(node) for node in there}


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
    acts: Sequence[_Act], lines: Mapping[_Node, list[_Act]], line_of: Mapping[_Node, _Node]
) -> set[tuple[int, str]]:
    """Mandates of one addressee in the last documents of two lines whose paragraphs have most words in common."""
    by_number: dict[tuple[str, int], list[_Act]] = defaultdict(list)
    for act in acts:
        for whom in act.addressees if act.kind > 1 else ():
            if lines[line_of[act.part, whom]][-1].document == act.document:
                for number in act.sketch:
                    by_number[whom, number].append(act)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    known: dict[int, _Act] = {}
    for (whom, _), some in by_number.items():
        for a, b in combinations(some, 2) if len(some) <= _COMMON else ():
            if a.document != b.document and line_of[a.part, whom] != line_of[b.part, whom]:
                shared[a.id, b.id] += 1
                known[a.id], known[b.id] = a, b
    found: set[tuple[int, str]] = set()
    for (a_id, b_id), count in shared.items():
        if count >= _SHARED:
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
