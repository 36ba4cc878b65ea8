"""Sessions and their years, and how each organ numbers what it adopts: whether it can have adopted a text on a day."""

from __future__ import annotations

import datetime

from resograph.symbols.grammar import Numbering, organ_named, organ_of
from resograph.symbols.roman import from_roman
from resograph.symbols.symbol import Kind, Symbol


def opening_year(body: str, session: str) -> int | None:
    """The year in which a regular session opens, by rule; None for special ones and organs that number by year.

    >>> opening_year("un-ga", "67"), opening_year("un-ga", "S-10")
    (2012, None)
    """
    organ = organ_named(body)
    if organ is None or not organ.numbering.first_year or organ.numbering.slack or not session.isdecimal():
        return None
    return _year(organ.numbering, int(session))


def year_of(prefix: str, number: int) -> int | None:
    """The year of a resolution that an organ numbers through; None where the number does not tell.

    >>> year_of("S", 1325), year_of("S", 99999), year_of("A", 138)
    (2000, None, None)
    """
    organ = organ_of(prefix)
    rows = organ.numbering.last_of_year.items() if organ and number > 0 else ()
    return next((int(year) for year, last in rows if number <= last), None)


def is_decision_number(prefix: str, session: str, number: int) -> bool:
    """Whether an organ numbers a decision so, rather than a resolution.

    >>> is_decision_number("A", "76", 402), is_decision_number("A", "76", 301), is_decision_number("A", "48", 301)
    (True, False, True)
    """
    organ = organ_of(prefix)
    if organ is None or not organ.numbering.decisions:
        return False
    starts = organ.numbering.decisions
    value = int(session) if session.isdecimal() else starts[-1][0]
    return number >= max([first for since, first in starts if since <= value], default=starts[0][1])


def years(symbol: Symbol) -> tuple[int, int]:
    """The first and last year in which it can have been adopted; zeros where its number does not tell.

    >>> from resograph.symbols import parse
    >>> years(parse("A/RES/67/138")), years(parse("S/RES/1325(2000)"))
    ((2012, 2013), (2000, 2001))
    """
    organ, session = organ_of(symbol.prefix), symbol.session or ""
    numbering = organ.numbering if organ else Numbering()
    value = from_roman(session)
    if session.isdecimal() and len(session) == 4:
        return int(session), int(session) + 1
    if not numbering.first_year or not (value or session.isdecimal()):
        return 0, 0
    year = _year(numbering, value or int(session))
    return year - numbering.slack, year + (numbering.slack or int(numbering.opens > 1))


def is_plausible(symbol: Symbol, date: datetime.date | None, own: Symbol | None) -> bool:
    """Whether the organ can have adopted it on that day, or, of no known day, before the text ``own``."""
    first, last = years(symbol)
    if not _has_plausible_number(symbol):
        return False
    if not first:
        return True
    if date is None:
        return own is None or not _is_later(symbol, own)
    organ = organ_of(symbol.prefix)
    if organ and organ.numbering.opens > 1 and "(" not in symbol.text:
        opens = organ.numbering.opens
        return (first, opens) <= (date.year, date.month) <= (last, opens)
    return first <= date.year <= last


def _year(numbering: Numbering, session: int) -> int:
    return numbering.first_year + (session - 1) // numbering.a_year


def _has_plausible_number(symbol: Symbol) -> bool:
    organ, number = organ_of(symbol.prefix), symbol.figure
    if organ is None:
        return True
    if symbol.kind is Kind.DECISION:
        return not organ.numbering.decisions or is_decision_number(symbol.prefix, symbol.session or "", number)
    if symbol.kind is not Kind.RESOLUTION:
        return True
    if organ.numbering.most_in_all and "(" in symbol.text:
        return number <= organ.numbering.most_in_all * (from_roman(symbol.session or "") or 0)
    return not organ.numbering.most or number <= organ.numbering.most


def _is_later(symbol: Symbol, own: Symbol) -> bool:
    """Whether it is of a session that begins after the citing text's."""
    first, last = years(own)
    if not first or symbol.prefix not in ("A", "A/HRC"):
        return False
    return years(symbol)[0] > (last if own.prefix == "A" and symbol.prefix == "A/HRC" else first)
