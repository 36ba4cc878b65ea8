"""How well an entry matches, by one measure whichever segment it stands in.

FTS5's ``bm25`` counts how rare a phrase is in its own table. Of a language, the segment with most entries is therefore
the measure; what another finds is ranked phrase by phrase, each as rare as it is there. How many entries there are and
how long they are on the average is written into each segment already (``releases/tables/merging.py``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property

from resograph.releases.search.plan import Plan
from resograph.releases.tables import LIVE, Tables
from resograph.releases.tables.schema import BITS
from resograph.symbols.address import LANGUAGES

_WEIGHTS = "20.0, 10.0, 1.0"
"""What a word in the symbol, in a title or heading, in the text counts for (BM25F, as in fts5.html §5.1.1)."""
_LEAST = 1e-6
"""The weight of a phrase that is in half of all entries or more (``fts5_aux.c``)."""


class Ranking:
    """The ranking of matches in the tables of a release."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    @cached_property
    def _measures(self) -> dict[str, str]:
        """Language → the segment with most entries."""
        found: dict[str, str] = {}
        for code in LANGUAGES:
            sizes = self._tables.all(
                " UNION ALL ".join(
                    f"SELECT '{schema}', count(*) FROM {schema}.keys_{code}_docsize" for schema in self._tables.schemas
                )
            )
            found[code] = max(sizes, key=lambda row: row[1])[0]
        return found

    def select(self, code: str, parameter: str) -> str:
        """The SELECT of unit, language and score of what matches a parameter in the segment that is the measure."""
        return _ranked(self._measures[code], code, parameter, f"AND rowid >> {BITS} {LIVE}")

    def elsewhere(self, code: str, plan: Plan) -> Iterator[tuple[int, str, float]]:
        """Unit, language and score of what matches in the other segments."""
        measure = self._measures[code]
        for schema in self._tables.schemas:
            if schema == measure:
                continue
            found = self._tables.all(
                f"SELECT rowid FROM {schema}.keys_{code} WHERE keys_{code} MATCH ?1 AND rowid >> {BITS} {LIVE}",
                [plan.expression()],
            )
            scores = dict.fromkeys((unit for (unit,) in found), 0.0)
            for phrase in plan.phrases() if scores else ():
                rows = self._tables.all(_ranked(schema, code, "?1"), [phrase])
                rarity = self._rarity(measure, code, phrase) / self._rarity(schema, code, phrase, len(rows))
                for unit, _, score in rows:
                    if unit in scores:
                        scores[unit] += score * rarity
            for unit, score in scores.items():
                yield unit, code, score

    def _rarity(self, schema: str, code: str, phrase: str, found: int | None = None) -> float:
        """The weight that ``bm25`` gives a phrase in a segment (its inverse document frequency)."""
        if found is None:
            query = f"SELECT count(*) FROM {schema}.keys_{code} WHERE keys_{code} MATCH ?1"
            [(found,)] = self._tables.all(query, [phrase])
        weight = math.log((self._entries(schema, code) - found + 0.5) / (found + 0.5))
        return weight if weight > 0 else _LEAST

    def _entries(self, schema: str, code: str) -> int:
        """How many entries ``bm25`` believes that a segment has."""
        rows = self._tables.all(f"SELECT block FROM {schema}.keys_{code}_data WHERE id = 1")
        return _first_number(rows[0][0]) if rows else 0


def _ranked(schema: str, code: str, parameter: str, condition: str = "") -> str:
    return (
        f"SELECT rowid AS unit, '{code}' AS language, -bm25(keys_{code}, {_WEIGHTS}) AS score"
        f" FROM {schema}.keys_{code} WHERE keys_{code} MATCH {parameter} {condition}"
    )


def _first_number(block: bytes) -> int:
    """The first of the numbers in a record of FTS5, as SQLite writes them: seven bits a byte, the highest first."""
    number = 0
    for byte in block[:8]:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return number
