"""Virtuoso's SPARQL: what it takes for more or less than the standard has it (measured on 7.2.5, docs/engines.md).

- FROM without FROM NAMED leaves all graphs named (§13.2 says none); a dataset beside the query is added to the one in
  it (Protocol §2.1.4 says that it stands instead).
- It has no booleans: EXISTS gives 1 or 0. Variables are of ASCII letters.
- DESCRIBE gives what points at a node too.
- Answers are yes or no in a table, typed literals under another name, CSV and TSV in forms of their own; those
  that took too long or have too many rows are cut, which only a header tells.
- Functions of its own reach the network, and so do pragmas that come before the query.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from resograph.media_types import GRAPHS, ROWS
from resograph.sparql import Query, QueryError, RefusedQueryError, ResultKind
from resograph.sparql.tokens import edited
from resograph.stores.port import QueryTimeoutError, StoreError, TooLargeError
from resograph.stores.remote.dialects import RemoteRequest
from resograph.stores.remote.endpoint import Endpoint, Response
from resograph.stores.remote.rewriting import graph_as, rows_as

_CASTS = "http://www.w3.org/2001/XMLSchema#"
_NOWHERE = "urn:resograph:no-graph"
_CUT = "x-sparql-maxrows"
_MANY = 100_001
_OWN_WORDS = ("DEFINE", "OPTION")
_OWN_NAMES = re.compile(r"(?:bif|sql):|openlinksw", re.IGNORECASE)
_YES_NO = {
    "json": b'{"head":{},"boolean":%s}',
    "xml": b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
    b"<boolean>%s</boolean></sparql>",
}


class Virtuoso:
    """See ``Dialect``. An update of several operations is several steps to those who read."""

    atomic = False

    def __init__(self, seconds: float) -> None:
        self._milliseconds = str(max(1000, int(seconds * 1000)))

    def asked(self, query: Query) -> RemoteRequest:
        """See ``Dialect.asked``."""
        _check(query)
        text, clauses = query.text, _dataset_clauses(query)
        named: Sequence[str] = query.named_graphs
        if query.dataset_given:
            text = _blanked(text, clauses)
            named = named or [_NOWHERE]
        elif clauses and not any(clause.named for clause in clauses):
            named = [_NOWHERE]
        parameters = [("default-graph-uri", iri) for iri in query.default_graphs]
        parameters += [("named-graph-uri", iri) for iri in named]
        parameters.append(("timeout", self._milliseconds))
        pragma = 'define sql:describe-mode "SPO" ' if query.form == "DESCRIBE" else ""
        return RemoteRequest(
            pragma + text, GRAPHS["nt"] if query.kind is ResultKind.GRAPH else ROWS["json"], parameters
        )

    def whole(self, response: Response, kind: ResultKind, format_: str) -> IO[bytes] | None:
        """See ``Dialect.whole``."""
        if "x-sql-state" in response.headers:
            response.close()
            raise QueryTimeoutError(response.too_long())
        if most := response.headers.get(_CUT):
            response.close()
            raise TooLargeError(
                f"The answer has more than {most} rows. Ask for it in parts with ORDER BY, LIMIT and OFFSET."
            )
        pieces = response.chunks(ended=False)
        if kind is ResultKind.GRAPH:
            return graph_as(format_, pieces)
        if kind is ResultKind.ROWS:
            return rows_as(format_, pieces)
        rows = json.loads(b"".join(pieces))["results"]["bindings"]
        yes = any(cell["value"] != "0" for row in rows for cell in row.values())
        return BytesIO(_YES_NO[format_] % (b"true" if yes else b"false"))

    def graphs_address(self, query: str) -> str | None:
        """See ``Dialect.graphs_address``."""
        return f"{query}-graph-crud-auth" if query.endswith("/sparql") else None

    def check(self, endpoint: Endpoint) -> None:
        """See that answers are not cut. A table says so in a header, a graph does not."""
        response = endpoint.ask(f"SELECT ?s WHERE {{ ?s ?p ?o }} LIMIT {_MANY}", ROWS["json"])
        most = response.headers.get(_CUT)
        response.close()
        if most:
            raise StoreError(
                f"{endpoint.addresses.query} cuts answers after {most} rows, graphs without a word; "
                "take ResultSetMaxRows out of [SPARQL] in its virtuoso.ini and start it again."
            )


@dataclass(frozen=True)
class _Clause:
    """FROM, as it stands in a query."""

    start: int
    end: int
    named: bool


def _dataset_clauses(query: Query) -> list[_Clause]:
    found = []
    tokens = query.tokens
    for token, *after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if query.has_from and token.lastgroup == "word" and token[0].upper() == "FROM":
            named = after[0][0].upper() == "NAMED"
            found.append(_Clause(token.start(), after[named].end(), named))
    return found


def _blanked(text: str, clauses: Sequence[_Clause]) -> str:
    """The text without clauses, lines and columns as they were."""
    spaces = (re.sub(r"[^\n]", " ", text[clause.start : clause.end]) for clause in clauses)
    return edited(text, ((clause.start, clause.end, words) for clause, words in zip(clauses, spaces, strict=True)))


def _check(query: Query) -> None:
    """See that a query calls no function but SPARQL's own and the casts, and has no pragma.

    Raises:
        RefusedQueryError: it does.
        QueryError: it has variables that Virtuoso cannot read.
    """
    tokens = query.tokens
    prefixes: dict[str, set[str]] = defaultdict(set)
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word[0].upper() == "PREFIX":
            prefixes[name[0].removesuffix(":")].add(iri[0].strip("<>"))
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        text = token[0]
        called = after is not None and after[0] == "("
        match token.lastgroup:
            case "word":
                refused = text.upper() in _OWN_WORDS
            case "name":
                prefix, _, _ = text.partition(":")
                casts = prefixes[prefix] == {_CASTS}
                refused = bool(_OWN_NAMES.search(text)) or (called and not casts)
            case "iri":
                refused = bool(_OWN_NAMES.search(text)) or (called and not text.startswith(f"<{_CASTS}"))
            case "variable" if not text.isascii():
                raise QueryError(f"Virtuoso takes no variable but of ASCII letters, digits and _: rename {text}.")
            case "other":
                refused = text == "`"
            case _:
                refused = False
        if refused:
            raise RefusedQueryError(
                f"“{text}” is not passed on to Virtuoso: its own functions and pragmas can reach other servers. "
                "Functions of SPARQL 1.1 and casts to XML Schema's types are."
            )
