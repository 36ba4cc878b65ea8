"""Documents held whose symbols are nearest to one that is not."""

from __future__ import annotations

import posixpath
import re

from resograph.releases.tables import LIVE, Tables
from resograph.symbols import Symbol, SymbolError, parse

_LOOKED_AT = 1000
"""Symbols before and behind one, in the order of their letters, that are compared with it."""


def near_symbols(tables: Tables, symbol: Symbol, most: int = 5) -> list[str]:
    """The nearest symbols: of its kind and organ first, then of its session, then by number."""
    found: set[str] = set()
    beginning = symbol.text
    while beginning and len(found) < most:
        beginning = beginning.rstrip("/").rpartition("/")[0]
        beginning += "/" if beginning else ""
        for order, sign in (("DESC", "<"), ("ASC", ">")):
            condition = f"symbol {sign} ?1 AND symbol >= ?2 AND symbol < ?3"
            select = f"SELECT symbol FROM {{s}}.work WHERE {condition} AND id {LIVE} ORDER BY 1 {order}"
            values = [symbol.text, beginning, f"{beginning}\U0010ffff"]
            rows = tables.rows(f"SELECT * FROM ({select} LIMIT {_LOOKED_AT})", values)
            found.update(other for (other,) in rows)
    return sorted(found, key=lambda other: _distance(symbol, other))[:most]


def _distance(symbol: Symbol, other: str) -> tuple[bool, bool, int, int, str]:
    """How far a symbol is from another."""
    shared = len(posixpath.commonprefix([symbol.text, other]))
    try:
        near = parse(other)
    except SymbolError:
        return True, True, 0, -shared, other
    same = (near.prefix, near.kind) == (symbol.prefix, symbol.kind)
    gap = abs(_figures(near.number) - _figures(symbol.number)) if same and near.session == symbol.session else 0
    return not same, near.session != symbol.session, gap, -shared, other


def _figures(number: str | None) -> int:
    return int("0" + re.sub(r"\D", "", number or "")[:9])
