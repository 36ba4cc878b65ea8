"""Values for variables, put into a query for engines whose protocol has no substitution.

SPARQL 1.1 Protocol §2.1 takes a text and a dataset, nothing else. The values go in as one ``VALUES`` block (SPARQL 1.1
Query §10.2) at the head of the outermost group, where patterns, OPTIONAL and grouping see them, as they see a
substitution. FILTER and BIND in a group within do not see it (§18.2.1), so there the value itself stands; branches of a
UNION have the block too, for Virtuoso loses the rows of a branch that does not bind what is joined to it. Short forms
are written out so that they have such a place: ``DESCRIBE ?s`` gets a group, ``CONSTRUCT WHERE`` its template, a
sub-select that is the whole group a group of its own. Where there is none still (blank nodes in ``CONSTRUCT WHERE``),
the block goes to the end of the query (§19.8, rules 2 and 28).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

import pyoxigraph as ox

from resograph.sparql.errors import QueryError
from resograph.sparql.query import Query
from resograph.sparql.terms import parse_term
from resograph.sparql.tokens import Edit, Token, closings, edited

_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*+:)[^<>\"{}|^`\\\x00-\x20]*+>")
"""What is a relative IRI, or looks so within a string or a comment."""
_MODIFIERS = ("ORDER", "GROUP", "HAVING", "LIMIT", "OFFSET")


def bind_values(query: Query, base: str | None = None) -> Query:
    """The query with its values bound, and its relative IRIs against a base (§4.1.1.2) if it has no BASE of its own.

    A value is parsed and written anew, never pasted.

    Raises:
        QueryError: a name is no variable, or a value no single IRI or literal.

    >>> def bound(text, **values):
    ...     return bind_values(Query.of(text, substitutions=values)).text
    >>> bound("SELECT * WHERE { ?s ?p ?o }", s="<http://example.org/a>")
    'SELECT * WHERE { VALUES (?s) { (<http://example.org/a>) } ?s ?p ?o }'
    >>> bound("ASK { ?s ?p ?o OPTIONAL { ?s ?q ?t FILTER(LANG(?t) = ?l) } }", l='"fr"')
    'ASK { VALUES (?l) { ("fr") } ?s ?p ?o OPTIONAL { ?s ?q ?t FILTER(LANG(?t) = "fr") } }'
    >>> bound("ASK { { ?s ?p ?o } UNION { ?o ?p ?s } }", s="<x:a>")
    'ASK { VALUES (?s) { (<x:a>) } { VALUES (?s) { (<x:a>) } ?s ?p ?o } UNION { VALUES (?s) { (<x:a>) } ?o ?p ?s } }'
    >>> bound("DESCRIBE ?s", s="<http://example.org/a>")
    'DESCRIBE ?s { VALUES (?s) { (<http://example.org/a>) } }'
    >>> bound("SELECT * { SELECT ?s { ?s ?p ?o } }", s="<http://example.org/a>")
    'SELECT * { VALUES (?s) { (<http://example.org/a>) } { SELECT ?s { ?s ?p ?o } } }'
    >>> bound("CONSTRUCT WHERE { ?s ?p ?o }", s="<http://example.org/a>")
    'CONSTRUCT { ?s ?p ?o } WHERE { VALUES (?s) { (<http://example.org/a>) } ?s ?p ?o }'
    >>> bind_values(Query.of("SELECT * { <a> ?p <x:b> }"), "http://example.org/").text
    'BASE <http://example.org/> SELECT * { <a> ?p <x:b> }'
    """
    for name, _ in query.substitutions:
        if not re.fullmatch(r"\w+", name):
            raise QueryError(f"{name} is no name of a variable.")
    edits: list[Edit] = []
    if base is not None and _has_relative_iri(query):
        edits.append((0, 0, f"BASE {ox.NamedNode(base)} "))
    if query.substitutions:
        edits += _Binder(query).edits()
    return replace(query, text=edited(query.text, edits), substitutions=())


def _has_relative_iri(query: Query) -> bool:
    if not _RELATIVE.search(query.text):
        return False
    return any(token.lastgroup == "iri" and not _ABSOLUTE.match(token[0]) for token in query.tokens)


class _Binder:
    """Where in one query its values go."""

    def __init__(self, query: Query) -> None:
        self._text = query.text
        self._form = query.form
        self._tokens: Sequence[Token] = query.tokens
        self._words = [token[0].upper() for token in self._tokens]
        self._closing = closings(self._tokens)
        self._values: Mapping[str, str] = {f"?{name}": str(parse_term(term)) for name, term in query.substitutions}
        self._block = f"VALUES ({' '.join(self._values)}) {{ ({' '.join(self._values.values())}) }}"

    def edits(self) -> Iterator[Edit]:
        """All that is put into the text."""
        yield from self._in_outermost_group()
        yield from self._in_expressions()
        yield from self._in_branches()

    def _in_outermost_group(self) -> Iterator[Edit]:
        """The block at the head of the outermost group, which a short form is given first."""
        first, outer = self._outer_groups()
        if self._form == "DESCRIBE" and not outer and first + 1 < len(self._words):
            rest = range(first + 1, len(self._words))
            place = self._tokens[
                next((at for at in rest if self._words[at] in _MODIFIERS), len(rest) + first + 1) - 1
            ].end()
            yield place, place, f" {{ {self._block} }}"
            return
        group = outer[0] if outer else None
        if self._form == "CONSTRUCT" and group is not None:
            if group == first + 1:  # that is the template
                group = outer[1] if len(outer) > 1 else None
            elif self._has_blanks(group):
                group = None  # the short form takes nothing but triples (§16.2.4), a template no such nodes
            else:
                place = self._tokens[first].end()
                yield place, place, f" {self._text[slice(*self._span(group))]}"
        if group is None:
            yield len(self._text), len(self._text), f"\n{self._block}"
            return
        start, end = self._tokens[group].end(), self._tokens[self._closing[group]].start()
        within = self._text[start:end]
        after_spaces = end - len(within.lstrip(" "))
        if self._is_select(group):
            yield start, after_spaces, f" {self._block} {{ "
            yield end, end, "} "
        else:
            yield start, after_spaces, f" {self._block} "

    def _outer_groups(self) -> tuple[int, list[int]]:
        """Where the form stands, and where behind it groups open that are in no bracket."""
        first = next((at for at, word in enumerate(self._words) if word.startswith(self._form)), len(self._words))
        found: list[int] = []
        depth = 0
        for at in range(first, len(self._words)):
            if self._words[at] == "{" and depth == 0:
                found.append(at)
            depth += (self._words[at] in ("{", "(")) - (self._words[at] in ("}", ")"))
        return first, found

    def _has_blanks(self, group: int) -> bool:
        within = self._tokens[group + 1 : self._closing[group]]
        return any(token.lastgroup == "blank" or token[0] in "[(" for token in within)

    def _span(self, group: int) -> tuple[int, int]:
        """Beginning and end of a group, with its braces."""
        return self._tokens[group].start(), self._tokens[self._closing[group]].end()

    def _is_select(self, group: int) -> bool:
        return "".join(self._words[group + 1 : group + 2]).startswith("SELECT")

    def _in_expressions(self) -> Iterator[Edit]:
        """Values in place of their variables in FILTER and BIND of inner groups, but for sub-selects and BOUND."""
        tokens, words = self._tokens, self._words
        groups: list[bool] = []  # for each group around, whether it is a sub-select
        at = 0
        while at < len(tokens):
            word = words[at]
            if word == "{":
                groups.append(len(groups) > 0 and self._is_select(at))
            elif word == "}":
                groups = groups[:-1]
            elif word in ("FILTER", "BIND") and len(groups) > 1 and not any(groups):
                end = self._end_of_expression(at + 1)
                for before, token in pairwise(tokens[at - 1 : end]):
                    place = token.start()
                    value = self._values.get(f"?{token[0][1:]}") if token.lastgroup == "variable" else None
                    if value is not None and before[0].upper() != "AS" and place not in self._bound:
                        yield place, token.end(), value
                at = end - 1
            at += 1

    @cached_property
    def _bound(self) -> set[int]:
        """Where variables stand that BOUND asks about."""
        places = zip(self._words, self._tokens[2:], strict=False)
        return {token.start() for word, token in places if word == "BOUND"}

    def _end_of_expression(self, at: int) -> int:
        """Past the brackets that follow, or where a group begins, as in EXISTS."""
        depth = 0
        for place in range(at, len(self._words)):
            if self._words[place] in ("{", "}"):
                return place
            depth += (self._words[place] == "(") - (self._words[place] == ")")
            if depth == 0 and self._words[place] == ")":
                return place + 1
        return len(self._words)

    def _in_branches(self) -> Iterator[Edit]:
        """The block at the head of each branch of a UNION; not in sub-selects, nor in MINUS, whose variables count."""
        words = self._words
        apart = -1  # where the outermost sub-select or MINUS ends that a group stands in
        for start, end in sorted(self._closing.items()):
            if start < apart:
                continue
            if words[start - 1 : start] == ["MINUS"] or self._is_select(start):
                apart = end
            elif "UNION" in (*words[start - 1 : start], *words[end + 1 : end + 2]):
                place = self._tokens[start].end()
                yield place, place, f" {self._block}"
