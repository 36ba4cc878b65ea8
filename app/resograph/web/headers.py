"""Headers of every answer: no sniffing, no scripts, no frames; readable from other sites without credentials."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"Accept-Ranges, Content-Disposition, Content-Location, Content-Range, ETag, Link, Location, Repr-Digest, "
        b"Retry-After, WWW-Authenticate, X-Request-ID",
    ),
]
_NOT_FROM_ELSEWHERE = "/mcp"
"""Address that no page of another site may read."""


class SecurityHeaders:
    """Adds the headers as an answer begins; the body passes by, so that a client's leaving reaches the stream."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the headers that the answer does not set itself."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message["headers"]}
                if scope["path"].startswith(_NOT_FROM_ELSEWHERE):
                    there.add(b"access-control-allow-origin")
                message["headers"] = [*message["headers"], *(pair for pair in _HEADERS if pair[0] not in there)]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
