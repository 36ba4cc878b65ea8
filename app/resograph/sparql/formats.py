"""The kinds of results that queries give, and the format wanted for each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from resograph.media_types import GRAPHS, ROWS, with_charset

BOOLEANS = ("json", "xml")
"""Formats of yes or no."""


class ResultKind(StrEnum):
    """What a query gives: rows, yes or no, or a graph."""

    ROWS = "rows"
    BOOLEAN = "boolean"
    GRAPH = "graph"


KINDS = {
    "SELECT": ResultKind.ROWS,
    "ASK": ResultKind.BOOLEAN,
    "CONSTRUCT": ResultKind.GRAPH,
    "DESCRIBE": ResultKind.GRAPH,
}
"""Form of a query → what it gives."""


@dataclass(frozen=True)
class Formats:
    """The format for each kind of result, a suffix of ``media_types``."""

    rows: str = "json"
    boolean: str = "json"
    graph: str = "ttl"

    def of(self, kind: ResultKind) -> str:
        """The format for a kind."""
        return {ResultKind.ROWS: self.rows, ResultKind.BOOLEAN: self.boolean, ResultKind.GRAPH: self.graph}[kind]


def formats_of(kind: ResultKind) -> tuple[str, ...]:
    """The formats that there are for a kind of result."""
    return {ResultKind.ROWS: tuple(ROWS), ResultKind.BOOLEAN: BOOLEANS, ResultKind.GRAPH: tuple(GRAPHS)}[kind]


def content_type(kind: ResultKind, format_: str) -> str:
    """The Content-Type of an answer, with its charset where the type takes one."""
    return with_charset((GRAPHS if kind is ResultKind.GRAPH else ROWS)[format_])
