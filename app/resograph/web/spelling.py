"""One spelling of paths: what stands below the deployment's base is asked for without it, and no slash at the end."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_FOLDERS = ("/dumps/", "/dumps/tables/")
"""Addresses of folders of files, which end in a slash."""
_RELEASE = re.compile(r"/dumps/tables/(?:latest|[0-9]{8}T[0-9-]{1,40})/")
"""The same of the tables of one release."""
_OWN_SPELLING = "/akn/"
"""Akoma Ntoso's, which leads on by itself."""


class Spelled:
    """Middleware that takes a base's path away, and a slash at the end: who reads is led, what is sent is taken."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._path = unquote(urlsplit(base).path).rstrip("/")
        self._prefix = quote(self._path, safe="/:@!$&'()*+,;=~-._").encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or lead elsewhere."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        if self._prefix and raw.startswith(self._prefix + b"/"):
            raw = raw[len(self._prefix) :]
            scope = {**scope, "path": scope["path"][len(self._path) :], "raw_path": raw}
        elif self._prefix and raw == self._prefix:
            return await _led(scope, receive, send, self._prefix.rpartition(b"/")[2] + b"/")
        if raw.endswith(b"/") and raw.strip(b"/") and not _keeps_slash(scope["path"]):
            if scope["method"] not in ("GET", "HEAD"):  # few clients send a body again
                scope = {**scope, "path": scope["path"].rstrip("/"), "raw_path": raw.rstrip(b"/")}
                return await self._app(scope, receive, send)
            name = raw.rstrip(b"/").rpartition(b"/")[2]
            return await _led(scope, receive, send, b"../" * (len(raw) - len(raw.rstrip(b"/"))) + name)
        return await self._app(scope, receive, send)


def _keeps_slash(path: str) -> bool:
    return path in _FOLDERS or path.startswith(_OWN_SPELLING) or _RELEASE.fullmatch(path) is not None


async def _led(scope: Scope, receive: Receive, send: Send, target: bytes) -> None:
    """Lead to a path, from the one that was asked."""
    query: bytes = scope["query_string"]
    location = (target + (b"?" + query if query else b"")).decode("latin-1")
    await Response(None, 301, {"Location": location})(scope, receive, send)
