"""The store ports: what every engine must answer (SPARQL 1.1 Query, one rule of datasets)."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

from resograph.errors import ReportedError
from resograph.sparql import Query, QueryError, ResultKind

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class StoreError(ReportedError, RuntimeError):
    """There is no store, or it cannot answer rightly; the message says what to do."""


class TooLargeError(QueryError):
    """The answer has more rows or bytes than it may."""


class QueryTimeoutError(ReportedError, RuntimeError):
    """The query took longer than it may."""


class BusyError(ReportedError, RuntimeError):
    """All workers are busy."""


@dataclass(frozen=True)
class Answer:
    """An answer in a format (a suffix: json, xml, csv, tsv; ttl, nt, rdf), in pieces as the engine gives them."""

    kind: ResultKind
    format: str
    chunks: Iterator[bytes]


class Pieces(Protocol):
    """Pieces of an answer as the engine gives them; to be closed where they are not all read."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Itself."""
        ...

    async def __anext__(self) -> bytes:
        """The next piece; an answer that breaks off is an error, never a shorter answer."""
        ...

    async def aclose(self) -> None:
        """Leave the rest unread."""
        ...


async def _nothing() -> AsyncIterator[bytes]:
    return
    yield


@dataclass(frozen=True)
class StreamedAnswer:
    """An ``Answer`` that is awaited: its first piece is there, ``rest`` has the others, None where it was all."""

    kind: ResultKind
    format: str
    first: bytes
    rest: Pieces | None

    async def whole(self) -> bytes:
        """All of it."""
        return self.first + b"".join([piece async for piece in self.rest or _nothing()])


class Quads(Protocol):
    """Look-ups by pattern, as pyoxigraph's own store has them."""

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Term | None,
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """The quads that fit; None fits all, for a graph the default one too."""
        ...

    def query(
        self, query: str, /, *, substitutions: dict[ox.Variable, Term] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The answer to a query over the default graph."""
        ...

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """All named graphs."""
        ...

    def contains_named_graph(self, graph_name: ox.NamedNode, /) -> bool:
        """Whether there is such a graph."""
        ...


class Store(Protocol):
    """A store that answers queries.

    A query that names no dataset is asked over the default graph, with all named graphs beside it; one with FROM, FROM
    NAMED or a dataset given beside it over exactly that dataset.
    """

    def query(self, query: Query) -> Answer:
        """Answer a query.

        Raises:
            QueryError: it is no SPARQL, or the engine gave up on it.
        """
        ...


class AsyncStore(Protocol):
    """The same for a server, whose one thread must never wait."""

    stopped: Counter[str]
    """Queries that were stopped, by why: time, memory, depth, crowd."""

    async def start(self) -> None:
        """Open it."""
        ...

    def close(self) -> None:
        """Answer no more."""
        ...

    def state(self) -> dict[str, int]:
        """How many who answer are idle, busy, and busy for long; how many queries wait."""
        ...

    async def query(self, query: Query, client: str = "") -> StreamedAnswer:
        """Answer a query (see ``Store.query``); places are shared among those who ask: ``client`` is who.

        Raises:
            QueryError: it is no SPARQL, or asks too much.
            QueryTimeoutError: it took too long.
            BusyError: nobody is free to answer it.
        """
        ...
