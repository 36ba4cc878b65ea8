"""The embedded store: pyoxigraph, on a release's directory."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from resograph.sparql.guard import shape_of
from resograph.stores.port import Answer, QueryError, ResultKind, TooLargeError
from resograph.stores.terms import parse_term

ROW_FORMATS = {
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
PIECE = 64 * 1024
"""Bytes gathered before a piece of an answer is handed on."""
ENGINE_ERRORS = (SyntaxError, ValueError, RuntimeError, OSError)
"""What pyoxigraph raises of a query that is broken or that it gives up on."""


@dataclass(frozen=True)
class Found:
    """An answer that is not written yet; ``write`` writes it, a graph of more than so many triples being an error."""

    kind: ResultKind
    format: str
    write: Callable[[IO[bytes], int | None], object]


class EmbeddedStore:
    """Answers from a pyoxigraph store.

    Args:
        store: the engine.
        union: whether a query without a dataset is asked over all graphs, as one over a release is (DESIGN §3); else
            over the store's own default graph, as the standard has it.
        base: what relative IRIs in a query are resolved against.
    """

    def __init__(self, store: ox.Store, *, union: bool = True, base: str | None = None) -> None:
        self.store = store
        self._union = union
        self._base = base

    @classmethod
    def read_only(cls, path: Path, base: str | None = None) -> EmbeddedStore:
        """A store on disk, opened so that nothing can change it."""
        return cls(ox.Store.read_only(str(path)), base=base)

    def query(
        self,
        text: str,
        formats: Mapping[ResultKind, str],
        *,
        substitutions: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """See ``Store.query``."""
        shape = shape_of(text)
        if shape.is_update:
            raise QueryError("This is an update; the query endpoint takes SELECT, ASK, CONSTRUCT and DESCRIBE.")
        found = self.find(text, formats, shape.has_dataset, substitutions or {}, default_graphs, named_graphs)
        return Answer(found.kind, found.format, _pieces(found, text))

    def find(
        self,
        text: str,
        formats: Mapping[ResultKind, str],
        has_dataset: bool,
        substitutions: Mapping[str, str],
        default_graphs: Sequence[str],
        named_graphs: Sequence[str],
    ) -> Found:
        """Begin to answer a query that the guard let pass; ``has_dataset`` is its word on FROM.

        Raises:
            QueryError: it is no SPARQL.
        """
        given = bool(default_graphs or named_graphs)
        values: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): parse_term(term) for name, term in substitutions.items()
        }
        try:
            results = self.store.query(
                text,
                base_iri=self._base,
                use_default_graph_as_union=self._union and not given and not has_dataset,
                default_graph=[ox.NamedNode(iri) for iri in default_graphs] if given else None,
                named_graphs=[ox.NamedNode(iri) for iri in named_graphs] if given else None,
                substitutions=values or None,
            )
        except ENGINE_ERRORS as error:
            raise QueryError(in_words(error, text)) from error
        if isinstance(results, ox.QueryTriples):
            graph = formats[ResultKind.GRAPH]
            return Found(ResultKind.GRAPH, graph, _graph_writer(results, GRAPH_FORMATS[graph]))
        kind = ResultKind.BOOLEAN if isinstance(results, ox.QueryBoolean) else ResultKind.ROWS
        rows = formats[kind]
        return Found(kind, rows, lambda out, most: results.serialize(out, format=ROW_FORMATS[rows]))


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


def _graph_writer(results: Iterable[ox.Triple], format_: ox.RdfFormat) -> Callable[[IO[bytes], int | None], None]:
    def write(out: IO[bytes], most: int | None) -> None:
        ox.serialize(results if most is None else _at_most(results, most), out, format=format_)

    return write


def _at_most(results: Iterable[ox.Triple], most: int) -> Iterator[ox.Triple]:
    for number, triple in enumerate(results):
        if number >= most:
            raise TooLargeError(too_many(most, "triples"))
        yield triple


def too_many(most: int, what: str) -> str:
    """What to say of an answer that is too large."""
    return (
        f"The answer has more than {most:,} {what}. "
        "Ask for it in parts with ORDER BY, LIMIT and OFFSET, or for less of it."
    )


def _pieces(found: Found, text: str) -> Iterator[bytes]:
    out = io.BytesIO()
    try:
        found.write(out, None)
    except ENGINE_ERRORS as error:
        raise QueryError(in_words(error, text)) from error
    data = out.getvalue()
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]
