"""The embedded store: pyoxigraph, on a release's directory."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from resograph.sparql import Query, QueryError, ResultKind
from resograph.sparql.terms import parse_term
from resograph.stores.port import Answer, TooLargeError
from resograph.stores.well_formed import WellFormed

_ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_XML = ("xml", "rdf")
PIECE = 64 * 1024
"""Bytes gathered before a piece of an answer is handed on."""
ENGINE_ERRORS = (SyntaxError, ValueError, RuntimeError, OSError)
"""What pyoxigraph raises of a query that is broken or that it gives up on."""


@dataclass(frozen=True)
class PendingAnswer:
    """An answer that is not written yet; ``write`` writes it, a graph of more than so many triples being an error."""

    kind: ResultKind
    format: str
    write: Callable[[IO[bytes], int | None], object]


class EmbeddedStore:
    """Answers from a pyoxigraph store.

    Args:
        store: the engine.
        base: what relative IRIs in a query are resolved against.
    """

    def __init__(self, store: ox.Store, base: str | None = None) -> None:
        self.store = store
        self._base = base

    @classmethod
    def read_only(cls, path: Path, base: str | None = None) -> EmbeddedStore:
        """A store on disk, opened so that nothing can change it."""
        return cls(ox.Store.read_only(str(path)), base)

    def query(self, query: Query) -> Answer:
        """See ``Store.query``."""
        found = self.find(query)
        return Answer(found.kind, found.format, _pieces(found, query.text))

    def find(self, query: Query) -> PendingAnswer:
        """Begin to answer a query.

        Raises:
            QueryError: it is no SPARQL.
        """
        given = query.dataset_given
        values: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): parse_term(term) for name, term in query.substitutions
        }
        try:
            results = self.store.query(
                query.text,
                base_iri=self._base,
                default_graph=[ox.NamedNode(iri) for iri in query.default_graphs] if given else None,
                named_graphs=[ox.NamedNode(iri) for iri in query.named_graphs] if given else None,
                substitutions=values or None,
            )
        except ENGINE_ERRORS as error:
            raise QueryError(in_words(error, query.text)) from error
        if isinstance(results, ox.QueryTriples):
            graph = query.formats.graph
            return PendingAnswer(ResultKind.GRAPH, graph, _graph_writer(results, graph))
        kind = ResultKind.BOOLEAN if isinstance(results, ox.QueryBoolean) else ResultKind.ROWS
        rows = query.formats.of(kind)
        return PendingAnswer(kind, rows, lambda out, most: results.serialize(_checked(out, rows), format=_ROWS[rows]))


def in_words(error: BaseException, text: str) -> str:
    """The engine's error with line, column and the words around; without its lists of characters."""
    place = re.match(r"error at (\d+):(\d+): (.*)", str(error), re.DOTALL)
    if place is None:
        return str(error)
    line, column, why = int(place[1]), int(place[2]), re.sub(r",? ?\[[^\]]*\]", "", place[3], flags=re.DOTALL)
    here = ([*text.split("\n"), ""])[min(line, text.count("\n") + 2) - 1]
    before, after = here[: column - 1][-30:].strip(), here[column - 1 :][:30].strip()
    found = " and ".join(f"{where} “{words}”" for where, words in (("after", before), ("before", after)) if words)
    why = why if "," in why else why.replace("expected one of ", "expected ")
    expected = f": {why}" if why.removeprefix("expected").strip() else ""
    return f"The text is broken at line {line}, column {column}{found and f', {found}'}{expected}."


def _checked(out: IO[bytes], format_: str) -> IO[bytes]:
    """Where an answer is written, seen on its way where its format cannot hold all that a graph can."""
    return cast(IO[bytes], WellFormed(out)) if format_ in _XML else out


def _graph_writer(results: Iterable[ox.Triple], format_: str) -> Callable[[IO[bytes], int | None], None]:
    def write(out: IO[bytes], most: int | None) -> None:
        triples = iter(results)
        ox.serialize(islice(triples, most), _checked(out, format_), format=GRAPH_FORMATS[format_])
        if next(triples, None) is not None:
            raise TooLargeError(too_many(most or 0, "triples"))

    return write


def too_many(most: int, what: str) -> str:
    """What to say of an answer that is too large."""
    return (
        f"The answer has more than {most:,} {what}. "
        "Ask for it in parts with ORDER BY, LIMIT and OFFSET, or for less of it."
    )


def _pieces(found: PendingAnswer, text: str) -> Iterator[bytes]:
    out = io.BytesIO()
    try:
        found.write(out, None)
    except ENGINE_ERRORS as error:
        raise QueryError(in_words(error, text)) from error
    data = out.getvalue()
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]
