"""Symbols among known ones that are nearest to one that is not, or that begin as it does."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Sequence

from resograph.symbols.symbol import Symbol, SymbolError, parse

_LOOKED_AT = 1000
"""Symbols before and behind one, in the order of their letters, that are compared with it."""
_NUMBERED = re.compile(r"[A-Z]{1,8}(?:/[A-Z.]{1,8}){1,3}/\d{1,6}", re.IGNORECASE)


def near_symbols(known: Sequence[str], symbol: Symbol, most: int = 5) -> list[str]:
    """The nearest symbols: of its kind and organ first, then of its session, then by number.

    Args:
        known: symbols in the order of their letters.
        symbol: the one that is not among them.
        most: how many are wanted.

    >>> near_symbols(["A/67/1", "A/RES/66/2", "A/RES/67/1", "A/RES/67/140"], parse("A/RES/67/139"), 2)
    ['A/RES/67/140', 'A/RES/67/1']
    """
    found: set[str] = set()
    beginning = symbol.text
    while beginning and len(found) < most:
        beginning = beginning.rstrip("/").rpartition("/")[0]
        beginning += "/" if beginning else ""
        first, last = bisect_left(known, beginning), bisect_left(known, f"{beginning}\U0010ffff")
        place = bisect_left(known, symbol.text)
        found.update(known[max(first, place - _LOOKED_AT) : min(last, place + _LOOKED_AT)])
    found.discard(symbol.text)
    return sorted(found, key=lambda other: _distance(symbol, other))[:most]


def completions(known: Sequence[str], text: str) -> list[str]:
    """The symbols that a text is but for their year or session in brackets, as of series that are numbered through.

    Args:
        known: symbols in the order of their letters.
        text: as somebody wrote it.

    >>> completions(["S/RES/279(1970)", "S/RES/2799(2025)"], "s/res/2799"), completions(["A/RES/67/138"], "A/RES/67")
    (['S/RES/2799(2025)'], [])
    """
    if not _NUMBERED.fullmatch(text):
        return []
    beginning = f"{text.upper()}("
    first, last = bisect_left(known, beginning), bisect_left(known, f"{beginning}\U0010ffff")
    return [symbol for symbol in known[first:last] if symbol.endswith(")") and symbol.count("(") == 1]


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
