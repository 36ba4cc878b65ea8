"""Which column of a list is what, told by its head; symbols that a program for tables has turned into dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.dates import get_month_names

from resograph.languages.naming import typed_words
from resograph.reviewing.values import ListedRow
from resograph.symbols import SymbolError, parse
from resograph.symbols.address import LANGUAGES
from resograph.symbols.typing import readings
from resograph.text.normal import caseless

Cell = str | datetime.date
_LOOKED_AT = 50
"""Rows by which a column of symbols is found where no head names it."""
_DATE = re.compile(
    r"(?P<first>\d{1,4}|[^\W\d_]{3,10})\.?[-/ ](?P<second>\d{1,2}|[^\W\d_]{3,10})\.?(?:[-/ ](?P<third>\d{2,4}))?"
    r"(?:[ T]00:00(?::00)?)?"
)
_MONTHS = 12


@dataclass(frozen=True)
class Columns:
    """The places of the columns that are wanted, by what they hold; the heads; the place of the first row."""

    heads: tuple[str, ...]
    first: int
    symbol: tuple[int, ...]
    """The better first: a whole symbol, then one in part."""
    source: int | None
    entity: tuple[int, ...]
    subprogramme: int | None


def columns_of(cells: Sequence[Sequence[Cell]], names: Mapping[str, Sequence[str]]) -> Columns | None:
    """The columns by their heads; a list without heads is one of symbols where a column has them.

    Args:
        cells: by row.
        names: what heads are called, the better first, by what their column holds: symbol, source, entity,
            subprogramme.
    """
    start, row = next((pair for pair in enumerate(cells) if any(pair[1])), (0, ()))
    heads = [_folded(cell) for cell in row]

    def places(kind: str) -> tuple[int, ...]:
        return tuple(heads.index(name) for name in map(_folded, names[kind]) if name in heads)

    symbol = places("symbol")
    if symbol:
        width = max(len(row), *(len(one) for one in cells[:_LOOKED_AT]))
        shown = tuple(_head(row, place) for place in range(width))
        source, below = places("source"), places("subprogramme")
        return Columns(
            shown, start + 1, symbol, source[0] if source else None, places("entity"), below[0] if below else None
        )
    width = max(map(len, cells))
    counts = [sum(_is_symbol(one[place]) for one in cells[:_LOOKED_AT] if place < len(one)) for place in range(width)]
    if not any(counts):
        return None
    best = counts.index(max(counts))
    # Heads that name nothing wanted are heads all the same.
    headed = width > 1 and not _is_symbol(row[best] if best < len(row) else "")
    shown = tuple(_head(row if headed else (), place) for place in range(width))
    return Columns(shown, start + int(headed), (best,), None, places("entity"), None)


def listed(cells: Sequence[Sequence[Cell]], columns: Columns) -> Iterator[ListedRow]:
    """The rows below the heads, but empty ones."""
    for number, row in enumerate(cells[columns.first :], start=columns.first + 1):
        if not any(row):
            continue
        found = [_at(row, place) for place in columns.symbol]
        symbol = next((cell for cell in found if cell), "")
        likely = likely_symbols(symbol)
        yield ListedRow(
            number,
            {head: _text(_at(row, place)) for place, head in enumerate(columns.heads)},
            symbol="" if likely else _text(symbol),
            source="" if columns.source is None else _text(_at(row, columns.source)),
            entities=tuple(text for place in columns.entity if (text := _text(_at(row, place)))),
            subprogramme="" if columns.subprogramme is None else _text(_at(row, columns.subprogramme)),
            damage=_text(symbol) if likely else "",
            likely=likely,
        )


def likely_symbols(cell: Cell) -> tuple[str, ...]:
    """What a symbol may have been that a program for tables made a date of; nothing where it is none.

    >>> likely_symbols("Dec-76"), likely_symbols("10-Dec"), likely_symbols("67/138")
    (('76/12', '12/76'), ('10/12', '12/10'), ())
    """
    if isinstance(cell, datetime.date):
        day, month, year = cell.day, cell.month, cell.year
    elif found := _DATE.fullmatch(cell) if len(cell) < len("2000-September-10 00:00:00 ") else None:
        first, second, third = found["first"], found["second"], found["third"]
        if not third and first.isdigit() and second.isdigit():
            return ()  # "10/12" is as good a symbol as any
        if not third:
            named, number = (first, second) if not first.isdigit() else (second, first)
            wanted = _months().get(_folded(named))
            if wanted is None or not number.isdigit():
                return ()
            return (f"{number}/{wanted}", f"{wanted}/{number}")
        if len(first) == len("2000"):
            first, third = third, first
        parts = [_months().get(_folded(part), int(part) if part.isdigit() else 0) for part in (first, second, third)]
        day, month, year = parts
        if not all(parts) or (month > _MONTHS and day > _MONTHS):
            return ()
    else:
        return ()
    short = year % 100
    return tuple(dict.fromkeys((f"{short}/{month}", f"{year}/{month}", f"{month}/{day}", f"{day}/{month}")))


@cache
def _months() -> dict[str, int]:
    """The months by their names, short and long, in all languages."""
    found = {}
    for code in LANGUAGES:
        for width in ("abbreviated", "wide"):
            for number, name in get_month_names(width, locale=Locale.parse(code)).items():
                found[_folded(name)] = number
    return found


def _is_symbol(cell: Cell) -> bool:
    text = _text(cell)
    try:
        parse(text)
        return True
    except SymbolError:
        return any(one.outright and not one.left for one in readings(text, typed_words()))


def _head(row: Sequence[Cell], place: int) -> str:
    return (_text(row[place]) if place < len(row) else "") or str(place + 1)


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else ""


def _text(cell: Cell) -> str:
    return cell.isoformat()[: len("2000-01-01")] if isinstance(cell, datetime.date) else cell


def _folded(cell: Cell) -> str:
    return caseless(" ".join(_text(cell).replace("_", " ").split())).strip(" .:")
