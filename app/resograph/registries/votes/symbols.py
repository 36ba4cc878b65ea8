"""Symbols and days as tables of votes write them."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from resograph.symbols import SymbolError, parse
from resograph.symbols.roman import to_roman

_ROLL_CALL = re.compile(r"R/(?P<session>\d{1,3}|E?S-?\d{1,2})/(?P<number>\d{1,4}) ?\(?(?P<letter>[A-Za-z]?)\)?")
_BETWEEN = re.compile(r"[;|,]| and ")
_LAST_ROMAN = 30
"""The last session whose resolutions are numbered through all sessions and bear its Roman number."""
_DAYS = ("%Y-%m-%d", "%Y%m%d", "%m/%d/%Y", "%d%b%Y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%Y-%m-%d %H:%M:%S")
_LONGEST = 60


@lru_cache(maxsize=20000)
def symbol_of(written: str, session: str = "") -> str:
    """The symbol that is written, also as "R/62/1" (A/RES/62/1) and "R/3/192" (A/RES/192(III)); "" where it is none.

    >>> symbol_of("R/62/1"), symbol_of("R/3/192"), symbol_of("A/RES/67/138"), symbol_of("42")
    ('A/RES/62/1', 'A/RES/192(III)', 'A/RES/67/138', '')
    """
    if len(written) > _LONGEST:
        return ""
    if found := _ROLL_CALL.fullmatch(written):
        number, letter, of = found["number"], found["letter"].upper(), found["session"]
        if of.isdigit():
            early = 0 < int(of) <= _LAST_ROMAN
            written = f"A/RES/{number}{letter}({to_roman(int(of))})" if early else f"A/RES/{of}/{number}{letter}"
        else:
            written = f"A/RES/{of if '-' in of else of.replace('S', 'S-')}/{number}{letter}"
    try:
        return parse(written).text if "/" in written else ""
    except SymbolError:
        return ""


def symbols_of(written: str) -> list[str]:
    """The symbols among several, each once."""
    if len(written) > _LONGEST * 20:
        return []
    return list(dict.fromkeys(filter(None, (symbol_of(one.strip()) for one in _BETWEEN.split(written)))))


@lru_cache(maxsize=20000)
def day_of(written: str) -> str:
    """A day as ISO 8601; "" where none is certain."""
    for form in _DAYS:
        try:
            return datetime.datetime.strptime(written[:_LONGEST].removesuffix("T00:00:00"), form).date().isoformat()
        except ValueError:
            continue
    return ""
