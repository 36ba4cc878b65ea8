"""A document in ELI as it is served: terms that ELI has, addresses of the EU's tables, forms that answer."""

from __future__ import annotations

import httpx
import pytest
import rdflib

from conftest import BASE, SHARED

ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
VERSION = rdflib.URIRef(f"{BASE}zh/A/RES/67/138")
AUTHORITY = "http://publications.europa.eu/resource/authority/"


@pytest.fixture(scope="module", params=[("ttl", "turtle"), ("rdf", "xml")])
def graph(client: httpx.Client, request: pytest.FixtureRequest) -> rdflib.Graph:
    suffix, form = request.param
    return rdflib.Graph().parse(data=client.get(f"/A/RES/67/138.{suffix}").text, format=form)


def test_a_version_and_its_forms(graph: rdflib.Graph, client: httpx.Client) -> None:
    assert graph.value(VERSION, ELI.language) == rdflib.URIRef(f"{AUTHORITY}language/ZHO")
    assert graph.value(VERSION, ELI["title"]) == graph.value(VERSION, rdflib.DCTERMS.title)
    assert graph.value(VERSION, ELI["title"]) is not None
    kind = graph.value(rdflib.URIRef(f"{BASE}A/RES/67/138"), ELI.type_document)
    assert kind == rdflib.URIRef("https://w3id.org/resograph/ns#Resolution")
    forms = set(graph.objects(VERSION, ELI.is_embodied_by))
    assert len({graph.value(form, ELI["format"]) for form in forms}) == len(forms) == 8
    for form in forms:
        assert (form, rdflib.RDF.type, ELI.Format) in graph
        assert graph.value(form, ELI.embodies) == VERSION
        assert client.head(f"/{str(form).removeprefix(BASE)}").status_code == 200


def test_every_term_is_of_eli(graph: rdflib.Graph) -> None:
    path = SHARED / "reference" / "ontologies" / "eli-terms.txt"
    if not path.is_file():
        pytest.skip("the list of ELI's terms is not here")
    known = set(path.read_text(encoding="utf-8").split())
    used = {str(term).removeprefix(ELI) for triple in graph for term in triple if str(term).startswith(str(ELI))}
    assert used and used <= known
