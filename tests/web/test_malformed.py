"""A thousand malformed queries and requests, made by a seed: each answered 4xx with a message, none 5xx."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from servers import served

from conftest import ROOT
from resograph.releases import Release
from resograph.sparql.guard import shape_of

QUERIES = [path.read_text() for path in sorted((ROOT / "queries").glob("*.rq"))]
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
