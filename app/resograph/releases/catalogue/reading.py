"""Reading the catalogue of a release: lists by datestamp and set, single works, what changed last."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from resograph.releases.tables import LIVE, Tables
from resograph.releases.tables.schema import WORK_OF

_LISTED = ", ".join(
    f"record.{name} AS {name}" for name in ("id", "symbol", "changed", "first", "deleted", "language", "title")
)

_AMONG = "thing IN (SELECT value FROM json_each(?))"
_ABOUT = " UNION ".join(
    f"SELECT {WORK_OF[table]} FROM {{s}}.{table} WHERE {_AMONG}" for table in ("filed", "names", "party")
)
"""The works of a segment that have to do with things, in SQL."""


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
    """The catalogue of a release; safe to use from several threads.

    Args:
        tables: of the release.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def __len__(self) -> int:
        """Works that are held."""
        return self._number("count(*)", f"WHERE NOT deleted AND id {LIVE}")

    def earliest(self) -> int:
        """The earliest datestamp; 0 where there is no work."""
        return self._number("coalesce(min(changed), 0)", f"WHERE id {LIVE}")

    def latest(self) -> int:
        """The latest datestamp; 0 where there is no work."""
        return self._number("coalesce(max(changed), 0)", f"WHERE id {LIVE}")

    def _number(self, what: str, where: str) -> int:
        return int(self._tables.rows(f"SELECT changed FROM {{s}}.record {where}", columns=what)[0][0])

    # ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────
    def count(self, selection: Selection) -> int:
        """How many works are selected."""
        select, values = _selected(selection, None, "1 AS n")
        return int(self._tables.rows(select, values, columns="count(*)")[0][0])

    def page(self, selection: Selection, after: Place | None, most: int, stored: str | None = None) -> list[Listed]:
        """Works in the order of their datestamps, from a place on.

        Args:
            selection: which.
            after: where the list was left; None for its beginning.
            most: how many at most.
            stored: the stored format ("oai_dc" or "marcxml") that is wanted with them.
        """
        # The columns of one index are read until the page is full; what is asked of them is asked for it alone.
        select, values = _selected(selection, after, "record.id AS id, record.changed AS changed")
        ordered = f"SELECT * FROM ({select} ORDER BY 2, 1 LIMIT {int(most)})"
        rows = self._tables.rows(ordered, values, f"ORDER BY changed, id LIMIT {int(most)}", "id")
        return self._listed("record.id IN (SELECT value FROM json_each(?1))", [number for (number,) in rows], stored)

    def work(self, symbol: str, stored: str | None = None) -> Listed | None:
        """One work, deleted ones too; None where there never was such a one."""
        found = self._listed("record.symbol IN (SELECT value FROM json_each(?1))", [symbol], stored)
        return found[0] if found else None

    def newest(self, before: Place | None, most: int, about: Sequence[str] = ()) -> list[Listed]:
        """Works, the last changed first, from a place on.

        Args:
            before: where the list was left; None for its beginning.
            most: how many at most.
            about: paths of things: only works that are filed under one, name one or address one; and what is held no
                more, of which that is not known.
        """
        values: list[object] = [*before] if before else []
        where = "(changed, id) < (?1, ?2)" if before else "true"
        if about:
            values.append(json.dumps(list(about)))
            where += f" AND (deleted OR id IN ({_ABOUT.replace('?', f'?{len(values)}')}))"
        return [
            _from_row(row, ())
            for row in self._tables.rows(
                f"SELECT {_LISTED}, '' FROM {{s}}.record AS record WHERE {where} AND id {LIVE}",
                values,
                f"ORDER BY changed DESC, id DESC LIMIT {int(most)}",
            )
        ]

    def held(self, skip: int, most: int) -> list[tuple[str, int]]:
        """Symbols and datestamps of the works that are held, in a steady order."""
        return self._tables.rows(
            f"SELECT symbol, changed FROM {{s}}.record WHERE NOT deleted AND id {LIVE}",
            then=f"ORDER BY symbol LIMIT {int(most)} OFFSET {int(skip)}",
        )

    def _listed(self, where: str, values: Sequence[object], stored: str | None) -> list[Listed]:
        """Works with their sets, in the order of their datestamps."""
        text = json.dumps(list(values))
        rows = self._tables.rows(
            f"SELECT {_LISTED}, {_metadata(stored)} FROM {{s}}.record AS record WHERE {where} AND record.id {LIVE}",
            [text],
            "ORDER BY changed, id",
        )
        sets: dict[int, list[str]] = defaultdict(list)
        for work, name in self._tables.rows(
            "SELECT work, name FROM {s}.member WHERE work IN (SELECT value FROM json_each(?1))",
            [json.dumps([row[0] for row in rows])],
            "ORDER BY name",
        ):
            sets[work].append(name)
        return [_from_row(row, _lowest(sets[row[0]])) for row in rows]

    # ── sets ────────────────────────────────────────────────────────────────────────────────────────────────────
    def sets(self, after: str, most: int) -> list[SetName]:
        """The sets in order, from behind a spec on; the last segment that names one knows its name."""
        rows = self._tables.all(
            f"SELECT name, label, max(place) FROM ({self._named()}) WHERE name > ?1 GROUP BY name ORDER BY name"
            f" LIMIT {int(most)}",
            [after],
        )
        return [SetName(name, label) for name, label, _ in rows]

    def count_sets(self) -> int:
        """How many sets there are."""
        [(number,)] = self._tables.all(f"SELECT count(DISTINCT name) FROM ({self._named()})")
        return int(number)

    def _named(self) -> str:
        places = enumerate(self._tables.schemas)
        return " UNION ALL ".join(
            f"SELECT name, label, {place} AS place FROM {schema}.named" for place, schema in places
        )


def _selected(selection: Selection, after: Place | None, columns: str) -> tuple[str, list[object]]:
    """The SELECT of what is selected from a segment, by the columns of the index that the list follows; its values."""
    by, number = ("member", "member.work") if selection.set else ("record", "record.id")
    values: list[object] = []
    clauses = [f"{number} {LIVE}"]

    def add(clause: str, value: object) -> None:
        values.append(value)
        clauses.append(clause.replace("?", f"?{len(values)}"))

    if selection.set:
        add("member.name = ?", selection.set)
    if selection.since is not None:
        add(f"{by}.changed >= ?", selection.since)
    if selection.until is not None:
        add(f"{by}.changed <= ?", selection.until)
    if after is not None:
        values += after
        clauses.append(f"({by}.changed, {number}) > (?{len(values) - 1}, ?{len(values)})")
    columns = columns.replace("record.id", number).replace("record.changed", f"{by}.changed")
    return f"SELECT {columns} FROM {{s}}.{by} AS {by} WHERE {' AND '.join(clauses)}", values


def _metadata(stored: str | None) -> str:
    return {"oai_dc": "oai_dc", "marcxml": "marcxml"}[stored] if stored else "''"


def _lowest(names: Sequence[str]) -> tuple[str, ...]:
    """Sets without those that follow from others: who is in a:b is in a."""
    above = {name.rpartition(":")[0] for name in names}
    return tuple(name for name in names if name not in above)


def _from_row(row: tuple[object, ...], sets: tuple[str, ...]) -> Listed:
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
