"""Symbols as people type them: "67/138", "ares67138", "S/RES/1325" for what is A/RES/67/138 and S/RES/1325(2000)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from resograph.resources import table
from resograph.symbols.symbol import LONGEST, SymbolError, parse


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
    if len(typed) > LONGEST:
        return False
    letters = "[^a-z0-9]*".join(compact(typed))
    names = (symbol.casefold(), _number(symbol).casefold())
    return any(re.match(rf"{letters}(?![a-z0-9])", name) for name in names)


def may_be_symbol(text: str) -> bool:
    """Whether a text has only what symbols have.

    >>> may_be_symbol("67/138"), may_be_symbol("2030年")
    (True, False)
    """
    if len(text) > LONGEST:
        return False
    plain = unicodedata.normalize("NFKC", text)
    return re.fullmatch(r"(?=.*[0-9])[\sA-Za-z0-9/().\-]+", plain, re.DOTALL) is not None


def without_words(text: str) -> tuple[str, str]:
    """A symbol typed with words, without them, and what it then begins with ("" where no word says it).

    >>> without_words("GA res 67/138"), without_words("大会第67/138号决议"), without_words("women 2030")
    (('67/138', 'A/'), ('67/138', 'A/'), ('women 2030', ''))
    """
    if len(text) > LONGEST:
        return text, ""
    begins, known = _typed()
    found = [""]

    def passed(run: re.Match[str]) -> str:
        words = run[0].casefold().strip(".")
        if known.sub("", words):
            return run[0]
        found.extend(begins.get(word[0], "") for word in known.finditer(words))
        return " "

    rest = re.sub(r"(?<![^\s\d])[^\W\d_]+\.?(?=\s|\d|$)", passed, unicodedata.normalize("NFKC", text))
    return " ".join(rest.split()), max(found)


@cache
def _typed() -> tuple[dict[str, str], re.Pattern[str]]:
    """Words that name a series → its beginning; a pattern of any of the words that may stand before a number."""
    typed = table("data", "symbols.toml")["typed"]
    begins = {word: row["begins"] for row in typed["series"] for word in row["words"]}
    words = sorted((*begins, *typed["passed"]), key=len, reverse=True)
    return begins, re.compile("|".join(map(re.escape, words)))


def _number(symbol: str) -> str:
    try:
        return parse(symbol).printed_number
    except SymbolError:
        return symbol
