"""``/sessions/…``: what a session adopted, as page, CSV, Word and JSON."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
import jsonschema
import pytest
from docx import Document
from lxml import html

from conftest import BASE
from resograph.symbols import Kind
from resograph.symbols.address import LANGUAGES
from resograph.web.components.acts import Words
from resograph.web.pages.sessions.schema import SESSION
from resograph.web.pages.sessions.view import Gap, Row, _gaps, _in_number

PLACE = "/sessions/un-ga/67"


def test_all_forms_have_the_same_documents(client: httpx.Client) -> None:
    found: dict[str, Any] = client.get(f"{PLACE}.json").json()
    jsonschema.validate(found, SESSION)
    (row,) = found["documents"]
    assert (row["symbol"], row["number"], row["date"]) == ("A/RES/67/138", "138", "2012-12-20")
    assert found["session"]["address"] == f"{BASE}session/un-ga/67"
    assert found["gaps"] == [{"series": "A/RES/67/", "first": 1, "last": 137}]
    (line,) = csv.DictReader(io.StringIO(client.get(f"{PLACE}.csv").content.decode("utf-8-sig")))
    assert (line["symbol"], line["date"]) == ("A/RES/67/138", "2012-12-20") and row["title"] == line["title"]
    (grid,) = Document(io.BytesIO(client.get(f"{PLACE}.docx").content)).tables
    assert grid.rows[1].cells[0].text == "A/RES/67/138"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_comes_in_each_language(client: httpx.Client, language: str) -> None:
    answer = client.get(PLACE, headers={"Accept": "text/html", "Accept-Language": language})
    found = html.fromstring(answer.content)
    assert found.get("lang") == language
    assert [row.text_content() for row in found.xpath("//tbody/tr/th")] == ["A/RES/67/138"]
    assert "A/RES/67/1–137" in found.text_content()


def test_session_and_first_page_lead_there(client: httpx.Client) -> None:
    for path in ("/session/un-ga/67.html", "/"):
        found = html.fromstring(client.get(path, headers={"Accept": "text/html"}).content)
        assert any(link.endswith("sessions/un-ga/67") for link in found.xpath("//main//a/@href")), path


def test_what_is_not_there_is_told(client: httpx.Client) -> None:
    answer = client.get("/sessions/un-ga/999", headers={"Accept": "application/json"})
    assert (answer.status_code, "write it as sessions/un-ga/77" in answer.json()["detail"]) == (404, True)
    assert client.get(PLACE, headers={"Accept": "image/png"}).status_code == 406
    assert client.get(f"{PLACE}/votes").status_code == client.get(f"{PLACE}/votes.csv").status_code == 200


def row(symbol: str) -> Row:
    number = symbol.rpartition("/")[2]
    return Row(symbol, Kind.RESOLUTION, number, [], [], [], [], "", None, Words("", ""))


GAPS = [
    (["A/RES/1/2", "A/RES/1/3", "A/RES/1/7"], [("A/RES/1/", 1, 1), ("A/RES/1/", 4, 6)]),
    (["A/RES/1/1A", "A/RES/1/1B", "A/RES/1/2"], []),
    (["A/RES/1/1", "A/DEC/1/3"], [("A/DEC/1/", 1, 2)]),
    ([], []),
]


@pytest.mark.parametrize(("symbols", "gaps"), GAPS)
def test_gaps(symbols: list[str], gaps: list[tuple[str, int, int]]) -> None:
    assert _gaps(map(row, symbols)) == [Gap(*gap) for gap in sorted(gaps)]
    assert _in_number("12B") == (12, "B")
