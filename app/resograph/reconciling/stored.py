"""The names of all that a release knows, in a file of SQLite that a build writes and that is opened at once."""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from resograph.reconciling.entries import KnownEntity, Name, NameKind
from resograph.reconciling.storing import FORMAT, KINDS, write_names
from resograph.releases.tables import TablesError

_MEND = "Build the release again, into another directory: resograph add FILES --store DIR."


class Names:
    """Entities with their names, numbered so that those of which most is held come first and documents last.

    Args:
        connect: opens the database; once a thread, unless it is ``shared``.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection], shared: bool = False) -> None:
        self._connect = connect
        self._shared = connect() if shared else None
        self._local = threading.local()
        about = dict(self.rows("SELECT name, value FROM about"))
        self.owners = _numbers("I", about["owners"])
        """Number of each name's entity."""
        self.kinds = bytes(about["kinds"])
        """Kind of each name, by its place in ``KINDS``."""
        self.sizes = _numbers("H", about["sizes"])
        """Pieces of each name."""
        self._weights = _numbers("I", about["weights"])
        self._sets = [frozenset(names) for names in json.loads(about["class_sets"])]
        self._classes = _numbers("H", about["classes"])
        self.entity = lru_cache(maxsize=1 << 14)(self._entity)

    @classmethod
    def opened(cls, path: Path) -> Names:
        """Those of a file.

        Raises:
            TablesError: it is missing, damaged or of another version; the message says what to do.
        """
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            found = cls(lambda: sqlite3.connect(address, uri=True, check_same_thread=False))
            written = dict(found.rows("SELECT name, value FROM about WHERE name = 'format'"))
        except (sqlite3.DatabaseError, KeyError) as error:
            raise TablesError(f"{path} cannot be read: {error}. {_MEND}") from None
        if written.get("format") != FORMAT:
            raise TablesError(f"{path} was written by another version of resograph. {_MEND}")
        return found

    @classmethod
    def of(cls, entries: Iterable[KnownEntity], weight: Callable[[str], int] = lambda path: 0) -> Names:
        """Those of some entities, in memory; see ``write_names``."""
        database = sqlite3.connect(":memory:", check_same_thread=False)
        write_names(database, entries, weight)
        return cls(lambda: database, shared=True)

    def __len__(self) -> int:
        return len(self._classes)

    def rows(self, text: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows of a query."""
        return self._database().execute(text, list(values)).fetchall()

    def walk(self, text: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """The rows of a query that is left off once enough was found."""
        return iter(self._database().execute(text, list(values)))

    def number(self, path: str) -> int | None:
        """The number of the entity at a path."""
        return next((number for (number,) in self.rows("SELECT id FROM entity WHERE path = ?", [path])), None)

    def types(self, number: int) -> frozenset[str]:
        """The classes of an entity."""
        return self._sets[self._classes[number]]

    def weight(self, number: int) -> int:
        """How much is held of an entity."""
        return self._weights[number]

    def of_class(self, name: str) -> list[int]:
        """Numbers of the entities of a class, those first of which most is held, then by path."""
        fits = [name in types for types in self._sets]
        return [number for number, place in enumerate(self._classes) if fits[place]]

    def held(self) -> dict[str, int]:
        """Path of each entity of which anything is held → how much."""
        found = self.rows("SELECT id, path FROM entity")
        return {path: self._weights[number] for number, path in found if self._weights[number]}

    def numbers(self, table: str, column: str, start: str) -> Iterator[array[int]]:
        """Numbers of names under each key of a table that begins so."""
        query = f"SELECT names FROM {table} WHERE {column} >= ? AND {column} < ?"
        return (_numbers("I", blob) for (blob,) in self.rows(query, [start, f"{start}\U0010ffff"]))

    def _entity(self, number: int) -> KnownEntity:
        ((path, first, last),) = self.rows("SELECT path, first, last FROM entity WHERE id = ?", [number])
        rows = self.rows("SELECT text, language, kind FROM name WHERE id >= ? AND id < ? ORDER BY id", [first, last])
        names = tuple(Name(text, language, NameKind(kind)) for text, language, kind in rows)
        return KnownEntity(path, names, self.types(number))

    def kind(self, name: int) -> NameKind:
        """The kind of a name, by its number."""
        return KINDS[self.kinds[name]]

    def _database(self) -> sqlite3.Connection:
        """This thread's connection; in memory there is one, which SQLite lets all threads use."""
        if self._shared:
            return self._shared
        database: sqlite3.Connection | None = getattr(self._local, "database", None)
        if database is None:
            database = self._local.database = self._connect()
        return database


def _numbers(code: str, blob: bytes) -> array[int]:
    found = array(code)
    found.frombytes(blob)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def numbers_in(blob: bytes) -> array[int]:
    """Numbers of names as a table has them."""
    return _numbers("I", blob)
