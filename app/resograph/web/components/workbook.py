"""Rows as an Excel workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST = 32_767
"""Characters of a cell, as Excel has them."""
_NAME = 31
"""Characters of a sheet's name."""
_NOT_IN_NAME = re.compile(r"[\\/*?:\[\]]")


def workbook(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], links: Sequence[str] = ()) -> bytes:
    """A sheet of words, none of them a formula, its head in bold and always in sight.

    Args:
        title: of the sheet.
        columns: heads.
        rows: their values.
        links: the columns whose values are addresses.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NOT_IN_NAME.sub(" ", title)[:_NAME])
    sheet.freeze_panes = "A2"

    def cell(words: str, **styles: object) -> WriteOnlyCell:
        made = WriteOnlyCell(sheet, _UNFIT.sub("\ufffd", words)[:_LONGEST])
        made.data_type = "s"
        for name, value in styles.items():
            setattr(made, name, value)
        return made

    sheet.append([cell(name, font=Font(bold=True)) for name in columns])
    linked = [name in links for name in columns]
    for row in rows:
        sheet.append(
            [
                cell(value, hyperlink=value) if is_link else cell(value)
                for value, is_link in zip(row, linked, strict=True)
            ]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
