"""Running heads and feet of pages, told by their place and by what recurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from resograph.reading.layout.signs import is_bar_code, is_number, is_page_number, job_number_in, symbol_in
from resograph.reading.pdf.drawing import Sheet
from resograph.reading.pdf.rows import Row
from resograph.reading.pdf.setting import Setting
from resograph.reading.pdf.words import Worder
from resograph.symbols import Symbol

_HEAD, _FOOT = 0.15, 0.82
"""Heads stand above the first, feet below the second, in heights of the page."""
_ROWS = 4
"""Rows of a head or foot at most."""
_COVER = 12
"""Rows of the cover in which the document's symbol is looked for."""

_Place = tuple[str, int]
"""Words, and where on the page they stand."""


@dataclass
class Furniture:
    """The pages' rows without heads and feet, and what these said."""

    pages: list[list[Row]] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    job_number: str | None = None


def without_furniture(
    sheets: Sequence[Sheet], pages: Sequence[list[Row]], setting: Setting, worder: Worder
) -> Furniture:
    """Take heads and feet away.

    Args:
        sheets: the pages.
        pages: the rows of each.
        setting: of the file.
        worder: makes text of cells.
    """
    found = Furniture()
    recurring = Counter(
        place for rows in pages[1:] for place in {_place(row, worder) for row in (*rows[:_ROWS], *rows[-_ROWS:])}
    )
    known = _letters("".join(worder.row(row).plain for row in pages[0])) if pages else ""
    for index, (sheet, rows) in enumerate(zip(sheets, pages, strict=True)):
        head = 0 if index == 0 else _head(rows, sheet, setting, worder, recurring, known)
        foot = _foot(rows, sheet, setting, worder, recurring)
        for row in (*rows[:head], *rows[foot:]):
            _tell(row, worder, found)
        found.pages.append(rows[head : max(head, foot)])
    for row in pages[0][:_COVER] if pages else ():
        found.symbols += _symbols(row, worder)
    return found


def _head(
    rows: list[Row], sheet: Sheet, setting: Setting, worder: Worder, recurring: Counter[_Place], known: str
) -> int:
    """How many rows are the head: those that show a symbol or a number, recur, or go on with the title in small print.

    ``known`` are the letters of the first page, where the title stands; a page of notes is small print and no head.
    """
    end = 0
    for index, row in enumerate(rows[:_ROWS]):
        if row.y > _HEAD * sheet.height:
            break
        behind = rows[index + 1] if index + 1 < len(rows) else None
        apart = behind is None or behind.y - row.y > 1.5 * setting.size
        small = setting.small(row.size)
        signed = (small or apart) and _is_sign(row, worder)
        titled = small and index == end and _letters(worder.row(row).plain) in known
        if signed or titled or recurring[_place(row, worder)] > 1:
            end = index + 1
    return end


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _foot(rows: list[Row], sheet: Sheet, setting: Setting, worder: Worder, recurring: Counter[_Place]) -> int:
    """The index of the first row of the foot."""
    start = len(rows)
    for index in range(len(rows) - 1, max(-1, len(rows) - 1 - _ROWS), -1):
        row = rows[index]
        if row.y < _FOOT * sheet.height:
            break
        before = rows[index - 1] if index else None
        apart = before is None or row.y - before.y > 1.5 * setting.size
        lone = apart and len(row.cells) == 1 and is_number(worder.row(row).plain)
        if _is_sign(row, worder) or lone or recurring[_place(row, worder)] > 1:
            start = index
    return start


def _is_sign(row: Row, worder: Worder) -> bool:
    """Whether a cell of the row is a symbol, a page number, a job number or a bar code."""
    texts = [worder.cell(cell).plain for cell in row.cells]
    return any(symbol_in(text) or is_page_number(text) or job_number_in(text) or is_bar_code(text) for text in texts)


def _place(row: Row, worder: Worder) -> _Place:
    return worder.row(row).plain, round(row.y)


def _tell(row: Row, worder: Worder, found: Furniture) -> None:
    found.symbols += _symbols(row, worder)
    for cell in row.cells:
        found.job_number = found.job_number or job_number_in(worder.cell(cell).plain)


def _symbols(row: Row, worder: Worder) -> list[Symbol]:
    symbols = (symbol_in(worder.cell(cell).plain) for cell in row.cells)
    return [symbol for symbol in symbols if symbol]
