"""``run_query``, ``sparql``, ``schema``: the graph itself."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

from anyio import to_thread
from fastapi import FastAPI
from pydantic import Field, RootModel

from resograph.assistants.cards import ontology_card, term_card, term_names
from resograph.assistants.declared import advice
from resograph.assistants.meant import graph_of
from resograph.assistants.paging import USUAL, Answer, Cursor, Limit, Size, paged, place_of, room
from resograph.assistants.tools.rows import answered, read_rows
from resograph.sparql import ResultKind
from resograph.sparql.operations import operations
from resograph.web.state import state_of

_NEAR = 5
Value = Annotated[str, Field(max_length=1_000)]


class Row(RootModel[dict[str, str]]):
    """Names of variables and values; what has no value is left out."""


class RowsAnswer(Answer):
    """Rows; of a query that builds a graph, its Turtle."""

    query: str
    total: int
    rows: list[Row]
    turtle: str = ""


async def run_query(
    app: FastAPI,
    name: Annotated[str, Field(min_length=1, max_length=80)],
    parameters: Annotated[dict[str, Value], Field(max_length=20)] = {},  # noqa: B006
    limit: Limit = 100,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> RowsAnswer:
    """See ``data/assistants/tools.toml``."""
    found = operations().get(name.strip())
    if found is None:
        near = get_close_matches(name, list(operations()), _NEAR, 0.3) or list(operations())[:_NEAR]
        raise advice("no_query", name=name, near=near)
    bound = found.bind(parameters, graph_of(app).base)
    return await _answer(app, name.strip(), found.text, bound, limit, cursor, most_characters)


async def sparql(
    app: FastAPI,
    query: Annotated[str, Field(min_length=1, max_length=100_000)],
    limit: Limit = 100,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> RowsAnswer:
    """See ``data/assistants/tools.toml``."""
    if len(query) > state_of(app).settings.query_length:
        raise advice("wrong", name="query", why=f"at most {state_of(app).settings.query_length:,} characters are taken")
    return await _answer(app, "", query, {}, limit, cursor, most_characters)


async def _answer(
    app: FastAPI, name: str, text: str, bound: dict[str, str], limit: int, cursor: str, most: int
) -> RowsAnswer:
    kind, content = await answered(app, text, bound)
    if kind is ResultKind.GRAPH:
        turtle, following = _piece(content.decode(), cursor, most)
        return RowsAnswer(query=name, total=0, rows=[], turtle=turtle, next_cursor=following)
    found = await to_thread.run_sync(read_rows, content)
    rows = [Row(_short(row, room(most))) for row in found]
    taken, following = paged(rows, cursor, most, limit)
    return RowsAnswer(query=name, total=len(rows), rows=taken, next_cursor=following)


def _short(row: dict[str, str], most: int) -> dict[str, str]:
    """A row whose values fit an answer."""
    each = max(40, most // max(1, 2 * len(row)))
    return {name: value if len(value) <= each else f"{value[:each]} …" for name, value in row.items()}


def _piece(text: str, cursor: str, most: int) -> tuple[str, str | None]:
    """A text from the character that a cursor tells, and the cursor of what follows."""
    start = place_of(cursor)[0]
    end = start + room(most) * 4 // 5
    if end < len(text):
        end = max(start + 1, text.rfind("\n", start, end) + 1) if "\n" in text[start:end] else end
    return text[start:end], str(end) if end < len(text) else None


class SchemaAnswer(Answer):
    """The card, or a piece of it."""

    text: str


def schema(
    app: FastAPI,
    about: Annotated[str, Field(max_length=80)] = "",
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> SchemaAnswer:
    """See ``data/assistants/tools.toml``."""
    name = about.strip().rpartition("#")[2].removeprefix("reso:")
    if name and name not in term_names():
        near = get_close_matches(name, list(term_names()), _NEAR, 0.3) or list(term_names())[:_NEAR]
        raise advice("no_term", name=name, near=near)
    text, following = _piece(term_card(name) if name else ontology_card(), cursor, most_characters)
    return SchemaAnswer(text=text, next_cursor=following)
