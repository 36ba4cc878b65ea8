"""What a client sees when something is not as asked: problem+json, or a page where a browser asks."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from resograph.releases.search import SearchTimeoutError
from resograph.releases.tables import NoTablesError, TablesError
from resograph.sparql import QueryError, RefusedQueryError
from resograph.stores.port import BusyError, QueryTimeoutError, TooLargeError
from resograph.stores.processes.process import LostError
from resograph.symbols import AddressError, SymbolError
from resograph.web.negotiation import choose_format
from resograph.web.pages.problem.page import problem_page
from resograph.web.problems import ProblemError

_TYPES = {"json": "application/problem+json", "html": "text/html"}
_OF_STORE: tuple[tuple[type[Exception], int, str, dict[str, str]], ...] = (
    (RefusedQueryError, 403, "Refused", {}),
    (TooLargeError, 400, "Answer too large", {}),
    (QueryError, 400, "Bad query", {}),
    (QueryTimeoutError, 503, "Query stopped", {"Retry-After": "10"}),
    (BusyError, 503, "Busy", {"Retry-After": "2"}),
    (LostError, 503, "Busy", {"Retry-After": "2"}),
    (SearchTimeoutError, 503, "Search stopped", {"Retry-After": "10"}),
    (NoTablesError, 404, "Not here", {}),
    (TablesError, 503, "Damaged tables", {}),
)
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
STORE_ERRORS = tuple(kind for kind, *_ in _OF_STORE)
_WORDS = {
    404: ("Not found", "There is nothing at this address."),
    405: ("Method not allowed", "This address takes {allowed}."),
}


async def problem_response(request: Request, error: ProblemError) -> Response:
    """The answer that a problem is; a page is rendered beside the event loop."""
    accept = request.headers.get("accept", "")
    headers = {"Vary": "Accept", **error.headers}
    if "text/html" in accept and choose_format(accept, ("json", "html"), _TYPES) == "html":
        return await run_in_threadpool(problem_page, request, error, headers)
    return JSONResponse(error.body(), error.status, headers, media_type=_TYPES["json"])


def of_store(error: Exception) -> ProblemError:
    """What a store's error is to a client."""
    for kind, status, title, headers in _OF_STORE:
        if isinstance(error, kind):
            detail = str(error) or "What answers was ended and begins anew; try again in a moment."
            return ProblemError(status, title, detail, headers=headers)
    raise error


async def store_problem(request: Request, error: Exception) -> Response:
    """Handler of a store's errors."""
    return await problem_response(request, of_store(error))


async def problem(request: Request, error: Exception) -> Response:
    """Handler of ``ProblemError``."""
    assert isinstance(error, ProblemError)
    return await problem_response(request, error)


ADDRESS_ERRORS: tuple[type[Exception], ...] = (AddressError, SymbolError)
"""What can be no address of anything, wherever in a request it stands."""


async def no_address(request: Request, error: Exception) -> Response:
    """Handler of ``ADDRESS_ERRORS``."""
    return await problem_response(request, ProblemError(404, "Not found", str(error)))


async def no_route(request: Request, error: Exception) -> Response:
    """Handler of what the router itself refuses; OPTIONS is answered by what it allows."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    allowed = ""
    if error.status_code == 405:
        allowed = ", ".join(_methods_at(request))
        headers = {name: value for name, value in headers.items() if name.lower() != "allow"} | {"Allow": allowed}
    if error.status_code == 405 and request.method == "OPTIONS":
        return Response(None, 204, headers)
    title, detail = _WORDS.get(error.status_code, ("Bad request", str(error.detail)))
    problem = ProblemError(error.status_code, title, detail.format(allowed=allowed), headers=headers)
    return await problem_response(request, problem)


def _methods_at(request: Request) -> list[str]:
    """What an address takes, by all routes that lead to it: the router itself tells of the first alone."""
    app: FastAPI = request.app
    scopes = {method: {**request.scope, "method": method} for method in _METHODS}
    return [
        method for method, scope in scopes.items() if any(route.matches(scope)[0] == Match.FULL for route in app.routes)
    ]


async def unforeseen(request: Request, error: Exception | None = None) -> Response:
    """Handler of all else; the error is in the log."""
    detail = "Something went wrong here; it is in the log under the X-Request-ID of this answer."
    return await problem_response(request, ProblemError(500, "Internal error", detail))
