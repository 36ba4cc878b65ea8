"""What the box understands, over HTTP: suggestions, things, questions with answers, looser matches; query forms."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from lxml import html

from conftest import BASE
from resograph.sparql.operations import operations
from resograph.symbols.address import LANGUAGES

JSON, PAGE = {"Accept": "application/json"}, {"Accept": "text/html"}


def suggested(client: httpx.Client, **parameters: str) -> list[dict[str, str]]:
    answer = client.get("/suggest", params=parameters)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, str]] = answer.json()["suggestions"]
    return found


SUGGESTED = [
    ("67/138", "en", "A/RES/67/138", "A/RES/67/138", "Document"),
    ("ohchr", "fr", "actor/ohchr", "Haut-Commissariat des Nations Unies aux droits de l’homme", "Office"),
    ("climate ch", "en", "theme/1001030", "Climate change", "Theme"),
    ("中国", "zh", "state/chn", "中国", "State"),
    ("eightieth", "es", "session/un-ga/80", "octogésimo período de sesiones de la Asamblea General", "Session"),
]


@pytest.mark.parametrize(("typed", "language", "path", "name", "kind"), SUGGESTED)
def test_suggestions(client: httpx.Client, typed: str, language: str, path: str, name: str, kind: str) -> None:
    first = suggested(client, q=typed, lang=language)[0]
    assert (first["address"], first["path"], first["name"], first["kind"]) == (BASE + path, path, name, kind)
    assert first["detail"]


def test_suggestions_of_one_kind(client: httpx.Client) -> None:
    found = suggested(client, q="women", lang="en", kind="Theme", limit="3")
    assert len(found) == 3
    assert {one["kind"] for one in found} == {"Theme"}
    assert suggested(client, q="", lang="en") == []


BAD = [
    ("/suggest", {"q": "x" * 501}, "characters"),
    ("/suggest", {"q": "x", "lang": "de"}, "no official language"),
    ("/suggest", {"q": "x", "kind": "Dragon"}, "is none of"),
    ("/suggest", {"q": "x", "limit": "0"}, "no number"),
    ("/things", {"kind": "Dragon"}, "is none of"),
    ("/things", {"kind": "State", "page": "999"}, "the list has"),
    ("/things", {"q": "x" * 501}, "characters"),
    ("/search", {"q": "word " * 1000}, "characters"),
    ("/queries/reports-to-session", {"session": "80"}, "nothing of that address or name is known here"),
    ("/queries/agreed-language", {"theme": "state/chn"}, "but is no Theme"),
    ("/queries/votes-of", {"state": "Atlantis"}, "nothing of that address or name is known here"),
    ("/queries/voted-on", {"document": "A/RES/67/138", "vote": "perhaps"}, "is none of in favour"),
    ("/queries/voted-on", {"document": "nonsense"}, "no UN document symbol"),
]


@pytest.mark.parametrize(("path", "parameters", "sentence"), BAD)
def test_what_cannot_be_is_told(client: httpx.Client, path: str, parameters: dict[str, str], sentence: str) -> None:
    answer = client.get(path, params=parameters, headers=JSON)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert sentence in answer.json()["detail"]


def searched(client: httpx.Client, words: str, language: str = "en") -> dict[str, Any]:
    found = client.get("/search", params={"q": words}, headers={**JSON, "Accept-Language": language})
    assert found.status_code == 200
    answer: dict[str, Any] = found.json()
    return answer


def test_a_question_in_json(client: httpx.Client) -> None:
    found = searched(client, "reports due by OHCHR at the eightieth session")
    assert found["questions"][0] == {
        "query": "reports-by",
        "parameters": {"actor": "actor/ohchr", "session": "session/un-ga/80"},
        "question": "Reports due: Office of the United Nations High Commissioner for Human Rights, "
        "Eightieth session of the General Assembly",
        "certain": True,
    }
    assert {"address": f"{BASE}session/un-ga/80", "kind": "Session"}.items() <= {
        key: value for thing in found["things"] if thing["kind"] == "Session" for key, value in thing.items()
    }.items()
    assert all(set(one["parameters"]) <= _names(one["query"]) for one in found["questions"])


def _names(query: str) -> set[str]:
    return {row.name for row in operations()[query].parameters}


def test_each_question_that_is_offered_can_be_asked(client: httpx.Client) -> None:
    for words in ("联合国志愿人员组织被要求做什么", "who voted against 67/138", "qui cite 66/67"):
        for one in searched(client, words)["questions"]:
            answer = client.get(f"/queries/{one['query']}.json", params=one["parameters"])
            assert answer.status_code == 200, answer.text


def test_a_question_on_the_page(client: httpx.Client) -> None:
    answer = client.get("/search", params={"q": "what are Member States asked to do"}, headers=PAGE)
    section = html.fromstring(answer.content).cssselect("section.questions article")[0]
    link = section.cssselect("h3 a")[0]
    assert "queries/mandates-of?actor=actor%2Fmember-states" in (link.get("href") or "")
    assert len(section.cssselect("tbody tr")) == 5
    heads = [head.text_content() for head in section.cssselect("th")]
    assert "Verb" in heads and "Actor" not in heads
    assert "SELECT" in section.cssselect("details code")[0].text_content()


def test_where_a_question_is_answered_nobody_is_told_that_nothing_was_found(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": "联合国志愿人员组织被要求做什么"}, headers=PAGE).text
    assert page.index("understood") < page.index("stand in no text held here") and "Nothing was found" not in page


def test_an_answer_that_is_not_held_is_said_to_be_none(client: httpx.Client) -> None:
    answer = client.get("/search", params={"q": "who voted against 67/138"}, headers=PAGE)
    assert "Nothing that is held answers this." in answer.text


def test_looser_matches_are_said_to_be_looser(client: httpx.Client) -> None:
    found = searched(client, "志愿服务 helicopters")
    assert (found["total"], found["results"]) == (0, [])
    assert found["looser"]["total"] > 0 and " OR " in found["looser"]["q"]
    page = client.get("/search", params={"q": "志愿服务 helicopters"}, headers=PAGE)
    assert "No place has all these words" in page.text
    assert searched(client, "志愿服务")["looser"] is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_things_in_every_language(client: httpx.Client, code: str) -> None:
    headers = {**PAGE, "Accept-Language": code}
    page = html.fromstring(client.get("/things", headers=headers).content)
    links = [link.get("href") or "" for link in page.cssselect("main table a")]
    assert any(link.endswith("things?kind=State") for link in links)
    states = html.fromstring(client.get("/things", params={"kind": "State"}, headers=headers).content)
    assert len(states.cssselect("main tbody tr")) == 50
    assert page.cssselect("header nav a[href$=things]")


def test_things_by_the_beginning_of_a_name(client: httpx.Client) -> None:
    page = html.fromstring(client.get("/things", params={"q": "volunt", "kind": "Actor"}, headers=PAGE).content)
    assert "actor/un-volunteers" in " ".join(link.get("href") or "" for link in page.cssselect("main tbody a"))
    none = client.get("/things", params={"q": "xyzzy"}, headers=PAGE)
    assert "No such name is known here." in none.text


NAMED = [
    ("votes-of", {"state": "China"}, "state=state%2Fchn"),
    ("votes-of", {"state": "الصين"}, "state=state%2Fchn"),
    ("mandates-of", {"actor": "OHCHR"}, "actor=actor%2Fohchr"),
    ("mandates-of", {"actor": f"{BASE}actor/ohchr"}, "actor=actor%2Fohchr"),
    ("citations-of", {"document": "67/138"}, "document=A%2FRES%2F67%2F138"),
]


@pytest.mark.parametrize(("query", "values", "address"), NAMED)
def test_names_are_understood(client: httpx.Client, query: str, values: dict[str, str], address: str) -> None:
    answer = client.get(f"/queries/{query}", params=values, headers=PAGE, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{query}?{address}")
    assert client.get(f"/queries/{query}.csv", params=values).status_code == 200


def test_a_form_knows_what_can_be_chosen(client: httpx.Client) -> None:
    page = html.fromstring(client.get("/queries/voted-on", headers={**PAGE, "Accept-Language": "fr"}).content)
    assert [option.text for option in page.cssselect("#p-vote option")] == [
        "tous", "pour", "contre", "abstention", "n’a pas voté",
    ]  # fmt: skip
    page = html.fromstring(client.get("/queries/mandates-of", headers=PAGE).content)
    offered = [option.get("value") for option in page.cssselect("#l-actor option")]
    assert "Member States" in offered
    assert page.cssselect("#p-actor")[0].get("value") == "Member States"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", ["describe-work", "mandates-of", "reports-by"])
def test_pages_of_queries_are_in_words(client: httpx.Client, name: str, code: str) -> None:
    found = operations()[name]
    values = {row.name: row.example for row in found.parameters if not row.optional}
    answer = client.get(f"/queries/{name}", params=values, headers={**PAGE, "Accept-Language": code})
    page = html.fromstring(answer.content)
    assert page.cssselect("h1")[0].text_content() == found.title_in(code)
    heads = [head.text_content() for head in page.cssselect("#results th")]
    assert heads and (code == "en" or not {"paragraph", "Paragraph"} & {*heads} or code == "fr")
    assert "#:" not in answer.text
