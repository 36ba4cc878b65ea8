"""The store ports: what every engine must answer (SPARQL 1.1 Query, one dataset rule)."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class QueryError(ValueError):
    """The query is no SPARQL, or the engine gave up on it; the message is the engine's, with line and column."""


class TooLargeError(QueryError):
    """The answer has more rows or bytes than it may."""


class QueryTimeoutError(RuntimeError):
    """The query took longer than it may."""


class BusyError(RuntimeError):
    """All workers are busy."""


class ResultKind(StrEnum):
    """What a query gives: rows, yes or no, or a graph."""

    ROWS = "rows"
    BOOLEAN = "boolean"
    GRAPH = "graph"


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
        """The quads that fit; None fits all."""
        ...

    def query(
        self, query: str, /, *, substitutions: dict[ox.Variable, Term] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The answer to a query that names its graphs."""
        ...

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """All graphs."""
        ...

    def contains_named_graph(self, graph_name: ox.NamedNode, /) -> bool:
        """Whether there is such a graph."""
        ...


class Store(Protocol):
    """A store that answers queries.

    A plain query is asked over all graphs; one with FROM, FROM NAMED or a dataset given beside it over exactly that
    dataset (DESIGN §3).
    """

    def query(
        self,
        text: str,
        formats: Mapping[ResultKind, str],
        *,
        substitutions: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """Answer a query.

        Args:
            text: SPARQL 1.1.
            formats: the format to answer in, by kind of result.
            substitutions: variable → value as an N-Triples term; values never reach the text.
            default_graphs: IRIs of the graphs whose merge is the default graph.
            named_graphs: IRIs of the named graphs.

        Raises:
            QueryError: it is no SPARQL.
            RefusedQueryError: it is not allowed.
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

    async def query(
        self,
        text: str,
        formats: Mapping[ResultKind, str],
        *,
        substitutions: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> StreamedAnswer:
        """Answer a query (see ``Store.query``).

        Raises:
            QueryError: it is no SPARQL, or asks too much.
            RefusedQueryError: it is not allowed.
            QueryTimeoutError: it took too long.
            BusyError: nobody is free to answer it.
        """
        ...
