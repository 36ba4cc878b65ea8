"""Statements of programme budget implications, in JSON: a draft, and what each statement on the way says it costs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from resograph.reading import UnreadableError
from resograph.resources import table
from resograph.symbols import SymbolError, parse


def read_implications(content: bytes, name: str) -> tuple[list[tuple[str, bytes]], list[str]]:
    """Number and content of each draft's record, and what is to be told of entries that cannot be read.

    Raises:
        UnreadableError: it is no JSON of this form.
    """
    rules = table("data", "columns.toml")["implications"]
    try:
        rows = json.loads(content)
    except (ValueError, RecursionError):
        raise UnreadableError(f"{name} is no right JSON; give {rules['wanted']}.") from None
    if isinstance(rows, dict):
        rows = next((value for value in rows.values() if isinstance(value, list)), [rows])
    entries = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    if not any(_first(row, rules["draft"]) for row in entries):
        raise UnreadableError(f"{name} has no entry with {' or '.join(rules['draft'])}; give {rules['wanted']}.")
    found: dict[str, dict[str, Any]] = {}
    problems: list[str] = []
    for place, row in enumerate(entries, start=1):
        written = _first(row, rules["draft"])
        try:
            symbol = parse(written).text
        except SymbolError as error:
            problems.append(f"{rules['entry']} {place}: {error}")
            continue
        if symbol in found:
            problems.append(f"{rules['entry']} {place}: {symbol} {rules['double']}")
        known = found.setdefault(symbol, {"symbol": symbol, "title": str(row.get("title") or ""), "stages": []})
        stages = row.get("stages")
        known["stages"] += [
            one for one in _stages(stages if isinstance(stages, list) else [row]) if one not in known["stages"]
        ]
    return [
        (symbol, json.dumps(row, ensure_ascii=False, sort_keys=True).encode()) for symbol, row in found.items()
    ], problems


def _first(row: dict[str, Any], names: list[str]) -> str:
    return next((str(row[name]).strip() for name in names if row.get(name)), "")


def _stages(rows: list[Any]) -> Iterator[dict[str, Any]]:
    kept = table("data", "columns.toml")["implications"]["kept"]
    for row in rows:
        if isinstance(row, dict):
            yield {what: row[what] for what in kept if row.get(what) is not None}
