"""Triples as bytes in the formats of the semantic web."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pyoxigraph as ox

from resograph.writing.jsonld import context, to_jsonld
from resograph.writing.terms import PREFIXES

__all__ = ["RDF_FORMATS", "context", "serialise"]

RDF_FORMATS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
"""Suffix → media type."""

_NATIVE = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}


def serialise(triples: Iterable[ox.Triple], format_: str, base: str, root: str | None = None) -> bytes:
    """The triples in one of ``RDF_FORMATS``; JSON-LD as a record of ``root`` (an IRI), where one is given."""
    if format_ == "jsonld":
        return json.dumps(to_jsonld(triples, base, root), ensure_ascii=False, indent=1).encode()
    result = ox.serialize(sorted(triples, key=str), format=_NATIVE[format_], prefixes=PREFIXES)
    assert result is not None
    return result
