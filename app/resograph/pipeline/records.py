"""Records of a registry, kept as they came, in the store directory: every build derives ``graph/source/{name}`` anew.

``sources/{name}.sqlite`` holds each record once by its identifier, and how far the last harvest went. A page of records
and the place where the next begins are written in one step: a harvest that is killed goes on where it stood.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resograph.reading import UnreadableError
from resograph.registries import Record
from resograph.registries.reading import read_record

_SCHEMA = """
CREATE TABLE IF NOT EXISTS record (
    identifier TEXT PRIMARY KEY,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content BLOB NOT NULL       -- compressed; empty where the registry deleted it
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS symbol (symbol TEXT NOT NULL, identifier TEXT NOT NULL, PRIMARY KEY (symbol, identifier))
WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


@dataclass(frozen=True)
class Came:
    """A record as it came: ``content`` is its element in XML, None where the registry says that it is deleted."""

    identifier: str
    format: str
    content: bytes | None


@dataclass
class Moved:
    """What a harvest moved."""

    new: int = 0
    changed: int = 0
    same: int = 0
    deleted: int = 0
    unreadable: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.deleted)

    def __str__(self) -> str:
        told = f"{self.new} records new, {self.changed} changed, {self.deleted} deleted, {self.same} as they were"
        return f"{told}, {self.unreadable} not to be read" if self.unreadable else told


class KeptRecords:
    """The records of one registry.

    Args:
        directory: the store directory.
        name: of the registry, as in ``graph/source/{name}``.

    Raises:
        UnreadableError: the name can be none.
    """

    def __init__(self, directory: Path, name: str) -> None:
        if not _NAME.fullmatch(name) or name == "unxml":
            raise UnreadableError(f"“{name}” can be no registry's name; give small letters, digits and hyphens.")
        self.name = name
        self._path = directory / "sources" / f"{name}.sqlite"

    @classmethod
    def in_directory(cls, directory: Path) -> list[KeptRecords]:
        """All registries of which records are kept."""
        return [cls(directory, path.stem) for path in sorted((directory / "sources").glob("*.sqlite"))]

    def _open(self) -> closing[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=60)  # a build may read what a harvest writes
        connection.executescript(_SCHEMA)
        return closing(connection)

    # ── keeping ─────────────────────────────────────────────────────────────────────────────────────────────────
    def keep(self, records: Iterable[Came], moved: Moved, states: Mapping[str, dict[str, Any]] | None = None) -> None:
        """Keep some records, and where a harvest stands with them, in one step.

        Args:
            records: as they came; one that is as it was is not written again.
            moved: told what became of them.
            states: what is harvested → how far that went.
        """
        with self._open() as connection, connection:
            for record in records:
                self._keep(connection, record, moved)
            for name, state in (states or {}).items():
                connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, json.dumps(state)))

    def _keep(self, connection: sqlite3.Connection, came: Came, moved: Moved) -> None:
        query = "SELECT sha256, content FROM record WHERE identifier = ?"
        known = connection.execute(query, (came.identifier,)).fetchone()
        if came.content is None:
            if known and known[1]:
                moved.deleted += 1
                self._write(connection, came, "", b"", ())
            return
        sha256 = hashlib.sha256(came.content).hexdigest()
        if known and known[0] == sha256:
            moved.same += 1
            return
        record = read_record(came.content, came.format, self.name, came.identifier)
        if record is None:
            moved.unreadable += 1
            return
        if known and known[1]:
            moved.changed += 1
        else:
            moved.new += 1
        self._write(connection, came, sha256, zlib.compress(came.content), record.symbols)

    def _write(
        self, connection: sqlite3.Connection, came: Came, sha256: str, content: bytes, symbols: Iterable[str]
    ) -> None:
        row = (came.identifier, came.format, sha256, content)
        connection.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)", row)
        connection.execute("DELETE FROM symbol WHERE identifier = ?", (came.identifier,))
        pairs = [(symbol, came.identifier) for symbol in symbols]
        connection.executemany("INSERT INTO symbol VALUES (?, ?)", pairs)

    def state(self, name: str) -> dict[str, Any]:
        """How far the harvests of something went; empty before the first."""
        with self._open() as connection:
            row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        found: dict[str, Any] = json.loads(row[0]) if row else {}
        return found

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────
    def digest(self) -> str:
        """What tells these records from any others."""
        digest = hashlib.sha256()
        with self._open() as connection:
            for row in connection.execute("SELECT identifier, sha256 FROM record ORDER BY identifier"):
                digest.update("\0".join(row).encode() + b"\n")
        return digest.hexdigest()[:32]

    def records(self) -> Iterator[Record]:
        """All records that are not deleted."""
        with self._open() as connection:
            yield from self._read(connection.execute("SELECT identifier, format, content FROM record ORDER BY 1"))

    def about(self, symbols: Iterable[str]) -> Iterator[tuple[str, Record]]:
        """The records about some documents, each with the symbol."""
        query = "SELECT identifier, format, content FROM record JOIN symbol USING (identifier) WHERE symbol = ?"
        with self._open() as connection:
            for symbol in symbols:
                for record in self._read(connection.execute(query, (symbol,)).fetchall()):
                    yield symbol, record

    def marc(self) -> Iterator[bytes]:
        """The elements of all records in MARCXML, as they came."""
        query = "SELECT content FROM record WHERE format = 'marcxml' ORDER BY identifier"
        with self._open() as connection:
            for (content,) in connection.execute(query):
                if content:
                    yield zlib.decompress(content)

    def _read(self, rows: Iterable[tuple[str, str, bytes]]) -> Iterator[Record]:
        for identifier, format_, content in rows:
            record = read_record(zlib.decompress(content), format_, self.name, identifier) if content else None
            if record is not None:
                yield record
