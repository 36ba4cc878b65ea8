"""Tables of texts: each good row is read as a page text, each bad one told with its line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from conftest import SEED, run
from resograph.pipeline.file_step import completed
from resograph.pipeline.text_tables import unfold
from resograph.reading import UnreadableError, read_all

TEXT = SEED.read_text(encoding="utf-8")
BARE = "The General Assembly,\n\nRecalling its resolution 49/1,\n\n1. Requests the Secretary-General to report to it;\n"


def write(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",").writerows(rows)
    return path


@pytest.mark.parametrize(("name", "encoding"), [("t.csv", "utf-8"), ("t.csv", "utf-8-sig"), ("t.tsv", "utf-8")])
def test_rows_become_pages(tmp_path: Path, name: str, encoding: str) -> None:
    rows = [
        ["Document Symbol", "lang", "Full text", "title"],
        ["A/RES/67/138", "zh", TEXT, ""],
        ["A/RES/50/1", "English", BARE, "Peace"],
        ["Jan-67", "en", BARE, ""],
        ["A/RES/50/2", "xx", BARE, ""],
        ["A/RES/50/3", "en", " ", ""],
        ["A/RES/50/1", "en", BARE + "more", ""],
        ["nothing", "en", BARE, ""],
    ]
    found = unfold(write(tmp_path / name, rows, encoding), tmp_path / "out", 2**24)
    assert [(source.name, source.language) for source in found.sources] == [
        ("A_RES_67_138-zh.txt", "zh"),
        ("A_RES_50_1-en.txt", "en"),
    ]
    assert found.sources[0].path.read_text(encoding="utf-8").strip() == TEXT.strip()
    assert found.sources[1].path.read_text(encoding="utf-8").startswith("A/RES/50/1\n\n50/1. Peace\n\nThe General")
    assert found.rows == 7
    first = 3 + len(TEXT.splitlines()) + len(BARE.splitlines())
    assert len(found.problems) == 5
    for problem, words in zip(
        found.problems, ("is a date", "“xx”", "has no text", "already", "no UN document"), strict=True
    ):
        assert words in problem
    assert all(int(problem.split(":")[0].removeprefix("line ")) >= first - 2 for problem in found.problems)


@pytest.mark.parametrize(
    ("date", "item", "adopted", "number", "told"),
    [
        ("1995-12-20", "27 (b)", "1995-12-20", "27 (b)", 0),
        ("1995-12-20 00:00:00", "Agenda item 27b", "1995-12-20", "27 (b)", 0),
        ("1995-12-20", "Point de l’ordre du jour 27 b)", "1995-12-20", "27 (b)", 0),
        ("1995-12-20", "议程项目27", "1995-12-20", "27", 0),
        ("1995-12-20T10:00:00Z", "112", "1995-12-20", "112", 0),
        ("", "", "", "", 0),
        ("03/04/1995", "27", "", "27", 1),
        ("Dec-95", "the rule of law", "", "", 2),
        ("1995-02-30", "1234", "", "", 2),
    ],
)
def test_date_and_item_beside_the_text(
    tmp_path: Path, date: str, item: str, adopted: str, number: str, told: int
) -> None:
    rows = [["symbol", "text", "Date", "Agenda item"], ["A/RES/50/1", BARE, date, item]]
    found = unfold(write(tmp_path / "t.csv", rows), tmp_path / "out", 2**20)
    [source] = found.sources
    assert (source.adopted, source.item, len(found.notes), found.problems) == (adopted, number, told, [])
    assert all(note.startswith("line 2: ") and "taken without it" in note for note in found.notes)
    [document] = (completed(one, source) for one in read_all(source.path.read_bytes(), source.name, source.language))
    assert (document.cover.adopted.isoformat() if document.cover.adopted else "") == adopted
    assert document.cover.agenda_items == (((number, ""),) if number else ())


def test_the_text_counts_before_the_table(tmp_path: Path) -> None:
    text = "Resolution adopted by the General Assembly on 20 December 1995\n\n50/1. Peace\n\n" + BARE
    rows = [["symbol", "text", "date"], ["A/RES/50/1", text, "1995-12-21"], ["A/RES/50/2", text, "1995-12-20"]]
    found = unfold(write(tmp_path / "t.csv", rows), tmp_path / "out", 2**20)
    for source, differs in zip(found.sources, (True, False), strict=True):
        [document] = read_all(source.path.read_bytes(), source.name, "en")
        whole = completed(document, source)
        assert whole.cover.adopted == document.cover.adopted and document.cover.adopted is not None
        assert ("read.table-date" in [finding.rule for finding in whole.findings]) is differs


def test_a_table_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="lacks a column for “text”"):
        unfold(write(tmp_path / "t.csv", [["symbol", "x"], ["A/RES/1/1", "y"]]), tmp_path / "out", 2**20)
    with pytest.raises(UnreadableError, match="no right UTF-8"):
        unfold(write(tmp_path / "t.csv", [["symbol", "text"], ["A/RES/50/1", "é"]], "cp1252"), tmp_path / "out", 2**20)


def test_added_from_the_shell(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", [["symbol", "text"], ["A/RES/67/138", TEXT], ["x", "y"]])
    done = run("add", str(table), "--store", str(tmp_path / "store"), "--jobs", "1")
    assert done.returncode == 1, done.stderr
    assert "2 rows, 1 texts taken, 1 kept out" in done.stderr and "1 works" in done.stderr
