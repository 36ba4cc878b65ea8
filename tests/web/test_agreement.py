"""``/agreement`` and the page of a State: how often two voted alike, by the formula of the table ``dyads``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema
import pytest
from lxml import etree, html
from servers import served

from conftest import BASE, SHARED
from resograph.exporting.votes import Agreement, agreement
from resograph.pictures import Frame, matrix
from resograph.pipeline import Builder, sources_in
from resograph.symbols.address import LANGUAGES
from resograph.web.pages.agreement.page import SCHEMA

FILES = ("A_RES_77_61-*", "A_RES_77_68-*", "A_RES_77_205-*", "A_RES_77_338-*")
PAGE = {"Accept": "text/html"}

# Votes in favour, against, abstaining as bits of two States, and what they give.
PAIRS = [
    ((0b111, 0, 0), (0b111, 0, 0), (3, 0, 0), 1.0),
    ((0b111, 0, 0), (0, 0b111, 0), (0, 0, 3), 0.0),
    ((0b1, 0b10, 0b100), (0b1, 0b100, 0b10), (1, 2, 0), 2 / 3),
    ((0b1, 0, 0), (0, 0, 0b1), (0, 1, 0), 0.5),
    ((0b11, 0, 0), (0b10, 0, 0), (1, 0, 0), 1.0),
]


@pytest.mark.parametrize(("a", "b", "counts", "index"), PAIRS)
def test_the_index(a: tuple[int, ...], b: tuple[int, ...], counts: tuple[int, ...], index: float) -> None:
    assert agreement(a, b) == agreement(b, a) == Agreement(*counts)
    assert agreement(a, b).index == pytest.approx(index)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_matrix_is_right_xml(direction: str) -> None:
    drawn = matrix(Frame("m", "T", "D", "en", direction), ["<A>", "B"], [[None, 0.5], [0.5, None]])
    found = etree.fromstring(drawn)
    assert len(found.findall("{*}rect")) == 2 and "50" in [one.text for one in found.iter("{*}text")]
    assert matrix(Frame("m", "T", "D", "en"), [], []) == ""


@pytest.fixture(scope="module")
def http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = SHARED / "corpus" / "GAresolutions" / "77session" / "English"
    if not folder.is_dir():
        pytest.skip("needs the official files of ../shared")
    store = tmp_path_factory.mktemp("votes")
    found = [path for name in FILES for path in folder.glob(name)]
    assert found, "no file with a vote"
    Builder(store, BASE).build(sources_in(found))
    with served("--store", str(store)) as client:
        yield client


def test_states_agree_as_their_votes_say(http: httpx.Client) -> None:
    found: dict[str, Any] = http.get("/agreement.json?state=state/chn").json()
    jsonschema.validate(found, SCHEMA)
    how = {}
    for state in ("chn", "usa"):
        rows = http.get(f"/queries/votes-of.json?state=state/{state}").json()["results"]["bindings"]
        how[state] = {row["symbol"]["value"]: row["vote"]["value"] for row in rows}
    both = [(how["chn"][symbol], how["usa"][symbol]) for symbol in how["chn"].keys() & how["usa"].keys()]
    same = sum(a == b for a, b in both)
    partial = sum(a != b and "abstaining" in (a, b) for a, b in both)
    (row,) = [row for row in found["states"] if row["state"] == f"{BASE}state/usa"]
    assert (row["votes"], row["same"], row["partial"]) == (len(both), same, partial) and both
    assert row["agreement"] == round((same + partial / 2) / len(both), 4)
    lines = list(csv.DictReader(io.StringIO(http.get("/agreement.csv?state=state/chn").content.decode("utf-8-sig"))))
    assert [float(line["agreement"]) for line in lines] == [one["agreement"] for one in found["states"]]
    assert not http.get("/agreement.json?state=state/chn&session=session/un-ga/3").json()["states"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_state_says_with_whom(http: httpx.Client, language: str) -> None:
    headers = {**PAGE, "Accept-Language": language}
    state = html.fromstring(http.get("/state/chn.html", headers=headers).content)
    (link,) = [link for link in state.xpath("//main//a/@href") if "agreement?" in link]
    whole = html.fromstring(http.get(f"/{link.lstrip('./')}", headers=headers).content)
    assert whole.get("lang") == language and whole.cssselect("svg.matrix") and len(whole.xpath("//tbody/tr")) > 100


REFUSED = ["", "state=", "state=state/nowhere", "state=actor/ohchr", "state=state/chn&session=state/chn", "state=<b>"]


@pytest.mark.parametrize("query", REFUSED)
def test_what_is_no_state_is_told(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/agreement.json?{query}")
    assert answer.status_code == 400 and "write it as" in answer.json()["detail"]
