"""Page furniture: running heads, page and job numbers, footnotes under a rule. What is left is the body."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from resograph.reading.text.lines import Line
from resograph.symbols import Symbol, SymbolError, parse

_PAGE_NUMBER = re.compile(r"\d{1,3}\s?/\s?\d{1,3}|[-–—]\s?\d{1,3}\s?[-–—]|[Pp]age \d{1,3}")
_BARE_NUMBER = re.compile(r"\d{1,3}")
_JOB_NUMBER = re.compile(r"\d{2}-\d{5}(?:\s?\*?\s?\(?[ACEFRS]\)?)?(?:\s+\d{6})?|\*\d{6,8}\*")
_RULE = re.compile(r"[_\u2014\u2013\u2500\u2015-]{4,}")
_SYMBOL = re.compile(
    r"(?<!\S)(?:A|S|E|T|ST)/[A-Za-z0-9./()\-]*\d[A-Za-z0-9./()\-]*(?: \((?:\d{4}|[IVXL]+)\))?\*?(?!\S)"
)
_NOTE_START = re.compile(r"(?P<mark>\*{1,3}|\d{1,3}|[a-z](?=\s))\s*(?P<text>.*)")


@dataclass
class Pages:
    """Body lines, footnotes as (mark, text of each line), symbols seen in heads, and the job number."""

    body: list[Line] = field(default_factory=list)
    notes: list[tuple[str, list[str]]] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    job_number: str | None = None


def separate(lines: list[Line]) -> Pages:
    """Take the pages apart."""
    pages = Pages()
    furniture = _heads(lines, pages)
    in_notes = False
    page = 1
    for line in lines:
        if line.page != page or line.number in furniture:
            in_notes, page = False, line.page
        if line.number in furniture:
            continue
        if _RULE.fullmatch(line.text):
            in_notes = True
            continue
        if in_notes:
            _take_note(line, pages)
        else:
            pages.body.append(line)
    return pages


def _heads(lines: list[Line], pages: Pages) -> set[int]:
    """Numbers of the lines that are heads, page numbers or job numbers."""
    heads: dict[int, str] = {}
    numbers: set[int] = set()
    for line in lines:
        if _PAGE_NUMBER.fullmatch(line.text):
            numbers.add(line.number)
        elif _JOB_NUMBER.fullmatch(line.text):
            pages.job_number = line.text.strip("*") if "-" in line.text else pages.job_number
            numbers.add(line.number)
        elif (rest := _without_symbol(line.text, pages)) is not None:
            heads[line.number] = rest
    recurring = Counter(rest for rest in heads.values() if rest)
    near = {index for index, line in enumerate(lines) if line.number in numbers}
    for index, line in enumerate(lines):
        rest = heads.get(line.number)
        if rest is None:
            continue
        beside = any(other in near for other in (index - 1, index + 1))
        if not rest or recurring[rest] > 1 or beside:
            numbers.add(line.number)
    for index, line in enumerate(lines):  # a bare number is a page number only beside other furniture
        around = {lines[other].number for other in (index - 1, index + 1) if 0 <= other < len(lines)}
        if _BARE_NUMBER.fullmatch(line.text) and around & heads.keys() & numbers:
            numbers.add(line.number)
    return numbers


def _without_symbol(text: str, pages: Pages) -> str | None:
    """What a line holds beside a document symbol at its start or end; None where it has none there."""
    if len(text) > 160:
        return None
    for found in _SYMBOL.finditer(text):
        if found.start() and found.end() < len(text):
            continue
        try:
            symbol = parse(found[0])
        except SymbolError:
            continue
        if not found.start() or found.end() == len(text):
            rest = (text[: found.start()] + text[found.end() :]).strip()
            if rest and not rest[0].isdigit() and rest[-1] in ".,;:。，；":
                return None
            pages.symbols.append(symbol)
            return rest
    return None


def _take_note(line: Line, pages: Pages) -> None:
    found = _NOTE_START.fullmatch(line.text)
    expected = sum(mark.isdigit() for mark, _ in pages.notes) + 1
    if found and (not found["mark"].isdigit() or int(found["mark"]) == expected):
        pages.notes.append((found["mark"], [found["text"]] if found["text"] else []))
    elif pages.notes:
        pages.notes[-1][1].append(line.text)
    else:
        pages.body.append(line)
