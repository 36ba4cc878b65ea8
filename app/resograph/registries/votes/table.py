"""A table of votes, put together by vote: what is kept of each, and what is wrong with rows."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from resograph.reading import UnreadableError
from resograph.reading.tables import Table, cell, is_date_made
from resograph.registries.votes.states import States
from resograph.registries.votes.symbols import day_of, symbol_of, symbols_of
from resograph.resources import table
from resograph.text.normal import single_spaced

_FIGURES = ("in_favour", "against", "abstaining", "not_voting")
_RELATED = ("draft", "report", "meeting")
_TRUE = ("1", "1.0", "true", "yes")


class VotesTable:
    """A table with a row a State and vote; the Library's layouts and Voeten's.

    Args:
        found: the table.
        states: that are known.
        descriptions: of votes that the rows name by number alone, where they stand in a table of their own.

    Raises:
        UnreadableError: it lacks a column that is needed.
    """

    def __init__(self, found: Table, states: States, descriptions: Mapping[str, dict[str, str]] | None = None) -> None:
        rules = table("data", "columns.toml")["votes"]
        self._table = found
        self._states = states
        self._described = descriptions
        self._places = found.columns(rules["columns"], rules["needed"])
        self._messages: dict[str, str] = rules["messages"]
        self._how: dict[str, str] = rules["how"]
        if not any(what in self._places for what in rules["states"]):
            names = ", ".join(rules["columns"][what][0] for what in rules["states"])
            wanted = self._messages["wanted"].format(names=names)
            raise UnreadableError(f"{found.name} lacks {wanted}; its columns are: {', '.join(found.header)}.")
        if "symbol" not in self._places and descriptions is None:
            names = ", ".join(rules["columns"]["symbol"])
            raise UnreadableError(
                f"{found.name} lacks a column for the document ({names}); where the descriptions of its votes stand "
                "in a table of their own, give that with --descriptions."
            )
        self.is_numbered = "cow" in self._places
        """Whether States stand by their Correlates of War numbers, as in Voeten's roll calls."""
        self.rows = 0
        self.doubles = 0
        self.left_out = 0
        self.documents: set[str] = set()
        self.states: set[str] = set()
        self._told: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        self._problems: list[str] = []

    def records(self) -> Iterator[tuple[str, bytes]]:
        """Number and content of each vote, when all rows have been read."""
        votes = self._read()
        for number, (first, casts) in votes.items():
            said = self._said(first, number)
            if said is None:
                self.left_out += len(casts)
                continue
            said["casts"] = self._sorted(number, said, casts)
            if said["symbol"]:
                self.documents.add(said["symbol"])
            yield number, json.dumps(said, ensure_ascii=False, sort_keys=True).encode()

    def told(self) -> list[str]:
        """What is to be told of the rows, when all have been read."""
        lines = [
            self._messages[what].format(count=count, words=key[0], **dict(zip(("code", "name"), key, strict=False)))
            if what != "how"
            else self._messages[what].format(count=count, words=key[0], there=", ".join(self._how))
            for what, found in self._told.items()
            for key, count in sorted(found.items())
        ]
        return [*lines, *self._problems]

    # ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────
    def _read(self) -> dict[str, tuple[dict[str, str], dict[tuple[str, str], str]]]:
        """Of each vote its first row, and the votes cast by code and name as written."""
        votes: dict[str, tuple[dict[str, str], dict[tuple[str, str], str]]] = {}
        places = self._places
        number_at, symbol_at = places.get("number"), places.get("symbol")
        vote_at, name_at = places["vote"], places.get("name")
        code_at = places.get("cow", places.get("code"))
        same: dict[tuple[str, str], tuple[str, str]] = {}
        for line, row in self._table.rows:
            self.rows += 1
            key = cell(row, number_at) or cell(row, symbol_at)
            known = votes.get(key)
            if known is None:
                if not key:
                    self._count("nothing", "")
                    continue
                first = {what: cell(row, place) for what, place in places.items()} | {"line": str(line)}
                known = votes[key] = (first, {})
            who = (cell(row, code_at), cell(row, name_at))
            who = same.setdefault(who, who)
            cast = cell(row, vote_at).upper().removesuffix(".0")
            how = self._how.get(cast)
            if how is None:
                self._count("how", cast)
                continue
            if who in known[1]:
                self.doubles += 1
                how = how if known[1][who] == how else ""
            known[1][who] = how
        return votes

    def _count(self, what: str, *key: str) -> None:
        self._told[what][key] += 1
        self.left_out += 1

    # ── votes ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _said(self, first: dict[str, str], number: str) -> dict[str, Any] | None:
        """What is said of a vote beside who voted how."""
        if self._described is not None and not first.get("symbol"):
            described = self._described.get(number)
            if described is None:
                self._told["description"][("",)] += 1
                return None
            first = {**first, **described}
        written = single_spaced(first.get("symbol", ""))
        if is_date_made(written):
            self._problems.append(self._messages["excel"].format(line=first["line"], words=written))
            return None
        symbol = symbol_of(written, first.get("session", ""))
        words = "" if symbol else written
        if words:
            self._told["symbol"][(words,)] += 1
        title = single_spaced(first.get("title", ""))
        for end in table("data", "columns.toml")["votes"]["titles"]["ends"]:
            title = title.rpartition(end)[0] or title
        on = next((what for what in ("amendment", "paragraph") if first.get(what, "").lower() in _TRUE), "")
        return {
            "symbol": symbol,
            "words": words,
            "title": title,
            "date": day_of(first.get("date", "")),
            "on": on,
            "note": first.get("note", ""),
            "figures": {what: _figure(first.get(what, "")) for what in _FIGURES},
            "related": [[what, one] for what in _RELATED for one in symbols_of(first.get(what, ""))],
        }

    def _sorted(self, number: str, said: dict[str, Any], casts: dict[tuple[str, str], str]) -> dict[str, list[str]]:
        """Codes and names by vote; States that are not known, or vote in two ways, are left out and told."""
        taken: dict[str, str] = {}
        name = said["symbol"] or said["words"] or number
        for (code, called), how in casts.items():
            by_code, by_name = self._states.by_code(code, said["date"]), self._states.by_name(called)
            path = by_code if by_code == by_name else self._states.of(code, called, said["date"])
            if not path:
                self._count("state", f"{code} {called}".strip())
                continue
            if by_code and by_name and by_code != by_name:
                self._told["two"][(code, called)] += 1
            if not how or taken.setdefault(path, how) != how:
                state = f"{code} {called}".strip()
                self._problems.append(self._messages["conflict"].format(words=name, state=state))
                taken[path] = ""
        found: dict[str, list[str]] = defaultdict(list)
        for path, how in sorted(taken.items()):
            if how:
                found[how].append(path)
        self.states |= taken.keys()
        self._check(name, said, found)
        return found

    def _check(self, name: str, said: dict[str, Any], found: Mapping[str, Sequence[str]]) -> None:
        """Tell where the sums that a row states are not those of the rows."""
        for what in ("in_favour", "against", "abstaining"):
            stated = said["figures"][what]
            counted = len(found.get(what, ()))
            if stated is not None and stated != counted:
                message = self._messages["sums"]
                self._problems.append(message.format(words=name, stated=stated, what=what, counted=counted))


def _figure(text: str) -> int | None:
    plain = text.removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 4 else None


def descriptions_in(found: Table) -> dict[str, dict[str, str]]:
    """What a table says of each vote, by the vote's number.

    Raises:
        UnreadableError: it lacks a column that is needed.
    """
    columns = table("data", "columns.toml")["votes"]["columns"]
    places = found.columns(columns, ["number", "symbol"])
    return {
        cell(row, places["number"]): {what: cell(row, place) for what, place in places.items()}
        for _, row in found.rows
        if cell(row, places["number"])
    }
