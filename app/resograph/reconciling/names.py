"""Names found by likeness: candidates by the pieces that they share, then weighed word by word.

Pieces that few names have tell more; those that very many have are looked at last, so that a search takes about as
long among a hundred thousand names as among a thousand.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from rapidfuzz import fuzz

from resograph.reconciling.entries import NameKind
from resograph.reconciling.folding import Folded, folded, grams
from resograph.reconciling.stored import Names, numbers_in

_MOST_LOOKED_AT = 6000
"""Names looked at for their pieces in one search."""
_FEWEST_PIECES = 5
_NAMES_OF_ONE = 8
"""Names that one entity may have that begin alike; so many times as many are put in order as are wanted."""
_WEIGHED = 60
"""Names weighed word by word in one search."""
_WITHIN_WEIGHED = 20
"""Names weighed besides, however long, because they have most of the pieces."""
_FEW_PIECES = 0.4
"""Share of the most pieces that any name has, from which a name is likely."""
_WITHIN, _AROUND = (72.0, 22.0), (62.0, 26.0)
"""Likeness of a name that holds all words asked for, and of one that is held: at least, and as much more by length."""
_BEGUN, _TELLING = (84.0, 12.0), 12
"""Likeness of a name that begins with all that is asked for, where that is so many characters long."""
_OTHER_FIGURES, _NO_FIGURES = 25.0, 8.0
"""What is lost where the numbers differ (a third committee is no fourth), and where some are missing."""
_BY_KIND = {NameKind.PREFERRED: 0.0, NameKind.OTHER: 0.2, NameKind.HIDDEN: 0.4, NameKind.CODE: 2.6}
"""What a name of a kind is behind a preferred one; a code (IN, TO) says least."""


class NameIndex:
    """The names of some entities by likeness; codes are found whole only."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def find(self, text: str, allowed: Callable[[int], bool]) -> dict[int, float]:
        """Entity's number → likeness (of 100) of its likest name, for those that are allowed."""
        asked = folded(text)
        if not asked.text:
            return {}
        rows = self._exact("folded", asked.text) | self._exact("key", asked.text)
        rows |= self._exact("folded", asked.key) | self._exact("key", asked.key)
        rows |= self._chosen(self._near(asked, allowed))
        found: dict[int, float] = {}
        for number, name in rows.items():
            owner = self._names.owners[number]
            if allowed(owner):
                found[owner] = max(found.get(owner, 0.0), self._likeness(asked, number, name))
        return found

    def exactly(self, text: str) -> Iterator[int]:
        """Numbers of the entities with just this name."""
        asked = folded(text).text
        found = sorted(self._exact("folded", asked) | self._exact("key", asked))
        return (self._names.owners[number] for number in found)

    def beginning(self, text: str, most: int, allowed: Callable[[int], bool]) -> list[int]:
        """Numbers of the entities with a name that begins so, shorter names first."""
        start = folded(text).text
        rows = self._names.rows(
            "SELECT id, length(folded) FROM name WHERE folded >= ? AND folded < ? ORDER BY folded, id LIMIT ?",
            [start, f"{start}\U0010ffff", _MOST_LOOKED_AT],
        )
        hits = sorted((length, self._names.owners[number]) for number, length in rows)
        fit = list(islice(((length, owner) for length, owner in hits if allowed(owner)), most * _NAMES_OF_ONE))
        fit.sort(key=lambda hit: (hit[0], self._names.entity(hit[1]).path))
        return list(dict.fromkeys(owner for _, owner in fit))[:most]

    def _exact(self, column: str, text: str) -> dict[int, Folded]:
        return self._read(f"{column} = ?", text) if text else {}

    def _chosen(self, numbers: Iterable[int]) -> dict[int, Folded]:
        return self._read("id IN (SELECT value FROM json_each(?))", json.dumps(list(numbers)))

    def _read(self, condition: str, value: str) -> dict[int, Folded]:
        rows = self._names.rows(f"SELECT id, folded, key, core, figures FROM name WHERE {condition}", [value])
        return {
            number: Folded(text, key, core, frozenset(figures.split())) for number, text, key, core, figures in rows
        }

    def _near(self, asked: Folded, allowed: Callable[[int], bool]) -> list[int]:
        """Numbers of the names that share most pieces with what is asked."""
        pieces = grams(asked.text.split())
        lists = self._names.rows(
            "SELECT rowid, count FROM piece WHERE piece IN (SELECT value FROM json_each(?)) ORDER BY count, piece",
            [json.dumps(sorted(pieces))],
        )
        votes: Counter[int] = Counter()
        looked_at = 0
        for place, (row, count) in enumerate(lists):
            if place >= _FEWEST_PIECES and looked_at + count > _MOST_LOOKED_AT:
                break
            for (blob,) in self._names.rows("SELECT names FROM piece WHERE rowid = ?", [row]):
                votes.update(numbers_in(blob))
            looked_at += count
        size = len(pieces)
        few = max(votes.values(), default=0) * _FEW_PIECES
        voted = [
            (number, count) for number, count in votes.items() if count >= few and allowed(self._names.owners[number])
        ]
        voted.sort(key=lambda pair: (-pair[1], pair[0]))
        alike = sorted((-count / (size + self._names.sizes[number]), number) for number, count in voted)
        return [*(number for _, number in alike[:_WEIGHED]), *(number for number, _ in voted[:_WITHIN_WEIGHED])]

    def _likeness(self, asked: Folded, number: int, name: Folded) -> float:
        kind = self._names.kind(number)
        if name.text == asked.text:
            return 100.0 - _BY_KIND[kind]
        if kind is NameKind.CODE:
            return 0.0
        if name.key == asked.key:
            return 98.5 - _BY_KIND[kind]
        return min(97.0, _roughly(asked, name)) - _BY_KIND[kind]


def _roughly(asked: Folded, name: Folded) -> float:
    """Likeness of two names that are not the same."""
    found = max(fuzz.ratio(asked.text, name.text), fuzz.ratio(asked.key, name.key))
    if asked.core == name.core:
        found = max(found, 94.0)
    mine, theirs = set(asked.key.split()), set(name.key.split())
    share = min(len(asked.key), len(name.key)) / max(len(asked.key), len(name.key), 1)
    if len(asked.text) >= _TELLING and name.text.startswith(f"{asked.text} "):
        found = max(found, _BEGUN[0] + _BEGUN[1] * share)
    if mine <= theirs:
        found = max(found, _WITHIN[0] + _WITHIN[1] * share)
    elif theirs <= mine:
        found = max(found, _AROUND[0] + _AROUND[1] * share)
    if asked.figures != name.figures:
        found -= _NO_FIGURES if asked.figures <= name.figures or not name.figures else _OTHER_FIGURES
    return found
