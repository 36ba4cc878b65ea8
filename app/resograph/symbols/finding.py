"""Symbols in running text of any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from resograph.symbols import grammar
from resograph.symbols.symbol import LONGEST, Symbol, SymbolError, parse


class Place(NamedTuple):
    """A symbol and the code points that it stands at, the end excluded."""

    start: int
    end: int
    symbol: Symbol


def symbols_in(text: str) -> Iterator[Place]:
    """The symbols of a text in order, the marks of further documents behind one too: "CRC/C/1 and Add.1".

    >>> [str(place.symbol) for place in symbols_in("(A/53/258-S/1998/763, E/2009/25 and Corr.1)")]
    ['A/53/258', 'S/1998/763', 'E/2009/25', 'E/2009/25/Corr.1']
    """
    for found in _finder().finditer(text):
        if (read := read_found(found[0])) is None:
            continue
        symbol, end = read[0], found.start() + read[1]
        yield Place(found.start(), end, symbol)
        while further := _further().match(text, end):
            end = further.end()
            symbol = _with_mark(symbol, further["mark"])
            yield Place(*further.span("mark"), symbol)


def read_found(text: str) -> tuple[Symbol, int] | None:
    """The symbol in what the pattern found, and how many characters it takes: a bracket behind may be no part of it.

    >>> read_found("A/67/153 (2012)")[1]
    8
    """
    for end in dict.fromkeys((len(text), len(text[: text.rfind("(")].rstrip()) if "(" in text else len(text))):
        if symbol := read_symbol(text[:end]):
            return symbol, end
    return None


def read_symbol(text: str) -> Symbol | None:
    """The symbol in a text; None where it is none."""
    try:
        return parse(text) if len(text) <= LONGEST else None
    except SymbolError:
        return None


def _with_mark(symbol: Symbol, mark: str) -> Symbol:
    """What a mark behind a symbol names: in place of one of its own kind that the symbol ends with, else behind it."""
    last = symbol.modifiers[-1] if symbol.modifiers else ""
    alike = last and last.partition(".")[0] == mark.partition(".")[0]
    return parse(f"{symbol.text.removesuffix(f'/{last}') if alike else symbol}/{mark}")


def may_hold_symbol(text: str) -> bool:
    """Whether a text has what every symbol has: a cheap look before the search."""
    return "/" in text or any(begins in text for begins, _, _ in grammar.unstroked())


@cache
def pattern() -> str:
    """A symbol in running text: an organ or series, then parts; a year or division in brackets behind it."""
    part = r"[A-Za-z0-9.]+(?:-(?![A-Z]{1,5}/)[A-Za-z0-9.]+)*(?:\([A-Za-z0-9.\-]+\))*"
    numeral = r"(?:[IVXLC]+|\d+[A-Z]?)"
    words = grammar.any_of(word.rstrip(".") for word in grammar.data()["divisions"])
    division = rf"(?:{words})\.?(?:\s?{numeral}(?:(?:-|–|\s(?:&|[^\W\d_]{{1,3}})\s){numeral})?)?"
    marks = grammar.any_of(mark for mark in grammar.data()["modifiers"])
    behind = rf"\s?\((?:\d{{4}}|[IVXLC]+|{division})\)(?:/(?:{marks})\.\d+)*"
    unstroked = "|".join(re.sub(r"\?P<\w+>", "?:", shape.pattern) for _, shape, _ in grammar.unstroked())
    head = rf"(?:{grammar.any_of(grammar.heads())})(?:\.\d+|\(\d+\))?"
    stroked = rf"{head}(?:/{part})+(?<=[A-Za-z0-9)])(?:{behind})?"
    return rf"(?<![A-Za-z0-9/.])(?:{stroked}|(?:{unstroked})(?![A-Za-z0-9/]))"


@cache
def _finder() -> re.Pattern[str]:
    return re.compile(pattern())


@cache
def _further() -> re.Pattern[str]:
    marks = grammar.any_of(mark for mark in grammar.data()["modifiers"])
    return re.compile(rf"\s?(?:,\s?(?:and\s)?|and\s)(?P<mark>(?:{marks})\.\d+)(?![\w/])")
