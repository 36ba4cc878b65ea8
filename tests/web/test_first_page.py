"""The first page, lists of documents, pages of problems, and how much a page weighs."""

from __future__ import annotations

import gzip

import httpx
import pytest
from lxml import html

from resograph.symbols.address import LANGUAGES

PAGE, JSON = {"Accept": "text/html"}, {"Accept": "application/json"}


def page(client: httpx.Client, path: str, language: str = "en") -> html.HtmlElement:
    return html.fromstring(client.get(path, headers={**PAGE, "Accept-Language": language}).content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_shows_what_is_held(client: httpx.Client, language: str) -> None:
    found = page(client, "/", language)
    (form,) = found.forms
    assert form.action == "./search" and set(form.fields) == {"q"}
    examples = found.cssselect(".cards article")
    assert len(examples) >= 2
    for example in examples:
        (quote,), link = example.cssselect("blockquote"), example.cssselect(".symbol a")[0].get("href") or ""
        assert quote.get("lang") == "zh"
        assert quote.text_content() in client.get(f"{link[1:]}.txt").text.replace("\n", "")
        assert example.cssselect(".facts a")
    assert found.xpath("//a[@href='./A/RES/67/138']")
    assert found.xpath("//a[contains(@href, 'documents?organ=body%2Fun-ga&session=')]")


LISTED = [
    ("", 1),
    ("?organ=body/un-ga", 1),
    ("?organ=body/un-sc", 0),
    ("?session=session/un-ga/67&year=2012&kind=Resolution", 1),
    ("?kind=Decision", 0),
    ('?organ="<>', 0),
    ("?page=2", 1),
]


@pytest.mark.parametrize(("asked", "total"), LISTED)
def test_lists_of_documents(client: httpx.Client, asked: str, total: int) -> None:
    found = client.get(f"/documents{asked}", headers=JSON).json()
    assert found["total"] == total
    rows = page(client, f"/documents{asked}").cssselect("tbody tr")
    assert len(rows) == len(found["documents"]) == (0 if "page" in asked else total)
    for row in found["documents"]:
        assert (row["document"], row["adopted"]) == ("A/RES/67/138", "2012-12-20")


@pytest.mark.parametrize("number", ["0", "x", "-1", "²", "99999999999999999999"])
def test_a_page_that_is_no_number_is_told(client: httpx.Client, number: str) -> None:
    assert client.get("/documents", params={"page": number}, headers=JSON).status_code == 400


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Nothing is here"), ("zh", "此处没有内容"), ("ar", "لا شيء هنا")]
)
def test_a_problem_is_named_in_the_language_of_the_interface(client: httpx.Client, language: str, title: str) -> None:
    found = page(client, "/A/RES/67/139", language)
    assert found.cssselect("h1")[0].text == title
    assert found.cssselect(".problem")[0].get("lang") == "en"
    assert found.xpath("//main//a[contains(@href, 'A/RES/67/138')]")


def test_a_resolution_weighs_little(client: httpx.Client) -> None:
    """25 kB for a median one; this one has 25 paragraphs, as the median of the official sample has."""
    answer = client.get("/zh/A/RES/67/138", headers=PAGE)
    assert len(gzip.compress(answer.content)) < 25_000
