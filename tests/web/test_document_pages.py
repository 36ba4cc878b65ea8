"""Pages of a resolution and its paragraphs: what a reader finds there, and how they are set."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from lxml import html
from servers import served

from conftest import BASE
from resograph.pipeline import Builder, Source
from resograph.releases import Release
from resograph.releases.reader import ReleaseGraph
from resograph.releases.tables import Tables
from resograph.symbols import Address, parse
from resograph.symbols.address import LANGUAGES
from resograph.web.components.citing import cited_as
from resograph.web.interface import Interface
from resograph.web.pages.document.rows import in_tables
from resograph.web.pages.document.values import PartView, Piece
from resograph.web.pages.document.view import WorkView

COMPILATION = Path(__file__).parents[1] / "reading" / "compilations" / "en-behind.txt"
DOCUMENT, PART = "/zh/A/RES/67/138", "/zh/A/RES/67/138~para_14"


def page(client: httpx.Client, path: str, language: str = "en") -> html.HtmlElement:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200
    return html.fromstring(answer.content)


CITED = [
    ("para_14", "en", "A/RES/67/138, para. 14"),
    ("para_14", "fr", "A/RES/67/138, par. 14"),
    ("para_14", "zh", "A/RES/67/138、第14段"),
    ("preamble_3", "en", "A/RES/67/138, preambular para. 3"),
    ("para_4__list_1__point_a", "en", "A/RES/67/138, para. 4 (a)"),
    ("sec_II__para_3", "es", "A/RES/67/138, secc. II, párr. 3"),
    ("annex_1__para_2", "ru", "A/RES/67/138, приложение 1, п. 2"),
    ("note_1", "en", "A/RES/67/138, footnote 1"),
    ("", "en", "A/RES/67/138"),
]


@pytest.mark.parametrize(("eid", "language", "words"), CITED)
def test_a_part_is_cited_as_people_cite_it(eid: str, language: str, words: str) -> None:
    assert cited_as(parse("A/RES/67/138"), eid, Interface(language)) == words


def test_a_note_stands_beside_the_words_that_bear_its_mark(client: httpx.Client) -> None:
    found = page(client, DOCUMENT)
    section = found.get_element_by_id("para_1")
    assert section.xpath("string(.//p[@id='note_1'])").strip().startswith("1 A/67/153")
    assert section.xpath(".//sup/a/@href")[0] == "#note_1"
    assert not found.xpath("//section[@id='note_1']")


def test_words_are_whole_whatever_they_name(client: httpx.Client) -> None:
    shown = page(client, DOCUMENT).xpath("string(//section[@id='para_14']//p)")
    plain = client.get(f"{PART}.txt").text
    assert "".join(shown.split()) == "".join(plain.split())


def test_the_margin_says_who_is_asked_and_when_it_is_due(client: httpx.Client) -> None:
    margin = page(client, DOCUMENT).xpath("//section[@id='para_25']/aside")[0]
    text = " ".join(margin.text_content().split())
    assert "requests Secretary-General" in text
    assert "Seventieth session of the General Assembly" in text


def test_a_citation_has_a_card_in_the_table(client: httpx.Client) -> None:
    found = page(client, DOCUMENT)
    row = found.get_element_by_id("card-A/RES/66/67").text_content()
    assert "5 December 2011" in row
    assert "recalls" in row
    assert "at the United Nations" in row


def test_the_record_for_search_engines_is_json(client: httpx.Client) -> None:
    record = json.loads(page(client, PART).xpath("string(//script[@type='application/ld+json'])"))
    assert record["@id"].endswith("/A/RES/67/138~para_14")
    assert record["isPartOf"]["legislationDate"] == "2012-12-20"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_interface_sets_both_kinds_of_page(client: httpx.Client, language: str) -> None:
    for path in (DOCUMENT, PART, "/A/RES/66/67"):
        assert page(client, path, language).get("lang") == language


def test_a_range_has_its_parts_and_no_others(client: httpx.Client) -> None:
    found = page(client, "/zh/A/RES/67/138~para_8-%3Epara_10")
    assert found.xpath("//section[contains(@class, 'part ')]/@id") == ["para_8", "para_9", "para_10"]
    assert found.xpath("//nav[@class='pages']/a/@href") == [
        "../../../../zh/A/RES/67/138~para_7",
        "../../../../zh/A/RES/67/138~para_11",
    ]


def test_another_language_beside_it_is_one_that_is_held(client: httpx.Client) -> None:
    assert "double" not in client.get(f"{DOCUMENT}?with=fr", headers={"Accept": "text/html"}).text


def test_tables_and_graph_show_the_same(release: Release) -> None:
    graph, symbol = ReleaseGraph(release), parse("A/RES/67/138")
    by_tables, by_graph = (WorkView(graph, symbol, "zh", "en", one) for one in (Tables(release.tables), None))
    shown = by_tables.parts()
    assert shown == by_graph.parts()
    assert by_tables.cited() == by_graph.cited()
    assert len([piece for part in shown for piece in part.pieces if piece.kind == "citation"]) == 2
    assert [act.due[0].path for part in shown for act in part.acts if act.due] == ["session/un-ga/70"]


def test_rows_of_one_table_stand_together() -> None:
    def shown(eid: str, *cells: str) -> PartView:
        pieces = tuple((Piece(cell),) for cell in cells)
        return PartView(eid, eid, "Part", "", "", "|".join(cells), 0, cells=pieces, notes=())

    parts = [
        shown("para_1"),
        shown("table_1__row_1", "A", "1"),
        shown("table_1__row_2", "B", ""),
        shown("table_2__row_1", "C"),
    ]
    found = in_tables(parts, Address(parse("A/RES/67/138")))
    assert [(part.eid, [row.eid for row in part.rows]) for part in found] == [
        ("para_1", []),
        ("table_1", ["table_1__row_1", "table_1__row_2"]),
        ("table_2", ["table_2__row_1"]),
    ]
    assert found[1].path == "A/RES/67/138~table_1"


def test_a_draft_under_negotiation_shows_what_is_wanted_of_each_paragraph(tmp_path: Path) -> None:
    release, report = Builder(tmp_path, BASE).build([Source(COMPILATION)])
    assert release is not None, report
    with served("--store", str(tmp_path)) as http:
        shown = http.get("/A/C.2/99/L.14", headers={"Accept": "text/html"}).text
    assert "4 variants" in shown
    assert "reservation</a> · UK" in shown
    assert "3 November 2044" in shown and "Adopted" not in shown
