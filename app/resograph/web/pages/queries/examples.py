"""Examples that fit the release: the documented one where it gives rows, else values of which something is held."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from itertools import zip_longest

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from resograph.releases.reader import ReleaseGraph
from resograph.sparql.operations import Operation, OperationError, Parameter
from resograph.symbols import parse
from resograph.web.asking import held_of
from resograph.web.pages.queries.pickers import likely_values
from resograph.web.problems import ProblemError
from resograph.web.sparql import look_at, shown
from resograph.web.sparql.shown import PAGE
from resograph.web.state import state_of

_TRIED = 8
_ORDER = re.compile(r"\n(?:ORDER BY|LIMIT)\b")


async def example_of(request: Request, operation: Operation) -> dict[str, str]:
    """Values for the parameters that a query needs, which give something here; the documented ones where none does."""
    state = state_of(request)
    kept: dict[str, dict[str, str]] = state.release.once(_kept)
    if operation.name not in kept:
        tried = await run_in_threadpool(lambda: list(_candidates(request, operation)))
        chosen = tried[0]
        try:
            async with asyncio.timeout(state.settings.question_seconds):
                for values in tried:
                    if await _gives(request, operation, values):
                        chosen = values
                        break
        except TimeoutError:
            state.log.event("example", query=operation.name, tried=False)
        kept[operation.name] = chosen
    return kept[operation.name]


def _kept(_: ReleaseGraph) -> dict[str, dict[str, str]]:
    return {}


def _candidates(request: Request, operation: Operation) -> Iterator[dict[str, str]]:
    """The documented values, where something is held of each, then others; the documented ones where there are none."""
    rows = [row for row in operation.parameters if not row.optional]
    documented = {row.name: row.example for row in rows}
    lists = [likely_values(request.app, row) or [row.example] for row in rows]
    others = list(zip_longest(*lists))[:_TRIED]
    if all(_is_held(request, row) for row in rows) or not others:
        yield documented
    for values in others:
        full = (value or likely[0] for value, likely in zip(values, lists, strict=True))
        yield dict(zip(documented, full, strict=True))


def _is_held(request: Request, row: Parameter) -> bool:
    """Whether anything is held of the documented value of a parameter."""
    graph = state_of(request).graph
    if row.type == "symbol":
        return graph.holds(parse(row.example)) or bool(held_of(request.app).get(row.example))
    return not row.of or not held_of(request.app) or bool(held_of(request.app).get(row.example))


async def _gives(request: Request, operation: Operation, values: dict[str, str]) -> bool:
    """Whether a query gives anything for some values."""
    try:
        bound = operation.bind(values, state_of(request).graph.base)
        text = f"{_ORDER.split(operation.text)[0]}\nLIMIT 1"  # in no order, so that the first row found is enough
        found = await shown(request, await look_at(request, text, substitutions=bound, formats=PAGE))
    except (OperationError, ProblemError):
        return False
    return bool(found.rows)
