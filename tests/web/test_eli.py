"""A document in ELI as it is served: terms that ELI has, addresses of the EU's tables, forms that answer."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from conftest import BASE, SHARED
from resograph.writing.eli import eli_triples
from resograph.writing.terms import integer

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


DL = rdflib.Namespace("http://data.europa.eu/eli/eli-draft-legislation-ontology#")


def test_drafts_and_votes_in_eli_dl() -> None:
    base, vote = "https://example.org/", "A/RES/76/46~vote"
    reso = "https://w3id.org/resograph/ns#"
    rows: list[tuple[str, str, ox.NamedNode | ox.Literal]] = [
        ("A/RES/76/46", "draft", ox.NamedNode(f"{base}A/C.1/76/L.39")),
        ("A/RES/76/46", "vote", ox.NamedNode(base + vote)),
        (vote, "against", ox.NamedNode(f"{base}state/usa")),
        (vote, "abstaining", ox.NamedNode(f"{base}state/jpn")),
        (vote, "inFavour", ox.NamedNode(f"{base}state/bra")),
        (vote, "againstCount", integer(41)),
        (vote, "outcome", ox.Literal("adopted-recorded-vote")),
    ]
    triples = [ox.Triple(ox.NamedNode(base + one), ox.NamedNode(reso + two), three) for one, two, three in rows]
    said = set()
    for one in eli_triples(triples, f"{base}A/RES/76/46"):
        assert isinstance(one.subject, ox.NamedNode) and isinstance(one.object, ox.NamedNode | ox.Literal)
        said.add((one.subject.value.removeprefix(base), one.predicate.value.removeprefix(DL), one.object.value))
    kind = str(rdflib.RDF.type)
    assert said == {
        ("A/C.1/76/L.39", kind, str(DL.DraftLegislationWork)),
        (vote, kind, str(DL.Vote)),
        (vote, "decided_on_a_realization_of", f"{base}A/RES/76/46"),
        (vote, "had_voter_against", f"{base}state/usa"),
        (vote, "had_voter_abstention", f"{base}state/jpn"),
        (vote, "had_voter_favor", f"{base}state/bra"),
        (vote, "number_of_votes_against", "41"),
    }
