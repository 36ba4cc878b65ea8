"""Terms given from outside: parsed by an RDF parser, so that nothing but one term can ever be meant."""

from __future__ import annotations

import pyoxigraph as ox

from resograph.sparql.errors import QueryError


def parse_term(text: str) -> ox.NamedNode | ox.Literal:
    """The IRI or literal that stands in N-Triples writing (RDF 1.1 N-Triples §2).

    Raises:
        QueryError: it is none, or more than one.
    """
    try:
        quads = list(ox.parse(f"<x:s> <x:p> {text} .".encode(), ox.RdfFormat.N_TRIPLES))
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"{text} is no IRI or literal in N-Triples writing: {error}") from None
    value = quads[0].object if len(quads) == 1 else None
    if not isinstance(value, ox.NamedNode | ox.Literal):
        raise QueryError(f"{text} is no single IRI or literal in N-Triples writing.")
    return value
