"""Where a query has triples with one predicate, read along the grammar of groups and triples.

SPARQL 1.1 Query §19.8, rules 53 to 107. Only what surrounds such a triple matters: the others of its subject, and
where the basic graph pattern begins that it is part of (§5.1: whatever is no triple and no FILTER ends one).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from resograph.sparql.search.cursor import Cursor
from resograph.sparql.search.triples import MisplacedError, TripleReader, WrittenTerm


@dataclass(frozen=True)
class Statement:
    """Triples of one subject, some of which have the predicate.

    ``start`` and ``end`` are its place in the text, with the full stop behind it where it has no other triples;
    ``rest`` is what is said of the subject otherwise; ``block`` is where its basic graph pattern begins, and ``alone``
    whether that has no triples without the predicate.
    """

    start: int
    end: int
    block: int
    in_graph: bool
    alone: bool
    subject: WrittenTerm
    objects: tuple[WrittenTerm, ...]
    rest: tuple[str, ...]


_BEFORE_GROUP = ("OPTIONAL", "MINUS", "UNION")


def statements(cursor: Cursor, predicate: str) -> list[Statement]:
    """The statements of a query that have a predicate, in order.

    Args:
        cursor: behind the prologue of the query.
        predicate: its IRI.

    Raises:
        MisplacedError: the predicate stands where it cannot.
        UnreadableQueryError: the text does not follow the grammar.
    """
    reader = _Reader(cursor, predicate)
    reader.query()
    return reader.found


class _Reader:
    def __init__(self, cursor: Cursor, predicate: str) -> None:
        self._cursor = cursor
        self._triples = TripleReader(cursor, predicate)
        self._in_graph = False
        self._short = False
        self.found: list[Statement] = []

    def query(self) -> None:
        cursor = self._cursor
        if cursor.word == "CONSTRUCT":
            cursor.take()
            self._short = cursor.token != "{"
            if not self._short:
                cursor.skip("{", "}")
        while cursor.token:
            self._outside_groups()

    def _outside_groups(self) -> None:
        """A token of a query's or sub-select's clauses, with the group that it may begin."""
        if self._cursor.token == "{":
            self._group()
        elif self._cursor.word == "VALUES":
            self._values()
        else:
            self._cursor.take()

    # ── groups ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _group(self) -> None:
        cursor = self._cursor
        cursor.take("{")
        if cursor.word == "SELECT":
            while cursor.token != "}":
                self._outside_groups()
        block: list[tuple[Statement | None, bool]] = []
        start = cursor.start
        while cursor.token != "}":
            if cursor.token == ".":
                cursor.take()
            elif cursor.word == "FILTER":
                self._expression()
            elif self._no_triples():
                self._end_block(block)
            else:
                start = start if block else cursor.start
                block.append(self._statement(start))
        self._end_block(block)
        cursor.take("}")

    def _end_block(self, block: list[tuple[Statement | None, bool]]) -> None:
        """Keep the statements of a basic graph pattern that ends, and begin anew."""
        alone = not any(others for _, others in block)
        self.found += [replace(statement, alone=alone) for statement, _ in block if statement]
        block.clear()

    def _no_triples(self) -> bool:
        """Past a pattern that ends a basic graph pattern, where one comes."""
        cursor, word = self._cursor, self._cursor.word
        if word == "BIND":
            self._expression()
        elif word == "VALUES":
            self._values()
        elif word == "GRAPH":
            cursor.take()
            cursor.take()
            before, self._in_graph = self._in_graph, True
            self._group()
            self._in_graph = before
        elif word in _BEFORE_GROUP:
            cursor.take()
            self._group()
        elif cursor.token == "{":
            self._group()
        else:
            return False
        return True

    def _values(self) -> None:
        while self._cursor.token != "{":
            self._cursor.take()
        self._cursor.skip("{", "}")

    def _expression(self) -> None:
        """FILTER or BIND to its end: the bracket that closes its first, or the group of EXISTS."""
        self._cursor.take()
        depth = 0
        while True:
            if self._cursor.token == "{":
                self._group()
                closed = True
            else:
                token = self._cursor.take()
                depth += (token == "(") - (token == ")")
                closed = token == ")"
            if closed and depth == 0:
                return

    def _statement(self, block: int) -> tuple[Statement | None, bool]:
        """Past the triples of one subject: the statement where they have the predicate; whether they have others."""
        cursor = self._cursor
        start = cursor.start
        subject = self._triples.node()
        objects, rest = self._triples.properties()
        if not objects:
            return None, True
        if self._short:
            raise MisplacedError("CONSTRUCT WHERE has no place for it: write CONSTRUCT { … } WHERE { … }")
        if not rest and cursor.token == ".":
            cursor.take()
        found = Statement(start, cursor.end, block, self._in_graph, False, subject, tuple(objects), tuple(rest))
        return found, bool(rest)
