"""What a request may cost before it is understood: its head is whole, its body comes in time."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from resograph.settings import Settings
from resograph.web.failures import problem_response
from resograph.web.problems import ProblemError

_MOST_FIELDS = 1_000
"""Parameters of an address: each is read before anything is known of it."""
_MOST_PARTS = 500
"""Parts of one header, between commas, semicolons or quotation marks."""


def _parts_of(value: bytes) -> int:
    return max(value.count(b","), value.count(b";"), value.count(b'"') // 2) + 1


class Bounded:
    """Middleware that refuses a request without one Host (RFC 9112 §3.2), and ends the wait for a slow body."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._seconds = settings.body_seconds
        self._head = settings.head_kb * 1024

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        if error := self._refusal(scope):
            response = await problem_response(Request(scope, receive), error)
            return await response(scope, receive, send)
        has_body = scope["method"] not in ("GET", "HEAD")  # of theirs nobody reads one
        return await self._app(scope, self._in_time(receive) if has_body else receive, send)

    def _refusal(self, scope: Scope) -> ProblemError | None:
        hosts = sum(name == b"host" for name, _ in scope["headers"])
        if hosts > 1 or (not hosts and scope["http_version"] == "1.1"):
            return ProblemError(400, "Bad request", "A request has one header Host.")
        coding = next((value for name, value in scope["headers"] if name == b"content-encoding"), b"identity")
        if coding.strip().lower() not in (b"", b"identity"):
            why = f"The body comes as {coding.decode('latin-1')[:40]}; send it as it is, without Content-Encoding."
            return ProblemError(415, "Unsupported coding", why, headers={"Accept-Encoding": "identity"})
        if scope["query_string"].count(b"&") > _MOST_FIELDS:
            why = f"An address may have {_MOST_FIELDS:,} parameters; send fewer."
            return ProblemError(400, "Too many parameters", why)
        if any(len(value) > _MOST_PARTS and _parts_of(value) > _MOST_PARTS for _, value in scope["headers"]):
            return ProblemError(431, "Head too long", f"A header may list {_MOST_PARTS:,} things; send fewer.")
        address = len(scope.get("raw_path") or b"") + len(scope["query_string"])
        if address + sum(len(name) + len(value) for name, value in scope["headers"]) <= self._head:
            return None
        if address > self._head // 2:
            return ProblemError(414, "Address too long", "The address is too long; send a query or a list by POST.")
        return ProblemError(431, "Head too long", f"The head of a request may have {self._head:,} bytes.")

    def _in_time(self, receive: Receive) -> Receive:
        until = asyncio.get_running_loop().time() + self._seconds
        is_whole = False

        async def received() -> Message:
            nonlocal is_whole
            if is_whole:
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                raise ProblemError(
                    408,
                    "Too slow",
                    f"The body did not come in {self._seconds:g} seconds (RESOGRAPH_BODY_SECONDS).",
                    headers={"Connection": "close"},
                ) from None
            is_whole = not message.get("more_body")
            return message

        return received
