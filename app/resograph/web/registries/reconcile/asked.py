"""What a client asks: batches of queries and of data extension, checked as the specification's schemas check them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from resograph.reconciling import Property, Query, Strictness, property_named
from resograph.resources import table
from resograph.web.problems import ProblemError
from resograph.web.registries.bodies import parsed

USUAL, MOST = 5, 50
"""Candidates for a query, unless asked otherwise, and at most."""
_KEYS = {"query", "type", "type_strict", "limit", "properties"}
_EXAMPLE = '{"q0": {"query": "A/RES/67/138", "type": "Resolution", "limit": 3}}'


@dataclass(frozen=True)
class Wanted:
    """A property to be fetched: its id as asked for, what it is (None where we have none), and its settings."""

    id: str
    property: Property | None
    settings: Mapping[str, Any]


def queries_in(text: str, most: int) -> dict[str, Query]:
    """The queries of a batch by their keys.

    Raises:
        ProblemError: 400, it is no batch; 413, it is too large.
    """
    batch = parsed(text, "queries")
    if not isinstance(batch, dict):
        raise _bad(f"queries is to be an object of queries, such as {_EXAMPLE}.")
    _check_size(len(batch), most, "queries")
    return {key: _query(key, value) for key, value in batch.items()}


def extension_in(text: str, most: int) -> tuple[list[str], list[Wanted]]:
    """The ids and properties of a data extension.

    Raises:
        ProblemError: 400, it is none; 413, it is too large.
    """
    asked = parsed(text, "extend")
    ids = asked.get("ids") if isinstance(asked, dict) else None
    wanted = asked.get("properties") if isinstance(asked, dict) else None
    if not isinstance(ids, list) or not isinstance(wanted, list) or not all(isinstance(one, str) for one in ids):
        raise _bad('extend is to be {"ids": ["A/RES/67/138"], "properties": [{"id": "adoptedOn"}]}.')
    _check_size(len(ids), most, "ids")
    _check_size(len(wanted), most, "properties")
    return list(dict.fromkeys(ids)), [_wanted(one) for one in wanted]


def type_named(name: str) -> str:
    """The type of an id, IRI or prefixed name, in whatever case; the text itself where there is none."""
    local = name.rpartition("#")[2].rpartition("/")[2].removeprefix("reso:")
    return _types().get(local.casefold(), name)


@cache
def _types() -> Mapping[str, str]:
    return {name.casefold(): name for name in table("data", "reconciling.toml")["types"]["offered"]}


def _bad(why: str) -> ProblemError:
    return ProblemError(400, "Bad reconciliation query", why, near=(("about/programs", "Calls to copy"),))


def _check_size(count: int, most: int, what: str) -> None:
    if count > most:
        raise ProblemError(413, "Too many", f"One request takes {most} {what}; this one has {count}. Send several.")


def _query(key: str, value: object) -> Query:
    if not isinstance(value, dict):
        raise _bad(f"{key} is to be an object with a query, such as {_EXAMPLE}.")
    if unknown := sorted(set(value) - _KEYS):
        raise _bad(f"{key} has “{unknown[0][:40]}”, which no query has; there are {', '.join(sorted(_KEYS))}.")
    text, limit = value.get("query", ""), value.get("limit", USUAL)
    if not isinstance(text, str):
        raise _bad(f"{key}.query is to be a text.")
    if isinstance(limit, bool) or not isinstance(limit, int | float):
        raise _bad(f"{key}.limit is to be a number.")
    properties = _properties(key, value.get("properties", []))
    if "query" not in value and not properties:
        raise _bad(f"{key} asks nothing: give it a query, or properties.")
    try:
        strictness = Strictness(value.get("type_strict", "should"))
    except ValueError:
        raise _bad(f"{key}.type_strict is to be any, all or should.") from None
    count = min(int(limit), MOST) if 1 <= limit < 1e9 else USUAL
    return Query(text, _type_ids(key, value.get("type")), strictness, count, properties)


def _type_ids(key: str, given: object) -> tuple[str, ...]:
    names = given if isinstance(given, list) else [given] if given else []
    if not all(isinstance(name, str) for name in names):
        raise _bad(f"{key}.type is to be the id of a type, or a list of ids.")
    return tuple(type_named(str(name)) for name in names)


def _properties(key: str, given: object) -> tuple[tuple[Property, tuple[str, ...]], ...]:
    if not isinstance(given, list):
        raise _bad(f'{key}.properties is to be a list of {{"pid": …, "v": …}}.')
    found = []
    for one in given:
        if not isinstance(one, dict) or not isinstance(one.get("pid"), str) or "v" not in one:
            raise _bad(f'Each of {key}.properties is to have a pid and a v: {{"pid": "adoptedBy", "v": "body/un-ga"}}.')
        values = one["v"] if isinstance(one["v"], list) else [one["v"]]
        texts = tuple(text for value in values if (text := _text(key, value)))
        property_ = property_named(one["pid"]) or Property(one["pid"], "", "text", {}, ())
        if texts:
            found.append((property_, texts))
    return tuple(found)


def _text(key: str, value: object) -> str:
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return str(value["id"])
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    raise _bad(f"A value in {key}.properties is to be a text, a number, or an object with an id.")


def _wanted(one: object) -> Wanted:
    if not isinstance(one, dict) or not isinstance(one.get("id"), str):
        raise _bad('Each of extend.properties is to have an id: {"id": "adoptedOn"}.')
    settings = one.get("settings")
    return Wanted(one["id"], property_named(one["id"]), settings if isinstance(settings, dict) else {})
