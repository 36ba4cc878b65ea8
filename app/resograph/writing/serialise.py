"""Triples as bytes in the formats of the semantic web."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import pyoxigraph as ox
import rdflib

from resograph.resources import resource
from resograph.writing.terms import PREFIXES

RDF_FORMATS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
"""Suffix → media type."""

_NATIVE = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}


def serialise(triples: Iterable[ox.Triple], format_: str, base: str) -> bytes:
    """The triples in one of ``RDF_FORMATS``; JSON-LD is compacted with our context."""
    if format_ == "jsonld":
        return json.dumps(to_jsonld(triples, base), ensure_ascii=False, indent=1).encode()
    result = ox.serialize(sorted(triples, key=str), format=_NATIVE[format_], prefixes=PREFIXES)
    assert result is not None
    return result


@cache
def context() -> dict[str, Any]:
    """Our JSON-LD context, without the base."""
    loaded: dict[str, Any] = json.loads(resource("ontology", "context.jsonld").read_text(encoding="utf-8"))
    inner: dict[str, Any] = loaded["@context"]
    return inner


def to_jsonld(triples: Iterable[ox.Triple], base: str) -> dict[str, Any]:
    """Compacted JSON-LD 1.1, addresses relative to the base, its context by address (``{base}context.jsonld``)."""
    graph = rdflib.Graph()
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    graph.parse(data=data, format="nt")
    text = graph.serialize(format="json-ld", context={**context(), "@base": base}, auto_compact=False)
    document: dict[str, Any] = json.loads(text)
    if "@graph" not in document:
        document = {"@graph": [{key: value for key, value in document.items() if key != "@context"}]}
    document["@graph"] = sorted(document["@graph"], key=lambda node: str(node.get("id", "")))
    return {"@context": [f"{base}context.jsonld", {"@base": base}], "@graph": document["@graph"]}
