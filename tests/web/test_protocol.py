"""The 34 cases of the W3C's SPARQL 1.1 protocol tests, told anew, against our server and Oxigraph's own.

The W3C's file: rdf-tests, sparql/sparql11/protocol/manifest.ttl.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import httpx
import pytest
from engines import server
from servers import BEARER, writable

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
DATA = [f"http://kasei.us/2009/09/sparql/data/data{n}.rdf" for n in range(4)]
DOCUMENT, RESOURCE = "http://xmlns.com/foaf/0.1/Document", "http://purl.org/dc/terms/BibliographicResource"


@dataclass(frozen=True)
class Request:
    """``operation`` says which address it is for, where a server has two."""

    operation: str
    method: str
    parameters: Sequence[tuple[str, str]] = ()
    media: str | None = None
    body: bytes = b""
    address: str = ""
    """Parameters as they are written, instead."""


def get(*parameters: tuple[str, str]) -> Request:
    return Request("query", "GET", parameters)


def form(operation: str, fields: str, *parameters: tuple[str, str]) -> Request:
    return Request(operation, "POST", parameters, FORM, fields.encode())


def post(operation: str, text: str, *parameters: tuple[str, str], media: str | None = "", code: str = "") -> Request:
    right = QUERY if operation == "query" else UPDATE
    if code:
        return Request(operation, "POST", parameters, f"{right}; charset={code}", text.encode(code))
    return Request(operation, "POST", parameters, right if media == "" else media, text.encode())


Check = Callable[[httpx.Response], bool]


def true(answer: httpx.Response) -> bool:
    if not answer.is_success:
        return False
    if "json" in answer.headers["content-type"]:
        return json.loads(answer.text)["boolean"] is True
    return "<boolean>true</boolean>" in answer.text


def done(answer: httpx.Response) -> bool:
    return answer.is_success


def refused(answer: httpx.Response) -> bool:
    return 400 <= answer.status_code < 500


def of(*types: str) -> Check:
    return lambda answer: answer.is_success and answer.headers["content-type"].partition(";")[0] in types


def one_iri_other_than(relative: str) -> Check:
    def check(answer: httpx.Response) -> bool:
        rows = json.loads(answer.text)["results"]["bindings"]
        return [row["o"]["type"] for row in rows] == ["uri"] and rows[0]["o"]["value"] != relative

    return check


BOOLEAN = of("application/sparql-results+json", "application/sparql-results+xml")
TABULAR = of(
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"
)
GRAPH = of("text/turtle", "application/n-triples", "application/n-quads", "application/rdf+xml", "application/ld+json")


def default(*numbers: int, name: str = "default-graph-uri") -> list[tuple[str, str]]:
    return [(name, DATA[number]) for number in numbers]


def named(*numbers: int, name: str = "named-graph-uri") -> list[tuple[str, str]]:
    return [(name, DATA[number]) for number in numbers]


def typed(*numbers: int) -> str:
    return " . ".join(f"<{DATA[number]}> a ?type" for number in numbers)


def in_graphs(*numbers: int) -> str:
    return " ".join(f"GRAPH ?g{number} {{ <{DATA[number]}> a ?type }}" for number in numbers)


def change(target: str, template: str, pattern: str, *numbers: int) -> str:
    data = " ".join(f"GRAPH <{DATA[n]}> {{ <{DATA[n]}> a <{DOCUMENT}> }}" for n in numbers)
    return f"DROP ALL ; INSERT DATA {{ {data} }} ; INSERT {{ GRAPH <{target}> {{ {template} }} }} WHERE {{ {pattern} }}"


def holds(target: str, there: str, not_there: str) -> Request:
    missing = f"FILTER NOT EXISTS {{ GRAPH <{target}> {{ {not_there} }} }}" if not_there else ""
    return post("query", f"ASK {{ GRAPH <{target}> {{ {there} }} {missing} }}")


def resources(*numbers: int) -> str:
    return " . ".join(f"<{DATA[number]}> a <{RESOURCE}>" for number in numbers)


T, IN = "http://example.org/protocol-update-test/", "http://example.org/in"
USING, USING_NAMED = "using-graph-uri", "using-named-graph-uri"
EITHER = f"{{ GRAPH ?g {{ ?s a <{DOCUMENT}> }} BIND(?g AS ?in) }} UNION {{ ?s a <{DOCUMENT}> BIND('default' AS ?in) }}"
RENAME = "WITH <http://example/a> DELETE { ?p <x:name> 'Bill' } INSERT { ?p <x:name> 'W' } WHERE { ?p <x:name> 'Bill' }"
BASED = "INSERT DATA { GRAPH <http://example.org/b/> { <http://example.org/s> <http://example.org/p> <test> } }"
WHAT = "SELECT ?o { GRAPH <http://example.org/b/> { <http://example.org/s> <http://example.org/p> ?o } }"
BOTH = f"{quote(DATA[1], safe='')}&named-graph-uri={quote(DATA[2], safe='')}"

CASES: dict[str, list[tuple[Request, Check]]] = {
    "query_post_form": [(form("query", "query=ASK%20%7B%7D", *default(0)), true)],
    "query_dataset_default_graphs_get": [(get(("query", f"ASK {{ {typed(1, 2)} }}"), *default(1, 2)), true)],
    "query_dataset_default_graphs_post": [(post("query", f"ASK {{ {typed(1, 2)} }}", *default(1, 2)), true)],
    "query_dataset_named_graphs_post": [(post("query", f"ASK {{ {in_graphs(1, 2)} }}", *named(1, 2)), true)],
    "query_dataset_named_graphs_get": [(get(("query", f"ASK {{ {in_graphs(1, 2)} }}"), *named(1, 2)), true)],
    "query_dataset_full": [(post("query", f"ASK {{ {typed(3)} {in_graphs(1, 2)} }}", *default(3), *named(1, 2)), true)],
    "query_multiple_dataset": [
        (
            Request(
                "query",
                "POST",
                media=QUERY,
                body=f"ASK FROM <{DATA[3]}> {{ {in_graphs(1, 2)} }}".encode(),
                address=f"named-graph-uri={BOTH}",
            ),
            true,
        )
    ],
    "query_get": [(get(("query", "ASK {}"), *default(0)), true)],
    "query_content_type_select": [(post("query", "SELECT (1 AS ?value) {}", *default(0)), TABULAR)],
    "query_content_type_ask": [(post("query", "ASK {}", *default(0)), BOOLEAN)],
    "query_content_type_describe": [(post("query", "DESCRIBE <http://example.org/>", *default(0)), GRAPH)],
    "query_content_type_construct": [(post("query", "CONSTRUCT { <s> <p> 1 } WHERE {}", *default(0)), GRAPH)],
    "update_dataset_default_graph": [
        (
            post("update", change(T, f"?s a <{RESOURCE}>", f"?s a <{DOCUMENT}>", 1), *default(1, name=USING)),
            done,
        ),
        (holds(T, resources(1), ""), true),
    ],
    "update_dataset_default_graphs": [
        (
            post("update", change(T, f"?s a <{RESOURCE}>", f"?s a <{DOCUMENT}>", 1, 2, 3), *default(1, 2, name=USING)),
            done,
        ),
        (holds(T, resources(1, 2), resources(3)), true),
    ],
    "update_dataset_named_graphs": [
        (
            post(
                "update",
                change(T, f"?s a <{RESOURCE}>", f"GRAPH ?g {{ ?s a <{DOCUMENT}> }}", 1, 2, 3),
                *named(1, 2, name=USING_NAMED),
            ),
            done,
        ),
        (holds(T, resources(1, 2), resources(3)), true),
    ],
    "update_dataset_full": [
        (
            post(
                "update",
                change(T, f"?s <{IN}> ?in", EITHER, 1, 2, 3),
                *default(1, name=USING),
                *named(2, name=USING_NAMED),
            ),
            done,
        ),
        (
            holds(T, f"<{DATA[1]}> <{IN}> 'default' . <{DATA[2]}> <{IN}> <{DATA[2]}>", f"<{DATA[3]}> ?p ?o"),
            true,
        ),
    ],
    "update_post_form": [(form("update", "update=CLEAR+ALL"), done)],
    "update_post_direct": [(post("update", "CLEAR ALL"), done)],
    "update_base_uri": [
        (post("update", f"CLEAR SILENT GRAPH <http://example.org/b/> ; {BASED}"), done),
        (post("query", WHAT), one_iri_other_than("test")),
    ],
    "query_post_direct": [(post("query", "ASK {}"), true)],
    "bad_query_method": [(Request("query", "PUT", [("query", "ASK {}")], FORM), refused)],
    "bad_multiple_queries": [(get(("query", "ASK {}"), ("query", "SELECT * {}")), refused)],
    "bad_query_wrong_media_type": [(post("query", "ASK {}", media="text/plain"), refused)],
    "bad_query_missing_form_type": [(post("query", "query=ASK%20%7B%7D", media=None), refused)],
    "bad_query_missing_direct_type": [(post("query", "ASK {}", media=None), refused)],
    "bad_query_non_utf8": [(post("query", "ASK {}", code="UTF-16"), refused)],
    "bad_query_syntax": [(get(("query", "ASK {")), refused)],
    "bad_update_get": [(get(("update", "CLEAR ALL")), refused)],
    "bad_multiple_updates": [(form("update", "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"), refused)],
    "bad_update_wrong_media_type": [(post("update", "CLEAR NAMED", media="text/plain"), refused)],
    "bad_update_missing_form_type": [(post("update", "update=CLEAR%20NAMED", media=None), refused)],
    "bad_update_non_utf8": [(post("update", "CLEAR NAMED", code="UTF-16"), refused)],
    "bad_update_syntax": [(form("update", "update=CLEAR%20XYZ"), refused)],
    "bad_update_dataset_conflict": [(post("update", RENAME, (USING_NAMED, "http://example/people")), refused)],
}


@dataclass(frozen=True)
class Server:
    """A server and where it takes queries and updates."""

    http: httpx.Client
    query: str
    update: str

    def send(self, request: Request) -> httpx.Response:
        path = self.query if request.operation == "query" else self.update
        parameters = request.address or urlencode(request.parameters, quote_via=quote)
        headers = {"Content-Type": request.media} if request.media else {}
        return self.http.request(
            request.method, f"{path}?{parameters}" if parameters else path, content=request.body, headers=headers
        )


@pytest.fixture(scope="module", params=["resograph", "oxigraph"])
def endpoint(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if request.param == "resograph":
        with writable(tmp_path_factory.mktemp("store")) as http:
            http.headers.update(BEARER)
            yield Server(http, "/sparql", "/sparql")
    else:
        with server() as address, httpx.Client(base_url=address, timeout=30) as http:
            yield Server(http, "/query", "/update")


LOADED = "CLEAR ALL ; INSERT DATA {" + " ".join(f"GRAPH <{iri}> {{ <{iri}> a <x:T> }}" for iri in DATA) + "}"


@pytest.mark.parametrize("name", CASES)
def test_the_protocol_is_kept(endpoint: Server, name: str) -> None:
    assert endpoint.send(post("update", LOADED)).is_success
    for request, check in CASES[name]:
        answer = endpoint.send(request)
        assert check(answer), (answer.status_code, answer.headers.get("content-type"), answer.text)


def test_no_case_is_missing() -> None:
    assert len(CASES) == 34


def test_a_slash_at_the_end_is_the_same_address(endpoint: Server) -> None:
    if endpoint.query == "/sparql":
        asked = endpoint.http.get("/sparql/", params={"query": "ASK {}"}, follow_redirects=True)
        posted = endpoint.http.post("/sparql/", data={"query": "ASK {}"})
        assert [answer.json()["boolean"] for answer in (asked, posted)] == [True, True]
