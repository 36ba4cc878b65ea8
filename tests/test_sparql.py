"""The query endpoint, over HTTP: formats, methods, refusals, limits, datasets."""

from __future__ import annotations

import httpx
import pytest
import rdflib

from conftest import BASE
from resograph.sparql import RefusedQueryError
from resograph.sparql.guard import shape_of

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ROWS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv; charset=utf-8",
    "text/tab-separated-values": "text/tab-separated-values; charset=utf-8",
    "*/*": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
}


@pytest.mark.parametrize(("accept", "media"), ROWS.items())
def test_rows_in_each_format(client: httpx.Client, accept: str, media: str) -> None:
    answer = client.get("/sparql", params={"query": COUNT}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)


GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}


@pytest.mark.parametrize(("accept", "parser"), GRAPHS.items())
@pytest.mark.parametrize("query", ["CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 5", f"DESCRIBE <{BASE}A/RES/67/138>"])
def test_graphs_in_each_format(client: httpx.Client, accept: str, parser: str, query: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(accept)
    data = answer.text
    if parser == "json-ld":
        data = data.replace(
            f'"{BASE}context.jsonld"', client.get("/context.jsonld").text.removeprefix('{"@context":').removesuffix("}")
        )
    assert len(rdflib.Graph().parse(data=data, format=parser)) >= 5


def test_post_form_and_post_direct(client: httpx.Client) -> None:
    form = client.post("/sparql", data={"query": COUNT})
    direct = client.post("/sparql", content=COUNT, headers={"Content-Type": "application/sparql-query"})
    assert form.json() == direct.json()
    assert client.post("/sparql", content="x", headers={"Content-Type": "text/html"}).status_code == 415
    assert client.put("/sparql").status_code == 405
    assert client.head("/sparql", params={"query": COUNT}).status_code == 200


def test_spaces_and_pluses_and_percents(client: httpx.Client) -> None:
    query = "ASK { FILTER(\"a b+c%20\" = 'a b+c%20') }"
    assert client.get("/sparql", params={"query": query}).json()["boolean"] is True
    assert client.post("/sparql", data={"query": query}).json()["boolean"] is True


DATASETS = [
    ("SELECT (COUNT(*) AS ?n) FROM <{g}> WHERE {{ ?s ?p ?o }}", {}),
    ("SELECT (COUNT(*) AS ?n) FROM NAMED <{g}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}", {}),
    ("SELECT (COUNT(*) AS ?n) WHERE {{ ?s ?p ?o }}", {"default-graph-uri": "{g}"}),
    ("SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}", {"named-graph-uri": "{g}"}),
]


@pytest.mark.parametrize(("query", "parameters"), DATASETS)
def test_a_dataset_given_is_that_dataset(client: httpx.Client, query: str, parameters: dict[str, str]) -> None:
    """A release's triples are in its default graph, which has no name: of a dataset of others they are no part."""
    graph = f"{BASE}graph/none"
    sent = {"query": query.format(g=graph), **{key: value.format(g=graph) for key, value in parameters.items()}}
    assert client.get("/sparql", params=sent).json()["results"]["bindings"][0]["n"]["value"] == "0"


def test_a_plain_query_is_asked_over_the_default_graph(client: httpx.Client) -> None:
    everything = int(client.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"][0]["n"]["value"])
    whole = client.get("/rdf-graph-store?default", headers={"Accept": "application/n-triples"})
    assert everything == len(whole.text.splitlines()) > 60_000


WAYS_OUT = [
    "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * WHERE { service\n\tSILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * WHERE { { SELECT * WHERE { SeRvIcE ?x { ?s ?p ?o } } } }",
    "SELECT * WHERE { #c\nSERVICE#c\n<http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * WHERE { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * WHERE { SERV\\U00000049CE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    'SELECT ("}" AS ?x) WHERE { SERVICE<http://127.0.0.1:1/>{} }',
]


@pytest.mark.parametrize("query", WAYS_OUT)
def test_no_query_leaves_this_host(client: httpx.Client, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 403
    assert "SERVICE" in answer.json()["detail"]


INNOCENT = [
    'SELECT ("SERVICE" AS ?service) WHERE { }',
    "SELECT ?SERVICE WHERE { ?SERVICE a <http://example.org/SERVICE> } # SERVICE",
    "PREFIX SERVICE: <http://example.org/> SELECT * WHERE { ?s a SERVICE:SERVICE } LIMIT 1",
    'SELECT * WHERE { ?s ?p """ SERVICE "quoted" SERVICE """ } LIMIT 1',
]


@pytest.mark.parametrize("query", INNOCENT)
def test_the_word_alone_is_no_way_out(client: httpx.Client, query: str) -> None:
    assert client.get("/sparql", params={"query": query}).status_code == 200


@pytest.mark.parametrize("update", ["INSERT DATA { <x:a> <x:b> <x:c> }", "DROP ALL", "CLEAR DEFAULT"])
def test_updates_are_refused(client: httpx.Client, update: str) -> None:
    assert client.post("/sparql", data={"update": update}).status_code == 403
    assert (
        client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}).status_code == 403
    )
    assert client.get("/sparql", params={"query": update}).status_code == 400


def test_load_is_refused() -> None:
    with pytest.raises(RefusedQueryError, match="LOAD"):
        shape_of("LOAD <http://127.0.0.1/> INTO GRAPH <x:g>")


def test_a_broken_query_is_400_with_its_place(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * WHERE {\n ?s ?p }"})
    assert answer.status_code == 400
    assert "2" in answer.json()["detail"]


def soon_answered(client: httpx.Client) -> bool:
    """Whether a small query is answered within some tries: a worker that was ended is a moment in coming back."""
    return any(client.get("/sparql", params={"query": COUNT}).status_code == 200 for _ in range(8))


def test_clients_that_go_away_leave_the_workers_free(client: httpx.Client) -> None:
    everything = {"query": "SELECT * WHERE { ?s ?p ?o . ?a ?b ?s }"}
    for _ in range(4):
        with client.stream("GET", "/sparql", params=everything) as answer:
            next(answer.iter_raw(1024))
    assert soon_answered(client)


def test_a_runaway_query_is_stopped_and_others_go_on(client: httpx.Client) -> None:
    cross = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert soon_answered(client)
    answer = client.get("/sparql", params={"query": cross})
    assert answer.status_code == 503
    assert "LIMIT" in answer.json()["detail"]
    assert answer.headers["retry-after"]
    assert soon_answered(client)
