"""``resograph match``: lists in their forms come back with addresses."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from conftest import BASE, run
from resograph.reading import UnreadableError
from resograph.reconciling.lists import column_of, types_of

pytestmark = pytest.mark.usefixtures("release")
ROWS = [
    ["n", "Symbol", "remark"],
    ["1", "A/RES/67/138", "=1+1"],
    ["2", "GA res. 67/138", ""],
    ["3", "qqq xxx", ""],
    ["4", "Jan-67", ""],
]


def as_excel(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row[:2])
    book.save(path)


def test_a_table_comes_back_with_addresses(store_directory: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("\n".join(";".join(row) for row in ROWS), encoding="utf-8")
    done = run("match", str(path), "--store", str(store_directory))
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["address"].removeprefix(BASE) for row in rows] == ["A/RES/67/138", "A/RES/67/138", "", ""]
    assert [row["certain"] for row in rows] == ["yes", "yes", "", ""]
    assert [row["remark"] for row in rows] == [row[2] for row in ROWS[1:]]
    assert "1 cells are dates" in done.stderr and "2 certain, 0 to be looked at, 2 not found" in done.stderr


def test_excel_both_ways_and_lines_of_text(store_directory: Path, tmp_path: Path) -> None:
    as_excel(tmp_path / "list.xlsx")
    out = tmp_path / "out.xlsx"
    done = run("match", str(tmp_path / "list.xlsx"), "--output", str(out), "--store", str(store_directory))
    assert done.returncode == 0, done.stderr
    rows = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True))
    assert rows[1][:3] == ("1", "A/RES/67/138", f"{BASE}A/RES/67/138")
    (tmp_path / "list.txt").write_text("China\nUN Volunteers\n", encoding="utf-8")
    done = run("match", str(tmp_path / "list.txt"), "--kind", "entity", "--store", str(store_directory))
    assert [row["address"].removeprefix(BASE) for row in csv.DictReader(io.StringIO(done.stdout))] == [
        "state/chn",
        "actor/un-volunteers",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--column", "Nope"], 2, "There is no column “Nope”; there are: a, b"),
        ([], 2, "--column"),
        (["--kind", "fish"], 2, "There is no kind “fish”"),
    ],
)
def test_what_is_wanted_is_said(
    store_directory: Path, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\nx,y\n", encoding="utf-8")
    done = run("match", str(path), *arguments, "--store", str(store_directory))
    assert (done.returncode, words in done.stderr) == (code, True)


def test_a_file_that_is_not_there() -> None:
    assert run("match", "/nowhere/list.csv").returncode == 3


def test_columns_and_kinds() -> None:
    assert column_of(["n", "ENTITY"], "") == 1
    assert column_of(["n", "x"], "2") == 1
    assert types_of("State") == types_of("states") == ("State",)
    with pytest.raises(UnreadableError):
        types_of("fish")
