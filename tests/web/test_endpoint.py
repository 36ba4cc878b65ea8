"""The query endpoint to the letter: formats and their types, methods, headers, text in any spelling, description."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from conftest import BASE

ONE = "SELECT (1 AS ?x) { }"
GRAPH = "CONSTRUCT { <x:s> <x:p> '志愿' } WHERE { }"
XML, JSON = "application/sparql-results+xml", "application/sparql-results+json"
NEGOTIATED = [
    (ONE, "text/csv;q=0.5, application/sparql-results+xml;q=0.6", XML),
    (ONE, "text/*", "text/csv; charset=utf-8"),
    (ONE, "text/*;q=0.5, text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    (ONE, "*/*;q=0.1, application/*;q=0", "text/csv; charset=utf-8"),
    (ONE, "TEXT/CSV", "text/csv; charset=utf-8"),
    (ONE, "application/xml", XML),
    (ONE, "image/png, */*;q=0.01", JSON),
    ("ASK { }", "text/csv, application/sparql-results+xml;q=0.1", XML),
    (GRAPH, "application/n-quads", "application/n-quads"),
    (GRAPH, "application/trig", "application/trig"),
    (GRAPH, "application/ld+json", "application/ld+json"),
    (GRAPH, "application/rdf+xml;q=0.9, text/turtle;q=0.1", "application/rdf+xml"),
    (GRAPH, "", "text/turtle; charset=utf-8"),
    (f"DESCRIBE <{BASE}A/RES/67/138>", "application/n-triples", "application/n-triples"),
]


@pytest.mark.parametrize(("query", "accept", "media"), NEGOTIATED)
def test_the_type_is_the_one_that_the_client_likes_best(
    client: httpx.Client, query: str, accept: str, media: str
) -> None:
    for method in ("GET", "HEAD"):
        answer = client.request(method, "/sparql", params={"query": query}, headers={"Accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (200, media)
        assert answer.headers["vary"].split(", ")[0] == "Accept"
        assert (method == "GET") == bool(answer.content)


@pytest.mark.parametrize(
    ("query", "accept", "there"),
    [
        (ONE, "text/turtle", "text/csv"),
        (ONE, "image/png", JSON),
        (GRAPH, "text/csv", "text/turtle"),
        ("ASK { }", "text/csv", XML),
        (ONE, "text/csv;q=0", JSON),
    ],
)
def test_what_there_is_not_is_406_with_what_there_is(client: httpx.Client, query: str, accept: str, there: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert (answer.status_code, there in answer.json()["detail"]) == (406, True)


def test_several_accept_headers_are_one(client: httpx.Client) -> None:
    headers = [("Accept", "image/png"), ("Accept", "text/csv")]
    answer = httpx.get(f"{client.base_url}/sparql", params={"query": ONE}, headers=headers)
    assert answer.headers["content-type"].startswith("text/csv")


QUADS = {"application/n-quads": ox.RdfFormat.N_QUADS, "application/trig": ox.RdfFormat.TRIG}


@pytest.mark.parametrize("media", QUADS)
def test_formats_of_quads_hold_the_triples(client: httpx.Client, media: str) -> None:
    answer = client.get("/sparql", params={"query": GRAPH}, headers={"Accept": media})
    (quad,) = ox.parse(answer.content, QUADS[media])
    assert (str(quad.object), quad.graph_name) == ('"志愿"', ox.DefaultGraph())


SPELLINGS = [
    b"query=ASK%20%7B%20FILTER(%22a%20b%2Bc%25%22%3D%27a+b%2bc%25%27)%20%7D",
    b"query=ASK+%7B+FILTER('%E5%BF%97'+%3D+'\xe5\xbf\x97')+%7D",
    "query=ASK+{+FILTER('志'+%3D+'\\u5FD7')+}".encode(),
]


@pytest.mark.parametrize("form", SPELLINGS)
def test_text_is_decoded_once_and_as_utf_8(client: httpx.Client, form: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
    assert client.post("/sparql", content=form, headers=headers).json()["boolean"] is True


def test_an_iri_with_an_escape_stays_itself(client: httpx.Client) -> None:
    query = "SELECT (STR(<x:a%20b>) AS ?x) { }"
    for answer in (
        client.post("/sparql", data={"query": query}),
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"}),
    ):
        assert answer.json()["results"]["bindings"][0]["x"]["value"] == "x:a%20b"


METHODS = "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "LINK"])
def test_other_methods_are_405_with_those_there_are(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.headers["allow"]) == (405, METHODS)
    assert answer.headers["content-type"] == "application/problem+json"


def test_other_sites_may_ask_without_credentials(client: httpx.Client) -> None:
    preflight = client.options(
        "/sparql",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert (preflight.status_code, preflight.headers["access-control-allow-methods"]) == (204, METHODS)
    assert client.options("/sparql").headers["allow"] == METHODS
    assert "content-type" in preflight.headers["access-control-allow-headers"].lower()
    assert "authorization" not in preflight.headers["access-control-allow-headers"].lower()
    for answer in (preflight, client.get("/sparql", params={"query": ONE}), client.put("/sparql")):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


PLACES = [
    ("SELECT * WHERE {\n ?s ?p }", "line 2, column 9", "}"),
    ("SELECT ?x\nWHERE { ?x <x:p> nonsense }", "line 2", "nonsense"),
    ("ASK { ?s ?p 'open }", "line 1", ""),
]


@pytest.mark.parametrize(("query", "place", "words"), PLACES)
def test_a_broken_query_is_400_with_line_column_and_words(
    client: httpx.Client, query: str, place: str, words: str
) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert place in answer.json()["detail"]
    assert words in answer.json()["detail"]


def test_a_repeated_query_is_answered_the_same(client: httpx.Client) -> None:
    query = "SELECT ?p ?o { <http://localhost:8000/A/RES/67/138~para_14> ?p ?o }"
    answers = [client.get("/sparql", params={"query": query}) for _ in range(3)]
    assert len({answer.content for answer in answers}) == 1
    other = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert other.headers["content-type"].startswith("text/csv")
    less = client.get("/sparql", params={"query": query, "default-graph-uri": "x:none"})
    assert less.json()["results"]["bindings"] == []


def test_a_large_answer_streams_whole(client: httpx.Client) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 30000"
    with client.stream("GET", "/sparql", params={"query": query}, headers={"Accept": "text/csv"}) as answer:
        assert answer.headers["transfer-encoding"] == "chunked"
        assert len(answer.read()) > 1_000_000
    counted = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert len(counted) == 30000


SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = rdflib.Namespace("http://www.w3.org/ns/formats/")


@pytest.mark.parametrize(("media", "parser"), [("text/turtle", "turtle"), ("application/rdf+xml", "xml")])
def test_without_a_query_it_describes_itself_as_it_is(client: httpx.Client, media: str, parser: str) -> None:
    answer = client.get("/sparql", headers={"Accept": media})
    assert answer.headers["content-type"].startswith(media)
    graph = rdflib.Graph().parse(data=answer.text, format=parser)
    (service,) = graph.subjects(rdflib.RDF.type, SD.Service)
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert not set(graph.objects(service, SD.feature))
    formats = {str(name).removeprefix(FORMATS) for name in graph.objects(service, SD.resultFormat)}
    assert {"SPARQL_Results_JSON", "SPARQL_Results_TSV", "Turtle", "TriG", "JSON-LD"} <= formats
    graphs = {str(name) for name in graph.objects(None, SD.name)}
    rows = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"}).json()
    assert graphs == {row["g"]["value"] for row in rows["results"]["bindings"]}


def test_without_a_query_a_person_gets_the_form(client: httpx.Client) -> None:
    assert client.get("/sparql").headers["content-type"].startswith("text/html")
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


VOID, DCAT = rdflib.Namespace("http://rdfs.org/ns/void#"), rdflib.Namespace("http://www.w3.org/ns/dcat#")


def test_the_dataset_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void")
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    me = rdflib.URIRef(f"{BASE}.well-known/void#dataset")
    triples = client.get("/health").json()["counts"]["triples"]
    assert graph.value(me, VOID.triples).toPython() == triples  # type: ignore[union-attr]
    assert (me, VOID.sparqlEndpoint, rdflib.URIRef(f"{BASE}sparql")) in graph
    distributions = set(graph.objects(me, DCAT.distribution))
    addresses = {graph.value(one, DCAT.accessURL) or graph.value(one, DCAT.downloadURL) for one in distributions}
    assert len(addresses) == len(distributions) > 1
    for address in addresses:
        assert client.head(f"/{str(address).removeprefix(BASE)}").status_code == 200
    assert client.get("/.well-known/void", headers={"Accept": "text/csv"}).status_code == 406


def test_the_dataset_tells_its_partitions_and_publisher(client: httpx.Client) -> None:
    graph = rdflib.Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    me = rdflib.URIRef(f"{BASE}.well-known/void#dataset")
    properties = {graph.value(one, VOID.property): one for one in graph.objects(me, VOID.propertyPartition)}
    assert graph.value(me, VOID.properties).toPython() == len(properties) > 50  # type: ignore[union-attr]
    counted = sum(graph.value(one, VOID.triples).toPython() for one in properties.values())  # type: ignore[union-attr]
    assert counted == graph.value(me, VOID.triples).toPython()  # type: ignore[union-attr]
    reso = "https://w3id.org/resograph/ns#"
    entities = {
        graph.value(one, VOID["class"]): graph.value(one, VOID.entities).toPython()  # type: ignore[union-attr]
        for one in graph.objects(me, VOID.classPartition)
    }
    assert entities[rdflib.URIRef(f"{reso}Act")] == client.get("/health").json()["counts"]["acts"]
    for described in (me, rdflib.URIRef(f"{BASE}.well-known/void#catalog")):
        assert {text.language for text in graph.objects(described, rdflib.DCTERMS.description)} == {"en", "zh"}  # type: ignore[attr-defined]
        publisher = graph.value(described, rdflib.DCTERMS.publisher)
        assert (publisher, rdflib.RDF.type, rdflib.FOAF.Agent) in graph
        assert len(set(graph.objects(described, rdflib.DCTERMS.language))) == 6
