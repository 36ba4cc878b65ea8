"""The queries as examples for programs that write SPARQL: at ``/queries.ttl``, and at the endpoint itself."""

from __future__ import annotations

import json

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from conftest import BASE
from resograph.releases import Release
from resograph.sparql.examples import question_of
from resograph.sparql.operations import operations
from resograph.symbols.address import LANGUAGES

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
TARGET = rdflib.URIRef("https://schema.org/target")


@pytest.mark.parametrize(("suffix", "form"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"), ("jsonld", "json-ld")])
def test_every_query_is_an_example(client: httpx.Client, suffix: str, form: str) -> None:
    answer = client.get(f"/queries.{suffix}")
    graph = rdflib.Graph().parse(data=answer.text.replace(f'"{BASE}context.jsonld",', ""), format=form)
    if suffix == "jsonld":
        assert len(graph) > 0
        return
    examples = set(graph.subjects(rdflib.RDF.type, SH.SPARQLExecutable))
    assert examples == {rdflib.URIRef(f"{BASE}queries/{name}#example") for name in operations()}
    for example in examples:
        for predicate in (rdflib.RDFS.comment, rdflib.DCTERMS.title):
            languages = [getattr(words, "language", None) for words in graph.objects(example, predicate)]
            assert sorted(map(str, languages)) == sorted(LANGUAGES), example
        assert graph.value(example, TARGET) == rdflib.URIRef(f"{BASE}sparql")


def test_each_runs_and_gives_what_its_example_gives(release: Release) -> None:
    store = ox.Store.read_only(str(release.store))
    asked = f"""PREFIX sh: <{SH}> PREFIX dct: <http://purl.org/dc/terms/>
    SELECT ?example ?text WHERE {{ ?example a sh:SPARQLExecutable ; sh:select|sh:ask|sh:construct ?text }}"""
    rows = list(store.query(asked))  # type: ignore[arg-type]
    assert len(rows) == len(operations())
    ran = 0
    for row in rows:
        name = row["example"].value.removeprefix(f"{BASE}queries/").removesuffix("#example")
        expected = operations()[name].expected.get("rows")
        text = row["text"].value
        if "ns#search" in text or "reso:search" in text:
            continue  # the server's own, which the bare engine does not have
        found = len(list(store.query(text)))  # type: ignore[arg-type]
        assert expected is None or found == expected, name
        ran += 1
    assert ran > 30


def test_unknown_forms(client: httpx.Client) -> None:
    assert client.get("/queries.xx").status_code == 404
    assert client.get("/queries", headers={"Accept": "text/turtle"}).headers["content-type"].startswith("text/turtle")
    assert json.loads(client.get("/queries", headers={"Accept": "application/json"}).text)
    assert client.get("/queries", headers={"Accept": "text/html"}).headers["content-type"].startswith("text/html")


ASKED = [
    ("cited-by", "en", "Who cites "),
    ("most-cited", "fr", "Documents les plus cités"),
    ("words-behind", "zh", ""),
]


@pytest.mark.parametrize(("name", "language", "begins"), ASKED)
def test_an_example_asks_its_question(name: str, language: str, begins: str) -> None:
    question = question_of(operations()[name], language)
    assert question.startswith(begins) and bool(question) == bool(begins)
    assert "{" not in question
    assert all(one.optional or one.example in question or not begins for one in operations()[name].parameters)
