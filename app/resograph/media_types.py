"""The media type of every format, by the suffix that names it: one place for files, pages and results."""

from __future__ import annotations

from collections.abc import Mapping

TRIPLES: Mapping[str, str] = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
"""Formats of one graph."""
GRAPHS: Mapping[str, str] = {**TRIPLES, "nq": "application/n-quads", "trig": "application/trig"}
"""Those and the formats of datasets, which can hold one graph too."""
ROWS: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""Formats of rows; yes or no comes as the first two only (SPARQL 1.1 Query Results CSV and TSV Formats §1)."""
DOCUMENTS: Mapping[str, str] = {
    "html": "text/html",
    **TRIPLES,
    "xml": "application/akn+xml",
    "txt": "text/plain",
    "json": "application/json",
}
"""Formats of a document, in the order of our preference."""
_TEXTUAL = ("text/", "application/akn+xml")


def with_charset(media: str) -> str:
    """The Content-Type of a media type, with its charset where it takes one.

    >>> with_charset("text/csv"), with_charset("application/n-triples")
    ('text/csv; charset=utf-8', 'application/n-triples')
    """
    return f"{media}; charset=utf-8" if media.startswith(_TEXTUAL) else media
