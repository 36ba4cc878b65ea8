"""The service description (SPARQL 1.1 Service Description), generated from what the server does."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from resograph.media_types import GRAPHS, ROWS
from resograph.settings import Settings
from resograph.sparql import Query
from resograph.stores.mutable import MutableStore
from resograph.web.negotiation import content_type
from resograph.web.sparql.answering import told
from resograph.web.state import state_of
from resograph.writing import serialise
from resograph.writing.terms import RDFS, TYPE

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "trig": "TriG",
    "rdf": "RDF_XML",
    "jsonld": "JSON-LD",
}
"""Names of the formats in the W3C's list of unique URIs for file formats."""
_GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
_EMPTY_TOO = "SELECT DISTINCT ?g WHERE { GRAPH ?g { } } ORDER BY ?g"
"""With empty ones, which only a store that is written to has."""


async def describe_service(request: Request, suffix: str) -> Response:
    """The description in an RDF format."""
    settings = state_of(request).settings
    store = state_of(request).store
    is_writable = isinstance(store, MutableStore)
    found = await told(store.query(Query.of(_EMPTY_TOO if is_writable else _GRAPHS)))
    rows = json.loads(await told(found.whole()))["results"]["bindings"]
    graphs = [row["g"]["value"] for row in rows if row["g"]["type"] == "uri"]
    triples = sorted(_triples(settings, graphs, is_writable), key=str)
    return Response(serialise(triples, suffix, settings.base), media_type=content_type(suffix))


def _triples(settings: Settings, graphs: list[str], writable: bool) -> Iterator[ox.Triple]:
    endpoint = ox.NamedNode(f"{settings.base}sparql")
    me, dataset, default = (ox.NamedNode(f"{endpoint.value}#{name}") for name in ("service", "dataset", "default"))

    def say(subject: ox.NamedNode, predicate: str, *objects: ox.NamedNode | ox.Literal) -> Iterator[ox.Triple]:
        for value in objects:
            yield ox.Triple(subject, ox.NamedNode(f"{_SD}{predicate}"), value)

    def named(name: str) -> ox.NamedNode:
        return ox.NamedNode(f"{_SD}{name}")

    yield ox.Triple(me, TYPE, named("Service"))
    yield from say(me, "endpoint", endpoint)
    yield from say(me, "supportedLanguage", named("SPARQL11Query"))
    yield from say(me, "resultFormat", *(ox.NamedNode(_FORMATS + _NAMES[name]) for name in (*ROWS, *GRAPHS)))
    if writable:
        yield from say(me, "supportedLanguage", named("SPARQL11Update"))
        yield from say(me, "inputFormat", *(ox.NamedNode(_FORMATS + _NAMES[name]) for name in GRAPHS))
        yield from say(me, "feature", named("EmptyGraphs"))
    yield ox.Triple(me, ox.NamedNode(f"{RDFS}comment"), ox.Literal(_limits(settings), language="en"))
    yield from say(me, "defaultDataset", dataset)
    yield ox.Triple(dataset, TYPE, named("Dataset"))
    yield from say(dataset, "defaultGraph", default)
    yield ox.Triple(default, TYPE, named("Graph"))
    for number, graph in enumerate(graphs, start=1):
        entry = ox.NamedNode(f"{endpoint.value}#graph-{number}")
        yield from say(dataset, "namedGraph", entry)
        yield ox.Triple(entry, TYPE, named("NamedGraph"))
        yield from say(entry, "name", ox.NamedNode(graph))


def _limits(settings: Settings) -> str:
    return (
        f"A query may take {settings.query_seconds:g} seconds and {settings.query_memory_mb:,} MiB, have "
        f"{settings.query_length:,} characters, and give {settings.query_rows:,} rows or triples and "
        f"{settings.answer_mb:,} MiB. One client may ask {settings.requests_per_client:,} things at a time. "
        "SERVICE and LOAD are refused."
    )
