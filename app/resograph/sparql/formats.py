"""Formats of answers: their media types, and the choice among them for an Accept header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from resograph.stores import ResultKind
from resograph.web.negotiation import choose

ROWS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_BOOLEANS = ("json", "xml")
"""SPARQL 1.1 Query Results CSV and TSV Formats §1: those are for SELECT alone."""
_ROWS_TOO = (("json", "application/json"), ("xml", "application/xml"), ("xml", "text/xml"))
_GRAPHS_TOO = (
    ("jsonld", "application/json"),
    ("rdf", "application/xml"),
    ("rdf", "text/xml"),
    ("nt", "text/plain"),
    ("ttl", "application/x-turtle"),
)
_LONG = 400


@dataclass(frozen=True)
class Formats:
    """The format for each kind of result; None where the client takes none."""

    rows: str | None
    boolean: str | None
    graph: str | None

    def for_store(self) -> Mapping[ResultKind, str]:
        """As a store takes them; a kind that the query does not give matters to nobody."""
        return {
            ResultKind.ROWS: self.rows or "json",
            ResultKind.BOOLEAN: self.boolean or "json",
            ResultKind.GRAPH: self.graph or "ttl",
        }

    def of_form(self, form: str) -> tuple[str | None, tuple[str, ...]]:
        """The format for a query form, and the media types that there are."""
        if form in ("CONSTRUCT", "DESCRIBE"):
            return self.graph, tuple(GRAPHS.values())
        if form == "ASK":
            return self.boolean, tuple(ROWS[name] for name in _BOOLEANS)
        return self.rows, tuple(ROWS.values())


def content_type(kind: ResultKind, format_: str) -> str:
    """The Content-Type of an answer, with its charset where the type takes one."""
    media = (GRAPHS if kind is ResultKind.GRAPH else ROWS)[format_]
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def downloads(kind: ResultKind) -> tuple[str, ...]:
    """The formats that there are for a kind of result."""
    return {ResultKind.ROWS: tuple(ROWS), ResultKind.BOOLEAN: _BOOLEANS, ResultKind.GRAPH: tuple(GRAPHS)}[kind]


def formats_for(accept: str, suffix: str | None = None) -> Formats:
    """The formats for an Accept header; a suffix in an address goes before it."""
    return _remembered(accept, suffix) if len(accept) < _LONG else _choose(accept, suffix)


def prefers_page(accept: str) -> bool:
    """Whether a page is taken better than any format: a browser asks, and not a program."""
    if "text/html" not in accept:
        return False
    return choose(accept, [*ROWS.items(), *GRAPHS.items(), *_ROWS_TOO, *_GRAPHS_TOO, ("html", "text/html")]) == "html"


def _choose(accept: str, suffix: str | None) -> Formats:
    return Formats(
        suffix if suffix in ROWS else choose(accept, [*ROWS.items(), *_ROWS_TOO]),
        suffix if suffix in _BOOLEANS else choose(accept, [*((name, ROWS[name]) for name in _BOOLEANS), *_ROWS_TOO]),
        suffix if suffix in GRAPHS else choose(accept, [*GRAPHS.items(), *_GRAPHS_TOO]),
    )


_remembered = lru_cache(maxsize=256)(_choose)
