"""From a PDF's bytes to a document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import groupby

from resograph.documents import Document, Finding, Source
from resograph.documents.errors import UnreadableError
from resograph.reading.language import language_of
from resograph.reading.layout.assemble import assemble_all
from resograph.reading.layout.pages import Line, Pages
from resograph.reading.layout.signs import close_set
from resograph.reading.pdf.columns import tabular, with_cover_columns
from resograph.reading.pdf.drawing import SECONDS, Sheet, sheets_of
from resograph.reading.pdf.furniture import without_furniture
from resograph.reading.pdf.notes import Note, parted, with_marks
from resograph.reading.pdf.placing import Placing
from resograph.reading.pdf.rows import Row, rows_of
from resograph.reading.pdf.setting import Setting, setting_of
from resograph.reading.pdf.stretches import stretches
from resograph.reading.pdf.words import Worder

_UNKNOWN = 0.2
"""Share of glyphs without letters from which a file is refused."""


def read_pdf(
    content: bytes, name: str = "", language: str | None = None, *, unnamed: bool = False, seconds: int = SECONDS
) -> list[Document]:
    """The documents of a PDF (ISO 32000; DESIGN §4, ``reading``); drawing it may take so many seconds.

    Raises:
        UnreadableError: it is locked, broken, beyond a bound, without text, or no UN document.
    """
    pages = pages_of(content, name, seconds)
    code = language_of("\n".join(line.text for line in pages.body), name, language)
    return assemble_all(pages, code, Source(name, hashlib.sha256(content).hexdigest()), unnamed=unnamed)


def pages_of(content: bytes, name: str = "", seconds: int = SECONDS) -> Pages:
    """Body lines with marks and emphasis, notes, and what the furniture said.

    Raises:
        UnreadableError: as ``read_pdf``.
    """
    sheets = sheets_of(content, name, seconds)
    _check_text(sheets, name)
    setting = setting_of(sheets)
    rows = [rows_of(sheet) for sheet in sheets]
    worder = Worder(setting, [row for page in rows for row in page])
    bare = without_furniture(sheets, rows, setting, worder)
    notes: list[Note] = []
    bodies = [
        [
            row
            for stretch in stretches(page, setting.size, setting.rtl)
            for row in parted(sheet, stretch, setting, worder, notes)
        ]
        for sheet, page in zip(sheets, bare.pages, strict=True)
    ]
    if bodies:
        bodies[0] = with_cover_columns(bodies[0], setting.rtl)
    return Pages(
        body=_lines(bodies, setting, worder, notes),
        notes=[(note.mark, note.lines) for note in notes],
        symbols=bare.symbols,
        job_number=bare.job_number,
        findings=[_finding(sheet) for sheet in sheets if _is_unread(sheet)],
    )


def _lines(bodies: Sequence[list[Row]], setting: Setting, worder: Worder, notes: list[Note]) -> list[Line]:
    lines: list[Line] = []
    pages = [list(rows) for _, rows in groupby((row for body in bodies for row in body), key=lambda row: row.page)]
    numbered = {page[0].page: page for page in pages}
    placing = Placing([numbered.get(number, []) for number in range(1, max(numbered, default=0) + 1)], setting)
    for page in pages:
        table = tabular(page)
        texts = [worder.row(row, " | " if index in table else " ") for index, row in enumerate(page)]
        above: Row | None = None
        for row, text in zip(page, with_marks(texts, page[0].page, notes), strict=True):
            if text.strip():
                lines.append(placing.line(row, above, len(lines) + 1, close_set(text.strip())))
                above = row
    return lines


def _check_text(sheets: Sequence[Sheet], name: str) -> None:
    shown = name or "The input"
    glyphs = [glyph for sheet in sheets for glyph in sheet.glyphs if not glyph.text.isspace()]
    if not glyphs:
        raise UnreadableError(
            f"{shown} holds pictures of pages and no text, as scans do; run text recognition over it (such as "
            "ocrmypdf) and read what that gives."
            if any(sheet.pictured for sheet in sheets)
            else f"{shown} is a PDF without text; give the Word file or the text."
        )
    if sum(glyph.text == "\ufffd" for glyph in glyphs) > _UNKNOWN * len(glyphs):
        raise UnreadableError(
            f"{shown} does not tell which letters its fonts draw; give the Word file or the text, or run text "
            "recognition over it."
        )


def _is_unread(sheet: Sheet) -> bool:
    return sheet.broken or (sheet.pictured and not sheet.glyphs)


def _finding(sheet: Sheet) -> Finding:
    what = "is broken and was not read" if sheet.broken else "is a picture without text and was not read"
    return Finding("pdf.page-unread", f"Page {sheet.page} {what}.")
