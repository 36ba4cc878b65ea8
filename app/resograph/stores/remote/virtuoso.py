"""Virtuoso's SPARQL: what it takes for more or less than the standard has it (measured on 7.2.5, docs/engines.md).

- FROM without FROM NAMED leaves all graphs named (§13.2 says none); a dataset beside the query is added to the one in
  it (Protocol §2.1.4 says that it stands instead).
- It has no booleans: EXISTS gives 1 or 0. Variables are of ASCII letters.
- A plain query is over its own graphs too; they can be left out by name, but then GRAPH with a name finds nothing.
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

import pyoxigraph as ox

from resograph.releases.release import ReleaseError
from resograph.sparql.guard import QueryShape, RefusedQueryError
from resograph.sparql.tokens import closings, edited, tokens_of
from resograph.stores.port import QueryError, QueryTimeoutError, ResultKind, TooLargeError
from resograph.stores.remote.dialects import GRAPHS, ROWS, Asked
from resograph.stores.remote.endpoint import Endpoint, Response
from resograph.stores.remote.rewriting import graph_as, rows_as

_CASTS = "http://www.w3.org/2001/XMLSchema#"
_NOWHERE = "urn:resograph:no-graph"
_CUT = "x-sparql-maxrows"
_MANY = 100_001
_GRAPH = "resograph_graph_"
"""What our own variables begin with, which no answer shows."""
_KINDS = ("default", "named")
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
    excludes = True

    def __init__(self, seconds: float) -> None:
        self._milliseconds = str(max(1000, int(seconds * 1000)))

    def asked(
        self,
        shape: QueryShape,
        format_: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        excluded: Sequence[str] = (),
    ) -> Asked:
        """See ``Dialect.asked``."""
        _check(shape)
        text, clauses = shape.text, _dataset_clauses(shape)
        named = list(named_graphs)
        if default_graphs or named_graphs:
            text = _blanked(text, clauses)
            named = named or [_NOWHERE]
        elif clauses and not any(clause.named for clause in clauses):
            named = [_NOWHERE]
        parameters = [("default-graph-uri", iri) for iri in default_graphs]
        parameters += [("named-graph-uri", iri) for iri in named]
        parameters.append(("timeout", self._milliseconds))
        pragmas = ['sql:describe-mode "SPO"'] if shape.form == "DESCRIBE" else []
        pragmas += [f"input:{which}-graph-exclude {ox.NamedNode(name)}" for name in excluded for which in _KINDS]
        text = _named_by_variables(text) if excluded else text
        media = GRAPHS["nt"] if shape.form in ("CONSTRUCT", "DESCRIBE") else ROWS["json"]
        return Asked("".join(f"define {pragma} " for pragma in pragmas) + text, media, parameters)

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
            return rows_as(format_, pieces, hidden=_GRAPH)
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
            raise ReleaseError(
                f"{endpoint.addresses.query} cuts answers after {most} rows, graphs without a word; "
                "take ResultSetMaxRows out of [SPARQL] in its virtuoso.ini and start it again."
            )


@dataclass(frozen=True)
class _Clause:
    """FROM, as it stands in a query."""

    start: int
    end: int
    named: bool


def _dataset_clauses(shape: QueryShape) -> list[_Clause]:
    found = []
    tokens = tokens_of(shape.text)
    for token, *after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if shape.has_dataset and token.lastgroup == "word" and token[0].upper() == "FROM":
            named = after[0][0].upper() == "NAMED"
            found.append(_Clause(token.start(), after[named].end(), named))
    return found


def _named_by_variables(text: str) -> str:
    """Each ``GRAPH <name>`` as a variable that has the name.

    >>> _named_by_variables("ASK { GRAPH <x:g> { ?s ?p ?o } }")
    'ASK { GRAPH ?resograph_graph_1 { ?s ?p ?o } FILTER(?resograph_graph_1 = <x:g>) }'
    """
    tokens = tokens_of(text)
    groups = closings(tokens)
    edits: list[tuple[int, int, str]] = []
    for at, token in enumerate(tokens[:-2]):
        name = tokens[at + 1]
        if token.lastgroup == "word" and token[0].upper() == "GRAPH" and name.lastgroup in ("iri", "name"):
            variable = f"?{_GRAPH}{len(edits) // 2 + 1}"
            edits.append((name.start(), name.end(), variable))
            end = tokens[groups.get(at + 2, -1)].end()
            edits.append((end, end, f" FILTER({variable} = {name[0]})"))
    return edited(text, edits)


def _blanked(text: str, clauses: Sequence[_Clause]) -> str:
    """The text without clauses, lines and columns as they were."""
    spaces = (re.sub(r"[^\n]", " ", text[clause.start : clause.end]) for clause in clauses)
    return edited(text, ((clause.start, clause.end, words) for clause, words in zip(clauses, spaces, strict=True)))


def _check(shape: QueryShape) -> None:
    """See that a query calls no function but SPARQL's own and the casts, and has no pragma.

    Raises:
        RefusedQueryError: it does.
        QueryError: it has variables that Virtuoso cannot read.
    """
    tokens = tokens_of(shape.text)
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
