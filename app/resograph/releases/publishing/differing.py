"""What must change at a server so that it holds what a release holds: graph by graph, as the server answers now."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass

import pyoxigraph as ox

from resograph.sparql.guard import shape_of
from resograph.stores.port import ResultKind
from resograph.stores.remote.dialects import Dialect
from resograph.stores.remote.endpoint import Endpoint
from resograph.stores.remote.rewriting import gathered

_ALL = shape_of("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


@dataclass(frozen=True)
class Difference:
    """What one graph lacks and what it has too many, each a line of N-Triples."""

    graph: str
    lacking: frozenset[bytes]
    surplus: frozenset[bytes]

    def __len__(self) -> int:
        return len(self.lacking) + len(self.surplus)


def difference_at(endpoint: Endpoint, dialect: Dialect, quads: Iterable[ox.Quad], graph: str) -> Difference:
    """The difference between a graph at a server and its quads here, where either may be empty.

    Raises:
        QueryError, QueryTimeoutError, UnreachableError: the server does not give its graph.
    """
    asked = dialect.asked(_ALL, "nt", [graph])
    response = endpoint.ask(asked.text, asked.media, asked.parameters)
    file = dialect.whole(response, ResultKind.GRAPH, "nt") or gathered(response.chunks())
    with closing(file):
        there = _lines(ox.parse(file, ox.RdfFormat.N_TRIPLES))
    here = _lines(quads)
    return Difference(graph, here - there, there - here)


def _lines(quads: Iterable[ox.Quad]) -> frozenset[bytes]:
    """One spelling for each triple, whoever wrote it; lines compare faster than triples."""
    return frozenset(triples_written(quad.triple for quad in quads).splitlines(keepends=True))


def triples_written(triples: Iterable[ox.Triple]) -> bytes:
    """Triples as N-Triples."""
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert written is not None
    return written
