"""Reading the catalogue of a release: lists by datestamp and set, single works, what changed last."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from resograph.releases.catalogue.schema import SCHEMA

_LISTED = "work.id, work.symbol, work.changed, work.first, work.deleted, work.language, work.title"


class Place(NamedTuple):
    """Where a list was left: the datestamp and number of the last work given."""

    changed: int
    id: int


class SetName(NamedTuple):
    """A set: its spec and its name."""

    spec: str
    label: str


@dataclass(frozen=True)
class Selection:
    """Works to list: of one set, changed from a second to a second, both included."""

    set: str | None = None
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class Listed:
    """A work as the catalogue has it; ``metadata`` where one of its stored formats was asked for."""

    id: int
    symbol: str
    changed: int
    first: int
    deleted: bool
    language: str
    title: str
    metadata: bytes = b""
    sets: tuple[str, ...] = field(default=())

    @property
    def place(self) -> Place:
        """Where a list that ends with it goes on."""
        return Place(self.changed, self.id)


class Catalogue:
    """The catalogue of one release.

    Args:
        path: of its file; where there is none, the catalogue is empty.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        if self._path.is_file():
            connection = sqlite3.connect(f"file:{quote(str(self._path))}?mode=ro&immutable=1", uri=True)
        else:
            connection = sqlite3.connect(":memory:")
            connection.executescript(SCHEMA)
        try:
            yield connection
        finally:
            connection.close()

    def __len__(self) -> int:
        """Works that are held."""
        return self._number("SELECT count(*) FROM work WHERE NOT deleted")

    def earliest(self) -> int:
        """The earliest datestamp; 0 where there is no work."""
        return self._number("SELECT coalesce(min(changed), 0) FROM work")

    def latest(self) -> int:
        """The latest datestamp; 0 where there is no work."""
        return self._number("SELECT coalesce(max(changed), 0) FROM work")

    def _number(self, query: str, values: tuple[object, ...] = ()) -> int:
        with self._open() as connection:
            [(number,)] = connection.execute(query, values)
        return int(number)

    # ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────
    def count(self, selection: Selection) -> int:
        """How many works are selected."""
        tables, where, values = _where(selection, None)
        return self._number(f"SELECT count(*) FROM {tables} WHERE {where}", values)

    def page(self, selection: Selection, after: Place | None, most: int, stored: str | None = None) -> list[Listed]:
        """Works in the order of their datestamps, from a place on.

        Args:
            selection: which.
            after: where the list was left; None for its beginning.
            most: how many at most.
            stored: the stored format ("oai_dc" or "marcxml") that is wanted with them.
        """
        tables, where, values = _where(selection, after)
        order = "member.changed, member.work" if selection.set else "work.changed, work.id"
        query = f"SELECT {_LISTED}, {_metadata(stored)} FROM {tables} WHERE {where} ORDER BY {order} LIMIT ?"
        with self._open() as connection:
            rows = connection.execute(query, (*values, most)).fetchall()
            return [_listed(row, _sets(connection, row[0])) for row in rows]

    def work(self, symbol: str, stored: str | None = None) -> Listed | None:
        """One work, deleted ones too; None where there never was such a one."""
        with self._open() as connection:
            query = f"SELECT {_LISTED}, {_metadata(stored)} FROM work WHERE symbol = ?"
            row = connection.execute(query, (symbol,)).fetchone()
            return _listed(row, _sets(connection, row[0])) if row else None

    def newest(self, before: Place | None, most: int) -> list[Listed]:
        """Works, the last changed first, from a place on."""
        where, values = ("(changed, id) < (?, ?)", (*before,)) if before else ("1", ())
        query = f"SELECT {_LISTED}, '' FROM work WHERE {where} ORDER BY changed DESC, id DESC LIMIT ?"
        with self._open() as connection:
            return [_listed(row, ()) for row in connection.execute(query, (*values, most))]

    def held(self, skip: int, most: int) -> list[tuple[str, int]]:
        """Symbols and datestamps of the works that are held, in a steady order."""
        query = "SELECT symbol, changed FROM work WHERE NOT deleted ORDER BY id LIMIT ? OFFSET ?"
        with self._open() as connection:
            return connection.execute(query, (most, skip)).fetchall()

    # ── sets ────────────────────────────────────────────────────────────────────────────────────────────────────
    def sets(self, after: str, most: int) -> list[SetName]:
        """The sets in order, from behind a spec on."""
        query = "SELECT name, label FROM named WHERE name > ? ORDER BY name LIMIT ?"
        with self._open() as connection:
            return [SetName(*row) for row in connection.execute(query, (after, most))]

    def count_sets(self) -> int:
        """How many sets there are."""
        return self._number("SELECT count(*) FROM named")


def _where(selection: Selection, after: Place | None) -> tuple[str, str, tuple[object, ...]]:
    """Tables, condition and values of a selection; the columns of the index that the list follows."""
    by = "member" if selection.set else "work"
    number = "member.work" if selection.set else "work.id"
    clauses: list[str] = []
    values: list[object] = []
    if selection.set:
        clauses.append("member.name = ?")
        values.append(selection.set)
    if selection.since is not None:
        clauses.append(f"{by}.changed >= ?")
        values.append(selection.since)
    if selection.until is not None:
        clauses.append(f"{by}.changed <= ?")
        values.append(selection.until)
    if after is not None:
        clauses.append(f"({by}.changed, {number}) > (?, ?)")
        values += after
    tables = "member JOIN work ON work.id = member.work" if selection.set else "work"
    return tables, " AND ".join(clauses) or "1", tuple(values)


def _metadata(stored: str | None) -> str:
    return {"oai_dc": "oai_dc", "marcxml": "marcxml"}[stored] if stored else "''"


def _sets(connection: sqlite3.Connection, work: int) -> tuple[str, ...]:
    """The sets of a work, without those that follow from others: who is in a:b is in a."""
    rows = connection.execute("SELECT name FROM member WHERE work = ? ORDER BY name", (work,))
    names = [name for (name,) in rows]
    above = {name.rpartition(":")[0] for name in names}
    return tuple(name for name in names if name not in above)


def _listed(row: tuple[object, ...], sets: tuple[str, ...]) -> Listed:
    number, symbol, changed, first, deleted, language, title, metadata = row
    return Listed(
        int(str(number)),
        str(symbol),
        int(str(changed)),
        int(str(first)),
        bool(deleted),
        str(language),
        str(title),
        zlib.decompress(metadata) if isinstance(metadata, bytes) and metadata else b"",
        sets,
    )
