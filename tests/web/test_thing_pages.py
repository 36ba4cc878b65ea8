"""Pages of actors, bodies, States, themes, verbs, sessions …: each kind says what people come for."""

from __future__ import annotations

import httpx
import pytest
from lxml import html

from resograph.symbols.address import LANGUAGES


def page(client: httpx.Client, path: str, language: str = "en") -> html.HtmlElement:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


FILES = [
    ("actor/member-states", ["Group of actors", "Member States", "Asked of it (", "para. 14", "20 December 2012"]),
    ("actor/secretary-general", ["Office", "no answer is held here (1)", "Seventieth session", "Acts by force"]),
    ("actor/un-volunteers", ["Programme", "Part of", "Asked of it (", "Mentioned in"]),
    ("body/un-ga", ["Body", "Documents it adopted (1)", "Sixty-seventh session", "Reports to be made to it (1)"]),
    ("state/chn", ["State", "Member since", "24 October 1945", "CHN"]),
    ("theme/1006907", ["Theme", "Paragraphs on it (", "paragraphs: ", "metadata.un.org/thesaurus/1006907"]),
    ("verb/encourages", ["Verb", "weak directive", "Acts with this verb (", "Member States"]),
    ("force/directive", ["Force", "calls upon", "Acts of this force (", "tells or asks someone"]),
    ("session/un-ga/67", ["Session", "General Assembly", "Documents adopted at it (1)", "A/RES/67/138"]),
    ("session/un-ga/70", ["Reports due at it (1)", "Secretary-General", "15 September 2015"]),
    ("meeting/un-ga/67/60", ["Meeting", "Documents adopted at it (1)", "A/RES/67/138"]),
    ("item/un-ga/70/社会发展", ["Agenda item", "Reports due under it (1)", "Secretary-General"]),
    ("A/RES/67/138~para_25__report_1", ["Report due", "A/RES/67/138, para. 25", "Seventieth session"]),
    (
        "A/RES/67/138~para_25__act_1",
        ["a mandate to report", "A/RES/67/138, para. 25", "Seventieth session", "社会发展"],
    ),
]


@pytest.mark.parametrize(("thing", "facts"), FILES)
def test_each_kind_of_thing_has_its_file(client: httpx.Client, thing: str, facts: list[str]) -> None:
    found = words_of(page(client, f"/{thing}.html").get_element_by_id("main"))
    for fact in facts:
        assert fact in found, fact


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_come_in_each_language(client: httpx.Client, language: str) -> None:
    for thing, _ in FILES:
        found = page(client, f"/{thing}.html", language)
        assert found.get("lang") == language
        assert not {"{", "}"} & set(words_of(found.get_element_by_id("main")))


def test_a_name_is_given_in_six_languages(client: httpx.Client) -> None:
    found = page(client, "/actor/secretary-general.html", "ar")
    names = {name.get("lang"): words_of(name) for name in found.cssselect("dl.called dd")}
    assert set(names) == set(LANGUAGES)
    assert names["zh"].startswith("秘书长") and names["ru"].startswith("Генеральный секретарь")
    assert found.cssselect("h1")[0].text == "الأمين العام"


def test_every_link_of_a_file_leads_somewhere(client: httpx.Client) -> None:
    links = {
        link
        for thing, _ in FILES
        for link in page(client, f"/{thing}.html").xpath("//main//a/@href")
        if "://" not in link
    }
    assert len(links) > 100
    for link in sorted(links)[::7]:
        path = "/" + link.lstrip("./")
        answer = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
        assert answer.status_code == 200, link


def test_acts_by_force_lead_to_the_table(client: httpx.Client) -> None:
    found = page(client, "/actor/member-states.html")
    for entry in found.cssselect("ul.legend li")[:2]:
        (link,) = entry.cssselect("a")
        table = client.get("/" + link.get("href", "").lstrip("./").replace("mandates?", "mandates.json?")).json()
        assert words_of(entry.cssselect("b")[0]) == str(table["total"])


def test_a_long_list_has_pages(client: httpx.Client) -> None:
    whole = page(client, "/theme/1006907.html")
    assert not whole.cssselect("nav.pages")
    for wrong in ("0", "x", "2", "1e3"):
        answer = client.get(f"/theme/1006907.html?page={wrong}", headers={"Accept": "application/json"})
        assert answer.status_code == 400
        assert f"page={wrong}" in answer.json()["detail"]


def test_an_act_leads_to_its_paragraph(client: httpx.Client) -> None:
    found = page(client, "/A/RES/67/138~para_25__act_1.html")
    assert "../../../A/RES/67/138~para_25" in found.xpath("//main//a/@href")
    assert found.cssselect("blockquote")[0].get("lang") == "zh"
