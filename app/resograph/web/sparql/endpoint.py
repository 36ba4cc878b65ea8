"""``/sparql``: SPARQL 1.1 Protocol, ahead of the framework, whose work costs more than a look-up."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from resograph.settings import Settings
from resograph.sparql import Formats, Query
from resograph.sparql.formats import formats_of
from resograph.stores.mutable import MutableStore
from resograph.web.authorisation import check_token, holds_token
from resograph.web.disconnects import read_body
from resograph.web.failures import problem_response
from resograph.web.negotiation import MEDIA_TYPES, choose_format
from resograph.web.pages.sparql.page import sparql_answer, sparql_form, sparql_problem
from resograph.web.problems import ProblemError
from resograph.web.sparql.answering import answer, look_at, told
from resograph.web.sparql.asked import UPDATE, Asked, media_of, read_asked, read_asked_by_get
from resograph.web.sparql.description import describe_service
from resograph.web.sparql.shown import PAGE, shown
from resograph.web.sparql.wanted import prefers_page
from resograph.web.state import state_of

_METHODS = "GET, HEAD, POST, OPTIONS"
_ESCAPED = 12
"""Most bytes that a character takes in a form: four of UTF-8, each escaped."""
_DESCRIPTIONS = ("html", "ttl", "jsonld", "nt", "rdf")


class SparqlEndpoint:
    """Middleware that answers at its address and passes all else on."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] != "http" or scope["path"] != "/sparql":
            return await self._app(scope, receive, send)
        request = Request(scope, receive)
        try:
            response = await self._respond(request)
        except ProblemError as error:
            response = await problem_response(request, error)
        return await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        match request.method:
            case "GET" | "HEAD" if request.scope["query_string"].startswith(b"example="):
                return await run_in_threadpool(sparql_form, request, request.query_params["example"])
            case "GET" | "HEAD":
                asked = read_asked_by_get(request.scope["query_string"])
            case "POST":
                asked = await self._posted(request)
            case "OPTIONS":
                return _options()
            case _:
                raise ProblemError(
                    405, "Method not allowed", f"This address takes {_METHODS}.", headers={"Allow": _METHODS}
                )
        if asked is None:
            return await _description(request)
        if asked.operation == "update":
            return await self._update(request, asked)
        if asked.format in ("", "html") and request.method != "POST" and _wants_page(request, asked):
            return await _page(request, asked)
        return await answer(request, await _query(request, asked))

    async def _posted(self, request: Request) -> Asked | None:
        """What a POST asks; one without the token may be as long as a query, one of an update is not read without."""
        media = media_of(request.headers.get("content-type", ""))
        authorization = request.headers.get("authorization")
        if media == UPDATE:
            self._check_may_write(request)
        if holds_token(authorization, self._settings.token):
            most = self._settings.body_mb * 1024 * 1024
        else:
            most = self._settings.query_length * _ESCAPED
        body = await read_body(request.receive, most)
        if body is None:
            raise ProblemError(413, "Body too long", f"A body may have {most:,} bytes here.")
        return read_asked(request.scope["query_string"], media, body)

    def _check_may_write(self, request: Request) -> MutableStore:
        store = state_of(request).store
        if not isinstance(store, MutableStore):
            raise ProblemError(
                403, "Read-only", "This server takes no updates; start it with --writable to allow them."
            )
        check_token(request.headers.get("authorization"), self._settings.token)
        return store

    async def _update(self, request: Request, asked: Asked) -> Response:
        store = self._check_may_write(request)
        await told(store.update(asked.text, asked.default_graphs, asked.named_graphs))
        return Response(None, 204)


def _options() -> Response:
    accepted = "application/x-www-form-urlencoded, application/sparql-query"
    return Response(None, 204, {"Allow": _METHODS, "Accept-Post": accepted})


def _wants_page(request: Request, asked: Asked) -> bool:
    return bool(asked.format) or prefers_page(",".join(request.headers.getlist("accept")))


async def _query(request: Request, asked: Asked, formats: Formats | None = None) -> Query:
    graphs: dict[str, Any] = {"default_graphs": asked.default_graphs, "named_graphs": asked.named_graphs}
    return await look_at(request, asked.text, **graphs, suffix=asked.format or None, formats=formats)


async def _page(request: Request, asked: Asked) -> Response:
    """The answer as a table under its query; what is wrong with a query is said beside it."""
    try:
        found = await shown(request, await _query(request, asked, PAGE))
    except ProblemError as error:
        return await run_in_threadpool(sparql_problem, request, asked.text, error)
    return await run_in_threadpool(sparql_answer, request, asked.text, found, formats_of(found.kind))


async def _description(request: Request) -> Response:
    """No query: the form for a person, the service description for a program (SPARQL 1.1 Service Description §2)."""
    chosen = choose_format(",".join(request.headers.getlist("accept")), _DESCRIPTIONS)
    if chosen is None:
        there = ", ".join(MEDIA_TYPES[name] for name in _DESCRIPTIONS)
        raise ProblemError(406, "Not acceptable", f"Without a query this address answers as {there}.")
    if chosen == "html":
        response = await run_in_threadpool(sparql_form, request)
    else:
        response = await describe_service(request, chosen)
        response.headers["Vary"] = "Accept"
    return response
