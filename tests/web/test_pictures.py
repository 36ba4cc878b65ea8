"""``/pictures``: drawings that can be read without seeing them, and the same facts beside them."""

from __future__ import annotations

import httpx
import pytest
from lxml import etree, html

from resograph.pictures import Circle, Edge, Frame, Segment, Stack, Stop, bar, chain, network, timeline
from resograph.symbols.address import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = [
    "citations?document=A/RES/67/138",
    "citations?document=A/RES/67/138&steps=2",
    "citations?document=A/RES/66/67",
    "chain?document=67/138",
    "force?document=A/RES/67/138",
    "force?addressee=actor/member-states",
    "timeline?thing=theme/1006907",
    "timeline?thing=actor/un-volunteers",
]


def drawing(text: bytes) -> etree._Element:
    root = etree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    return root


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_each_is_a_drawing_with_words(client: httpx.Client, picture: str, language: str) -> None:
    answer = client.get(f"/pictures/{picture.replace('?', '.svg?')}", headers={"Accept-Language": language})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    root = drawing(answer.content)
    ids = root.get("aria-labelledby", "").split()
    assert root.xpath("*[local-name() = 'title' or local-name() = 'desc']/@id") == ids
    assert root.findtext(f"{SVG}title") and root.findtext(f"{SVG}desc")
    assert root.get("role") == ("group" if root.findall(f".//{SVG}a") else "img")
    assert root.get("direction") == ("rtl" if language == "ar" else "ltr")
    assert not root.xpath("//@style | //*[local-name() = 'style' or local-name() = 'script']")


@pytest.mark.parametrize("picture", PICTURES)
def test_the_page_has_the_drawing_and_its_facts(client: httpx.Client, picture: str) -> None:
    answer = client.get(f"/pictures/{picture}", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert answer.status_code == 200
    found = html.fromstring(answer.content)
    assert found.xpath("//main//*[local-name() = 'svg']")
    assert found.xpath("//main//table//tr") or found.cssselect("main ul.legend li")


def test_the_facts_are_those_of_the_graph(client: httpx.Client) -> None:
    facts = client.get("/pictures/citations.json?document=A/RES/67/138").json()
    cited = {row["target"] for row in facts["citations"] if row["source"] == "A/RES/67/138"}
    query = """PREFIX reso: <https://w3id.org/resograph/ns#> PREFIX dct: <http://purl.org/dc/terms/>
    SELECT DISTINCT ?symbol { ?work dct:identifier "A/RES/67/138" ; reso:cites/dct:identifier ?symbol }"""
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert cited == {row["symbol"]["value"] for row in rows}
    found = html.fromstring(
        client.get("/pictures/citations?document=A/RES/67/138", headers={"Accept": "text/html"}).content
    )
    assert {link.text for link in found.xpath("//main//table//td[1]/a")} == cited
    back = client.get("/pictures/citations.json?document=A/RES/66/67").json()
    assert [row["source"] for row in back["citations"]] == ["A/RES/67/138"]
    assert {row["symbol"]: (row["step"], row["held"]) for row in back["documents"]} == {
        "A/RES/66/67": (0, False),
        "A/RES/67/138": (1, True),
    }


REFUSED = [
    ("citations", 400, "?document=A/RES/67/138"),
    ("citations?document=nonsense", 400, "?document=A/RES/67/138"),
    ("citations?document=A/RES/67/138&steps=9", 400, "1 or 2 steps"),
    ("citations?document=A/RES/60/999", 404, "neither held nor cited"),
    ("timeline", 400, "nothing of that address"),
    ("timeline?thing=<script>", 400, "nothing of that address"),
    ("force?addressee=actor/nobody", 400, "nothing of that address"),
    ("portrait", 404, "There is no pictures/portrait"),
    ("citations.png?document=A/RES/67/138", 404, "There is no pictures/citations.png"),
]


@pytest.mark.parametrize(("picture", "status", "message"), REFUSED)
def test_what_cannot_be_drawn_is_told(client: httpx.Client, picture: str, status: int, message: str) -> None:
    answer = client.get(f"/pictures/{picture}", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert message in answer.json()["detail"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_drawn_is_offered(client: httpx.Client, language: str) -> None:
    found = html.fromstring(
        client.get("/pictures", headers={"Accept": "text/html", "Accept-Language": language}).content
    )
    assert [form.get("action") for form in found.cssselect("main form")] == [
        "./pictures/citations",
        "./pictures/chain",
        "./pictures/force",
    ]


# ── the drawings themselves ──────────────────────────────────────────────────────────────────────────────────────────
LTR, RTL = Frame("a", "<T>", "D & d", "en"), Frame("a", "<T>", "D & d", "ar", "rtl")


def test_shares_fill_the_bar_from_where_reading_begins() -> None:
    for frame, starts in ((LTR, True), (RTL, False)):
        root = drawing(bar(frame, [Segment("x", 3), Segment("y", 1)]).encode())
        (first, second) = root.findall(f"{SVG}rect")
        assert float(first.get("width", 0)) == pytest.approx(3 * float(second.get("width", 0)), rel=0.01)
        assert (float(first.get("x", 0)) < float(second.get("x", 0))) == starts
        assert root.findtext(f"{SVG}title") == "<T>"


def test_years_stand_in_order_and_as_high_as_their_counts() -> None:
    stacks = [Stack(2012, [Segment("x", 2)]), Stack(2013, []), Stack(2014, [Segment("x", 1), Segment("y", 3)])]
    for frame, order in ((LTR, 1), (RTL, -1)):
        root = drawing(timeline(frame, stacks, str).encode())
        first, *others = root.findall(f"{SVG}rect")
        assert [float(one.get("height", 0)) * 2 / float(first.get("height", 1)) for one in others] == [1, 3]
        assert (float(others[0].get("x", 0)) - float(first.get("x", 0))) * order > 0


def test_nothing_is_drawn_of_nothing() -> None:
    assert bar(LTR, []) == timeline(LTR, [], str) == timeline(LTR, [Stack(2012, [])], str) == ""


def test_what_a_document_rests_on_stands_before_it() -> None:
    nodes = [Circle("a", "A", "t", "x", 0), Circle("b", "B", "t", "y", -1), Circle("c", "C", "t", "z", 1, held=False)]
    for frame, order in ((LTR, ["B", "A", "C"]), (RTL, ["C", "A", "B"])):
        root = drawing(network(frame, nodes, [Edge("a", "b"), Edge("c", "a")], {-1: "before"}).encode())
        boxes = {box.findtext(f".//{SVG}text"): box.findall(f".//{SVG}rect")[0] for box in root.findall(f"{SVG}g")}
        assert sorted(boxes, key=lambda name: float(boxes[name].get("x", 0))) == order
        assert boxes["C"].get("stroke-dasharray") and not boxes["A"].get("stroke-dasharray")
        assert len(root.findall(f"{SVG}path")) == 2


def test_a_line_has_a_stop_for_each_document_and_an_arc_for_each_citation() -> None:
    links = [Stop("a", "A", "长" * 60, "2012", "x"), Stop("b", "B & C", "t", "2013", "y", here=True)]
    root = drawing(chain(RTL, links, [("b", "a")]).encode())
    assert [link.get("href") for link in root.findall(f".//{SVG}a")] == ["x", "y"]
    assert len([path for path in root.findall(f"{SVG}path") if path.get("class") == "edge"]) == 1
    assert "…" in "".join(root.itertext())
