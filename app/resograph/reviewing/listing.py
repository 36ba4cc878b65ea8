"""From the bytes of a list (CSV, Excel, Word, lines of text) to its rows."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docx import Document as WordDocument
from openpyxl import load_workbook

from resograph.errors import Exit, ReportedError
from resograph.reading.text.decoding import decode
from resograph.resources import table
from resograph.reviewing.columns import columns_of, listed
from resograph.reviewing.values import Listing

_ZIP = b"PK\x03\x04"
_MOST_UNPACKED = 64
"""How many times as large as its limit a packed file may become."""
_SAMPLE = 4096


class ListError(ReportedError, ValueError):
    """The list cannot be read; the message says what to do."""

    exit_code = Exit.UNREADABLE


def read_list(content: bytes, most_rows: int, most_bytes: int) -> Listing:
    """The rows of a list; its form is told by its content.

    Args:
        content: of the file, or what was pasted.
        most_rows: that are taken.
        most_bytes: of the file; unpacked it may have more, to a bound.

    Raises:
        ListError: it is too large, broken, empty, or has no column of symbols.
    """
    if len(content) > most_bytes:
        raise ListError(f"The list has over {most_bytes // 1024:,} KiB; send it in several (RESOGRAPH_REVIEW_KB).")
    cells = list(itertools.islice(_cells(content, most_bytes), most_rows + 2))
    cells = [row for row in cells if any(text for text in row)] if _is_loose(cells) else cells
    if not any(any(row) for row in cells):
        raise ListError("The list has no rows; give one symbol a line, or a table with a column of symbols.")
    columns = columns_of(cells, table("data", "review.toml")["columns"])
    if columns is None:
        raise ListError(
            "No column holds symbols of documents such as A/RES/67/138; name one of the columns Symbol, or give one "
            "symbol a line."
        )
    rows = tuple(listed(cells, columns))
    if len(rows) > most_rows:
        raise ListError(f"The list has over {most_rows:,} rows; send it in several (RESOGRAPH_REVIEW_ROWS).")
    return Listing(columns.heads, rows)


def _is_loose(cells: Sequence[Sequence[str | datetime.date]]) -> bool:
    """Whether it is lines of one cell each: empty ones among them count for nothing."""
    return max(map(len, cells), default=0) <= 1


def _cells(content: bytes, most_bytes: int) -> Iterator[list[str | datetime.date]]:
    if not content.startswith(_ZIP):
        yield from _of_text(decode(content, "The list")[0])
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = {one.filename for one in packed.infolist()}
            if sum(one.file_size for one in packed.infolist()) > _MOST_UNPACKED * most_bytes:
                raise ListError("The file unpacks to too much; save it anew, with the list alone.")
        yield from _of_excel(content) if "xl/workbook.xml" in names else _of_word(content)
    except ListError:
        raise
    except Exception as error:  # the libraries raise whatever a broken file leads them to
        raise ListError(f"The file is no right Excel or Word file ({type(error).__name__}); save it anew.") from None


def _of_text(text: str) -> Iterator[list[str | datetime.date]]:
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:_SAMPLE].partition("\n")[0], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    dialect = type("_Dialect", (csv.excel,), {"delimiter": dialect.delimiter})
    try:
        for row in csv.reader(io.StringIO(text, newline=""), dialect):
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise ListError(f"The list is no right CSV: {error}; save it anew.") from None


def _of_excel(content: bytes) -> Iterator[list[str | datetime.date]]:
    """The first sheet that has anything."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            rows = ([_value(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
            first = next((row for row in rows if any(row)), None)
            if first is not None:
                yield first
                yield from rows
                return
    finally:
        book.close()


def _value(cell: object) -> str | datetime.date:
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _of_word(content: bytes) -> Iterator[list[str | datetime.date]]:
    """The rows of its tables; where it has none, its paragraphs."""
    document = WordDocument(io.BytesIO(content))
    if not document.tables:
        for paragraph in document.paragraphs:
            yield [paragraph.text.strip()]
    for one in document.tables:
        yield from _of_table(one.rows)


def _of_table(rows: Iterable[Any]) -> Iterator[list[str | datetime.date]]:
    for row in rows:
        yield [cell.text.strip() for cell in row.cells]
