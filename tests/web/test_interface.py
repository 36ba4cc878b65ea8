"""The interface's language: chosen by the client or by a person, complete in six languages."""

from __future__ import annotations

import string
import tomllib
from typing import Any

import httpx
import pytest
from lxml import html

from conftest import ROOT
from resograph.symbols.address import LANGUAGES
from resograph.web.interface import COOKIE, Interface

FILES = {code: tomllib.loads((ROOT / "data" / "interface" / f"{code}.toml").read_text()) for code in LANGUAGES}


def keys(file: dict[str, Any]) -> dict[str, set[str]]:
    """Section.key → the places to fill in."""
    return {
        f"{section}.{key}": {
            name
            for text in (words.values() if isinstance(words, dict) else (words,))
            for _, name, _, _ in string.Formatter().parse(text)
            if name
        }
        for section, rows in file.items()
        for key, words in rows.items()
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_all_words(code: str) -> None:
    assert keys(FILES[code]) == keys(FILES["en"])


WRITTEN = [
    ("en", "20 December 2012", "12,345"),
    ("fr", "20 décembre 2012", "12 345"),
    ("es", "20 de diciembre de 2012", "12.345"),
    ("ru", "20 декабря 2012 г.", "12 345"),
    ("zh", "2012年12月20日", "12,345"),
    ("ar", "20 ديسمبر 2012", "12,345"),
]


@pytest.mark.parametrize(("code", "day", "number"), WRITTEN)
def test_dates_and_numbers_as_the_language_writes_them(code: str, day: str, number: str) -> None:
    words = Interface(code)
    assert " ".join(words.date("2012-12-20").split()) == day
    assert " ".join(words.number(12345).split()) == number


def shown_in(answer: httpx.Response) -> tuple[str | None, str | None]:
    page = html.fromstring(answer.content)
    return page.get("lang"), page.get("dir")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_client_prefers_a_language(client: httpx.Client, code: str) -> None:
    answer = client.get("/zh/A/RES/67/138", headers={"Accept": "text/html", "Accept-Language": f"{code}, en;q=0.3"})
    assert shown_in(answer) == (code, "rtl" if code == "ar" else "ltr")
    assert "Cookie" in answer.headers["vary"]


def test_a_person_chooses_and_is_led_back(client: httpx.Client) -> None:
    answer = client.get("/interface", params={"language": "fr", "back": "zh/A/RES/67/138~para_14?a=b"})
    assert (answer.status_code, answer.headers["location"]) == (303, "./zh/A/RES/67/138~para_14?a=b")
    client.cookies.clear()  # other tests share the client
    headers = {"Accept": "text/html", "Accept-Language": "en", "Cookie": f"{COOKIE}=fr"}
    assert shown_in(client.get("/", headers=headers)) == ("fr", "ltr")


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "\\\\example.org", "javascript:alert(1)"])
def test_the_way_back_stays_on_this_host(client: httpx.Client, back: str) -> None:
    location = client.get("/interface", params={"language": "fr", "back": back}).headers["location"]
    client.cookies.clear()
    assert location.startswith("./")
    assert "example.org" not in location or location == "./example.org/"


def test_an_unknown_language_is_refused(client: httpx.Client) -> None:
    answer = client.get("/interface", params={"language": "xx"})
    assert answer.status_code == 400
    assert "ar" in answer.json()["detail"]


def test_no_template_has_a_style_of_its_own() -> None:
    """Browsers drop what the content security policy forbids (``style-src 'self'``)."""
    templates = sorted((ROOT / "app").rglob("*.html"))
    assert templates
    assert [path.name for path in templates if ' style="' in path.read_text(encoding="utf-8")] == []
