"""A register written from a store: new works go in, changed and removed ones come out, the others stay."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from resograph.releases.register.schema import FORMAT, TABLES
from resograph.resources import resource
from resograph.symbols import mint
from resograph.writing.terms import RESO

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_KINDS = ("Request", "Mandate", "ReportingMandate")
"""Classes of acts, each a kind of the one before."""
_OPENING = "09-01"
"""When a session opens whose day is not known: sessions of the General Assembly open in September."""


def write_register(
    path: Path, store: ox.Store, base: str, new: Iterable[str], gone: Iterable[str] = (), before: Path | None = None
) -> None:
    """Write the register of the works that a store holds.

    Args:
        path: the file, which is not there yet.
        store: a store that has a graph for each of the new works.
        base: of all addresses; ends in a slash.
        new: symbols of the works that are new or changed since ``before``.
        gone: symbols of works that ``before`` has and that are changed or no more.
        before: a register of the same base, written by the same code; without it, one is begun.
    """
    if before is not None:
        shutil.copyfile(before, path)
    with closing(sqlite3.connect(path)) as database:
        # A build that breaks off leaves no file behind, so nothing need be kept for going back.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        if before is None:
            database.executescript(TABLES)
            database.execute("INSERT INTO about VALUES ('format', ?), ('base', ?)", (FORMAT, base))
        fill(database, store, base, new, gone)
        database.execute("ANALYZE")
        database.commit()
    with path.open("rb") as file:
        os.fsync(file.fileno())


def fill(
    database: sqlite3.Connection, store: ox.Store, base: str, new: Iterable[str], gone: Iterable[str] = ()
) -> None:
    """Bring the tables up to date with a store; see ``write_register``."""
    writer = _Writer(database, store, base)
    for symbol in gone:
        writer.remove(symbol)
    for symbol in new:
        writer.add(symbol)
    writer.write_answers()


class _Writer:
    def __init__(self, database: sqlite3.Connection, store: ox.Store, base: str) -> None:
        self._database = database
        self._store = store
        self._base = base

    @cached_property
    def _opening(self) -> dict[str, str]:
        """The days on which sessions open, asked for when the first work is there."""
        return {row[0]: row[1] for row in self._rows("sessions")}

    def add(self, symbol: str) -> None:
        facts: dict[str, list[str]] = defaultdict(list)
        for how, thing in self._rows("work", symbol):
            facts[how.removeprefix(RESO)].append(thing)
        adopted = next(iter(facts.pop("adoptedOn", ())), "")
        organ = next(iter(facts.get("adoptedBy", ())), "")
        work = self._insert("work", None, symbol, adopted, int(adopted[:4]) if adopted else None, organ)
        for how, things in facts.items():
            self._database.executemany(
                "INSERT INTO filed VALUES (?, ?, ?)", [(work, how, thing) for thing in sorted(things)]
            )
        parts = self._add_parts(symbol, work)
        self._add_acts(symbol, work, parts)

    def remove(self, symbol: str) -> None:
        found = self._database.execute("SELECT id FROM work WHERE symbol = ?", (symbol,)).fetchone()
        if found is None:
            return
        for table, condition in (
            ("party", "act IN (SELECT id FROM act WHERE work = ?)"),
            ("report", "act IN (SELECT id FROM act WHERE work = ?)"),
            ("names", "part IN (SELECT id FROM part WHERE work = ?)"),
            ("act", "work = ?"),
            ("part", "work = ?"),
            ("filed", "work = ?"),
            ("work", "id = ?"),
        ):
            self._database.execute(f"DELETE FROM {table} WHERE {condition}", found)

    def write_answers(self) -> None:
        """Which report answers which act: other works may show it, so all are written anew."""
        self._database.execute("DELETE FROM answer")
        rows = sorted({(act, report) for report, act in self._rows("answers")})
        self._database.executemany("INSERT INTO answer VALUES (?, ?)", rows)

    def _add_parts(self, symbol: str, work: int) -> dict[str, int]:
        """The id of each part by its path."""
        positions: dict[str, int] = {}
        named: set[tuple[str, str, str]] = set()
        for part, how, thing in self._rows("parts", symbol):
            if how == f"{RESO}position":
                positions[part] = int(thing)
            else:
                named.add((part, how.removeprefix(RESO), thing))
        ids = {
            part: self._insert("part", None, work, part, position)
            for part, position in sorted(positions.items(), key=lambda pair: pair[1])
        }
        self._database.executemany(
            "INSERT INTO names VALUES (?, ?, ?)",
            [(ids[part], how, thing) for part, how, thing in sorted(named) if part in ids],
        )
        return ids

    def _add_acts(self, symbol: str, work: int, parts: Mapping[str, int]) -> None:
        facts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for act, how, thing in self._rows("acts", symbol):
            facts[act][how.rpartition("#")[2]].add(thing)
        reports = self._reports(symbol)
        for path, values in sorted(facts.items()):
            one = {how: min(things) for how, things in values.items()}
            part = parts.get(one.get("inPart", ""))
            if part is None:
                continue
            due = min((report[-1] for report in reports[path] if report[-1]), default="")
            kind = sum(RESO + kind in values["type"] for kind in _KINDS)
            verb, force = one.get("verb", ""), one.get("force", "")
            number = self._insert("act", None, work, part, int(one["position"]), path, verb, force, kind, due)
            for report in reports[path]:
                self._insert("report", number, *report)
            self._database.executemany(
                "INSERT INTO party VALUES (?, ?, ?)",
                [
                    (number, how, thing)
                    for how in ("addressee", "reportTo", "underItem")
                    for thing in sorted(values.get(how, ()))
                ],
            )

    def _reports(self, symbol: str) -> Mapping[str, list[tuple[str, str, str, str, str, int | None, str, str]]]:
        """The reports of each act, as rows of the table."""
        facts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for act, report, how, thing in self._rows("reports", symbol):
            facts[act, report][how.removeprefix(RESO)] = thing
        found: dict[str, list[tuple[str, str, str, str, str, int | None, str, str]]] = defaultdict(list)
        for (act, report), one in sorted(facts.items()):
            session, year, day = (one.get(how, "") for how in ("dueSession", "dueYear", "dueDate"))
            row = (one.get("reportKind", ""), one.get("reportTo", ""), one.get("underItem", ""), session)
            due = self._first_day(session, year, day)
            found[act].append((report, *row, int(year[:4]) if year else None, day, due))
        return found

    def _first_day(self, session: str, year: str, day: str) -> str:
        """The day on which something is due, or the first that it can be; "" where nothing says when."""
        if day:
            return day if len(day) > len("2000-01") else f"{day}-01"
        return self._opening.get(session) or (f"{year[:4]}-{_OPENING}" if year else "")

    def _insert(self, table: str, *values: object) -> int:
        places = ", ".join("?" * len(values))
        return self._database.execute(f"INSERT INTO {table} VALUES ({places})", values).lastrowid or 0

    def _rows(self, query: str, symbol: str = "") -> Iterator[tuple[str, ...]]:
        """The rows of a query of ``queries/register``; addresses of ours as paths below the base."""
        graph = ox.NamedNode(mint(self._base, f"graph/{symbol}"))
        given: dict[ox.Variable, _Term] = {ox.Variable("graph"): graph} if symbol else {}
        found = self._store.query(_text(query), substitutions=given, use_default_graph_as_union=not given)
        assert isinstance(found, ox.QuerySolutions)
        for row in found:
            values = list(row)[:-1] if given else list(row)  # what was given comes last
            yield tuple(
                value.value.removeprefix(self._base) for value in values if not isinstance(value, ox.Triple | None)
            )


@cache
def _text(name: str) -> str:
    return resource("queries", "register", f"{name}.rq").read_text(encoding="utf-8")
