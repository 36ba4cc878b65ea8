"""The dataset of an update, given beside its text (SPARQL 1.1 Protocol §2.2.3), put into it as USING clauses."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from resograph.sparql.errors import QueryError
from resograph.sparql.guard import shape_of
from resograph.sparql.tokens import closings, edited, tokens_of


def with_dataset(text: str, graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """The update with each of its patterns asked over these graphs.

    Raises:
        QueryError: it is a query, a graph is no IRI, or the text names its dataset itself (USING, WITH).
        RefusedQueryError: the update would fetch something.

    >>> with_dataset("INSERT { ?s a <x:D> } WHERE { ?s a <x:C> }", ["x:g"], [])
    'INSERT { ?s a <x:D> } USING <x:g> WHERE { ?s a <x:C> }'
    >>> with_dataset("DELETE WHERE { ?s a <x:C> }", [], ["x:g"])
    'DELETE { ?s a <x:C> } USING NAMED <x:g> WHERE { ?s a <x:C> }'
    """
    shape = shape_of(text)
    if shape.form:
        raise QueryError("This is a query; send it as “query”, or as application/sparql-query.")
    text = shape.text
    if not graphs and not named_graphs:
        return text
    try:
        clauses = [f"USING {ox.NamedNode(iri)}" for iri in graphs]
        clauses += [f"USING NAMED {ox.NamedNode(iri)}" for iri in named_graphs]
    except ValueError as error:
        raise QueryError(f"A graph of the dataset is no IRI: {error}") from error
    return _insert(text, " ".join(clauses))


def _insert(text: str, clauses: str) -> str:
    """The clauses before each WHERE outside all groups; DELETE WHERE, which has no place for them, written out."""
    tokens = tokens_of(text)
    groups = closings(tokens)
    edits: list[tuple[int, int, str]] = []
    depth = 0
    for at, token in enumerate(tokens):
        word = token[0].upper()
        depth += (word == "{") - (word == "}")
        if depth or token.lastgroup != "word":
            continue
        if word in ("USING", "WITH"):
            raise QueryError(
                "The update names its graphs itself (USING or WITH); leave out using-graph-uri and "
                "using-named-graph-uri, or those words."
            )
        if word == "WHERE":
            short = at > 0 and tokens[at - 1][0].upper() == "DELETE"
            group = text[tokens[at + 1].start() : tokens[groups[at + 1]].end()] if short else ""
            edits.append((token.start(), token.start(), f"{group} {clauses} ".lstrip()))
    return edited(text, edits)
