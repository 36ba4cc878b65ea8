"""``/search``: as a page and as JSON, in six languages, with whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from lxml import html
from servers import served

from conftest import BASE, SEED, SHARED
from resograph.pipeline import Builder, Source
from resograph.symbols.address import LANGUAGES

OFFICIAL = SHARED / "corpus" / "GAresolutions" / "76session"
JSON, PAGE = {"Accept": "application/json"}, {"Accept": "text/html"}


def asked(client: httpx.Client, **parameters: object) -> dict[str, Any]:
    answer = client.get("/search", params={name: str(value) for name, value in parameters.items()}, headers=JSON)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def target(link: html.HtmlElement) -> str:
    """Where a link leads, from the top."""
    return (link.get("href") or "").removeprefix(".")


def page(client: httpx.Client, **parameters: object) -> html.HtmlElement:
    answer = client.get("/search", params={name: str(value) for name, value in parameters.items()}, headers=PAGE)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.fromstring(answer.content)


def test_results_for_programs(client: httpx.Client) -> None:
    found = asked(client, q="志愿", limit=5)
    assert (found["q"], found["lang"], found["total"], found["page"], found["limit"]) == ("志愿", None, 31, 1, 5)
    first, second = found["results"][:2]
    assert (first["document"], first["part"], first["languages"]) == ("A/RES/67/138", None, ["zh"])
    assert second["address"] == f"{BASE}A/RES/67/138~{second['part']}"
    assert second["addressInLanguage"] == f"{BASE}zh/A/RES/67/138~{second['part']}"
    assert "志愿" in {piece["text"] for piece in second["snippet"] if piece["match"]}
    assert client.get(urlsplit(second["addressInLanguage"]).path).status_code == 200


def test_leafing_through(client: httpx.Client) -> None:
    whole = [row["address"] for row in asked(client, q="志愿", limit=100)["results"]]
    pages = [asked(client, q="志愿", limit=10, page=number)["results"] for number in (1, 2, 3, 4)]
    assert [row["address"] for rows in pages for row in rows] == whole
    assert len(whole) == len(set(whole)) == 31
    assert asked(client, q="志愿", page=9)["results"] == []


def test_a_page_without_scripts(client: httpx.Client) -> None:
    found = page(client, q="志愿", lang="zh", limit=10)
    (form,) = found.forms
    assert (form.method.lower(), dict(form.fields)["q"], dict(form.fields)["lang"]) == ("get", "志愿", "zh")
    for field in form.xpath(".//input | .//select"):
        assert form.xpath(f".//label[@for='{field.get('id')}']")
    assert len(found.cssselect("ol.hits > li")) == 10
    assert {mark.text_content() for mark in found.cssselect("mark")} == {"志愿"}
    assert found.cssselect("p.words")[0].get("lang") == "zh"
    (later,) = found.cssselect("a[rel=next]")
    second = html.fromstring(client.get(target(later), headers=PAGE).content)
    assert second.cssselect("ol.hits")[0].get("start") == "11"
    assert second.cssselect("a[rel=prev]")
    link = target(found.cssselect("ol.hits p.symbol a")[1])
    assert client.get(link, headers=PAGE).status_code == 200


def test_without_words_it_says_what_can_be_typed(client: httpx.Client) -> None:
    for typed in ("", "  "):
        found = page(client, q=typed)
        assert "What can be typed" in found.text_content()
        assert not found.cssselect("ol.hits") and "Nothing was found" not in found.text_content()
    assert asked(client)["results"] == []


def test_where_nothing_is_found_it_says_what_to_do(client: httpx.Client) -> None:
    found = page(client, q="nothingatall", lang="zh")
    assert "Nothing was found in this language" in found.text_content()
    assert "all six languages" in found.text_content()
    assert "What can be typed" in found.text_content()


@pytest.mark.parametrize("typed", ["67/138", "ares67138", "A/RES/67/138", "a/res/67/138"])
def test_a_symbol_leads_straight_there(client: httpx.Client, typed: str) -> None:
    assert asked(client, q=typed)["documents"] == [f"{BASE}A/RES/67/138"]
    (link,) = page(client, q=typed).cssselect("p.straight a")
    assert link.get("href") == "./A/RES/67/138"


HOSTILE = ['"', "*", "-", '<script>alert("x")</script>', "') OR 1=1 --", "NEAR(a b)", "\x00", "志愿\u202e", "a" * 500]


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_shown_and_nothing_more(client: httpx.Client, typed: str) -> None:
    assert asked(client, q=typed)["q"] == typed.strip()
    found = page(client, q=typed.replace("\x00", ""))
    assert found.cssselect("#q")[0].get("value") == typed.replace("\x00", "")
    assert {script.get("src") for script in found.xpath("//script")} == {"./static/search.js"}
    assert not found.xpath("//script[node()] | //@*[starts-with(name(), 'on')]")


REFUSED = [
    ({"q": "peace", "lang": "de"}, 400, "no official language"),
    ({"q": "a" * 501}, 400, "500 characters"),
    ({"q": "peace", "page": "0"}, 400, "page=0"),
    ({"q": "peace", "page": "x"}, 400, "page=x"),
    ({"q": "peace", "limit": "101"}, 400, "up to 100"),
    ({"q": "peace", "page": "999999"}, 400, "leaf through 5,000"),
    ({"q": "peace", "limit": "²"}, 400, "limit=²"),
]


@pytest.mark.parametrize(("parameters", "status", "message"), REFUSED)
def test_what_cannot_be_done_is_told(
    client: httpx.Client, parameters: dict[str, str], status: int, message: str
) -> None:
    answer = client.get("/search", params=parameters, headers=JSON)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert message in answer.json()["detail"]


def test_headers(client: httpx.Client) -> None:
    first = client.get("/search", params={"q": "志愿"}, headers=JSON)
    again = client.get("/search", params={"q": "志愿"}, headers={**JSON, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["vary"] == "Accept, Accept-Language, Accept-Encoding"
    head = client.head("/search", params={"q": "志愿"}, headers=JSON)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
    assert client.get("/search", params={"q": "志愿"}, headers={"Accept": "image/png"}).status_code == 406


def test_a_document_cited_but_not_held_is_led_to_as_well(client: httpx.Client) -> None:
    assert asked(client, q="A/RES/66/67")["documents"] == [f"{BASE}A/RES/66/67"]
    assert asked(client, q="A/RES/1/1")["documents"] == []


def test_in_sparql_over_http(client: httpx.Client) -> None:
    prefix = "PREFIX reso: <https://w3id.org/resograph/ns#>"
    query = f'{prefix} SELECT (COUNT(?part) AS ?n) {{ ?part reso:search "志愿" }}'
    for answer in (client.get("/sparql", params={"query": query}), client.post("/sparql", data={"query": query})):
        assert answer.json()["results"]["bindings"][0]["n"]["value"] == "31"
    wrong = client.get("/sparql", params={"query": f'{prefix} SELECT * {{ [] reso:search "志愿" }}'})
    assert (wrong.status_code, wrong.headers["content-type"]) == (400, "application/problem+json")
    assert "must be a variable" in wrong.json()["detail"]


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server of a resolution in six languages."""
    if not OFFICIAL.is_dir():
        pytest.skip(f"SKIPPED ALOUD: the official sample is not at {OFFICIAL}")
    directory = tmp_path_factory.mktemp("six")
    files = [SEED, *sorted(OFFICIAL.glob("*/A_RES_76_131-*.xml"))]
    assert Builder(directory, BASE).build([Source(file) for file in files])[0] is not None
    with served("--store", str(directory)) as client:
        yield client


TYPED = {
    "en": ("volunteers", "ltr"),
    "fr": ("bénévoles OR volontaires", "ltr"),
    "es": ("voluntarios", "ltr"),
    "ru": ("добровольцы", "ltr"),
    "zh": ("志愿", "ltr"),
    "ar": ("متطوعون", "rtl"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_found_and_shown_as_it_is_written(six: httpx.Client, language: str) -> None:
    words, direction = TYPED[language]
    found = asked(six, q=words)
    assert found["total"] > 10
    assert any(language in row["languages"] for row in found["results"])
    shown = page(six, q=words, lang=language).cssselect("p.words")
    assert shown and {(words.get("lang"), words.get("dir")) for words in shown} == {(language, direction)}


def test_the_readers_language_is_shown_where_it_matches(six: httpx.Client) -> None:
    for language in LANGUAGES:
        answer = six.get("/search", params={"q": "76/131"}, headers={**JSON, "Accept-Language": language}).json()
        assert answer["results"][0]["language"] == language
        assert answer["results"][0]["languages"] == list(LANGUAGES)


FACETED = [{"q": "peace OR paix OR 和平"}, {"q": "志愿"}, {"q": "development", "lang": "en"}, {"q": "nothingatall"}]


@pytest.mark.parametrize("parameters", FACETED)
def test_a_facet_counts_what_choosing_it_gives(six: httpx.Client, parameters: dict[str, str]) -> None:
    facets = asked(six, **parameters)["facets"]
    for name, choices in facets.items():
        parameter = "lang" if name == "language" else name
        for choice in choices:
            narrowed = asked(six, **{**parameters, parameter: choice["value"]})
            assert narrowed["total"] == choice["count"] > 0
            assert narrowed["facets"][name] == choices, "the choices of a facet stay when one is chosen"
    assert bool(facets["year"]) == (parameters["q"] != "nothingatall")


def test_facets_are_links(six: httpx.Client) -> None:
    found = page(six, q="志愿")
    links = {link.text_content(): link for link in found.cssselect(".facets li a")}
    narrowed = html.fromstring(six.get(target(links["2012"]), headers=PAGE).content)
    assert narrowed.cssselect(".facets strong")[0].text_content() == "2012"
    assert {link.text_content().partition("~")[0] for link in narrowed.cssselect("ol.hits p.symbol a:first-child")} == {
        "A/RES/67/138"
    }
    assert asked(six, q="志愿", kind="Decision")["total"] == 0


def test_did_you_mean(six: httpx.Client) -> None:
    assert asked(six, q="volonteers", lang="en")["didYouMean"] == "volunteers"
    (link,) = [link for link in page(six, q="volonteers", lang="en").cssselect("main a") if link.text == "volunteers"]
    answer = six.get(target(link), headers=JSON).json()
    assert answer["total"] > 10 and answer["lang"] == "en"
