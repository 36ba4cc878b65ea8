"""A register, asked: acts that fit, how many of each feature, what is filed under a thing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from resograph.releases.register.acts import Act, Count, LaterEffect, Report, YearCount
from resograph.releases.register.wanted import SORTS, Wanted
from resograph.releases.tables import LIVE, Tables
from resograph.releases.tables.schema import BITS, IN_WORK

_PART_OF = f"JOIN {{s}}.work AS work ON work.id = part.id >> {BITS}"
_FROM = (
    f"FROM {{s}}.act AS act JOIN {{s}}.part AS part ON part.id = act.part {_PART_OF}"
    " LEFT JOIN {last}.life AS life ON life.act = act.id"
)
_PATH = "work.symbol || '~' || part.eid"
_COLUMNS = {
    "path": f"{_PATH} || '__act_' || act.place",
    "part": _PATH,
    "symbol": "work.symbol",
    "adopted": "work.adopted",
    "organ": "work.organ",
    "verb": "act.verb",
    "force": "act.force",
    "kind": "act.kind",
    "due": "act.due",
    "ends": "act.ends",
}
_SORTED_BY = "coalesce(life.first_on, work.adopted) AS first_on, coalesce(life.renewed, 0) AS renewed"
_NAMED = ", ".join(f"{column} AS {name}" for name, column in _COLUMNS.items())
_SELECT = f"SELECT {_NAMED}, {_SORTED_BY}, act.id AS id {_FROM}"
_DUE = "JOIN (SELECT DISTINCT act, {} FROM {{s}}.report) AS due ON due.act = act.id"
_PARTY = "JOIN {{s}}.party AS party ON party.act = act.id AND party.how = '{}'"
_FEATURES = {
    "verb": ("", "act.verb"),
    "force": ("", "act.force"),
    "session": (_DUE.format("session"), "due.session"),
    "year": (_DUE.format("year"), "due.year"),
    "organ": ("", "work.organ"),
    "adopted": ("", "work.year"),
    "document": ("", "work.symbol"),
    "addressee": (_PARTY.format("addressee"), "party.thing"),
    "recipient": (_PARTY.format("reportTo"), "party.thing"),
    "theme": ("JOIN {s}.names AS names ON names.part = act.part AND names.how = 'theme'", "names.thing"),
}
"""Feature → what is joined for it, and its column."""
_NAMES = (
    f"FROM {{s}}.names AS names JOIN {{s}}.part AS part ON part.id = names.part {_PART_OF}"
    f" WHERE names.thing = ?1 AND names.how = ?2 AND work.id {LIVE}"
)
_FILED = (
    "FROM {s}.filed AS filed JOIN {s}.work AS work ON work.id = filed.work"
    f" WHERE filed.thing = ?1 AND filed.how IN (SELECT value FROM json_each(?2)) AND work.id {LIVE}"
)


def _life(life: Sequence[Any] | None, values: Sequence[Any], is_answered: bool) -> dict[str, Any]:
    """The fields of an act's life; of an act that no other document asks again it is its own."""
    _, part, _, adopted, *_ = values
    first, first_on, last, last_on, renewed, answered = life or (part, adopted, part, adopted, 0, is_answered)
    return {
        "first": first,
        "first_on": first_on,
        "last": last,
        "last_on": last_on,
        "renewed": renewed,
        "is_line_answered": bool(answered),
    }


class Register:
    """The register of a release; safe to use from several threads.

    Args:
        tables: of the release.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._last = tables.schemas[-1]
        self.counts = lru_cache(maxsize=2048)(self._counts)

    def acts(self, wanted: Wanted, sort: str = "newest", most: int = 50, skip: int = 0) -> list[Act]:
        """The acts that fit, in an order of ``SORTS``."""
        condition, values = self._condition(wanted)
        order = f"ORDER BY {SORTS[sort]} LIMIT {int(most)} OFFSET {int(skip)}"
        return self._acts(self._rows(f"{_SELECT} WHERE {condition}", values, order))

    def held(self) -> dict[str, int]:
        """Path of each thing → how often works, parts and acts are filed under it, name it or address it."""
        found: dict[str, int] = defaultdict(int)
        for table in ("filed", "names", "party"):
            rows = self._tables.rows(
                f"SELECT thing, count(*) AS n FROM {{s}}.{table} GROUP BY 1", (), "GROUP BY 1", "thing, sum(n)"
            )
            for thing, count in rows:
                found[thing] += count
        return dict(found)

    def told_documents(self, most: int) -> list[str]:
        """Symbols of documents held with a vote or sponsors, of which most is known."""
        rows = self._tables.rows(
            f"SELECT work.symbol AS symbol, count(*) AS n FROM {{s}}.filed AS filed JOIN {{s}}.work AS work"
            f" ON work.id = filed.work WHERE work.id {LIVE} GROUP BY 1",
            (),
            f"GROUP BY symbol ORDER BY sum(n) DESC, symbol LIMIT {int(most)}",
            "symbol, sum(n)",
        )
        return [symbol for symbol, _ in rows]

    def act(self, path: str) -> Act | None:
        """One act by its path."""
        symbol, _, rest = path.partition("~")
        eid, _, place = rest.rpartition("__act_")
        where = (
            f"act.id {IN_WORK.replace('?', '?1')} AND part.eid = ?2 AND CAST(act.place AS TEXT) = ?3 AND work.id {LIVE}"
        )
        found = self._acts(self._rows(f"{_SELECT} WHERE {where}", [symbol, eid, place]))
        return found[0] if found else None

    def _acts(self, rows: Sequence[Sequence[Any]]) -> list[Act]:
        """Acts with what stands in the other tables, of all of them at once."""
        ids = [row[-1] for row in rows]
        parties: dict[tuple[int, str], list[str]] = defaultdict(list)
        for act, how, thing in self._of("SELECT act, how, thing FROM {s}.party", ids, "ORDER BY thing"):
            parties[act, how].append(thing)
        reports: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        columns = "act, eid, kind, recipient, item, session, year, day, due"
        order = "ORDER BY due = '', due, number"
        for act, *report, _ in self._of(f"SELECT {columns}, rowid AS number FROM {{s}}.report", ids, order):
            reports[act].append(tuple(report))
        answers: dict[int, list[str]] = defaultdict(list)
        for act, document in self._tables.all(
            f"SELECT act, report FROM {self._last}.answer WHERE act IN (SELECT value FROM json_each(?1)) ORDER BY 2",
            [json.dumps(ids)],
        ):
            answers[act].append(document)
        listed = [json.dumps(ids)]
        among = "WHERE act IN (SELECT value FROM json_each(?1)) ORDER BY 1, 2, 3"
        columns = "act, first, first_on, last, last_on, renewed, answered"
        lives = {
            act: life for act, *life in self._tables.all(f"SELECT {columns} FROM {self._last}.life {among}", listed)
        }
        twins: dict[int, list[str]] = defaultdict(list)
        for act, part, _ in self._tables.all(f"SELECT act, part, 0 FROM {self._last}.twin {among}", listed):
            twins[act].append(part)
        changes: dict[int, list[LaterEffect]] = defaultdict(list)
        columns = "act, how, part, day, until"
        for act, *change in self._tables.all(f"SELECT {columns} FROM {self._last}.changed {among}", listed):
            changes[act].append(LaterEffect(*change))
        return [
            Act(
                **dict(zip(_COLUMNS, values, strict=True)),
                addressees=tuple(parties[number, "addressee"]),
                recipients=tuple(parties[number, "reportTo"]),
                items=tuple(parties[number, "underItem"]),
                reports=tuple(Report(f"{values[2]}~{eid}", *report) for eid, *report in reports[number]),
                answers=tuple(answers[number]),
                **_life(lives.get(number), values, bool(answers[number])),
                twins=tuple(twins[number]),
                changes=tuple(changes[number]),
            )
            for *values, _, _, number in rows
        ]

    def _rows(self, select: str, values: Sequence[object], then: str = "", columns: str = "*") -> list[Any]:
        """Rows of all segments (``Tables.rows``); ``{last}`` stands for the segment with what is derived."""
        return self._tables.rows(select.replace("{last}", self._last), values, then, columns)

    def _of(self, select: str, acts: Iterable[int], then: str) -> list[Any]:
        """The rows of some acts."""
        return self._tables.rows(
            f"{select} WHERE act IN (SELECT value FROM json_each(?1))", [json.dumps(list(acts))], then
        )

    def _condition(self, wanted: Wanted, without: str = "") -> tuple[str, list[object]]:
        condition, values = wanted.condition(without)
        return condition.replace("{last}", self._last), values

    def _sum(self, select: str, values: Sequence[object]) -> int:
        return int(self._rows(select, values, columns="sum(n)")[0][0])

    def count(self, wanted: Wanted) -> int:
        """How many acts fit."""
        condition, values = self._condition(wanted)
        return self._sum(f"SELECT count(*) AS n {_FROM} WHERE {condition}", values)

    def _counts(self, wanted: Wanted, feature: str, most: int = -1) -> tuple[Count, ...]:
        """The values of a feature among the acts that fit all else, the commonest first."""
        join, column = _FEATURES[feature]
        condition, values = self._condition(wanted, feature)
        rows = self._rows(
            f"SELECT {column} AS value, count(*) AS n {_FROM} {join} WHERE {condition}"
            f" AND {column} IS NOT NULL AND {column} != '' GROUP BY 1",
            values,
            f"GROUP BY value ORDER BY 2 DESC, 1 LIMIT {int(most)}",
            "value, sum(n)",
        )
        return tuple(Count(str(value), count) for value, count in rows)

    def acts_by_year(self, wanted: Wanted) -> list[YearCount]:
        """Acts by the year in which they were adopted and by force."""
        condition, values = self._condition(wanted)
        return self._by_year("act.force", f"{_FROM} WHERE {condition}", values)

    def _by_year(self, kind: str, where: str, values: Sequence[object]) -> list[YearCount]:
        """The rows by the year of their work and by kind: years from the first to the last, empty ones too."""
        rows = self._rows(
            f"SELECT CAST(work.year AS INTEGER) AS year, {kind} AS kind {where} AND work.year != ''",
            values,
            "GROUP BY 1, 2 ORDER BY 1, 2",
            "year, kind, count(*)",
        )
        found: dict[int, dict[str, int]] = {}
        for year, name, count in rows:
            found.setdefault(year, {})[name] = count
        if not found:
            return []
        return [YearCount(year, found.get(year, {})) for year in range(min(found), max(found) + 1)]

    # ── parts about a thing ──────────────────────────────────────────────────────────────────────────────────────
    def parts(self, thing: str, how: str, most: int = 50, skip: int = 0) -> list[tuple[str, str, str]]:
        """Path, symbol and day of the parts that are about a thing (theme) or name it (mentions), newest first."""
        return self._tables.rows(
            f"SELECT {_PATH} AS path, work.symbol AS symbol, work.adopted AS adopted, part.id AS id {_NAMES}",
            [thing, how],
            f"ORDER BY adopted DESC, symbol, id LIMIT {int(most)} OFFSET {int(skip)}",
            "path, symbol, adopted",
        )

    def count_parts(self, thing: str, how: str) -> int:
        """How many parts are about a thing or name it."""
        return self._sum(f"SELECT count(*) AS n {_NAMES}", [thing, how])

    def parts_naming(self, document: str, things: str) -> tuple[str, ...]:
        """Paths of the parts of a document that name one of some things (a JSON list of paths), in order."""
        within = IN_WORK.replace("?", "?1")
        rows = self._tables.rows(
            f"SELECT DISTINCT {_PATH} AS path, part.id AS id FROM {{s}}.names AS names"
            f" JOIN {{s}}.part AS part ON part.id = names.part {_PART_OF} WHERE names.part {within}"
            f" AND names.how = 'mentions' AND names.thing IN (SELECT value FROM json_each(?2)) AND work.id {LIVE}",
            [document, things],
            "ORDER BY id",
            "path",
        )
        return tuple(path for (path,) in rows)

    def parts_by_year(self, thing: str, how: str) -> list[YearCount]:
        """Parts about a thing by the year of their document."""
        return self._by_year("names.how", _NAMES, [thing, how])

    def documents_about(self, thing: str, how: str, most: int = 20) -> list[Count]:
        """Symbols of the documents with most parts about a thing."""
        rows = self._tables.rows(
            f"SELECT work.symbol AS symbol, work.adopted AS adopted, count(*) AS n {_NAMES} GROUP BY 1",
            [thing, how],
            f"ORDER BY n DESC, adopted DESC, symbol LIMIT {int(most)}",
        )
        return [Count(symbol, count) for symbol, _, count in rows]

    # ── documents filed under a thing ────────────────────────────────────────────────────────────────────────────
    def documents(self, thing: str, how: Sequence[str], most: int = 50, skip: int = 0) -> list[tuple[str, str, str]]:
        """Symbol, day and how of the documents filed under a thing, newest first."""
        return self._tables.rows(
            f"SELECT work.symbol AS symbol, work.adopted AS adopted, filed.how AS how {_FILED}",
            [thing, json.dumps(list(how))],
            f"ORDER BY adopted DESC, symbol, how LIMIT {int(most)} OFFSET {int(skip)}",
        )

    def count_documents(self, thing: str, how: Sequence[str]) -> int:
        """How many documents are filed under a thing."""
        return self._sum(f"SELECT count(*) AS n {_FILED}", [thing, json.dumps(list(how))])

    def documents_by_year(self, thing: str, how: Sequence[str]) -> list[YearCount]:
        """Documents filed under a thing by year and by how."""
        return self._by_year("filed.how", _FILED, [thing, json.dumps(list(how))])

    def sides(self, hows: Sequence[str], session: str = "") -> dict[str, list[int]]:
        """Thing → the works filed under it each way, as the bits of one number a way; of one session, or of all."""
        rows = self._tables.rows(
            "SELECT filed.thing AS thing, filed.how AS how, work.symbol AS symbol FROM {s}.filed AS filed"
            " JOIN {s}.work AS work ON work.id = filed.work"
            " WHERE filed.how IN (SELECT value FROM json_each(?1)) AND (?2 = '' OR work.session = ?2)"
            f" AND work.id {LIVE}",
            [json.dumps(list(hows)), session],
            columns="thing, how, symbol",
        )
        place = {how: number for number, how in enumerate(hows)}
        bits: dict[str, int] = {}
        found: dict[str, list[int]] = defaultdict(lambda: [0] * len(hows))
        for thing, how, symbol in rows:
            found[thing][place[how]] |= 1 << bits.setdefault(symbol, len(bits))
        return dict(found)

    def themes_by_side(self, thing: str, hows: Sequence[str], most: int = 20) -> list[tuple[str, dict[str, int]]]:
        """Themes of the works filed under a thing, those of most works first, each with works by how they are filed."""
        rows = self._tables.rows(
            "SELECT names.thing AS theme, filed.how AS how, count(DISTINCT filed.work) AS n FROM {s}.filed AS filed"
            f" JOIN {{s}}.part AS part ON part.id BETWEEN filed.work << {BITS} AND (filed.work + 1 << {BITS}) - 1"
            " JOIN {s}.names AS names ON names.part = part.id AND names.how = 'theme'"
            " WHERE filed.thing = ?1 AND filed.how IN (SELECT value FROM json_each(?2))"
            f" AND filed.work {LIVE} GROUP BY 1, 2",
            [thing, json.dumps(list(hows))],
            "GROUP BY theme, how",
            "theme, how, sum(n)",
        )
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for theme, how, count in rows:
            found[theme][how] = count
        return sorted(found.items(), key=lambda row: (-sum(row[1].values()), row[0]))[:most]

    def filed_beside(self, thing: str, how: str, other: str, most: int = 50) -> list[Count]:
        """What else the documents filed under a thing are filed under, the commonest first."""
        rows = self._tables.rows(
            "SELECT also.thing AS value, count(*) AS n FROM {s}.filed AS filed"
            " JOIN {s}.filed AS also ON also.work = filed.work AND also.how = ?3"
            f" WHERE filed.thing = ?1 AND filed.how = ?2 AND filed.work {LIVE} GROUP BY 1",
            [thing, how, other],
            f"GROUP BY value ORDER BY 2 DESC, 1 LIMIT {int(most)}",
            "value, sum(n)",
        )
        return [Count(value, count) for value, count in rows]
