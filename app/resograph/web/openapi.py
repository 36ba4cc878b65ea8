"""The OpenAPI description of what answers ahead of the router, beside what the router describes itself."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from resograph.media_types import GRAPHS, ROWS
from resograph.web.sparql.asked import FORM, QUERY, UPDATE

_ANSWERS = {media: {"schema": {"type": "string"}} for media in (*ROWS.values(), *GRAPHS.values())}
_PROBLEM = {"description": "What is wrong, and what to do.", "content": {"application/problem+json": {}}}
_PROBLEMS = {
    "400": "The text is broken, or its answer too large.",
    "403": "The text would leave this host, or write where nothing is written.",
    "406": "No format that the client takes.",
    "413": "The text is too long.",
    "429": "Too many requests of this client.",
    "503": "The query took too long, or all are busy.",
}


def _text(description: str) -> dict[str, Any]:
    return {"type": "string", "description": description}


def _graphs(description: str) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "format": "iri"}, "description": description}


_FIELDS = {
    "query": _text("SPARQL 1.1 Query."),
    "default-graph-uri": _graphs("Graphs whose merge is the default graph."),
    "named-graph-uri": _graphs("Named graphs."),
    "format": _text("The format, where Accept cannot say it.") | {"enum": [*ROWS, *GRAPHS]},
}
_UPDATE_FIELDS = {
    "update": _text("SPARQL 1.1 Update, instead of a query; takes the token."),
    "using-graph-uri": _graphs("Graphs whose merge an update's patterns are asked over."),
    "using-named-graph-uri": _graphs("Graphs that they may name."),
}


def _responses(writable: bool) -> dict[str, Any]:
    problems = _PROBLEMS | ({"401": "The token is missing or wrong."} if writable else {})
    return {
        "200": {"description": "The answer, in the format that Accept prefers.", "content": _ANSWERS},
        **({"204": {"description": "The update was carried out."}} if writable else {}),
        **{status: {**_PROBLEM, "description": why} for status, why in problems.items()},
    }


def _sparql(writable: bool) -> dict[str, Any]:
    form = _FIELDS | (_UPDATE_FIELDS if writable else {})
    text = {"schema": {"type": "string"}}
    bodies: dict[str, Any] = {FORM: {"schema": {"type": "object", "properties": form}}, QUERY: text}
    if writable:
        bodies[UPDATE] = text
    parameters = [
        {"name": name, "in": "query", "schema": schema, "description": schema["description"]}
        for name, schema in _FIELDS.items()
    ]
    get = {
        "summary": "Query, or without one the service description",
        "operationId": "sparql_get",
        "parameters": parameters,
        "responses": _responses(False),
    }
    post = {
        "summary": "Query or update" if writable else "Query",
        "operationId": "sparql_post",
        "parameters": parameters[1:],
        "requestBody": {"required": True, "content": bodies},
        "responses": {**_responses(writable), "415": {**_PROBLEM, "description": "No type of body that is taken."}},
    }
    return {"get": get, "post": post}


def describe(app: FastAPI, writable: bool) -> None:
    """Make the application's description whole."""
    of_routes = app.openapi

    def whole() -> dict[str, Any]:
        described = of_routes()
        described["paths"].setdefault("/sparql", _sparql(writable))
        return described

    app.openapi = whole  # type: ignore[method-assign]
