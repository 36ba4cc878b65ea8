"""The dataset’s description beside DCAT-AP: what that profile wants, and its published shapes where they are here.

The published shapes (SEMICeu/DCAT-AP, ``releases/*/…shacl_shapes.ttl``) are not ours to ship; put the file into
``../shared/reference/schemas/`` as ``dcat-ap-shapes.ttl`` and the last test judges by them.
"""

from __future__ import annotations

import httpx
import pyshacl
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, VOID

from conftest import BASE, SHARED

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
XSD = "http://www.w3.org/2001/XMLSchema#"
MANY = 10_000
WANTED = [  # class, property, how many at least and at most, by DCAT-AP 2.1 and 3.0
    (DCAT.Catalog, DCTERMS.title, 1, MANY),
    (DCAT.Catalog, DCTERMS.description, 1, MANY),
    (DCAT.Catalog, DCTERMS.publisher, 1, 1),
    (DCAT.Catalog, DCTERMS.license, 0, 1),
    (DCAT.Catalog, FOAF.homepage, 0, 1),
    (DCAT.Dataset, DCTERMS.title, 1, MANY),
    (DCAT.Dataset, DCTERMS.description, 1, MANY),
    (DCAT.Dataset, DCTERMS.publisher, 0, 1),
    (DCAT.Dataset, DCTERMS.accessRights, 0, 1),
    (DCAT.Distribution, DCAT.accessURL, 1, MANY),
    (DCAT.Distribution, DCAT.mediaType, 0, 1),
    (DCAT.Distribution, DCAT.compressFormat, 0, 1),
    (DCAT.Distribution, DCAT.byteSize, 0, 1),
    (DCAT.Distribution, DCTERMS.format, 0, 1),
    (DCAT.Distribution, SPDX.checksum, 0, 1),
    (DCAT.DataService, DCTERMS.title, 1, MANY),
    (DCAT.DataService, DCAT.endpointURL, 1, MANY),
    (FOAF.Agent, FOAF.name, 1, MANY),
    (SPDX.Checksum, SPDX.algorithm, 1, 1),
    (SPDX.Checksum, SPDX.checksumValue, 1, 1),
]


@pytest.fixture(scope="module")
def described(client: httpx.Client) -> rdflib.Graph:
    return rdflib.Graph().parse(data=client.get("/.well-known/void").text, format="turtle")


@pytest.mark.parametrize(("kind", "property_", "least", "most"), WANTED)
def test_what_the_profile_wants(
    described: rdflib.Graph, kind: rdflib.URIRef, property_: rdflib.URIRef, least: int, most: int
) -> None:
    things = set(described.subjects(RDF.type, kind))
    assert things
    for thing in things:
        assert least <= len(set(described.objects(thing, property_))) <= most, thing


def test_types_of_values(described: rdflib.Graph) -> None:
    sizes = {size.datatype for size in described.objects(None, DCAT.byteSize) if isinstance(size, rdflib.Literal)}
    assert sizes == {rdflib.URIRef(f"{XSD}nonNegativeInteger")}
    for predicate in (DCAT.accessURL, DCAT.downloadURL, DCAT.endpointURL, DCAT.landingPage):
        assert all(isinstance(one, rdflib.URIRef) for one in described.objects(None, predicate))


def test_linksets_to_other_vocabularies(described: rdflib.Graph, client: httpx.Client) -> None:
    me = rdflib.URIRef(f"{BASE}.well-known/void#dataset")
    counts = {}
    for links in described.subjects(RDF.type, VOID.Linkset):
        assert (me, VOID.subset, links) in described and described.value(links, VOID.subjectsTarget) == me
        space = str(described.value(described.value(links, VOID.objectsTarget), VOID.uriSpace))
        predicate = described.value(links, VOID.linkPredicate)
        counts[space, predicate] = described.value(links, VOID.triples).toPython()  # type: ignore[union-attr]
    assert {space.split("/")[2] for space, _ in counts} == {"metadata.un.org", "eurovoc.europa.eu"}
    assert len({space for space, _ in counts}) == 3
    for (space, predicate), many in counts.items():
        query = f'SELECT (COUNT(*) AS ?n) {{ ?a <{predicate}> ?b FILTER(STRSTARTS(STR(?b), "{space}")) }}'
        found = client.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"})
        assert int(found.json()["results"]["bindings"][0]["n"]["value"]) == many > 0
    assert counts["http://eurovoc.europa.eu/", SKOS.exactMatch] > 1000


EXCEPTIONS = {
    "Checksum_Property_spdx_algorithm": "2.1 knows SHA-1 alone, which is no longer safe; 3.0 takes any algorithm",
    "Distribution_Property_dcat_byteSize": "2.1 wants a decimal; DCAT 3 and 3.0 a non-negative integer",
}


def test_the_published_shapes(described: rdflib.Graph) -> None:
    path = SHARED / "reference" / "schemas" / "dcat-ap-shapes.ttl"
    if not path.is_file():
        pytest.skip(f"the published shapes of DCAT-AP are not here ({path})")
    shapes = rdflib.Graph().parse(path)
    _, report, _ = pyshacl.validate(described, shacl_graph=shapes, advanced=False)
    assert isinstance(report, rdflib.Graph)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    broken = {str(shape).rpartition("#")[2] for shape in report.objects(None, sh.sourceShape)}
    assert broken <= set(EXCEPTIONS), report.serialize()
