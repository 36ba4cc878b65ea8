"""``/mcp``: the protocol over HTTP: stateless, answers in JSON, and nothing for pages of other sites."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI, Request, Response
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.types import Lifespan, Message, Receive, Scope, Send

from resograph.assistants.server import assistant_server
from resograph.settings import Settings
from resograph.web.problems import ProblemError
from resograph.web.state import state_of

_MIB = 1024 * 1024
_JSON = "application/json"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_ALLOWED = ", ".join(
    (
        *("Accept", "Authorization", "Content-Type", "Last-Event-ID"),
        *("Mcp-Method", "Mcp-Name", "Mcp-Protocol-Version", "Mcp-Session-Id"),
    )
)
_MESSAGE = {
    "requestBody": {
        "required": True,
        "content": {_JSON: {"schema": {"type": "object", "description": "A message in JSON-RPC 2.0."}}},
    },
    "responses": {
        "200": {
            "description": "The answer in JSON-RPC 2.0, as the Model Context Protocol has it.",
            "content": {_JSON: {"schema": {"type": "object"}}},
        },
        "202": {"description": "A notification was taken."},
    },
}


def mount(app: FastAPI) -> None:
    """Let an application answer at ``/mcp``, unless its settings say otherwise."""
    settings = state_of(app).settings
    if settings.mcp == "off":
        return
    manager = StreamableHTTPSessionManager(
        assistant_server(app), json_response=True, stateless=True, max_request_body_size=settings.form_mb * _MIB
    )
    app.router.lifespan_context = _with(manager, app)
    router = APIRouter()

    @router.post("/mcp", openapi_extra=_MESSAGE)
    async def message(request: Request) -> Response:
        """A message of the Model Context Protocol: tools, resources, prompts for assistants."""
        origin = _checked(request, settings)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
            detail = f"A message of the Model Context Protocol is JSON: send it with Content-Type: {_JSON}."
            raise ProblemError(415, "Unsupported media type", detail)
        return _Through(manager, origin)

    @router.options("/mcp", include_in_schema=False)
    async def preflight(request: Request) -> Response:
        origin = _checked(request, settings)
        headers = {"Allow": "POST, OPTIONS"}
        if origin:
            headers |= {
                "Access-Control-Allow-Origin": origin,
                "Access-Control-Allow-Methods": "POST, OPTIONS",
                "Access-Control-Allow-Headers": _ALLOWED,
                "Vary": "Origin",
            }
        return Response(None, 204, headers)

    @router.api_route("/mcp", methods=["GET", "HEAD", "DELETE", "PUT", "PATCH"], include_in_schema=False)
    async def other(request: Request) -> Response:
        _checked(request, settings)
        detail = "This address takes POST with a message of the Model Context Protocol; it keeps no session."
        raise ProblemError(405, "Method not allowed", detail, headers={"Allow": "POST, OPTIONS"})

    app.router.routes[:0] = router.routes


def _with(manager: StreamableHTTPSessionManager, app: FastAPI) -> Lifespan[FastAPI]:
    """What goes on while an application runs, with the protocol's own tasks."""
    of_app: Lifespan[FastAPI] = app.router.lifespan_context

    @asynccontextmanager
    async def both(served: FastAPI) -> AsyncIterator[Mapping[str, Any]]:
        async with of_app(served) as state, manager.run():
            yield state or {}

    return both


class _Through(Response):
    """The answer that the protocol's own code gives."""

    def __init__(self, manager: StreamableHTTPSessionManager, origin: str) -> None:
        super().__init__()
        self._manager = manager
        self._origin = origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a page of an allowed site may read it."""

        async def readable(message: Message) -> None:
            if message["type"] == "http.response.start" and self._origin:
                more = [(b"access-control-allow-origin", self._origin.encode()), (b"vary", b"Origin")]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        await self._manager.handle_request(scope, receive, readable)


def _checked(request: Request, settings: Settings) -> str:
    """The origin of the page that asks; "" where it is none, or one of ours.

    Raises:
        ProblemError: 421, the host is none of this server's; 403, the page is of another site.
    """
    allowed = tuple(origin.strip().rstrip("/").lower() for origin in settings.mcp_origins.split(",") if origin.strip())
    host = request.headers.get("host", "").lower()
    if not _is_ours(host, settings, allowed):
        raise ProblemError(
            421, "Misdirected request", "This is no host of this server; RESOGRAPH_MCP_ORIGINS may name its origin."
        )
    origin = request.headers.get("origin", "").lower()
    own = urlsplit(settings.base)
    if not origin or origin in (f"http://{host}", f"https://{host}", f"{own.scheme}://{own.netloc}".lower()):
        return ""
    if origin in allowed:
        return request.headers["origin"]
    raise ProblemError(
        403, "Foreign origin", "Pages of other sites may not ask here unless RESOGRAPH_MCP_ORIGINS names their origin."
    )


def _is_ours(host: str, settings: Settings, allowed: tuple[str, ...]) -> bool:
    """Whether a host is that of the base, of this machine, an address in figures (which no name can be bound to anew),
    or one that the setting names.
    """
    name = (urlsplit(f"//{host}").hostname or "") if _is_plain(host) else ""
    if name in _LOOPBACK or name == (urlsplit(settings.base).hostname or ""):
        return bool(name)
    if host in {urlsplit(origin).netloc for origin in allowed}:
        return True
    try:
        return bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def _is_plain(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").netloc == host and not set(host) & set("/?#@\\")
    except ValueError:
        return False
