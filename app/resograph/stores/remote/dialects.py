"""How a server's SPARQL differs from the standard: what is sent so that it means the same, how its answers are read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, Protocol

from resograph.media_types import GRAPHS, ROWS
from resograph.sparql import Query, QueryError, ResultKind
from resograph.stores.port import StoreError
from resograph.stores.remote.endpoint import Endpoint, Response
from resograph.stores.remote.rewriting import graph_as

_WRITTEN_HERE = ("jsonld",)
"""Formats that servers do not all have, written here from N-Triples."""


@dataclass(frozen=True)
class RemoteRequest:
    """What is sent: the text, the type wanted, and parameters beside it (SPARQL 1.1 Protocol §2.1)."""

    text: str
    media: str
    parameters: Sequence[tuple[str, str]] = field(default_factory=tuple)


class Dialect(Protocol):
    """What a server makes of SPARQL."""

    atomic: bool
    """Whether an update is one step to all who read: nobody ever sees a part of it."""

    def asked(self, query: Query) -> RemoteRequest:
        """What to send for a query whose values are bound.

        Raises:
            RefusedQueryError: it has what is no SPARQL and would reach beyond the store.
        """

    def whole(self, response: Response, kind: ResultKind, format_: str) -> IO[bytes] | None:
        """The answer in a format, written anew; None where it may be passed on as it comes.

        Raises:
            QueryError: it is not what was asked for, or not whole.
        """

    def graphs_address(self, query: str) -> str | None:
        """Where graphs are taken, by the address of queries; None where that is not known."""

    def check(self, endpoint: Endpoint) -> None:
        """See that the server is set so that its answers are right.

        Raises:
            StoreError: it is not; the message says what to set.
        """


class Standard:
    """A server that keeps to SPARQL 1.1, each update one transaction, as its §2.2 asks."""

    atomic = True

    def asked(self, query: Query) -> RemoteRequest:
        """See ``Dialect.asked``."""
        dataset = [("default-graph-uri", iri) for iri in query.default_graphs]
        dataset += [("named-graph-uri", iri) for iri in query.named_graphs]
        kind = query.kind or ResultKind.ROWS
        return RemoteRequest(query.text, _media_of(kind, query.formats.of(kind)), dataset)

    def whole(self, response: Response, kind: ResultKind, format_: str) -> IO[bytes] | None:
        """See ``Dialect.whole``."""
        media = _media_of(kind, format_)
        if response.media != media:
            response.close()
            raise QueryError(f"The server answered {response.media or 'no type'}, not {media}; ask for another format.")
        return graph_as(format_, response.chunks()) if format_ in _WRITTEN_HERE else None

    def graphs_address(self, query: str) -> str | None:
        """See ``Dialect.graphs_address``."""
        return None

    def check(self, endpoint: Endpoint) -> None:
        """See that the server keeps to the dataset of a query (SPARQL 1.1 Query §13.2).

        Oxigraph does not with ``--union-default-graph``.
        """
        asked = endpoint.ask("SELECT ?s FROM <x:none> WHERE { ?s ?p ?o } LIMIT 1", ROWS["json"])
        if json.loads(b"".join(asked.chunks()))["results"]["bindings"]:
            raise StoreError(
                f"{endpoint.addresses.query} takes no notice of FROM, so that answers would be wrong; "
                "start it without --union-default-graph or what it calls that."
            )


def _media_of(kind: ResultKind, format_: str) -> str:
    """The type to ask for."""
    if kind is ResultKind.GRAPH:
        return GRAPHS["nt" if format_ in _WRITTEN_HERE else format_]
    return ROWS[format_]


def keeps_to_the_standard(endpoint: Endpoint) -> bool:
    """Whether the server answers yes or no as SPARQL 1.1 Query Results JSON §3.3 has it."""
    return "boolean" in json.loads(b"".join(endpoint.ask("ASK { }", ROWS["json"]).chunks()))
