"""How many requests are answered at a time: in all, and for one client."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from resograph.settings import Settings
from resograph.web.clients import client_of
from resograph.web.failures import problem_response
from resograph.web.problems import ProblemError

_ALWAYS = ("/health", "/metrics")


class RateLimit:
    """Middleware that refuses what is too much: 429 to the client who asks it, 503 to all.

    One client has at most as many places as it leaves free: whatever it does, another one finds a place.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._at_once = settings.requests_at_once
        self._per_client = settings.requests_per_client
        self._clients: Counter[str] = Counter()
        self._all = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        if scope["type"] != "http" or scope["path"] in _ALWAYS:
            return await self._app(scope, receive, send)
        client = client_of(scope)
        if self._all >= self._at_once:
            return await _refuse(scope, receive, send, 503, "The server is as busy as it may be.")
        most = min(self._per_client, self._at_once - self._all)
        if self._clients[client] >= most:
            return await _refuse(scope, receive, send, 429, f"One client may now ask {most} things at a time.")
        self._all += 1
        self._clients[client] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._all -= 1
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client]
        return None


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, why: str) -> None:
    title = "Too many requests" if status == 429 else "Busy"
    error = ProblemError(status, title, f"{why} Try again in a moment.", headers={"Retry-After": "1"})
    response = await problem_response(Request(scope, receive), error)
    await response(scope, receive, send)
