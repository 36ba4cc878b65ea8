"""What must change at a server so that it holds what a release holds, graph by graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from resograph.sparql import Formats, Query, ResultKind
from resograph.stores.remote.dialects import Dialect
from resograph.stores.remote.endpoint import Endpoint
from resograph.stores.remote.rewriting import gathered

Graph = ox.DefaultGraph | ox.NamedNode
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@dataclass(frozen=True)
class DifferingTriples:
    """Triples that a graph lacks, or has too many: their number, and themselves where they are not too many to hold."""

    number: int
    triples: tuple[ox.Triple, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all of them are held."""
        return self.number == len(self.triples)


@dataclass(frozen=True)
class GraphDifference:
    """What a graph lacks at the server, and what it has too many."""

    lacking: DifferingTriples
    surplus: DifferingTriples

    def __len__(self) -> int:
        return self.lacking.number + self.surplus.number


def difference(here: ox.Store, graph: Graph, there: ox.Store, its_name: Graph, most: int) -> GraphDifference:
    """The difference between a graph in one store and a graph in another, where either may be empty.

    Args:
        here: the store as it should be.
        graph: of it.
        there: the store as it is.
        its_name: what the graph is called there.
        most: triples to hold of each side.
    """
    return GraphDifference(
        _change(_without(here, graph, there, its_name), most), _change(_without(there, its_name, here, graph), most)
    )


def _change(triples: Iterator[ox.Triple], most: int) -> DifferingTriples:
    held = tuple(islice(triples, most))
    return DifferingTriples(len(held) + sum(1 for _ in triples), held)


def _without(one: ox.Store, graph: Graph, other: ox.Store, its_name: Graph) -> Iterator[ox.Triple]:
    """The triples of a graph that another one does not have."""
    for quad in one.quads_for_pattern(None, None, None, graph):
        if ox.Quad(quad.subject, quad.predicate, quad.object, its_name) not in other:
            yield quad.triple


@contextmanager
def copied(endpoint: Endpoint, dialect: Dialect, names: Iterable[str]) -> Iterator[ox.Store]:
    """Graphs of a server, for a while in a store on this machine's disk.

    Raises:
        QueryError, QueryTimeoutError, UnreachableError: the server does not give them.
    """
    with TemporaryDirectory() as folder:
        store = ox.Store(str(Path(folder, "store")))
        for name in names:
            asked = dialect.asked(Query.of(_ALL, default_graphs=[name], formats=Formats(graph="nt")))
            response = endpoint.ask(asked.text, asked.media, asked.parameters)
            with closing(dialect.whole(response, ResultKind.GRAPH, "nt") or gathered(response.chunks())) as file:
                store.bulk_load(file, ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(name))
        try:
            yield store
        finally:
            del store


def triples_written(triples: Iterable[ox.Triple]) -> bytes:
    """Triples as N-Triples."""
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert written is not None
    return written
