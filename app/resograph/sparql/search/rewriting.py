"""``reso:search`` in a query → the matches themselves, so that any SPARQL 1.1 engine can answer it.

``?part reso:search "words"`` is a triple pattern to the grammar, and one that no graph matches. Before a query runs,
each is taken out, and what it stands for is put at the head of its basic graph pattern as ``VALUES`` (SPARQL 1.1
Query §10.2): matches that were found, written as RDF terms; nothing that a user wrote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import pyoxigraph as ox

from resograph.sparql.errors import QueryError
from resograph.sparql.query import Query
from resograph.sparql.search.cursor import Cursor, UnreadableQueryError
from resograph.sparql.search.patterns import Statement, statements
from resograph.sparql.search.triples import MisplacedError, WrittenTerm
from resograph.sparql.terms import parse_term
from resograph.sparql.tokens import edited

SEARCH = "https://w3id.org/resograph/ns#search"
_ANCHOR = "<https://w3id.org/resograph/ns#inDocument>|<http://purl.org/dc/terms/identifier>"
"""What every part and every document has once, in its own graph.

It is asked for where a match must be in the graphs that are asked, and where VALUES would stand alone in a group:
Virtuoso gives wrong rows for that in UNION, and errors in EXISTS and MINUS.
"""
MOST_SEARCHES = 10
"""Searches in one query."""
_COLUMNS = 3


class Row(NamedTuple):
    """A match: the IRI of a part or document, its score, the languages that match."""

    iri: str
    score: float
    languages: Sequence[str]


class Lookup(Protocol):
    """What finds matches."""

    def __call__(self, words: str, language: str | None, most: int | None) -> Sequence[Row]:
        """The matches, the best first; all of them where ``most`` is None.

        Raises:
            SearchError: there are more than may be taken, or the words are too many.
        """


@dataclass(frozen=True)
class _Words:
    text: str
    language: str | None
    most: int | None


def rewrite(query: Query, lookup: Lookup, base: str | None = None) -> Query:
    """A query without ``reso:search``, that gives what the one with it asks for.

    Args:
        query: any; its values are used for the words and stay in it.
        lookup: what finds matches.
        base: what relative IRIs are resolved against where the query has no BASE.

    Raises:
        QueryError: ``reso:search`` stands where it cannot, or the query with it cannot be read.
        SearchError: see ``Lookup``.
    """
    cursor = Cursor(query, base)
    if not cursor.names(SEARCH):
        return query
    try:
        found = statements(cursor, SEARCH)
        if sum(len(statement.objects) for statement in found) > MOST_SEARCHES:
            raise MisplacedError(f"a query may have {MOST_SEARCHES} of it")
        maker = _Maker(cursor, lookup, dict(query.substitutions))
        edits: list[tuple[int, int, str]] = []
        for statement in found:
            if statement.subject.kind == "list" and len(statement.objects) > 1:
                raise MisplacedError("a search with a score has one string")
            blocks = [maker.block(statement.subject, node) for node in statement.objects]
            blocks += [maker.bound(node) for node in map(_first, statement.objects) if node.kind == "variable"]
            if query.has_dataset or statement.in_graph or statement.alone:
                blocks.append(f"{_first(statement.subject).text} {_ANCHOR} [] .")
            edits.append((statement.block, statement.block, "".join(f"{block} " for block in blocks)))
            edits.append((statement.start, statement.end, _rest(statement)))
    except UnreadableQueryError as error:
        raise QueryError(str(error)) from None
    except RecursionError:
        raise QueryError("The query is nested too deeply to be searched in.") from None
    except MisplacedError as error:
        raise QueryError(f"reso:search cannot be used so: {error} (docs/search.md shows how).") from None
    return query.with_text(edited(query.text, edits))


def _rest(statement: Statement) -> str:
    """The statement without its searches."""
    if not statement.rest:
        return ""
    if statement.subject.kind == "list":
        raise MisplacedError("write the other triples of its first variable apart")
    return f"{statement.subject.text} {' ; '.join(statement.rest)}"


def _first(node: WrittenTerm) -> WrittenTerm:
    """The part of a subject, the words of an object."""
    return node.items[0] if node.kind == "list" and node.items else node


class _Maker:
    def __init__(self, cursor: Cursor, lookup: Lookup, substitutions: Mapping[str, str]) -> None:
        self._cursor = cursor
        self._lookup = lookup
        self._substitutions = substitutions

    def block(self, subject: WrittenTerm, words: WrittenTerm) -> str:
        """The matches as VALUES; as a FILTER where no variable is left to be given any."""
        columns = subject.items if subject.kind == "list" else (subject,)
        if not 1 <= len(columns) <= _COLUMNS or any(column.kind != "variable" for column in columns[1:]):
            raise MisplacedError("its subject is ?part, (?part ?score) or (?part ?score ?language)")
        if columns[0].kind not in ("variable", "iri", "name"):
            raise MisplacedError("its subject must be a variable or an IRI")
        if len({column.text[1:] for column in columns}) < len(columns):
            raise MisplacedError("its variables must differ")
        asked = self._words(words)
        rows = self._lookup(asked.text, asked.language, asked.most)
        lines = [line for row in rows for line in _lines(row, len(columns))]
        if columns[0].kind != "variable":
            here = self._cursor.expand(columns[0].text)
            lines = [line[1:] for line in lines if line[0] == f"<{here}>"]
            columns = columns[1:]
        if not columns:
            return "" if lines else "FILTER(false)"
        names = " ".join(column.text for column in columns)
        return f"VALUES ({names}) {{ {' '.join('(' + ' '.join(line) + ')' for line in lines)} }}"

    def bound(self, variable: WrittenTerm) -> str:
        """A variable that words were given for, with its value, so that the query has it still."""
        return f"VALUES ({variable.text}) {{ ({self._literal(variable)}) }}"

    def _words(self, node: WrittenTerm) -> _Words:
        given, number = node, None
        if node.kind == "list":
            if len(node.items) != 2 or node.items[1].kind != "number" or not node.items[1].text.isdigit():
                raise MisplacedError('a list of its object has words and a number: ("words" 50)')
            given, number = node.items[0], int(node.items[1].text)
        literal = self._literal(given)
        return _Words(literal.value, literal.language and literal.language.split("-")[0].lower(), number)

    def _literal(self, node: WrittenTerm) -> ox.Literal:
        name = node.text[1:]
        if node.kind == "variable" and name in self._substitutions:
            value: object = parse_term(self._substitutions[name])
        elif node.kind == "string":
            value = _parsed(node)
        else:
            value = None
        if not isinstance(value, ox.Literal):
            raise MisplacedError('its object is a string, such as "volunteer*" or "志愿"@zh')
        return value


def _parsed(node: WrittenTerm) -> object:
    """The literal that is written there; None where its escapes are none."""
    try:
        return next(iter(ox.parse(f"<x:s> <x:p> {node.text} .", ox.RdfFormat.TURTLE))).object
    except SyntaxError:
        return None


def _lines(row: Row, columns: int) -> list[tuple[str, ...]]:
    """The terms of a match: one line, or one a language where that is asked for."""
    score = f"{row.score:.3f}".rstrip("0")  # as engines write decimals
    terms = (str(ox.NamedNode(row.iri)), f"{score}0" if score.endswith(".") else score)
    if columns < _COLUMNS:
        return [terms[:columns]]
    return [(*terms, str(ox.Literal(language))) for language in row.languages]
