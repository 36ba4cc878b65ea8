"""How a server's SPARQL differs from the standard: what is sent so that it means the same, how its answers are read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, Protocol

from resograph.releases.release import ReleaseError
from resograph.sparql.guard import QueryShape
from resograph.stores.port import QueryError, ResultKind
from resograph.stores.remote.endpoint import Endpoint, Response
from resograph.stores.remote.rewriting import graph_as

ROWS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
}


@dataclass(frozen=True)
class Asked:
    """What is sent: the text, the type wanted, and parameters beside it (SPARQL 1.1 Protocol §2.1)."""

    text: str
    media: str
    parameters: Sequence[tuple[str, str]] = field(default_factory=tuple)


class Dialect(Protocol):
    """What a server makes of SPARQL."""

    atomic: bool
    """Whether an update is one step to all who read: nobody ever sees a part of it."""
    excludes: bool
    """Whether a query can leave out graphs by name."""

    def asked(
        self,
        shape: QueryShape,
        format_: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        excluded: Sequence[str] = (),
    ) -> Asked:
        """What to send for a query over a dataset given beside it, or over all graphs but some.

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
            ReleaseError: it is not; the message says what to set.
        """


class Standard:
    """A server that keeps to SPARQL 1.1, each update one transaction, as its §2.2 asks."""

    atomic = True
    excludes = False

    def asked(
        self,
        shape: QueryShape,
        format_: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        excluded: Sequence[str] = (),
    ) -> Asked:
        """See ``Dialect.asked``."""
        dataset = [("default-graph-uri", iri) for iri in default_graphs]
        dataset += [("named-graph-uri", iri) for iri in named_graphs]
        return Asked(shape.text, media_of(shape, format_), dataset)

    def whole(self, response: Response, kind: ResultKind, format_: str) -> IO[bytes] | None:
        """See ``Dialect.whole``."""
        media = GRAPHS.get(format_, GRAPHS["nt"]) if kind is ResultKind.GRAPH else ROWS[format_]
        if response.media != media:
            response.close()
            raise QueryError(f"The server answered {response.media or 'no type'}, not {media}; ask for another format.")
        return None if format_ in {**ROWS, **GRAPHS} else graph_as(format_, response.chunks())

    def graphs_address(self, query: str) -> str | None:
        """See ``Dialect.graphs_address``."""
        return None

    def check(self, endpoint: Endpoint) -> None:
        """See that the server keeps to the dataset of a query (SPARQL 1.1 Query §13.2).

        Oxigraph does not with ``--union-default-graph``.
        """
        asked = endpoint.ask("SELECT ?s FROM <x:none> WHERE { ?s ?p ?o } LIMIT 1", ROWS["json"])
        if json.loads(b"".join(asked.chunks()))["results"]["bindings"]:
            raise ReleaseError(
                f"{endpoint.addresses.query} takes no notice of FROM, so that answers would be wrong; "
                "start it without --union-default-graph or what it calls that."
            )


def media_of(shape: QueryShape, format_: str) -> str:
    """The type to ask a query for; a format that servers do not have is written here, from N-Triples."""
    return GRAPHS.get(format_, GRAPHS["nt"]) if shape.form in ("CONSTRUCT", "DESCRIBE") else ROWS[format_]


def keeps_to_the_standard(endpoint: Endpoint) -> bool:
    """Whether the server answers yes or no as SPARQL 1.1 Query Results JSON §3.3 has it."""
    return "boolean" in json.loads(b"".join(endpoint.ask("ASK { }", ROWS["json"]).chunks()))
