"""Earlier segments taken into a new one, so that a release has few of them and an addition still writes little.

Segments stand in tiers: each has some times as many works as the next. What a work costs to be copied is so paid a few
times in all, and the first segment, which has most of the works, is left alone until a quarter as many have been added.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from resograph.releases.tables.opened import Segment
from resograph.releases.tables.schema import WORK_OF, within
from resograph.releases.tables.texts import keys_of, unpacked
from resograph.symbols.address import LANGUAGES

_TIER = 4
"""How many times as many works a segment has as all later ones together."""
_MOST = 8
"""Segments of a release: SQLite attaches 10 files at once."""


def tail_to_merge(database: sqlite3.Connection, kept: list[Segment]) -> Iterator[Segment]:
    """The segments that are to be taken into the new one, the last first. They are taken from ``kept`` meanwhile.

    Args:
        database: the new segment, which has its works and what is gone.
        kept: the segments that stand before it.
    """
    [(works,)] = database.execute("SELECT count(*) FROM record")
    gone = {one for (one,) in database.execute("SELECT id FROM gone")}
    sizes: list[tuple[int, int]] = []  # works that count and that do not
    for segment in reversed(kept):
        with closing(sqlite3.connect(segment.address, uri=True)) as other:
            ids = [one for (one,) in other.execute("SELECT id FROM record")]
            left = sum(one not in gone for one in ids)
            sizes.append((left, len(ids) - left))
            gone.update(one for (one,) in other.execute("SELECT id FROM gone"))
    while sizes:
        mostly_gone = any(dead > live for live, dead in sizes)
        if not mostly_gone and sizes[0][0] >= _TIER * works and len(kept) < _MOST:
            return
        works += sizes.pop(0)[0]
        yield kept.pop()


def merge_segment(database: sqlite3.Connection, segment: Segment, kept: list[Segment]) -> None:
    """Take what counts of a segment, the last before the new one, into that.

    Args:
        database: the new segment.
        segment: the one that is taken in.
        kept: the segments before it, which stay.
    """
    database.commit()
    database.execute("ATTACH ? AS old", (segment.address,))
    for table, work in WORK_OF.items():
        database.execute(
            f"INSERT INTO main.{table} SELECT * FROM old.{table} WHERE {work} NOT IN (SELECT id FROM gone)"
        )
    database.execute("INSERT OR IGNORE INTO main.named SELECT * FROM old.named")
    database.execute(
        "INSERT INTO main.word SELECT * FROM old.word WHERE true "
        "ON CONFLICT (language, surface) DO UPDATE SET count = count + excluded.count"
    )
    _index_again(database)
    database.execute("INSERT OR IGNORE INTO main.gone SELECT id FROM old.gone")
    database.commit()
    database.execute("DETACH old")
    _forget_gone(database, kept)


def _index_again(database: sqlite3.Connection) -> None:
    """Enter the texts of the attached segment into the index: that itself keeps no content."""
    select = (
        "SELECT work.id, work.symbol, text.language, text.words FROM old.text AS text"
        " JOIN old.work AS work ON work.id = text.work WHERE work.id NOT IN (SELECT id FROM main.gone) ORDER BY 1"
    )
    for work, symbol, language, words in database.execute(select):
        keys, _ = keys_of(language, symbol, unpacked(words))
        database.executemany(
            f"INSERT INTO main.keys_{language} (rowid, symbol, title, text) VALUES (?, ?, ?, ?)",
            [(within(work, one.position), *one[1:]) for one in keys],
        )


def _forget_gone(database: sqlite3.Connection, kept: list[Segment]) -> None:
    """Keep of what is gone only what a segment still has."""
    held: set[int] = set()
    for segment in kept:
        with closing(sqlite3.connect(segment.address, uri=True)) as other:
            held.update(one for (one,) in other.execute("SELECT id FROM record"))
    gone = [one for one in database.execute("SELECT id FROM main.gone").fetchall() if one[0] not in held]
    database.executemany("DELETE FROM main.gone WHERE id = ?", gone)


def borrow_averages(database: sqlite3.Connection, kept: list[Segment]) -> None:
    """Let the index of a small segment rank by how many entries the largest has and how long those are.

    FTS5 keeps both in the row 1 of its data, which ``bm25`` reads and which nothing but an insertion changes.
    """
    for language in LANGUAGES:
        size, block = _averages(database, language)
        for segment in kept:
            with closing(sqlite3.connect(segment.address, uri=True)) as other:
                size, block = max((size, block), _averages(other, language), key=lambda found: found[0])
        if block is not None:
            database.execute(f"UPDATE keys_{language}_data SET block = ? WHERE id = 1", (block,))


def _averages(database: sqlite3.Connection, language: str) -> tuple[int, bytes | None]:
    [(size,)] = database.execute(f"SELECT count(*) FROM keys_{language}_docsize")
    row = database.execute(f"SELECT block FROM keys_{language}_data WHERE id = 1").fetchone()
    return size, row[0] if row else None
