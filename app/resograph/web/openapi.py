"""The OpenAPI description: what the router describes itself, and what it does not know (``data/openapi.toml``)."""

from __future__ import annotations

import re
import warnings
from typing import Any

from fastapi import FastAPI

from resograph.media_types import GRAPHS, ROWS
from resograph.resources import table
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


def _complete(described: dict[str, Any], base: str, writable: bool) -> None:
    described["servers"] = [{"url": base.rstrip("/"), "description": "The base of all addresses."}]
    data = table("data", "openapi.toml")
    paths = described["paths"]
    for path, operations in paths.items():
        if "get" in operations:
            operations.pop("head", None)  # the same, without the body
        for method, operation in operations.items():
            _complete_operation(path, method, operation, data)
    paths["/sparql"] = _sparql(writable)
    if not writable:
        for method in ("put", "post", "delete"):
            paths.get("/rdf-graph-store", {}).pop(method, None)
        for row in data["addresses"]:
            paths.setdefault(row["path"], {"get": _address(row)})
    else:
        schemes = described.setdefault("components", {}).setdefault("securitySchemes", {})
        schemes["token"] = {"type": "http", "scheme": "bearer", "description": "The value of RESOGRAPH_TOKEN."}


def _complete_operation(path: str, method: str, operation: dict[str, Any], data: dict[str, Any]) -> None:
    operation["operationId"] = "_".join(re.findall(r"[A-Za-z]+", f"{method} {path}"))
    meanings = {**data["meanings"], **data["paths"].get(path, {})}
    for parameter in operation.get("parameters", ()):
        if not parameter.get("description") and parameter["name"] in meanings:
            parameter["description"] = meanings[parameter["name"]]
    media = data["media"].get(path) if method == "get" else None
    answer = operation["responses"].get("200")
    if answer and media is not None:
        declared = answer.get("content", {})
        answer["content"] = {name: declared.get(name, {"schema": {"type": "string"}}) for name in media}
        answer["description"] = "As the client's Accept prefers." if len(media) > 1 else "The answer."
    operation["responses"].pop("422", None)  # what is wrong is 400, in a sentence
    operation["responses"].setdefault("4XX", _PROBLEM)


def _address(row: dict[str, Any]) -> dict[str, Any]:
    content = {media: {"schema": {"type": "string"}} for media in row["media"]}
    answers = {"200": {"description": "As Accept and Accept-Language prefer.", "content": content}} if content else {}
    return {
        "summary": row["summary"],
        "operationId": row["id"],
        "parameters": [
            {
                "name": name,
                "in": place,
                "required": place == "path",
                "schema": {"type": "string"},
                "description": meaning,
            }
            for place, given in (("path", row["parameters"]), ("query", row.get("query", {})))
            for name, meaning in given.items()
        ],
        "responses": {**answers, "3XX": {"description": "What is asked for stands at Location."}, "4XX": _PROBLEM},
    }


def describe(app: FastAPI, base: str, writable: bool) -> None:
    """Make the application's description whole."""
    of_routes = app.openapi
    is_whole = False

    def whole() -> dict[str, Any]:
        nonlocal is_whole
        if is_whole:
            return of_routes()  # kept by the framework
        with warnings.catch_warnings():  # GET and HEAD of one route have one id there; they are given their own here
            warnings.filterwarnings("ignore", "Duplicate Operation ID", UserWarning)
            described = of_routes()
        _complete(described, base, writable)
        is_whole = True
        return described

    app.openapi = whole  # type: ignore[method-assign]
