"""Look-ups by pattern at a server (see ``Quads``), for what is written against a store on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import pyoxigraph as ox

from resograph.sparql import Query
from resograph.sparql.formats import Formats, ResultKind
from resograph.stores.port import Quads, Store, Term

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_TRIPLES = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
_QUADS = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_THERE = "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1"


class RemoteQuads(Quads):
    """One release at a server; there are no blank nodes in it (DESIGN §3)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Term | None,
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """See ``Quads.quads_for_pattern``.

        Raises:
            QueryTimeoutError, UnreachableError: the server does not answer.
        """
        given = {
            name: str(term) for name, term in (("s", subject), ("p", predicate), ("o", object)) if term is not None
        }
        if graph_name is None or isinstance(graph_name, ox.DefaultGraph):
            for row in self._rows(_TRIPLES, given):
                yield ox.Quad(row["s"], row["p"], row["o"])
        if not isinstance(graph_name, ox.DefaultGraph):
            graph = {} if graph_name is None else {"g": str(graph_name)}
            for row in self._rows(_QUADS, given | graph):
                yield ox.Quad(row["s"], row["p"], row["o"], row["g"])

    def query(
        self, query: str, /, *, substitutions: dict[ox.Variable, Term] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """See ``Quads.query``; rows and graphs only."""
        given = {name.value: str(term) for name, term in (substitutions or {}).items()}
        wanted = Query.of(query, substitutions=given, formats=Formats(graph="nt"))
        if wanted.kind is not ResultKind.GRAPH:
            return self._rows(query, given)
        copy = ox.Store()
        copy.bulk_load(b"".join(self._store.query(wanted).chunks), ox.RdfFormat.N_TRIPLES)
        found = copy.query(_ALL)
        assert isinstance(found, ox.QueryTriples)
        return found

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """See ``Quads.named_graphs``."""
        return iter(self._graphs)

    def contains_named_graph(self, graph_name: ox.NamedNode, /) -> bool:
        """See ``Quads.contains_named_graph``."""
        return any(True for _ in self._rows(_THERE, {"g": str(graph_name)}))

    @cached_property
    def _graphs(self) -> list[ox.NamedNode]:
        """A server goes through all that it has for these."""
        return [row["g"] for row in self._rows(_GRAPHS, {})]

    def _rows(self, text: str, given: dict[str, str]) -> ox.QuerySolutions:
        answer = b"".join(self._store.query(Query.of(text, substitutions=given)).chunks)
        found = ox.parse_query_results(answer, ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)
        return found
