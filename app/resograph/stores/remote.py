"""The remote store: any server of SPARQL 1.1 Protocol that holds a release."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence

from resograph.stores.binding import bind_values
from resograph.stores.confining import UNION, Confinement, check_datasets, confinement_at, graphs_at, held_at, named
from resograph.stores.endpoint import Addresses, Endpoint
from resograph.stores.guard import shape_of
from resograph.stores.port import Answer, QueryError, ResultKind

_ROWS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
_GRAPH = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
}
_KINDS = {
    "SELECT": ResultKind.ROWS,
    "ASK": ResultKind.BOOLEAN,
    "CONSTRUCT": ResultKind.GRAPH,
    "DESCRIBE": ResultKind.GRAPH,
}
FRESH = 60.0
"""Seconds for which a list of the release's graphs is taken as it was read."""


class RemoteStore:
    """Answers from a SPARQL server (see ``Store``); safe to use from several threads."""

    def __init__(self, address: str, *, seconds: float = 30.0, base: str | None = None) -> None:
        """Find the release at the server, and how a plain query is kept to it.

        Raises:
            ReleaseError: it holds none, or takes no notice of a query's dataset.
            UnreachableError: it does not answer.
        """
        self._endpoint = Endpoint(Addresses.of(address), seconds)
        self._lock = threading.Lock()
        self._graphs: tuple[str, ...] = ()
        self._read_at = float("-inf")
        try:
            held = held_at(self._endpoint, base)
            check_datasets(self._endpoint)
            self.confinement = confinement_at(self._endpoint, held)
        except BaseException:
            self._endpoint.close()
            raise
        self.base = held.base

    def close(self) -> None:
        """Close all connections."""
        self._endpoint.close()

    def query(
        self,
        text: str,
        formats: Mapping[ResultKind, str],
        *,
        substitutions: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """See ``Store.query``.

        Raises:
            QueryTimeoutError: it took too long. The server may go on with it: limit its time there too.
            UnreachableError: the server does not answer.
        """
        shape = shape_of(text)
        if shape.is_update:
            raise QueryError("This is an update; the query endpoint takes SELECT, ASK, CONSTRUCT and DESCRIBE.")
        if shape.form not in _KINDS:
            raise QueryError("This is no query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE.")
        kind = _KINDS[shape.form]
        format_ = formats[kind]
        media = (_GRAPH if kind is ResultKind.GRAPH else _ROWS)[format_]
        dataset = [("default-graph-uri", iri) for iri in default_graphs]
        dataset += [("named-graph-uri", iri) for iri in named_graphs]
        if not dataset and not shape.has_dataset:
            dataset = self._everything()
        response = self._endpoint.ask(bind_values(text, substitutions or {}), media, dataset)
        if response.media != media:
            response.close()
            raise QueryError(f"The server answered {response.media or 'no type'}, not {media}; ask for another format.")
        return Answer(kind, format_, response.chunks())

    def _everything(self) -> list[tuple[str, str]]:
        """The parameters that make a plain query one over the release."""
        if self.confinement is Confinement.NOTHING_SENT:
            return []
        if self.confinement is Confinement.UNION_ASKED:
            return [UNION]
        with self._lock:
            if time.monotonic() - self._read_at > FRESH:
                self._graphs = graphs_at(self._endpoint, self.base)
                self._read_at = time.monotonic()
            return named(self._graphs)
