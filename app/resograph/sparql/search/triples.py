"""Triples of a query, read along the grammar (SPARQL 1.1 Query §19.8, rules 75 to 107) for one predicate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resograph.sparql.search.cursor import Cursor


class MisplacedError(ValueError):
    """The predicate stands where it cannot; the message says why."""


@dataclass(frozen=True)
class WrittenTerm:
    """A term of a triple as written; ``kind`` as in ``tokens_of``, or number, list, blank."""

    kind: str
    text: str
    items: tuple[WrittenTerm, ...] = ()


_NUMBER = re.compile(r"[+-]?(?:\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+|\d+)")
_TERMS = ("iri", "name", "variable", "string", "blank")


class TripleReader:
    """Reads what is said of a subject.

    Args:
        cursor: a place in the query.
        predicate: the IRI that is looked for.
    """

    def __init__(self, cursor: Cursor, predicate: str) -> None:
        self._cursor = cursor
        self._predicate = predicate

    def properties(self) -> tuple[list[WrittenTerm], list[str]]:
        """Past the properties of a subject: objects of the predicate, and all other properties as written.

        Raises:
            MisplacedError: the predicate stands in a path, or below a blank node.
        """
        cursor = self._cursor
        objects: list[WrittenTerm] = []
        rest: list[str] = []
        while cursor.token not in (".", "]", "{", "}") and cursor.word in ("", "A"):
            if cursor.token == ";":
                cursor.take()
                continue
            start = cursor.start
            is_predicate = self._verb()
            nodes = [self.node()]
            while cursor.token == ",":
                cursor.take()
                nodes.append(self.node())
            if is_predicate:
                objects += nodes
            else:
                rest.append(cursor.text[start : cursor.end])
        return objects, rest

    def _verb(self) -> bool:
        """Past a variable or a property path; whether it is the predicate and nothing else."""
        cursor, first, found = self._cursor, self._cursor.at, False
        while True:
            while cursor.token in ("^", "!"):
                cursor.take()
            depth = 0
            while True:
                found = found or cursor.iri() == self._predicate
                token = cursor.take()
                depth += (token == "(") - (token == ")")
                if depth == 0:
                    break
            while cursor.token in ("*", "?", "+") and not _NUMBER.match(cursor.text, cursor.start):
                cursor.take()
            if cursor.token not in ("/", "|"):
                break
            cursor.take()
        if found and cursor.at - first > 1:
            raise MisplacedError("it cannot be part of a property path")
        return found

    def node(self) -> WrittenTerm:
        """Past a term, a list, or a blank node with what is said of it."""
        cursor = self._cursor
        start, kind = cursor.start, cursor.kind
        items: list[WrittenTerm] = []
        if cursor.token == "(":
            kind = "list"
            cursor.take()
            while cursor.token != ")":
                items.append(self.node())
            cursor.take()
        elif cursor.token == "[":
            kind = "blank"
            cursor.take()
            if self.properties()[0]:
                raise MisplacedError("its subject must be a variable or an IRI")
            cursor.take("]")
        elif number := _NUMBER.match(cursor.text, start):
            kind = "number"
            while cursor.token and cursor.start < number.end():
                cursor.take()
        elif kind not in _TERMS and cursor.word not in ("TRUE", "FALSE"):
            raise cursor.unreadable()
        else:
            cursor.take()
            if cursor.kind == "tag" and kind == "string":
                cursor.take()
            elif kind == "string" and cursor.text.startswith("^^", cursor.start):
                for _ in range(3):
                    cursor.take()
        return WrittenTerm(kind, cursor.text[start : cursor.end], tuple(items))
