"""A list reviewed beside a release of real files: on the command line and on a server; and mandates through time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from lxml import html
from openpyxl import load_workbook
from servers import served

from conftest import run

LAMPS = "Requests the Secretary-General to light the lamps of the harbour each evening before dusk"
GULLS = "Requests the Office of the United Nations High Commissioner for Human Rights to count the gulls of the cliffs"
WELLS = "Invites the United Nations Children’s Fund to dig wells that give clean water to villages along the dry coast"
PAGE = """United Nations A/RES/{session}/{number}
General Assembly
Resolution adopted by the General Assembly on {day}
{session}/{number}. {title}
The General Assembly,
{before}
Noting the patient work of the keepers of lamps along all of the northern coasts,
1. {one};
2. {two}.
"""
RECALLING = "Recalling its resolution 70/9 of 1 December 2015,"
HARBOUR, COAST = "Lamps of the harbour", "Wells of the dry coast"
TEXTS = [
    (70, 9, "1 December 2015", HARBOUR, "", LAMPS, GULLS),
    (
        71,
        9,
        "1 December 2016",
        HARBOUR,
        RECALLING,
        f"{LAMPS} and dawn",
        WELLS,
    ),
    (71, 12, "9 December 2016", COAST, "", WELLS, WELLS.replace("wells", "deep wells")),
    (71, 13, "9 December 2016", "Gulls", "", GULLS, LAMPS.replace("before dusk", "at dusk")),
]
LIST = """Entity,Symbol,Subprogramme
OHCHR,A/RES/70/9,Gulls
OHCHR,71/13,Gulls
DESA,A/RES/70/9,
OHCHR,A/RES/70/9,Gulls
DESA,A/RES/71/12,=1+1
ZZZ,A/RES/71/13,
OLA,A/RES/50/1,
OLA,Dec-76,
OLA,lamps,
"""
EXPECTED = [
    (2, "superseded_different", "A/RES/71/9"),
    (3, "direct_request", None),
    (4, "superseded_similar", "A/RES/71/9"),
    (5, "duplicate", "A/RES/71/9"),
    (6, "another_body", None),
    (7, None, None),
    (8, "not_held", None),
    (9, "not_held", None),
    (10, "not_held", None),
]


def written(folder: Path) -> list[Path]:
    names = ("session", "number", "day", "title", "before", "one", "two")
    files = []
    for values in TEXTS:
        file = folder / f"A_RES_{values[0]}_{values[1]}-en.txt"
        file.write_text(PAGE.format(**dict(zip(names, values, strict=True))), encoding="utf-8")
        files.append(file)
    return files


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    built = run("add", *map(str, written(folder)), "--store", str(folder / "store"), "--jobs", "1")
    assert built.returncode == 0, built.stderr
    return folder / "store"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def http(store: Path, log: Path) -> Iterator[httpx.Client]:
    with served("--store", str(store), log=log, settings={"review_rows": 50, "review_kb": 64}) as client:
        yield client


def posted(http: httpx.Client, suffix: str = ".json", **headers: str) -> httpx.Response:
    return http.post(f"/review{suffix}", files={"file": ("list.csv", LIST.encode())}, headers=headers)


def test_each_row_has_its_proposal(http: httpx.Client) -> None:
    found = posted(http).json()
    declared = http.get("/openapi.json").json()["paths"]["/review"]["post"]["responses"]["200"]["content"]
    jsonschema.validate(found, declared["application/json"]["schema"])
    rows = found["rows"]
    assert [(row["row"], row["proposal"], (row["newest"] or {}).get("symbol")) for row in rows] == EXPECTED
    assert found["unknownEntities"] == ["ZZZ"] and "person decides" in found["decides"]
    different, direct, similar, *_ = rows
    assert [(one["change"], bool(one["cited"]), bool(one["newest"])) for one in different["changes"]] == [
        ("dropped", True, False)
    ]
    assert [one["change"] for one in similar["changes"]] == ["same"]
    assert direct["paragraphs"][0].endswith("A/RES/71/13~para_1") and direct["symbol"] == "A/RES/71/13"
    assert {one["row"] for one in different["alsoCitedBy"]} == {4, 5}
    assert "76/12" in rows[7]["why"] and "Row 2" in rows[3]["why"]


def test_all_forms_say_the_same_and_that_a_person_decides(http: httpx.Client) -> None:
    table = list(csv.DictReader(io.StringIO(posted(http, ".csv").content.decode("utf-8-sig"))))
    assert [(row["proposal"] or None, row["newest_held"] or None) for row in table] == [one[1:] for one in EXPECTED]
    assert all(row["why"].endswith("a person decides.") and row["decision_by_a_person"] == "" for row in table)
    assert table[4]["Subprogramme"] == "'=1+1"
    book = load_workbook(io.BytesIO(posted(http, ".xlsx").content))
    cells = [[cell.value or "" for cell in row] for row in book.active.iter_rows()]
    assert cells[0] == list(table[0])
    assert [row[cells[0].index("proposal")] for row in cells[1:]] == [row["proposal"] for row in table]
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}  # no formula


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_works_without_scripts(http: httpx.Client, language: str) -> None:
    accept = {"Accept": "text/html", "Accept-Language": language}
    answer = posted(http, "", **accept)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    page = html.fromstring(answer.content)
    assert page.get("lang") == language and len(page.xpath("//tbody/tr")) == len(EXPECTED)
    again = next(form for form in page.forms if form.xpath(".//textarea[@hidden]"))
    sent = http.post("/review", data={"text": again.fields["text"], "format": "csv"})
    assert sent.content == posted(http, ".csv").content
    assert http.get("/review", headers=accept).status_code == 200


def test_pasted_symbols_are_a_list(http: httpx.Client) -> None:
    found = http.post("/review", content="70/9\nA/RES/71/12\n", headers={"Content-Type": "text/plain"} | JSON).json()
    assert [(row["symbol"], row["proposal"]) for row in found["rows"]] == [
        ("A/RES/70/9", "superseded_similar"),
        ("A/RES/71/12", None),
    ]


JSON = {"Accept": "application/json"}
BAD: list[tuple[dict[str, Any], int, str]] = [
    ({"content": b"", "headers": JSON}, 400, "Paste symbols"),
    ({"content": b"\x00\xff\x00", "headers": {**JSON, "Content-Type": "text/csv"}}, 422, "no text"),
    ({"data": {"text": "lamps"}, "headers": JSON}, 422, "No column holds symbols"),
    ({"data": {"text": "A/RES/70/9\n" * 51}, "headers": JSON}, 422, "over 50 rows"),
    ({"data": {"text": "A/RES/70/9\n" * 9000}, "headers": JSON}, 422, "over 64 KiB"),
    ({"content": b"x" * 300_000, "headers": JSON}, 413, "64 KiB"),
    ({"files": {"file": ("a.xlsx", b"PK\x03\x04")}, "headers": JSON}, 422, "no right Excel or Word"),
    ({"data": {"text": "A/RES/70/9"}, "headers": {"Accept": "image/png"}}, 406, "comes as"),
]


@pytest.mark.parametrize(("request_", "status", "told"), BAD)
def test_bad_lists_get_a_sentence(http: httpx.Client, request_: dict[str, Any], status: int, told: str) -> None:
    answer = http.post("/review", **request_)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert told in answer.json()["detail"]


def test_nothing_of_a_list_is_logged(http: httpx.Client, log: Path) -> None:
    posted(http)
    assert not [word for word in ("71/13", "ZZZ", "Gulls", "Dec-76") if word in log.read_text()]


def test_the_command_gives_the_same(http: httpx.Client, store: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    done = run("review", str(tmp_path / "list.csv"), "--store", str(store), "--format", "json")
    assert done.returncode == 0 and json.loads(done.stdout) == posted(http, **{"Accept-Language": "en"}).json()
    assert "ZZZ" in done.stderr and "a person decides" in done.stderr
    told = run("review", "-", "--store", str(store), stdin="nothing")
    assert (told.returncode, told.stdout) == (3, "") and "No column" in told.stderr
    assert run("review", "-", "--format", "pdf", stdin="").returncode == 2


# ── mandates through time ────────────────────────────────────────────────────────────────────────────────────────────
TWICE = {"71/9~para_1", "71/13~para_2", "71/9~para_2", "71/12~para_1", "71/12~para_2", "70/9~para_2", "71/13~para_1"}
FILTERS = [
    ("kind=requests&renewed=1", {"70/9~para_1", "71/9~para_1"}),
    ("kind=requests&twice=yes", TWICE),
    ("kind=requests&first_asked=2015", {"70/9~para_1", "70/9~para_2", "71/9~para_1"}),
    ("kind=requests&last_asked=2015", {"70/9~para_2"}),
    ("kind=requests&on=2015-12-31", {"70/9~para_1", "70/9~para_2"}),
    ("kind=requests&on=2016-01-01&status=unknown", {"70/9~para_1", "70/9~para_2"}),
    ("kind=requests&on=2016-01-01&status=ended", set()),
    ("kind=requests&endless=yes&document=70/9", {"70/9~para_1", "70/9~para_2"}),
]


@pytest.mark.parametrize(("query", "parts"), FILTERS)
def test_mandates_by_their_lives(http: httpx.Client, query: str, parts: set[str]) -> None:
    found = http.get(f"/mandates.json?{query}").json()
    assert {row["paragraph"].partition("A/RES/")[2] for row in found["results"]} == parts
    page = html.fromstring(http.get(f"/mandates?{query}", headers={"Accept": "text/html"}).content)
    assert len(page.xpath("//table[contains(@class, 'acts-table')]/tbody/tr")) == found["total"]


def test_a_row_tells_its_life(http: httpx.Client) -> None:
    (first, _) = http.get("/mandates.json?kind=requests&sort=oldest&on=2016-06-01").json()["results"]
    assert first["firstAsked"]["adopted"] == "2015-12-01"
    assert first["lastAsked"]["paragraph"].endswith("A/RES/71/9~para_1")
    assert (first["timesRenewed"], first["everAnswered"], first["withoutEndOrReview"]) == (1, False, True)
    assert first["status"] == {"on": "2016-06-01", "is": "unknown", "ends": None, "by": None}
    rows = list(csv.DictReader(io.StringIO(http.get("/mandates.csv?kind=requests&sort=oldest").text)))
    assert [(row["times_renewed"], row["status"]) for row in rows[:2]] == [("1", "unknown"), ("0", "unknown")]


def test_the_order_of_adding_changes_nothing(http: httpx.Client, tmp_path: Path) -> None:
    store = tmp_path / "store"
    for file in reversed(written(tmp_path)):
        assert run("add", str(file), "--store", str(store), "--jobs", "1").returncode == 0
    with served("--store", str(store)) as other:
        for query in ("kind=requests&limit=100", "kind=requests&sort=renewed", "kind=requests&sort=longest&twice=yes"):
            assert other.get(f"/mandates.json?{query}").json() == http.get(f"/mandates.json?{query}").json()
