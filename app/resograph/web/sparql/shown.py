"""The beginning of an answer, for a page: so many rows, whatever the whole has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import pyoxigraph as ox
from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from resograph.sparql import Formats, Query, ResultKind
from resograph.stores.port import StreamedAnswer
from resograph.web.components.cells import Cell, Shown
from resograph.web.sparql.answering import run, told

MOST_ROWS = 1000
"""Rows on a page."""
_MOST_BYTES = 2 * 1024 * 1024


PAGE = Formats("json", "json", "nt")
"""Formats that a page is made of."""


async def shown(request: Request, query: Query) -> Shown:
    """The beginning of the answer to a query in the formats of ``PAGE``.

    Raises:
        ProblemError: 400 or 503.
        ClientGoneError: nobody waits for it.
    """
    found = await run(request, query)
    content, is_whole = await told(_beginning(found))
    return await run_in_threadpool(_read, found.kind, content, is_whole)


def _read(kind: ResultKind, content: bytes, is_whole: bool) -> Shown:
    """The rows that are shown of the beginning of an answer."""
    if kind is ResultKind.GRAPH:
        lines = content if is_whole else content[: content.rfind(b"\n") + 1]
        quads = islice(ox.parse(lines, ox.RdfFormat.N_TRIPLES), MOST_ROWS + 1)
        rows: list[tuple[Cell, ...]] = [(quad.subject, quad.predicate, quad.object) for quad in quads]
        return _cut(kind, ("subject", "predicate", "object"), rows, is_whole)
    parsed = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
    if isinstance(parsed, ox.QueryBoolean):
        return Shown(kind, (), [], False, bool(parsed))
    columns = tuple(variable.value for variable in parsed.variables)
    return _cut(kind, columns, list(islice(_whole_rows(parsed, columns), MOST_ROWS + 1)), is_whole)


def _cut(kind: ResultKind, columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], is_whole: bool) -> Shown:
    return Shown(kind, columns, list(rows[:MOST_ROWS]), len(rows) > MOST_ROWS or not is_whole)


def _whole_rows(parsed: ox.QuerySolutions, columns: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    """The rows of a text that may break off in the middle of one."""
    try:
        for row in parsed:
            yield tuple(row[column] for column in columns)
    except SyntaxError:
        return


async def _beginning(found: StreamedAnswer) -> tuple[bytes, bool]:
    """The first bytes of an answer, and whether that is all."""
    pieces, length = [found.first], len(found.first)
    if found.rest is None:
        return found.first, True
    async for piece in found.rest:
        pieces.append(piece)
        length += len(piece)
        if length >= _MOST_BYTES:
            await found.rest.aclose()
            return b"".join(pieces), False
    return b"".join(pieces), True
