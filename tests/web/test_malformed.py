"""A thousand malformed queries and requests, made by a seed: each answered 4xx with a message, none 5xx."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from bench.requests import DIGITS, faults_of, from_description, from_grammar
from servers import served

from conftest import ROOT
from resograph.releases import Release
from resograph.sparql.guard import shape_of

QUERIES = [
    "".join(line for line in path.read_text().splitlines(keepends=True) if not line.startswith("#"))
    for path in sorted((ROOT / "queries").glob("*.rq"))
]
"""Without their headers: a comment can hold anything."""
PIECES = [
    "{",
    "}",
    "(",
    ")",
    "<",
    ">",
    '"',
    "'",
    "\\",
    "\\u00",
    "\\uD800",
    "\x00",
    "\x7f",
    "?",
    "$",
    "@",
    "#",
    ";",
    "^^",
]
PIECES += [
    "SELECT",
    "FILTER(",
    "<x y>",
    "<a>",
    "GROUP BY",
    "LIMIT -1",
    "OFFSET x",
    "VALUES ?x",
    "1e",
    "_:",
    "é",
    "😀",
    "志",
]
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
PATHS = ["/sparql", "/sparql/", "/rdf-graph-store", "/queries/mandates-of", "/.well-known/void", "/A/RES/67/138"]
TYPES = ["", "text/plain", "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"]
TYPES += ["application/sparql-query; charset=latin-1", "application/json", ";", "a/b;c", "text/turtle", "*/*"]
NAMES = ["query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "graph", "default", "x", ""]
ACCEPTS = [
    "",
    "*/*",
    "text/html",
    ";q=",
    "a/b;q=x",
    ",,,",
    "text/*;q=0",
    "application/json;q=nan",
    "x" * 500,
    "text/csv",
]


def broken(dice: random.Random) -> str:
    """A query of the product with a few pieces cut out, doubled, or put in."""
    text = dice.choice(QUERIES)
    for _ in range(dice.randrange(1, 5)):
        at = dice.randrange(len(text))
        length = dice.randrange(20)
        text = text[:at] + dice.choice(["", text[at : at + length] * 2, dice.choice(PIECES)]) + text[at + length :]
    return text


def noise(dice: random.Random) -> bytes:
    return bytes(dice.randrange(256) for _ in range(dice.randrange(40)))


def request_of(dice: random.Random) -> tuple[str, str, bytes, dict[str, str]]:
    """Method, address, body and headers, any of them likely wrong."""
    value = dice.choice([broken(dice).encode(), noise(dice), b"%", b"%ZZ", b"ASK {}", b""])
    escaped = "".join(f"%{byte:02x}" for byte in value) if dice.random() < 0.8 else "%" + value.hex()
    pairs = "&".join(f"{dice.choice(NAMES)}={escaped}" for _ in range(dice.randrange(4)))
    body = dice.choice([value, noise(dice), pairs.encode(), b""])
    headers = {"Accept": dice.choice(ACCEPTS), "Content-Type": dice.choice(TYPES), "Authorization": "Bearer x"}
    return dice.choice(METHODS), f"{dice.choice(PATHS)}?{pairs}", body, headers


@pytest.fixture(scope="module")
def http(release: Release, store_directory: Path) -> Iterator[httpx.Client]:
    with served("--store", str(store_directory), settings={"query_seconds": 5, "query_rows": 1000}) as client:
        client.timeout = httpx.Timeout(120)
        yield client


def told(answer: httpx.Response) -> bool:
    """Whether an answer is what it may be: no failure of the server, and a refusal with its reason."""
    if answer.status_code < 400:
        return True
    refused = answer.status_code < 500 or "retry-after" in answer.headers
    return refused and (answer.request.method == "HEAD" or bool(answer.json().get("detail")) or "<html" in answer.text)


@pytest.mark.parametrize("seed", range(10))
def test_malformed_queries_are_told(http: httpx.Client, seed: int) -> None:
    dice = random.Random(seed)
    refused = 0
    for _ in range(50):
        text = broken(dice)
        try:
            answer = http.post("/sparql", data={"query": text})
        except httpx.RemoteProtocolError:  # no error: what is left gives more than its limits allow, so it was cut
            assert shape_of(text).form in ("SELECT", "CONSTRUCT", "DESCRIBE")
            assert http.get("/health").status_code == 200
            continue
        assert told(answer), (text, answer.status_code, answer.text)
        refused += 400 <= answer.status_code < 500
    assert refused > 25


@pytest.mark.parametrize("seed", range(10))
def test_malformed_requests_are_told(http: httpx.Client, seed: int) -> None:
    dice = random.Random(1000 + seed)
    for _ in range(50):
        method, address, body, headers = request_of(dice)
        answer = http.request(method, address, content=body, headers=headers)
        shown = answer.headers.get("content-type", "")
        page = "text/html" in shown
        assert page or told(answer), (method, address, body, headers, answer.status_code, answer.text)
        assert answer.status_code < 500


@pytest.mark.parametrize("seed", range(4))
def test_requests_from_the_description_and_the_grammar_of_addresses_are_told(http: httpx.Client, seed: int) -> None:
    dice = random.Random(2000 + seed)
    described = from_description(json.loads(http.get("/openapi.json").content))
    for _ in range(75):
        made = dice.choice([described, from_grammar])(dice)
        assert not (fault := faults_of(http, made)[1]), (made, fault)


REFUSED = [
    ("GET", f"/documents?page={DIGITS}", "", 400),
    ("GET", "/documents?page=%C2%B2", "", 400),
    ("GET", f"/mandates?year=2015{DIGITS}", "", 400),
    ("GET", "/feed.atom?before=9999999999999999999.1", "", 400),
    ("GET", f"/feed.atom?before=1.{'9' * 25}", "", 400),
    ("GET", f"/A/RES/67/138~para_{DIGITS[:900]}", "", 404),
    ("GET", f"/A/RES/67/138~para_{DIGITS}", "", 404),
    ("GET", "/graph/%3C", "", 404),
    ("GET", "/actor/a%20b", "", 404),
    ("GET", "/theme/%EE%80%80.ttl", "", 404),
    ("POST", "/resolve", f"[{DIGITS}]", 400),
    ("POST", "/resolve", r'["\ud800"]', 400),
    ("POST", "/resolve", "[NaN]", 400),
    ("POST", "/reconcile", f'queries={{"q0": {{"query": "x", "limit": {DIGITS}}}}}', 400),
    ("POST", "/reconcile", r'queries={"q0": {"query": "\ud800"}}', 400),
    ("POST", "/reconcile", r'queries={"q0": {"query": "x", "properties": [{"pid": "a", "v": "\udfff"}]}}', 400),
    ("POST", "/reconcile", r'extend={"ids": ["\ud800"], "properties": [{"id": "adoptedOn"}]}', 400),
    ("POST", "/reconcile", r'extend={"ids": ["A/RES/67/138"], "properties": [{"id": "\ud800"}]}', 400),
]


@pytest.mark.parametrize(("method", "target", "body", "status"), REFUSED)
def test_what_no_number_text_or_address_may_be_is_refused(
    http: httpx.Client, method: str, target: str, body: str, status: int
) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body.startswith(("queries", "extend")) else {}
    answer = http.request(method, target, content=body, headers=form)
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]
