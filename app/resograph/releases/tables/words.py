"""The words of parts, read from segments while a release is being written."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from resograph.releases.tables.opened import Segment
from resograph.releases.tables.schema import position_of, within
from resograph.releases.tables.texts import unpacked


class PartWords:
    """Open while a ``with`` lasts.

    Args:
        segments: the earliest first; a work in a later one takes the place of one in an earlier.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments

    def __enter__(self) -> PartWords:
        self._databases = [sqlite3.connect(segment.address, uri=True) for segment in reversed(self._segments)]
        return self

    def __exit__(self, *_: object) -> None:
        for database in self._databases:
            database.close()

    def of(self, symbol: str) -> dict[str, list[tuple[str, str]]]:
        """By language, the ids of a work's parts with their words, of a part without text its heading; in order."""
        for database in self._databases:
            row = database.execute("SELECT id FROM work WHERE symbol = ?", (symbol,)).fetchone()
            if row:
                return _words(database, row[0])
        return {}


def _words(database: sqlite3.Connection, work: int) -> dict[str, list[tuple[str, str]]]:
    parts = database.execute(
        "SELECT id, eid FROM part WHERE id BETWEEN ? AND ?", (within(work, 1), within(work + 1, 0) - 1)
    )
    eids = {position_of(part): eid for part, eid in parts}
    rows = database.execute("SELECT language, words FROM text WHERE work = ? ORDER BY language", (work,)).fetchall()
    return {
        language: [(eids[one.position], one.text or one.title) for one in unpacked(words) if one.position in eids]
        for language, words in rows
    }
