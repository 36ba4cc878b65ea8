"""Tables that people keep, row by row: CSV with any usual mark between its cells, TSV, and Excel workbooks."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from resograph.documents.errors import UnreadableError
from resograph.text.normal import caseless

_MARKS = ",;\t|"
_PIECE = 1024 * 1024
_MOST_UNPACKED = 512 * _PIECE
_LONGEST_CELL = 32 * _PIECE
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_EXCEL = "xlsx"
_LEAST_SHOWN = 12


@dataclass(frozen=True)
class Table:
    """A table: names of its columns, its rows each with the line at which it begins, and how it was read.

    ``encoding`` is Python's name; where it is not UTF-8 nor told by the file itself it is a guess (``is_guess``).
    """

    name: str
    header: tuple[str, ...]
    rows: Iterator[tuple[int, Sequence[str]]] = field(repr=False)
    encoding: str = "utf-8"
    is_guess: bool = False

    def columns(self, wanted: Mapping[str, Sequence[str]], needed: Sequence[str]) -> dict[str, int]:
        """Where each field stands: the first of its names that a column has, but for capitals and marks.

        Raises:
            UnreadableError: a field that is needed has no column; the message says which names it may have.
        """
        places: dict[str, int] = {}
        for place, name in enumerate(self.header):
            places.setdefault(_plain(name), place)
        found: dict[str, int] = {}
        for what, names in wanted.items():
            there = next((places[key] for key in map(_plain, names) if key in places), None)
            if there is not None:
                found[what] = there
        if missing := [what for what in needed if what not in found]:
            told = "; ".join(f"“{what}” ({', '.join(wanted[what])})" for what in missing)
            here = ", ".join(name or "(no name)" for name in self.header[:_LEAST_SHOWN])
            raise UnreadableError(f"{self.name} lacks a column for {told}; its columns are: {here}. Rename one so.")
        return found


@contextmanager
def opened(path: Path, most: int, *, guess: bool = True) -> Iterator[Table]:
    """A table of a file, read while it is gone through.

    Args:
        path: the file.
        most: bytes of the longest file that is read.
        guess: whether a file that is no UTF-8 is read as Windows-1252; else it is refused.

    Raises:
        UnreadableError: it cannot be opened, is too large, is no table, or is in no encoding that is read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            if size > most:
                raise UnreadableError(f"{path.name} is too large; at most {most:,} bytes are read. Cut it up.")
            yield table_in(file, path.name, guess=guess)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror or error}.") from None


def table_in(file: BinaryIO, name: str, *, guess: bool = True) -> Table:
    """The table in a file that is open.

    Raises:
        UnreadableError: it is no table, or is in no encoding that is read.
    """
    first = file.read(4)
    file.seek(0)
    if first == b"PK\x03\x04":
        rows, encoding, is_guess = _excel(file, name), _EXCEL, False
    else:
        encoding, is_guess = _encoding(file, name, guess)
        rows = _csv(file, name, encoding)
    for _, header in rows:
        return Table(name, tuple(cell.strip() for cell in header), rows, encoding, is_guess)
    raise UnreadableError(f"{name} is empty; give a table whose first line names its columns.")


def cell(row: Sequence[str], place: int | None) -> str:
    """A cell without spaces around it; "" where the row has none."""
    return row[place].strip() if place is not None and place < len(row) else ""


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", caseless(name))


# ── CSV ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _encoding(file: BinaryIO, name: str, guess: bool) -> tuple[str, bool]:
    """How the characters of a file are written, and whether that is a guess; goes through it once."""
    start = file.read(4)
    file.seek(0)
    known = next((encoding for mark, encoding in _BOMS.items() if start.startswith(mark)), "utf-8")
    decoder = codecs.getincrementaldecoder(known)()
    line = 1
    try:
        while piece := file.read(_PIECE):
            decoder.decode(piece)
            line += piece.count(b"\n")
        decoder.decode(b"", True)
    except UnicodeDecodeError as error:
        line += piece[: error.start].count(b"\n") if piece else 0
        if not guess or known != "utf-8":
            raise UnreadableError(
                f"{name} is no right UTF-8 (line {line}); save it as “CSV UTF-8” and try again."
            ) from None
        return "cp1252", True
    finally:
        file.seek(0)
    return known, False


def _csv(file: BinaryIO, name: str, encoding: str) -> Iterator[tuple[int, Sequence[str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    errors = "replace" if encoding == "cp1252" else "strict"
    text = io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")
    start, skipped = _first_line(text)
    text.seek(0)
    for _ in range(skipped):
        text.readline()
    reader = csv.reader(text, delimiter=max(_MARKS, key=lambda mark: _count(start, mark)))
    line = 1
    try:
        for row in reader:
            if any(row):
                yield line + skipped, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(f"{name} breaks off in line {reader.line_num + skipped}: {error}.") from None
    finally:
        if not file.closed:
            text.detach()


def _first_line(text: io.TextIOWrapper) -> tuple[str, int]:
    """The first line that says something, and how many stand before it; Excel's own "sep=;" says nothing."""
    skipped = 0
    while line := text.readline(_PIECE):
        if line.strip() and not line.lower().startswith("sep="):
            return line, skipped
        skipped += 1
    return "", skipped


def _count(line: str, mark: str) -> int:
    return line.count(mark) if '"' not in line else len(next(csv.reader([line], delimiter=mark))) - 1


# ── Excel ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def _excel(file: BinaryIO, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of the first sheet that has any."""
    try:
        from openpyxl import load_workbook  # seldom needed, and slow to load
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise UnreadableError(
            f"{name} is an Excel workbook; to read such, install openpyxl, or save it as CSV UTF-8."
        ) from None
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
                raise UnreadableError(f"{name} is too large when unpacked; save it as CSV UTF-8 and cut that up.")
        file.seek(0)
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            some = False
            for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                cells = [_shown(value) for value in row]
                if any(cells):
                    some = True
                    yield line, cells
            if some:
                return
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
        raise UnreadableError(f"{name} is no right Excel workbook: {error}. Save it as CSV UTF-8.") from None


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value)


_DATE_MADE = re.compile(
    r"\d{1,2}-[A-Za-z]{3}(?:-\d{2,4})?|[A-Za-z]{3}-\d{2,4}|"
    r"\d{4}-\d\d-\d\d(?:[T ][\d:.]+)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
)


def is_date_made(text: str) -> bool:
    """Whether a cell looks like a number with a stroke that a program for tables took for a date.

    >>> is_date_made("12-Jan"), is_date_made("Apr-08"), is_date_made("2008-04-01"), is_date_made("67/138")
    (True, True, True, False)
    """
    return bool(_DATE_MADE.fullmatch(text.strip())) if len(text) <= 40 else False
