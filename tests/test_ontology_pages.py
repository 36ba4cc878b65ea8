"""The ontology as pages and a drawing: whole, in every language of the interface and every format, term by term."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from urllib.parse import urljoin

import httpx
import pytest
import rdflib
from lxml import etree

from conftest import ROOT
from resograph.pictures.model import draw
from resograph.symbols.address import LANGUAGES
from resograph.web.interface import COOKIE, Interface
from resograph.web.pages.ontology.terms import families, terms

RESO = "https://w3id.org/resograph/ns#"
LAYOUT = tomllib.loads((ROOT / "data" / "model-drawing.toml").read_text(encoding="utf-8"))
SVG = {"s": "http://www.w3.org/2000/svg"}
TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}


def test_every_term_stands_in_one_family() -> None:
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "resograph.ttl")
    defined = {str(s).removeprefix(RESO) for s in ontology.subjects(rdflib.RDFS.isDefinedBy, None)}
    shown = [term.name for family in families() for term in family.terms]
    assert sorted(shown) == sorted(defined)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_family_has_a_name(language: str) -> None:
    assert all(Interface(language)(f"ontology.family_{family.id}") for family in families())


@pytest.mark.parametrize("path", ["ns", "ns/Act", "ns/recalls"])
@pytest.mark.parametrize("suffix", TYPES)
def test_every_format(client: httpx.Client, path: str, suffix: str) -> None:
    by_suffix = client.get(f"/{path}.{suffix}")
    by_header = client.get(f"/{path}", headers={"Accept": TYPES[suffix]})
    for answer in (by_suffix, by_header):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(TYPES[suffix])
        assert {"accept", "accept-language"} <= {name.strip().lower() for name in answer.headers["vary"].split(",")}
        for relation in ("alternate", "cite-as", "license"):
            assert f'rel="{relation}"' in answer.headers["link"]
        again = client.get(
            answer.request.url, headers={**answer.request.headers, "If-None-Match": answer.headers["etag"]}
        )
        assert again.status_code == 304
    if suffix in ("ttl", "nt", "rdf"):
        names = {"ttl": "turtle", "nt": "nt", "rdf": "xml"}
        assert len(rdflib.Graph().parse(data=by_suffix.text, format=names[suffix])) > 5


@pytest.mark.parametrize("name", terms())
def test_a_page_a_term(client: httpx.Client, name: str) -> None:
    term = terms()[name]
    for language in ("zh", "fr"):
        page = client.get(f"/ns/{name}", headers={"Accept": "text/html", "Accept-Language": language})
        assert page.status_code == 200
        assert page.headers["content-language"] == language
        text = "".join(etree.HTML(page.text).itertext())
        for shown in (*term.labels.values(), *term.comments.values(), *term.examples, term.iri):
            assert shown in text
        assert all(rule.messages.get(language, rule.messages["en"]) in text for rule in term.rules)
        assert all(alignment.other.name in text for alignment in term.alignments)


USED = [("Act", "A/RES/67/138~"), ("recalls", "A/RES/66/67"), ("dueSession", "session/un-ga/70"), ("Vote", "")]


@pytest.mark.parametrize(("name", "link"), USED)
def test_examples_come_from_the_release(client: httpx.Client, name: str, link: str) -> None:
    page = etree.HTML(client.get(f"/ns/{name}").text)
    links = page.xpath("//ul[@class='uses']//a/@href")
    assert any(link in found for found in links) if link else not links
    for found in links:
        assert client.get(urljoin(f"{client.base_url}/ns/{name}", found), follow_redirects=True).status_code == 200


def test_the_language_is_that_of_the_interface(client: httpx.Client) -> None:
    for headers, language in (
        ({"Accept-Language": "zh-CN, en;q=0.5"}, "zh"),
        ({"Accept-Language": "zh-CN", "Cookie": f"{COOKIE}=ar"}, "ar"),
        ({"Accept-Language": "de"}, "en"),
    ):
        for path in ("ns", "ns/Part", "ns/model.svg"):
            answer = client.get(f"/{path}", headers=headers)
            assert answer.headers["content-language"] == language
            assert "Cookie" in answer.headers["vary"]


def test_what_the_ontology_does_not_say_in_a_language_is_said_in_english(client: httpx.Client) -> None:
    name = next(name for name, term in terms().items() if "ru" not in term.comments)
    page = etree.HTML(client.get(f"/ns/{name}", headers={"Accept": "text/html", "Accept-Language": "ru"}).text)
    (words,) = [
        found for found in page.xpath("//main/p/span[@lang='en']") if found.text == terms()[name].comments["en"]
    ]
    assert words.get("dir") == "ltr"


@pytest.mark.parametrize(("wrong", "near"), [("Akt", "ns/Act"), ("operativeparagraph", "ns/OperativeParagraph")])
def test_an_unknown_term_is_404_with_what_is_near(client: httpx.Client, wrong: str, near: str) -> None:
    answer = client.get(f"/ns/{wrong}", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert near in [link["address"] for link in answer.json()["near"]]


@pytest.mark.parametrize("path", ["/ns", "/ns/Mention", "/ns/cites"])
def test_links_lead_somewhere(client: httpx.Client, path: str) -> None:
    page = etree.HTML(client.get(path).text)
    hrefs = {href for href in page.xpath("//@href") if not re.search("^#|://|interface[?]", href)}
    assert hrefs
    for href in hrefs:
        assert client.get(urljoin(f"{client.base_url}{path}", href), follow_redirects=True).status_code == 200, href
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(page.xpath("//@id"))
    assert not page.xpath("//script[not(@src)] | //@style | //style")


def labels_of(name: str) -> Mapping[str, str]:
    return terms()[name].labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_can_be_read(client: httpx.Client, language: str) -> None:
    answer = client.get("/ns/model.svg", headers={"Accept-Language": language})
    assert answer.headers["content-type"].startswith("image/svg+xml")
    svg = etree.fromstring(answer.content)
    for name in ("title", "desc"):
        assert svg.xpath(f"string(s:{name}/@id)", namespaces=SVG) in str(svg.get("aria-labelledby")).split()
    texts = svg.xpath("//s:text/text()", namespaces=SVG)
    for box in LAYOUT["boxes"]:
        assert labels_of(box["class"]).get(language, labels_of(box["class"])["en"]) in texts
    for href in svg.xpath("//s:a/@href", namespaces=SVG):
        assert client.get(urljoin(str(answer.url), href)).status_code == 200
    colours = set(svg.xpath("//@fill | //@stroke"))
    assert colours <= {"none", "currentColor"}


def test_arrows_are_true() -> None:
    """Each leaves a box that its property's domain allows, and enters one that its range allows."""

    def reached(name: str, way: str) -> set[str]:
        found = {other.own for other in getattr(terms()[name], way) if other.own}
        return {name}.union(*(reached(other, way) for other in found))

    for arrow in LAYOUT["arrows"]:
        term = terms().get(arrow["property"])
        if term is None:
            assert ":" in arrow["property"]
            continue
        for wanted, (end, *_) in ((term.domain, arrow["from"]), (term.range, arrow["to"])):
            allowed = reached(end, "below") | reached(end, "above")
            assert not wanted or {found.own for found in wanted} & allowed, arrow["property"]


def test_names_are_escaped() -> None:
    layout = {"width": 9, "height": 9, "box": {"width": 1, "height": 1}, "boxes": [], "arrows": []}
    layout["boxes"] = [{"class": "A", "x": 1, "y": 2}]
    svg = draw(layout, lambda _: "<&>", lambda _: 'x?"y"&z', title="<t>", description="<d>", language="en")
    tree = etree.fromstring(svg)
    assert tree.xpath("//s:text/text()", namespaces=SVG)[0] == "<&>"
    assert tree.xpath("//s:a/@href", namespaces=SVG) == ['x?"y"&z']
