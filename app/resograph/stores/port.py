"""The store port: what every engine must answer (SPARQL 1.1 Query, one dataset rule)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class QueryError(ValueError):
    """The query is no SPARQL, or the engine gave up on it; the message is the engine's, with line and column."""


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
