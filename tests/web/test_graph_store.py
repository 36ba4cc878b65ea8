"""Whole graphs by Graph Store HTTP Protocol: read from a release, written where the server is writable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from httpx import Client, Response
from servers import BEARER, served, writable

from conftest import BASE
from resograph.releases import Release

STORE = "/rdf-graph-store"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


@pytest.fixture(scope="module")
def http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with writable(tmp_path_factory.mktemp("store"), {"body_mb": 1}) as client:
        yield client


@pytest.fixture(scope="module")
def reader(release: Release, store_directory: Path) -> Iterator[Client]:
    """A client of a release, with the time that whole graphs may take on a machine that others use."""
    with served("--store", str(store_directory)) as client:
        yield client


@pytest.mark.parametrize("media", FORMATS)
def test_the_default_graph_of_a_release_is_read_in_every_format(reader: Client, media: str) -> None:
    answer = reader.get(f"{STORE}?default", headers={"Accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    triples = {quad.triple for quad in ox.parse(answer.content, FORMATS[media])}
    assert len(triples) == reader.get("/health").json()["counts"]["triples"]
    head = reader.head(f"{STORE}?default")
    assert (head.status_code, head.content) == (200, b"")


def test_a_graph_of_a_release_has_one_entity_tag(reader: Client) -> None:
    turtle, triples = (reader.get(f"{STORE}?default", headers={"Accept": media}) for media in list(FORMATS)[:2])
    again = reader.get(f"{STORE}?default", headers={"Accept": "text/turtle"})
    assert again.headers["etag"] == turtle.headers["etag"] != triples.headers["etag"]
    asked = {"Accept": "text/turtle", "If-None-Match": turtle.headers["etag"]}
    unchanged = reader.get(f"{STORE}?default", headers=asked)
    assert (unchanged.status_code, unchanged.content, unchanged.headers["etag"]) == (304, b"", turtle.headers["etag"])


def test_a_release_is_not_written_to(client: Client) -> None:
    for method in ("PUT", "POST", "DELETE"):
        answer = client.request(method, f"{STORE}?default", headers=BEARER)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert client.options(STORE).headers["allow"] == "GET, HEAD, OPTIONS"


WHICH = [("", 400), ("?default&graph=x:g", 400), ("?graph=x:g&graph=x:h", 400), ("?graph=", 400), ("?graph=a b", 400)]


@pytest.mark.parametrize(("parameters", "status"), [*WHICH, ("?graph=x:none", 404), (f"?graph={BASE}graph/all", 404)])
def test_one_graph_is_named_that_is_there(client: Client, parameters: str, status: int) -> None:
    answer = client.get(f"{STORE}{parameters}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def send(http: Client, method: str, graph: str, body: str = "", media: str = "text/turtle") -> Response:
    return http.request(method, f"{STORE}{graph}", content=body.encode(), headers={"Content-Type": media, **BEARER})


def held(http: Client, graph: str = "?graph=x:g") -> set[str]:
    return set(http.get(f"{STORE}{graph}", headers={"Accept": "application/n-triples"}).text.splitlines())


def test_a_graph_is_put_added_to_and_removed(http: Client) -> None:
    assert send(http, "DELETE", "?graph=x:g").status_code in (204, 404)
    assert send(http, "PUT", "?graph=x:g", "<x:a> <x:p> 'one\\n\\u0041 \\\\u0041' .").status_code == 201
    assert held(http) == {r'<x:a> <x:p> "one\nA \\u0041" .'}
    assert send(http, "PUT", "?graph=x:g", "<x:b> <x:p> 'two'@en .").status_code == 204
    assert held(http) == {'<x:b> <x:p> "two"@en .'}
    assert send(http, "POST", "?graph=x:g", "<x:c> <x:p> <x:d> .").status_code == 204
    assert held(http) == {'<x:b> <x:p> "two"@en .', "<x:c> <x:p> <x:d> ."}
    assert send(http, "DELETE", "?graph=x:g").status_code == 204
    assert http.get(f"{STORE}?graph=x:g").status_code == 404
    assert send(http, "DELETE", "?graph=x:g").status_code == 404


def test_the_default_graph_is_one_too(http: Client) -> None:
    assert send(http, "PUT", "?default", "<x:a> <x:p> <x:o> .").status_code == 204
    assert held(http, "?default") == {"<x:a> <x:p> <x:o> ."}
    assert send(http, "DELETE", "?default").status_code == 204
    assert held(http, "?default") == set()


def test_an_empty_graph_is_there(http: Client) -> None:
    assert send(http, "PUT", "?graph=x:empty").status_code == 201
    assert (http.get(f"{STORE}?graph=x:empty").status_code, held(http, "?graph=x:empty")) == (200, set())


def test_a_graph_without_a_name_gets_one(http: Client) -> None:
    made = send(http, "POST", "", "<x:a> <x:p> <> .")
    assert made.status_code == 201
    graph = http.get(made.headers["location"], headers={"Accept": "application/n-triples"}).text
    assert graph.startswith(f"<x:a> <x:p> <{BASE}graph/")


def test_quads_go_where_they_say(http: Client) -> None:
    quads = "<x:a> <x:p> 1 <x:h> .\n<x:a> <x:p> 2 .".replace("1", '"1"').replace("2", '"2"')
    assert send(http, "POST", "", quads, "application/n-quads").status_code == 204
    assert held(http, "?graph=x:h") == {'<x:a> <x:p> "1" .'}
    assert send(http, "PUT", "?graph=x:h", quads, "application/n-quads").status_code == 400


@pytest.mark.parametrize("media", FORMATS)
def test_a_graph_is_written_in_every_format(http: Client, media: str) -> None:
    triples = [ox.Triple(ox.NamedNode("x:a"), ox.NamedNode("x:p#q"), ox.Literal("志愿 \"'\\ <&>\n", language="zh"))]
    body = ox.serialize(triples, format=FORMATS[media])
    assert body is not None
    assert send(http, "PUT", "?graph=x:f", body.decode(), media).is_success
    answer = http.get(f"{STORE}?graph=x:f", headers={"Accept": "text/turtle"})
    assert len(rdflib.Graph().parse(data=answer.text, format="turtle")) == 1
    assert [quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.TURTLE)] == triples


ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="x:e">'
    '<rdf:Description rdf:about="x:s"><e:p>&x;</e:p></rdf:Description></rdf:RDF>'
)
BROKEN = [
    ("<x:a> <x:p> ", "text/turtle", 400),
    ('{"@context": "http://127.0.0.1:1/c", "@id": "x:a", "x:p": 1}', "application/ld+json", 400),
    (ENTITY, "application/rdf+xml", 400),
    ("a,b", "text/csv", 415),
    ("<x:a> <x:p> <x:o> .", "text/turtle; charset=utf-16", 415),
    ("# " + "x" * 1024 * 1024, "text/turtle", 413),
]


@pytest.mark.parametrize(("body", "media", "status"), BROKEN)
def test_what_is_broken_too_long_or_would_fetch_is_refused_and_changes_nothing(
    http: Client, body: str, media: str, status: int
) -> None:
    assert send(http, "PUT", "?graph=x:k", "<x:kept> <x:p> <x:o> .").is_success
    for method in ("PUT", "POST"):
        answer = send(http, method, "?graph=x:k", body, media)
        assert answer.status_code == status
        assert answer.json()["detail"]
    assert held(http, "?graph=x:k") == {"<x:kept> <x:p> <x:o> ."}
