"""``POST /annotate`` and ``resograph annotate``: any text's references, in four forms."""

from __future__ import annotations

import csv
import io
import json

import httpx
import jsonschema
import pytest
from lxml import etree, html

from conftest import BASE, run
from resograph.web.pages.annotate.schema import REFERENCES

TEXT = "In line with UNSCR 1325 (2000), paras 3 and 4, the Security Council <recalled> A/RES/67/138."
AKN = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


def ask(client: httpx.Client, accept: str = "*/*", **fields: str) -> httpx.Response:
    return client.post("/annotate", data=fields, headers={"Accept": accept})


def test_web_annotations_say_where_the_words_stand_and_what_is_held(client: httpx.Client) -> None:
    answer = ask(client, text=TEXT, lang="en")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    page = answer.json()
    jsonschema.validate(page, REFERENCES)
    bodies = {body["id"]: body.get("held") for item in page["items"] for body in item["body"]}
    assert bodies[f"{BASE}S/RES/1325(2000)~para_4"] is False
    assert bodies[f"{BASE}A/RES/67/138"] is True
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        assert TEXT[position["start"] : position["end"]] == quote["exact"]


def test_a_body_of_json_is_taken_and_the_language_told_by_the_words(client: httpx.Client) -> None:
    answer = client.post("/annotate", json={"text": "根据联合国安理会第2371（2017）号决议"})
    assert answer.json()["language"] == "zh"
    assert f"{BASE}S/RES/2371(2017)" in [item["body"][0]["id"] for item in answer.json()["items"]]


def test_akoma_ntoso_refers_in_the_words(client: httpx.Client) -> None:
    root = etree.fromstring(ask(client, "application/akn+xml", text=TEXT, lang="en").content)
    assert "".join(root.xpath("//a:mainBody/a:p[1]//text()", namespaces=AKN)) == TEXT
    refs = root.xpath("//a:ref/@href", namespaces=AKN)
    assert refs == [f"{BASE}S/RES/1325(2000)~para_3", f"{BASE}A/RES/67/138"]


def test_a_page_links_and_escapes(client: httpx.Client) -> None:
    page = html.fromstring(ask(client, "text/html", text=TEXT, lang="en").content)
    assert "./A/RES/67/138" in page.xpath("//article//a/@href")
    assert not page.xpath("//recalled")
    assert client.get("/annotate").status_code == 200


def test_rows(client: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(client, "text/csv", text="=1 " + TEXT, lang="en").text)))
    assert rows[0]["words"] == "1325 (2000)"
    assert {row["kind"] for row in rows} >= {"document", "entity"}


REFUSED = [
    ({"text": " "}, 400, "Give the text"),
    ({"text": "x", "lang": "de"}, 400, "no official language"),
    ({"text": "12 34"}, 400, "name it in lang"),
    ({"text": "resolution " * 30_000}, 413, "in several pieces"),
]


@pytest.mark.parametrize(("fields", "status", "advice"), REFUSED)
def test_bad_input_is_answered_with_what_to_do(
    client: httpx.Client, fields: dict[str, str], status: int, advice: str
) -> None:
    answer = ask(client, **fields)
    assert answer.status_code == status
    assert advice in answer.json()["detail"]


@pytest.mark.parametrize("body", [b'{"text": 1}', b"[1]", b'{"text": "\\ud800"}', b"{"])
def test_bad_json_is_refused(client: httpx.Client, body: bytes) -> None:
    answer = client.post("/annotate", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


def test_the_command_says_the_same() -> None:
    given = run("annotate", "-", "--lang", "en", stdin=TEXT)
    assert given.returncode == 0
    bodies = [body["id"] for item in json.loads(given.stdout)["items"] for body in item["body"]]
    assert f"{BASE}S/RES/1325(2000)~para_4" in bodies
    assert "no format" in run("annotate", "-", "--format", "pdf", stdin=TEXT).stderr
    assert run("annotate", "/no/such/file").returncode == 3
