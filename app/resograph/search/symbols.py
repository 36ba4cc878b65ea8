"""Symbols as people type them: "67/138", "ares67138", "S/RES/1325" for what is A/RES/67/138 and S/RES/1325(2000)."""

from __future__ import annotations

import re
import unicodedata

from resograph.symbols import SymbolError, parse


def compact(text: str) -> str:
    """The letters and digits of a text, small: what is left of a symbol however it is typed.

    >>> compact("A/RES/67/138"), compact("s/res/1325 (2000)")
    ('ares67138', 'sres13252000')
    """
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isascii() and char.isalnum())


def compact_forms(symbol: str) -> tuple[str, str]:
    """A symbol and its number alone, as they are looked up.

    >>> compact_forms("A/RES/67/138")
    ('ares67138', '67138')
    """
    return compact(symbol), compact(_number(symbol))


def reads_as(typed: str, symbol: str) -> bool:
    """Whether a text is a symbol or its number, or the beginning of one up to a mark.

    >>> [reads_as(typed, "S/RES/1325(2000)") for typed in ("sres1325", "1325", "S/RES/13")]
    [True, True, False]
    """
    letters = "[^a-z0-9]*".join(compact(typed))
    names = (symbol.casefold(), _number(symbol).casefold())
    return any(re.match(rf"{letters}(?![a-z0-9])", name) for name in names)


def may_be_symbol(text: str) -> bool:
    """Whether a text has only what symbols have.

    >>> may_be_symbol("67/138"), may_be_symbol("2030年")
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", text)
    return re.fullmatch(r"(?=.*[0-9])[\sA-Za-z0-9/().\-]+", plain, re.DOTALL) is not None


def _number(symbol: str) -> str:
    try:
        return parse(symbol).printed_number
    except SymbolError:
        return symbol
