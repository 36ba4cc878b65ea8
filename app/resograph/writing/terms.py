"""Terms of the vocabularies that the graph is written in."""

from __future__ import annotations

import datetime
from functools import cache, lru_cache

import pyoxigraph as ox

RESO = "https://w3id.org/resograph/ns#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCT = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
SCHEMA = "https://schema.org/"
ISO_639_1 = "http://id.loc.gov/vocabulary/iso639-1/"
UN_TERMS = "https://www.un.org/en/about-us/terms-of-use"

PREFIXES = {
    "reso": RESO,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "dct": DCT,
    "skos": SKOS,
    "oa": OA,
    "prov": PROV,
    "org": ORG,
    "void": VOID,
    "dcat": DCAT,
    "schema": SCHEMA,
    "eli": "http://data.europa.eu/eli/ontology#",
    "undo": "https://w3id.org/un/ontology/undo/",
    "allot": "https://w3id.org/akn/ontology/allot/",
    "cito": "http://purl.org/spar/cito/",
    "frbr": "http://purl.org/vocab/frbr/core#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}

TYPE = ox.NamedNode(f"{RDF}type")


@cache
def named(iri: str) -> ox.NamedNode:
    """A term of a vocabulary, checked and made once: a graph says each thousands of times."""
    return ox.NamedNode(iri)


@cache
def reso(name: str) -> ox.NamedNode:
    """A term of our ontology."""
    return ox.NamedNode(RESO + name)


def date(value: datetime.date) -> ox.Literal:
    """An xsd:date."""
    return ox.Literal(value.isoformat(), datatype=named(f"{XSD}date"))


@lru_cache(maxsize=1 << 16)
def integer(value: int) -> ox.Literal:
    """An xsd:integer."""
    return ox.Literal(str(value), datatype=named(f"{XSD}integer"))


def boolean(value: bool) -> ox.Literal:
    """An xsd:boolean."""
    return ox.Literal("true" if value else "false", datatype=named(f"{XSD}boolean"))


def month(value: str) -> ox.Literal:
    """An xsd:gYearMonth, from "2002-09"."""
    return ox.Literal(value, datatype=named(f"{XSD}gYearMonth"))


def year(value: int) -> ox.Literal:
    """An xsd:gYear."""
    return ox.Literal(str(value), datatype=named(f"{XSD}gYear"))
