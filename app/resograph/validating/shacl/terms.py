"""RDF terms as text: an IRI is itself, the others are in canonical N-Triples; cheap to hash and to tell apart."""

from __future__ import annotations

import re
from functools import lru_cache

import pyoxigraph as ox
import rdflib

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
STRING = f"{XSD}string"
LANG_STRING = f"{RDF}langString"
INTEGER = f"{XSD}integer"

_INTEGER_END = f'"^^<{INTEGER}>'
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LETTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_CACHED = 1 << 16


def term_of(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """A node of a graph as text, a typed literal in canonical form."""
    if isinstance(node, ox.NamedNode):
        return node.value
    term = str(node)
    return normal(term) if term[0] == '"' and term[-1] == ">" else term


def is_iri(term: str) -> bool:
    """Whether it is an IRI."""
    return term[0] not in '"_'


def is_literal(term: str) -> bool:
    """Whether it is a literal."""
    return term[0] == '"'


def text(term: str) -> str:
    """An IRI, the label of a blank node, the lexical form of a literal (SPARQL ``STR``)."""
    if term[0] != '"':
        return term.removeprefix("_:")
    quoted = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_unescaped, quoted) if "\\" in quoted else quoted


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _LETTERS.get(match[3], match[3])


def language(term: str) -> str:
    """The language tag of a literal in lower case, "" where it has none."""
    if term[0] != '"' or term[-1] in '">':
        return ""
    return term[term.rindex('"') + 2 :].lower()


def datatype(term: str) -> str:
    """The IRI of a literal's datatype."""
    if term[-1] == '"':
        return STRING
    return term[term.rindex('"') + 4 : -1] if term[-1] == ">" else LANG_STRING


@lru_cache(_CACHED)
def literal(term: str) -> rdflib.Literal:
    """A literal with its value, as pyshacl's library understands it: the judge's idea of ill-typed and of less."""
    if tag := language(term):
        return rdflib.Literal(text(term), lang=tag)
    kind = datatype(term)
    return rdflib.Literal(text(term), datatype=None if kind == STRING else rdflib.URIRef(kind))


@lru_cache(_CACHED)
def normal(term: str) -> str:
    """A typed literal in the canonical form of its value ("01" as "1"), so that equal values are one node."""
    lexical = str(literal(term))
    if lexical == text(term):
        return term
    escaped = lexical.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}{term[term.rindex(chr(34)) :]}'


@lru_cache(_CACHED)
def ill_typed(term: str) -> bool:
    """Whether a literal's lexical form is none of its datatype (RDF 1.1 Concepts §5.1)."""
    return literal(term).ill_typed is True


@lru_cache(_CACHED)
def integer(term: str) -> int | None:
    """The value of an xsd:integer, None of anything else."""
    if not term.endswith(_INTEGER_END) or ill_typed(term):
        return None
    return int(text(term))
