"""Triples as bytes in the formats of the semantic web."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pyoxigraph as ox

from resograph.media_types import TRIPLES
from resograph.writing.jsonld import context, to_jsonld
from resograph.writing.terms import PREFIXES

__all__ = ["RDF_FORMATS", "context", "n_quads", "serialise"]

RDF_FORMATS = TRIPLES

_NATIVE = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}


def serialise(triples: Iterable[ox.Triple], format_: str, base: str, root: str | None = None) -> bytes:
    """The triples in one of ``RDF_FORMATS``; JSON-LD as a record of ``root`` (an IRI), where one is given."""
    if format_ == "jsonld":
        return json.dumps(to_jsonld(triples, base, root), ensure_ascii=False, indent=1).encode()
    result = ox.serialize(sorted(triples, key=str), format=_NATIVE[format_], prefixes=PREFIXES)
    assert result is not None
    return result


def n_quads(triples: Iterable[ox.Triple], graph: str | None = None) -> list[bytes]:
    """The triples as N-Quads of a graph, of the default graph where None is named, a line each."""
    result = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert result is not None
    return result.splitlines(keepends=True) if graph is None else in_graph(result, graph)


def in_graph(n_triples: bytes, graph: str) -> list[bytes]:
    """N-Triples as N-Quads of a graph, a line each: a triple ends where its line does, and no literal holds an end."""
    return n_triples.replace(b" .\n", f" <{graph}> .\n".encode()).splitlines(keepends=True)
