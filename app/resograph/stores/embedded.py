"""The embedded store: pyoxigraph, on a release's directory."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from resograph.stores.guard import shape_of
from resograph.stores.port import Answer, QueryError, ResultKind
from resograph.stores.terms import parse_term

_ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPH = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
PIECE = 64 * 1024
"""Bytes gathered before a piece of an answer is handed on."""


class EmbeddedStore:
    """Answers from a pyoxigraph store."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    @classmethod
    def read_only(cls, path: Path) -> EmbeddedStore:
        """A store on disk, opened so that nothing can change it."""
        return cls(ox.Store.read_only(str(path)))

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
        given = bool(default_graphs or named_graphs)
        values: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): parse_term(term) for name, term in (substitutions or {}).items()
        }
        try:
            results = self.store.query(
                text,
                use_default_graph_as_union=not given and not shape.has_dataset,
                default_graph=[ox.NamedNode(iri) for iri in default_graphs] if given else None,
                named_graphs=[ox.NamedNode(iri) for iri in named_graphs] if given else None,
                substitutions=values or None,
            )
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise QueryError(str(error)) from error
        return _answer(results, formats)


def _answer(
    results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, formats: Mapping[ResultKind, str]
) -> Answer:
    if isinstance(results, ox.QueryTriples):
        format_ = formats[ResultKind.GRAPH]
        return Answer(
            ResultKind.GRAPH, format_, _pieces(lambda out: ox.serialize(results, out, format=_GRAPH[format_]))
        )
    kind = ResultKind.BOOLEAN if isinstance(results, ox.QueryBoolean) else ResultKind.ROWS
    format_ = formats[kind]
    return Answer(kind, format_, _pieces(lambda out: results.serialize(out, format=_ROWS[format_])))


def _pieces(write: Callable[[io.BytesIO], object]) -> Iterator[bytes]:
    out = io.BytesIO()
    try:
        write(out)
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(str(error)) from error
    data = out.getvalue()
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]
