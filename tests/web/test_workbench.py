"""The workbench without scripts: answers as pages, examples, downloads, what is wrong beside the query."""

from __future__ import annotations

import httpx
import pytest
from lxml import html

from resograph.sparql.operations import operations

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def shown(client: httpx.Client, query: str) -> html.HtmlElement:
    answer = client.get("/sparql", params={"query": query}, headers=BROWSER)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Cookie" in answer.headers["vary"]
    return html.fromstring(answer.content)


def test_a_browser_gets_a_table(client: httpx.Client) -> None:
    query = (
        "SELECT ?act ?actor ?text { ?act <https://w3id.org/resograph/ns#addressee> ?actor ;"
        " <https://w3id.org/resograph/ns#text> ?text FILTER(STRENDS(STR(?act), 'para_25__act_1')) }"
    )
    page = shown(client, query)
    assert page.cssselect("#query")[0].text == query
    assert [head.text for head in page.cssselect("th")] == ["act", "actor", "text"]
    act, actor, text = page.cssselect("tbody td")
    assert (actor.text_content(), actor[0].get("href")) == ("Secretary-General", "./actor/secretary-general")
    assert act.text_content() == "A/RES/67/138~para_25__act_1"
    assert text[0].get("lang") == "zh"
    for link in page.cssselect("#results .formats a:not(.share)"):
        answer = client.get((link.get("href") or "")[1:], headers=BROWSER)
        assert answer.status_code == 200 and "html" not in answer.headers["content-type"]


def test_a_long_answer_is_shown_in_part_and_says_so(client: httpx.Client) -> None:
    for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        page = shown(client, query)
        assert len(page.cssselect("tbody tr")) == 1000
        assert "The first 1,000 are shown" in page.cssselect("#results")[0].text_content()
    assert len(shown(client, "SELECT * { ?s ?p ?o } LIMIT 1000").cssselect("tbody tr")) == 1000


def test_yes_no_and_nothing(client: httpx.Client) -> None:
    assert shown(client, "ASK { ?s ?p ?o }").cssselect(".yes")[0].text == "Yes"
    assert shown(client, "ASK { <x:s> ?p ?o }").cssselect(".yes")[0].text == "No"
    assert "No rows." in shown(client, "SELECT * { <x:s> ?p ?o }").text_content()


def test_what_is_wrong_with_a_query_stands_beside_it(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { <>>"}, headers=BROWSER)
    page = html.fromstring(answer.content)
    assert answer.status_code == 400
    assert page.cssselect("#query")[0].text == "SELECT * { <>>"
    assert "line 1" in page.cssselect(".problem")[0].text_content()


def test_values_in_an_answer_are_shown_and_nothing_more(client: httpx.Client) -> None:
    page = shown(client, "SELECT ('<script>alert(1)</script>' AS ?a) (IRI('javascript:alert(1)') AS ?b) { }")
    assert not page.xpath("//td//a | //td//script | //script[not(@src)]")


FORMATS_ASKED = [
    ("SELECT * { ?s ?p ?o } LIMIT 1", "csv", "text/csv; charset=utf-8"),
    ("SELECT * { ?s ?p ?o } LIMIT 1", "xml", "application/sparql-results+xml"),
    ("ASK { }", "csv", "application/sparql-results+json"),
    ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "nt", "application/n-triples"),
    ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "json", "text/turtle; charset=utf-8"),
    ("SELECT * { ?s ?p ?o } LIMIT 1", "nonsense", "application/sparql-results+json"),
]


@pytest.mark.parametrize(("query", "format_", "media"), FORMATS_ASKED)
def test_a_format_in_the_address(client: httpx.Client, query: str, format_: str, media: str) -> None:
    answer = client.get("/sparql", params={"query": query, "format": format_})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)


@pytest.mark.parametrize("name", [name for name, found in operations().items() if "CONSTRUCT" not in found.text])
def test_every_example_can_be_filled_in_and_asked(client: httpx.Client, name: str) -> None:
    page = html.fromstring(client.get("/sparql", params={"example": name}, headers=BROWSER).content)
    values = {row.name: row.example for row in operations()[name].parameters if not row.optional}
    written = client.get("/sparql", params={"query": page.cssselect("#query")[0].text})
    asked = client.get(f"/queries/{name}.json", params=values)
    assert len(written.json()["results"]["bindings"]) == len(asked.json()["results"]["bindings"])


def test_an_unknown_example_is_told(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"example": "nothing"}).status_code == 404
