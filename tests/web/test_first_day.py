"""No page is empty on the first day, when one resolution is held: it shows something, or says what would fill it."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import httpx
import pytest
from lxml import html

from conftest import ROOT
from resograph.cli.commands import COMMANDS
from resograph.resources import table
from resograph.sparql.operations import operations
from resograph.symbols.address import LANGUAGES

FILLING = table("data", "filling.toml")
PAGE = {"Accept": "text/html"}
EMPTY = [
    ("/agreement?state=state/aut", "votes"),
    ("/sessions/un-ga/67/votes", "votes"),
    ("/mandates?overdue=yes&on=2012-12-21", "documents"),
    ("/series/A/RES/67/138", "documents"),
    ("/search?q=nothingatall", "documents"),
    ("/documents?organ=body/un-sc", "documents"),
    ("/wording?q=no words like these are held anywhere", "documents"),
    ("/things?q=nobodyofthatname", "names"),
    ("/about/corrections", "corrections"),
    ("/state/aut.html", "documents"),
    ("/queries/budget-costs", "budget"),
    ("/queries/votes-elsewhere?state=state/chn", "votes"),
    ("/queries/discrepancies", "records"),
    ("/queries/unlisted", "records"),
    ("/queries/failed", "documents"),
]
"""Pages that have nothing with one resolution → the kind of what fills them."""


def main_of(client: httpx.Client, path: str, language: str = "en") -> html.HtmlElement:
    answer = client.get(path, headers={**PAGE, "Accept-Language": language}, follow_redirects=True)
    assert answer.status_code == 200, path
    (main,) = html.fromstring(answer.content).cssselect("main")
    return main


def said(main: html.HtmlElement) -> str:
    return " ".join(main.text_content().split())


def commands(main: html.HtmlElement) -> list[str]:
    return [code.text_content() for code in main.cssselect(".filling code")]


@pytest.mark.parametrize(("path", "kind"), EMPTY, ids=lambda value: str(value)[:40])
def test_an_empty_page_says_what_would_fill_it(client: httpx.Client, path: str, kind: str) -> None:
    assert commands(main_of(client, path)) == FILLING[kind]["commands"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_so_in_the_language_of_the_page(client: httpx.Client, language: str) -> None:
    (sentence,) = main_of(client, "/queries/discrepancies", language).cssselect(".filling")
    assert (str(sentence.text).strip() == "What would fill this page:") is (language == "en")


def test_every_page_of_the_menus_shows_something(client: httpx.Client) -> None:
    """Those of the header and the foot, and what their pages lead to in their own words."""
    front = html.fromstring(client.get("/", headers=PAGE).content)
    menus = {str(link) for link in front.xpath("//header//nav//a/@href | //footer//a/@href")}
    paths = {urljoin("/", link) for link in menus if "interface?" not in link and "//" not in link}
    assert len(paths) >= 11
    below = {
        urljoin(path, str(link))
        for path in paths & {"/about", "/things", "/docs"}
        for link in main_of(client, path).xpath(".//a/@href")
        if "//" not in str(link) and "#" not in str(link)
    }
    pages = sorted({*paths, *(path for path in below if not re.search(r"\.(csv|json|ttl|nt|rdf|xml|webp)$", path))})
    for path in pages[:80]:
        answer = client.get(path, headers=PAGE, follow_redirects=True)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html"):
            assert len(said(main_of(client, path))) > 40, path


@pytest.mark.parametrize("name", sorted(operations()))
def test_a_query_shows_rows_or_what_brings_them(client: httpx.Client, name: str) -> None:
    operation = operations()[name]
    assert operation.filled_by in FILLING
    if any(not parameter.optional for parameter in operation.parameters):
        values = {one.name: one.example for one in operation.parameters if not one.optional}
    else:
        values = {}
    main = main_of(client, str(httpx.URL(f"/queries/{name}", params=values)))
    if main.cssselect("#results"):
        assert main.cssselect("#results tbody tr") or commands(main) == FILLING[operation.filled_by]["commands"]


def test_the_commands_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for kind in FILLING.values():
        for command in kind["commands"]:
            program, name, *_ = command.split()
            assert (name in COMMANDS) if program == "resograph" else f"\n{name}:" in makefile, command
