"""Lists as people keep them: which rows and cells are read from CSV, Excel, Word and lines, and what is refused."""

from __future__ import annotations

import datetime
import io
from contextlib import suppress

import pytest
from docx import Document
from openpyxl import Workbook

from resograph.errors import ReportedError
from resograph.reviewing.columns import likely_symbols
from resograph.reviewing.listing import read_list
from resograph.reviewing.values import Listing
from timing import seconds

MOST, KIB = 1000, 1024
HEADS = ["Entity", "Symbol", "Subprogramme", "Source"]
ROWS = [
    ["DESA", "A/RES/67/138", "Social development", ""],
    ["UNODC", "2023/15", "", "Economic and Social Council resolutions"],
]


def read(content: bytes) -> Listing:
    return read_list(content, MOST, 512 * KIB)


def excel(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def word(rows: list[list[str]]) -> bytes:
    document = Document()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def csv_of(rows: list[list[str]], mark: str) -> bytes:
    return "\n".join(mark.join(row) for row in rows).encode("utf-8-sig")


FORMS = {
    "comma": csv_of([HEADS, *ROWS], ","),
    "semicolon": csv_of([HEADS, *ROWS], ";"),
    "tab": csv_of([HEADS, *ROWS], "\t"),
    "excel": excel([[*row] for row in (HEADS, *ROWS)]),
    "word": word([HEADS, *ROWS]),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_same_rows(form: str) -> None:
    listing = read(FORMS[form])
    assert listing.heads == tuple(HEADS)
    assert [(row.number, row.entity, row.symbol, row.subprogramme, row.source) for row in listing.rows] == [
        (2, "DESA", "A/RES/67/138", "Social development", ""),
        (3, "UNODC", "2023/15", "", "Economic and Social Council resolutions"),
    ]


def test_lines_of_symbols_are_a_list() -> None:
    listing = read(b"A/RES/67/138\n\nS/RES/1325 (2000)\nA/HRC/RES/55/17\n")
    assert [row.symbol for row in listing.rows] == ["A/RES/67/138", "S/RES/1325 (2000)", "A/HRC/RES/55/17"]


def test_a_column_of_symbols_is_found_without_its_name() -> None:
    listing = read(b"who,what,when\nDESA,A/RES/67/138,2012\nOLA,A/RES/60/1,2005\n")
    assert [(row.number, row.symbol) for row in listing.rows] == [(2, "A/RES/67/138"), (3, "A/RES/60/1")]


DATES = [
    ("Dec-76", "76/12"),
    ("10-Dec", "10/12"),
    ("01/12/1976", "76/12"),
    ("1976-12-01", "76/12"),
    ("déc.-76", "76/12"),
    (datetime.date(1976, 12, 1), "76/12"),
    (datetime.datetime(2022, 5, 1), "2022/5"),
]
NO_DATES = ["67/138", "A/RES/67/138", "10/12", "2022/5", "S/RES/1325(2000)", "", "Res-67", "12-13-14-15"]


@pytest.mark.parametrize(("cell", "symbol"), DATES)
def test_what_was_made_a_date_is_told(cell: str | datetime.date, symbol: str) -> None:
    assert symbol in likely_symbols(cell)


@pytest.mark.parametrize("cell", NO_DATES)
def test_symbols_are_no_dates(cell: str) -> None:
    assert likely_symbols(cell) == ()


def test_damage_in_excel_is_told_for_its_row() -> None:
    listing = read(excel([["Symbol"], ["A/RES/67/138"], [datetime.datetime(1976, 12, 1)]]))
    whole, damaged = listing.rows
    assert (whole.damage, damaged.symbol, damaged.damage) == ("", "", "1976-12-01")
    assert "76/12" in damaged.likely


BAD = [
    (b"", "no rows"),
    (b"hello\nworld\n", "No column holds symbols"),
    (b"PK\x03\x04 broken", "no right Excel or Word"),
    (b"A/RES/67/138\n" * (MOST + 1), "over 1,000 rows"),
    (b"x" * (513 * KIB), "over 512 KiB"),
    (b"\xff\xfe\x00\x00\x00", "no text"),
]


@pytest.mark.parametrize(("content", "told"), BAD)
def test_bad_lists_are_refused_in_a_sentence(content: bytes, told: str) -> None:
    with pytest.raises(ReportedError, match=told):
        read(content)


@pytest.mark.parametrize("piece", ["a/", "1/", "1-", "Dec-", ",", '"', "67/138 ", " \t"])
def test_reading_takes_linear_time(piece: str) -> None:
    def listed(length: int) -> None:
        with suppress(ReportedError):
            read(f"Symbol\n{piece * (length // len(piece))}\nA/RES/67/138".encode())

    short = seconds(lambda: listed(10_000), runs=3)
    assert seconds(lambda: listed(100_000), runs=2) < 40 * short + 0.1
