"""Preflights (Fetch Standard, CORS protocol): from any site all can be read, and with the token all can be written."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

_APART = "/mcp"
"""Who speaks it sends what nobody's page may."""
_ALLOWED = (
    "Accept, Accept-Language, Accept-Profile, Content-Type, If-Match, If-Modified-Since, "
    "If-None-Match, If-Range, If-Unmodified-Since, Last-Event-ID, Range, X-Request-ID"
)
_READ, _WRITE = "GET, HEAD, POST, OPTIONS", "GET, HEAD, POST, PUT, DELETE, OPTIONS"


class CrossOrigin:
    """Middleware that answers preflights."""

    def __init__(self, app: ASGIApp, is_writable: bool) -> None:
        self._app = app
        self._methods = _WRITE if is_writable else _READ
        self._headers = f"{_ALLOWED}, Authorization" if is_writable else _ALLOWED

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] != "http" or scope["method"] != "OPTIONS" or scope["path"].startswith(_APART):
            return await self._app(scope, receive, send)
        if not any(name == b"access-control-request-method" for name, _ in scope["headers"]):
            return await self._app(scope, receive, send)
        headers = {
            "Access-Control-Allow-Methods": self._methods,
            "Access-Control-Allow-Headers": self._headers,
            "Access-Control-Max-Age": "86400",
            "Vary": "Access-Control-Request-Method, Access-Control-Request-Headers",
        }
        raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 204, "headers": raw})
        return await send({"type": "http.response.body", "body": b""})
