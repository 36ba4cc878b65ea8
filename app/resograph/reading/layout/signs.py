"""What the furniture of pages says in figures (symbols, page numbers, job numbers), and signs of setting."""

from __future__ import annotations

import re

from resograph.reading.layout.inline import EMPHASIS_START
from resograph.symbols import Symbol, SymbolError, parse

_SYMBOL = re.compile(r"[A-Z]+/[A-Za-z0-9./()\-]*\d[A-Za-z0-9./()\-]*(?: ?\((?:\d{4}|[IVXL]+)\)| [A-Z])?")
_PAGE = re.compile(r"\d{1,4}\s?/\s?\d{1,4}|[-–—]\s?\d{1,4}\s?[-–—]|[^\W\d_]{1,9}\.?\s\d{1,4}")
_NUMBER = re.compile(r"\d{1,4}")
_JOB = re.compile(r"(?<![\w-])(?P<job>(?:[A-Z]{1,2}\.)?\d{2}-\d{5})(?![\w-])")
_BESIDE_JOB = re.compile(r"[\s\d*()]*[A-Z]?[\s\d*()]*")
_BARS = re.compile(r"\*\d{6,8}\*")


_LAYOUT = re.compile(rf"\s+(?={EMPHASIS_START}[\u3400-\u9fff])")


def close_set(text: str) -> str:
    """A line without the space before emphasised Han characters: that is layout, which is not counted later."""
    return _LAYOUT.sub("", text)


def of_symbol_font(char: str) -> str:
    """What a character of a symbol font, in Unicode's private area, draws: a bullet or a dash; others as they are."""
    return {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "–", "\uf0be": "–"}.get(char, char)


def symbol_in(text: str) -> Symbol | None:
    """The symbol that a text is, and nothing else."""
    bare = text.strip().rstrip("*")
    if not _SYMBOL.fullmatch(bare):
        return None
    try:
        return parse(bare)
    except SymbolError:
        return None


def job_number_in(text: str) -> str | None:
    """The job number of a text that holds nothing else but a language's letter and figures: "18-16895 (E) 241018"."""
    found = _JOB.search(text) if len(text) < 60 else None
    return found["job"] if found and _BESIDE_JOB.fullmatch(text[: found.start()] + text[found.end() :]) else None


def is_page_number(text: str) -> bool:
    """Whether a text is a page number that shows itself as one: "2/10", "- 2 -", "Page 2"."""
    return bool(_PAGE.fullmatch(text.strip()))


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else, as some pages bear them."""
    return bool(_NUMBER.fullmatch(text.strip()))


def is_bar_code(text: str) -> bool:
    """Whether a text is the letters of a bar code: "*1816895*"."""
    return bool(_BARS.fullmatch(text.strip()))
