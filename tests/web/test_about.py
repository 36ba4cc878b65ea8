"""Pages about the data: what they count is what is held, what they link to is there, corrections have their makers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest
from lxml import html
from servers import served

from conftest import SEED
from resograph.releases import Release
from resograph.symbols.address import LANGUAGES
from resograph.web.interface import Interface
from resograph.web.pages.shapes.rules import shape_rules

ALL = ["about", "docs/api", *(f"about/{name}" for name in ("vocabularies", "shapes", "validation", "corrections"))]
CORRECTION = """document = "A/RES/67/138"
language = "zh"
[[correction]]
part = "para_14"
words = "宣传"
do = "remove"
fact = "theme"
value = "theme/1005197"
by = "A. Librarian"
on = 2026-01-31
why = "to publicise, not propaganda"
"""


def page(client: httpx.Client, path: str, language: str = "en") -> html.HtmlElement:
    answer = client.get(f"/{path}", headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, path
    assert "Cookie" in answer.headers["vary"]
    return html.fromstring(answer.content)


def count(client: httpx.Client, pattern: str) -> int:
    query = f"PREFIX reso: <https://w3id.org/resograph/ns#> SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return int(rows[0]["n"]["value"])


@pytest.mark.parametrize("path", ALL)
def test_each_is_there_in_six_languages_and_leads_somewhere(client: httpx.Client, path: str) -> None:
    titles = {page(client, path, language).cssselect("h1")[0].text_content() for language in LANGUAGES}
    assert len(titles) > 3
    links = page(client, path).xpath("//main//a/@href[not(contains(., '://'))]")
    for link in {link for link in links if "actor/" not in link}:
        target = urljoin(f"{client.base_url}/{path}", link)
        assert client.get(target, follow_redirects=True, headers={"Accept": "text/html"}).status_code == 200, link


def test_the_release_is_told(client: httpx.Client, release: Release) -> None:
    words = page(client, "about").text_content()
    for name in ("triples", "acts", "parts"):
        assert Interface("en").number(release.manifest.counts[name]) in words
    assert release.name in words
    assert "@dataset{" in words


@pytest.mark.parametrize("name", ["actor", "theme", "verb", "state"])
def test_a_vocabulary_lists_its_concepts(client: httpx.Client, name: str) -> None:
    scheme = "http://www.w3.org/2004/02/skos/core#inScheme"
    held = count(client, f"?concept <{scheme}> <http://localhost:8000/{name}>")
    first = page(client, f"about/vocabularies/{name}", "zh")
    assert Interface("zh")("about.concepts", count=held) in first.text_content()
    listed, number = len(first.cssselect(".concepts li")), 1
    while following := page(client, f"about/vocabularies/{name}?page={number}").cssselect("a[rel=next]"):
        number += 1
        assert following[0].get("href", "").endswith(f"page={number}")
        listed += len(page(client, f"about/vocabularies/{name}?page={number}").cssselect(".concepts li"))
    assert listed == held > 50


def test_every_rule_is_said_in_words(client: httpx.Client) -> None:
    words = page(client, "about/shapes", "zh").text_content()
    assert all(rule.messages.get("zh", rule.messages["en"]) in words for rule in shape_rules())


def test_findings_are_counted_and_shown_where_they_are(client: httpx.Client) -> None:
    held = count(client, "?finding a reso:Finding")
    found = page(client, "about/validation")
    expected = Interface("en")("about.findings", count=held) if held else Interface("en")("about.no_findings")
    assert expected in found.text_content()
    assert len(found.cssselect("main section")) == count(
        client, "{ SELECT DISTINCT ?rule ?message { ?finding a reso:Finding ; reso:rule ?rule } }"
    )


def test_every_address_for_programs_is_told(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()["paths"]
    told = {code.text for code in page(client, "docs/api").cssselect("h2 code")}
    assert told == {f"{m.upper()} {path}" for path, methods in described.items() for m in methods if m != "head"}


@pytest.fixture
def corrected(store_directory: Path, release: Release, tmp_path: Path) -> Iterator[httpx.Client]:
    """The release, taught a correction."""
    shutil.copytree(store_directory, tmp_path / "store")
    file = tmp_path / "store" / "releases" / release.name / "taught" / "corrections" / "zh" / f"{SEED.stem[:-3]}.toml"
    file.parent.mkdir(parents=True)
    file.write_text(CORRECTION, encoding="utf-8")
    with served("--store", str(tmp_path / "store")) as client:
        yield client


def test_a_correction_has_its_maker_its_day_and_its_reason(corrected: httpx.Client, client: httpx.Client) -> None:
    cells = [cell.text_content() for cell in page(corrected, "about/corrections").cssselect("tbody td")]
    assert cells[0] == "zh/A/RES/67/138~para_14 宣传"
    assert cells[1].split() == ["remove", "theme", "theme/1005197"]
    assert cells[2:] == ["A. Librarian", "31 January 2026", "to publicise, not propaganda"]
    assert "Nobody has corrected" in page(client, "about/corrections").text_content()
