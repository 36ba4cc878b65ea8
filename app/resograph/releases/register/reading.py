"""A register, asked: acts that fit, how many of each feature, what is filed under a thing."""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from resograph.releases.register.schema import FORMAT, TABLES
from resograph.releases.register.wanted import SORTS, Wanted
from resograph.releases.register.writing import fill

_FROM = "FROM act JOIN part ON part.id = act.part JOIN work ON work.id = act.work"
_COLUMNS = {
    "path": "act.path",
    "part": "part.path",
    "symbol": "work.symbol",
    "adopted": "work.adopted",
    "organ": "work.organ",
    "verb": "act.verb",
    "force": "act.force",
    "kind": "act.kind",
    "due": "act.due",
}
_SELECT = f"SELECT {', '.join(_COLUMNS.values())}, act.id {_FROM}"
_FEATURES = {
    "verb": ("", "act.verb"),
    "force": ("", "act.force"),
    "session": ("JOIN (SELECT DISTINCT act, session FROM report) AS due ON due.act = act.id", "due.session"),
    "year": ("JOIN (SELECT DISTINCT act, year FROM report) AS due ON due.act = act.id", "due.year"),
    "organ": ("", "work.organ"),
    "adopted": ("", "work.year"),
    "document": ("", "work.symbol"),
    "addressee": ("JOIN party ON party.act = act.id AND party.how = 'addressee'", "party.thing"),
    "recipient": ("JOIN party ON party.act = act.id AND party.how = 'reportTo'", "party.thing"),
    "theme": ("JOIN names ON names.part = act.part AND names.how = 'theme'", "names.thing"),
}
"""Feature → what is joined for it, and its column."""


@dataclass(frozen=True)
class Report:
    """A report that an act asks for; "" and None for what its words do not say."""

    path: str
    kind: str
    recipient: str
    item: str
    session: str
    year: int | None
    day: str
    """As the words have it: a day or a month."""
    due: str
    """The day, or the first day that it can be."""


@dataclass(frozen=True)
class Act:
    """An act as the register has it."""

    path: str
    part: str
    symbol: str
    adopted: str
    organ: str
    verb: str
    force: str
    kind: int
    due: str
    """Of the first of its reports."""
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    items: tuple[str, ...]
    reports: tuple[Report, ...]
    answers: tuple[str, ...]
    """Documents that answer it."""


@dataclass(frozen=True)
class Count:
    """A value of a feature, and how many have it."""

    value: str
    count: int


@dataclass(frozen=True)
class YearCount:
    """A year, and how many of each kind are of it."""

    year: int
    counts: dict[str, int]


class Register:
    """A register opened read-only (``open``, ``in_memory``); safe to use from several threads.

    Args:
        address: of its database, as SQLite takes one.
        kept: a connection without which the database would be gone.
    """

    def __init__(self, address: str, kept: sqlite3.Connection | None = None) -> None:
        self._address = address
        self._kept = kept
        self._local = threading.local()
        self.counts = lru_cache(maxsize=2048)(self._counts)

    @classmethod
    def open(cls, path: Path) -> Register:
        """The register in a file.

        Raises:
            sqlite3.Error: it is not there, or was written by another version.
        """
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            about = dict(database.execute("SELECT name, value FROM about").fetchall())
        if about.get("format") != FORMAT:
            raise sqlite3.DatabaseError(f"{path} was written by another version.")
        return cls(address)

    @classmethod
    def in_memory(cls, store: ox.Store, base: str, symbols: Sequence[str]) -> Register:
        """The register of a store that came without one."""
        address = f"file:{uuid.uuid4().hex}?mode=memory&cache=shared"
        database = sqlite3.connect(address, uri=True, check_same_thread=False)
        database.executescript(TABLES)
        fill(database, store, base, symbols)
        database.execute("ANALYZE")
        database.commit()
        return cls(address, database)

    def acts(self, wanted: Wanted, sort: str = "newest", most: int = 50, skip: int = 0) -> list[Act]:
        """The acts that fit, in an order of ``SORTS``."""
        condition, values = wanted.condition()
        rows = self._all(f"{_SELECT} WHERE {condition} ORDER BY {SORTS[sort]} LIMIT ? OFFSET ?", [*values, most, skip])
        return [self._act(row) for row in rows]

    def act(self, path: str) -> Act | None:
        """One act by its path."""
        rows = self._all(f"{_SELECT} WHERE act.path = ?", [path])
        return self._act(rows[0]) if rows else None

    def _act(self, row: Sequence[Any]) -> Act:
        parties = self._all("SELECT how, thing FROM party WHERE act = ? ORDER BY thing", [row[-1]])
        reports = self._all(
            "SELECT path, kind, recipient, item, session, year, day, due FROM report WHERE act = ?"
            " ORDER BY due = '', due, rowid",
            [row[-1]],
        )
        answers = self._all("SELECT report FROM answer WHERE act = ? ORDER BY report", [row[0]])
        return Act(
            **dict(zip(_COLUMNS, row, strict=False)),
            addressees=tuple(thing for how, thing in parties if how == "addressee"),
            recipients=tuple(thing for how, thing in parties if how == "reportTo"),
            items=tuple(thing for how, thing in parties if how == "underItem"),
            reports=tuple(Report(*report) for report in reports),
            answers=tuple(document for (document,) in answers),
        )

    def count(self, wanted: Wanted) -> int:
        """How many acts fit."""
        condition, values = wanted.condition()
        return int(self._all(f"SELECT count(*) {_FROM} WHERE {condition}", values)[0][0])

    def _counts(self, wanted: Wanted, feature: str, most: int = -1) -> tuple[Count, ...]:
        """The values of a feature among the acts that fit all else, the commonest first."""
        join, column = _FEATURES[feature]
        condition, values = wanted.condition(without=feature)
        rows = self._all(
            f"SELECT {column}, count(*) AS n {_FROM} {join} WHERE {condition}"
            f" AND {column} IS NOT NULL AND {column} != '' GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?",
            [*values, most],
        )
        return tuple(Count(str(value), count) for value, count in rows)

    def acts_by_year(self, wanted: Wanted) -> list[YearCount]:
        """Acts by the year in which they were adopted and by force."""
        condition, values = wanted.condition()
        return _by_year(
            self._all(
                f"SELECT work.year, act.force, count(*) {_FROM} WHERE {condition} AND work.year IS NOT NULL"
                " GROUP BY 1, 2 ORDER BY 1, 2",
                values,
            )
        )

    # ── parts about a thing ──────────────────────────────────────────────────────────────────────────────────────
    def parts(self, thing: str, how: str, most: int = 50, skip: int = 0) -> list[tuple[str, str, str]]:
        """Path, symbol and day of the parts that are about a thing (theme) or name it (mentions), newest first."""
        return self._all(
            "SELECT part.path, work.symbol, work.adopted FROM names JOIN part ON part.id = names.part"
            " JOIN work ON work.id = part.work WHERE names.thing = ? AND names.how = ?"
            " ORDER BY work.adopted DESC, work.symbol, part.position LIMIT ? OFFSET ?",
            [thing, how, most, skip],
        )

    def count_parts(self, thing: str, how: str) -> int:
        """How many parts are about a thing or name it."""
        return int(self._all("SELECT count(*) FROM names WHERE thing = ? AND how = ?", [thing, how])[0][0])

    def parts_by_year(self, thing: str, how: str) -> list[YearCount]:
        """Parts about a thing by the year of their document."""
        return _by_year(
            self._all(
                "SELECT work.year, ?, count(*) FROM names JOIN part ON part.id = names.part"
                " JOIN work ON work.id = part.work WHERE names.thing = ? AND names.how = ? AND work.year IS NOT NULL"
                " GROUP BY 1 ORDER BY 1",
                [how, thing, how],
            )
        )

    def documents_about(self, thing: str, how: str, most: int = 20) -> list[Count]:
        """Symbols of the documents with most parts about a thing."""
        rows = self._all(
            "SELECT work.symbol, count(*) AS n FROM names JOIN part ON part.id = names.part"
            " JOIN work ON work.id = part.work WHERE names.thing = ? AND names.how = ?"
            " GROUP BY 1 ORDER BY n DESC, work.adopted DESC, 1 LIMIT ?",
            [thing, how, most],
        )
        return [Count(symbol, count) for symbol, count in rows]

    # ── documents filed under a thing ────────────────────────────────────────────────────────────────────────────
    def documents(self, thing: str, how: Sequence[str], most: int = 50, skip: int = 0) -> list[tuple[str, str, str]]:
        """Symbol, day and how of the documents filed under a thing, newest first."""
        return self._all(
            "SELECT work.symbol, work.adopted, filed.how FROM filed JOIN work ON work.id = filed.work"
            f" WHERE filed.thing = ? AND filed.how IN ({', '.join('?' * len(how))})"
            " ORDER BY work.adopted DESC, work.symbol LIMIT ? OFFSET ?",
            [thing, *how, most, skip],
        )

    def count_documents(self, thing: str, how: Sequence[str]) -> int:
        """How many documents are filed under a thing."""
        return int(
            self._all(
                f"SELECT count(*) FROM filed WHERE thing = ? AND how IN ({', '.join('?' * len(how))})", [thing, *how]
            )[0][0]
        )

    def documents_by_year(self, thing: str, how: Sequence[str]) -> list[YearCount]:
        """Documents filed under a thing by year and by how."""
        return _by_year(
            self._all(
                "SELECT work.year, filed.how, count(*) FROM filed JOIN work ON work.id = filed.work"
                f" WHERE filed.thing = ? AND filed.how IN ({', '.join('?' * len(how))}) AND work.year IS NOT NULL"
                " GROUP BY 1, 2 ORDER BY 1, 2",
                [thing, *how],
            )
        )

    def filed_beside(self, thing: str, how: str, other: str, most: int = 50) -> list[Count]:
        """What else the documents filed under a thing are filed under, the commonest first."""
        rows = self._all(
            "SELECT also.thing, count(*) AS n FROM filed JOIN filed AS also ON also.work = filed.work AND also.how = ?"
            " WHERE filed.thing = ? AND filed.how = ? GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?",
            [other, thing, how, most],
        )
        return [Count(value, count) for value, count in rows]

    def _all(self, text: str, values: Sequence[Any]) -> list[Any]:
        database: sqlite3.Connection | None = getattr(self._local, "database", None)
        if database is None:
            database = self._local.database = sqlite3.connect(self._address, uri=True)
        return database.execute(text, list(values)).fetchall()


def _by_year(rows: Sequence[tuple[int, str, int]]) -> list[YearCount]:
    """Years from the first to the last, those without anything too."""
    found: dict[int, dict[str, int]] = {}
    for year, kind, count in rows:
        found.setdefault(year, {})[kind] = count
    if not found:
        return []
    return [YearCount(year, found.get(year, {})) for year in range(min(found), max(found) + 1)]
