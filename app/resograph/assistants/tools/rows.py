"""Queries asked of the store as an assistant's, their rows as plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from anyio import to_thread
from fastapi import FastAPI

from resograph.assistants.declared import advice
from resograph.sparql import Formats, Query, ResultKind
from resograph.sparql.formats import KINDS, content_type
from resograph.sparql.operations import operation
from resograph.stores.port import StreamedAnswer
from resograph.web.cache import Kept
from resograph.web.state import state_of

_CLIENT = "assistants"
_MOST_BYTES = 16 * 1024 * 1024
"""An answer that is longer is not read: its rows are asked for in parts."""
_FORMATS = Formats(rows="json", graph="ttl")


async def answered(app: FastAPI, text: str, substitutions: Mapping[str, str] | None = None) -> tuple[ResultKind, bytes]:
    """What a query gives, in JSON or Turtle; kept for the next page, as the endpoint keeps answers.

    Raises:
        QueryError, QueryTimeoutError, BusyError: as ``AsyncStore.query``.
        AdviceError: the answer is too large.
    """
    look = partial(Query.of, text, substitutions=substitutions, default_graphs=(), named_graphs=())
    query = replace(await to_thread.run_sync(look), formats=_FORMATS)
    state = state_of(app)
    key = (state.release_name, query)
    kind = KINDS.get(query.form, ResultKind.ROWS)
    if state.cache and (kept := state.cache.get(key)):
        return kind, kept.body
    answer = await state.store.query(query, _CLIENT)
    content = await _whole(answer)
    if state.cache:
        state.cache.put(key, Kept(content_type(answer.kind, answer.format), content), len(text))
    return answer.kind, content


async def asked(app: FastAPI, name: str, values: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of a documented query.

    Raises:
        OperationError: there is no such query, or a value does not fit.
        QueryError, QueryTimeoutError, BusyError: as ``AsyncStore.query``.
    """
    found = operation(name)
    _, content = await answered(app, found.text, found.bind(values, state_of(app).graph.base))
    return await to_thread.run_sync(read_rows, content)


async def _whole(answer: StreamedAnswer) -> bytes:
    """All of an answer.

    Raises:
        AdviceError: it is too large.
    """
    found = bytearray(answer.first)
    if answer.rest is not None:
        try:
            async for piece in answer.rest:
                found += piece
                if len(found) > _MOST_BYTES:
                    raise advice("large", mib=_MOST_BYTES >> 20)
        finally:
            await answer.rest.aclose()
    return bytes(found)


def read_rows(content: bytes) -> list[dict[str, str]]:
    """The rows of SPARQL's JSON as name → value; what has none is left out. A yes or no is one row."""
    table: dict[str, Any] = json.loads(content)
    if "boolean" in table:
        return [{"boolean": str(table["boolean"]).lower()}]
    return [{name: term["value"] for name, term in row.items()} for row in table["results"]["bindings"]]
