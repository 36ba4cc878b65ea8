"""The queries of the product as examples for machines: ``sh:SPARQLExecutable``, the values of their examples in them.

Programs that write SPARQL from questions look for such nodes at an endpoint (SHACL Advanced Features §5; the vocabulary
of the Swiss Institute of Bioinformatics' examples).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from resograph.sparql.binding import bind_values
from resograph.sparql.operations import Operation, operations, places_in, words_around
from resograph.sparql.query import Query
from resograph.writing.terms import DCT, RDFS, SCHEMA, TYPE

_SHACL = "http://www.w3.org/ns/shacl#"
_FORMS = {"SELECT": "Select", "ASK": "Ask", "CONSTRUCT": "Construct"}
_CLASS = ox.NamedNode(f"{_SHACL}SPARQLExecutable")


def written_out(operation: Operation, values: Mapping[str, str], base: str) -> str:
    """A query to be changed by hand: its values written in.

    Raises:
        OperationError: a value is missing, unknown or of the wrong type.
    """
    return bind_values(Query.of(operation.text, substitutions=operation.bind(values, base))).text


def example_triples(base: str) -> list[ox.Triple]:
    """All queries as examples at the endpoint of a base."""
    return [triple for one in operations().values() for triple in _example(one, base)]


def question_of(operation: Operation, language: str) -> str:
    """The question that the example of a query answers, the values of the example in it; "" where nobody asks so."""
    examples = {one.name: one.example for one in operation.parameters}
    needed = {one.name for one in operation.parameters if not one.optional}
    for way in operation.asks.get(language, ()):
        places = dict(places_in(way))
        if needed <= set(places) and all(value in ("", examples[name]) for name, value in places.items()):
            names = ["" if value else examples[name] for name, value in places.items()]
            return "".join(map("".join, zip(words_around(way), [*names, ""], strict=True))).strip()
    return ""


def _example(operation: Operation, base: str) -> Iterator[ox.Triple]:
    text = written_out(operation, {one.name: one.example for one in operation.parameters}, base)
    form = Query.of(text).form
    me = ox.NamedNode(f"{base}queries/{operation.name}#example")
    yield ox.Triple(me, TYPE, _CLASS)
    yield ox.Triple(me, TYPE, ox.NamedNode(f"{_SHACL}SPARQL{_FORMS[form]}Executable"))
    yield ox.Triple(me, ox.NamedNode(f"{_SHACL}{form.lower()}"), ox.Literal(text))
    yield ox.Triple(me, ox.NamedNode(f"{SCHEMA}target"), ox.NamedNode(f"{base}sparql"))
    yield ox.Triple(me, ox.NamedNode(f"{DCT}source"), ox.NamedNode(f"{base}queries/{operation.name}"))
    for language, title in operation.titles.items():
        yield ox.Triple(me, ox.NamedNode(f"{DCT}title"), ox.Literal(title, language=language))
        question = question_of(operation, language) or title
        yield ox.Triple(me, ox.NamedNode(f"{RDFS}comment"), ox.Literal(question, language=language))
    for language, description in operation.descriptions.items():
        yield ox.Triple(me, ox.NamedNode(f"{DCT}description"), ox.Literal(description, language=language))
