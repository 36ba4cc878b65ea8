"""Pages, and what they load, made smaller for clients that take gzip; data pass by as they are.

A compressed answer is a representation of its own: its entity tag has a suffix (RFC 9110 §8.8.3.3), which is taken
off again when it comes back in If-None-Match, so that what answers need not know of it.
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from resograph.web.negotiation import accepts_coding

_TYPES = ("text/html", "text/css", "text/javascript", "image/svg+xml")
_LEAST = 1000
"""Bytes below which it is not worth while."""
_LONG = 100_000
"""Bytes from which it is done beside the event loop."""
_LEVEL = 6
_SUFFIX = "-gzip"


class Compressed:
    """Compresses answers of some types that come in one piece."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and compress what comes back."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        asked = MutableHeaders(raw=list(scope["headers"]))
        taken = accepts_coding(asked.get("accept-encoding"), "gzip")
        known = asked.get("if-none-match", "")
        if _SUFFIX in known:
            asked["if-none-match"] = re.sub(rf'{_SUFFIX}"', '"', known)
            scope = {**scope, "headers": asked.raw}
        begun: list[Message] = []

        async def smaller(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_text(message):
                MutableHeaders(raw=message["headers"]).add_vary_header("Accept-Encoding")
                if message["status"] == 304 and _SUFFIX in known:
                    _retag(message)
                elif taken and message["status"] == 200 and _may_shrink(message):
                    begun.append(message)
                    return
                await send(message)
            elif begun and message["type"] == "http.response.body":
                start = begun.pop()
                for one in await _shrunk(start, message, scope["method"]):
                    await send(one)
            else:
                await send(message)

        return await self._app(scope, receive, smaller)


def _is_text(start: Message) -> bool:
    start["headers"] = list(start["headers"])
    media = MutableHeaders(raw=start["headers"]).get("content-type", "")
    return start["status"] == 304 or media.startswith(_TYPES)


def _may_shrink(start: Message) -> bool:
    headers = MutableHeaders(raw=start["headers"])
    length = headers.get("content-length")
    return "content-encoding" not in headers and (length is None or int(length) >= _LEAST)


async def _shrunk(start: Message, body: Message, method: str) -> list[Message]:
    """The beginning and the only piece of an answer, smaller; as they are where more pieces come."""
    content: bytes = body.get("body", b"")
    if body.get("more_body") or (method != "HEAD" and len(content) < _LEAST):
        return [start, body]
    headers = MutableHeaders(raw=start["headers"])
    headers["Content-Encoding"] = "gzip"
    _retag(start)
    if method == "HEAD":
        if "content-length" in headers:
            del headers["content-length"]
        return [start, body]
    content = await run_in_threadpool(_long, content) if len(content) >= _LONG else _compressed(content)
    headers["Content-Length"] = str(len(content))
    return [start, {**body, "body": content}]


def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, _LEVEL, mtime=0)


_long = lru_cache(maxsize=16)(_compressed)
"""Long answers are kept: they are mostly the same few scripts."""


def _retag(start: Message) -> None:
    headers = MutableHeaders(raw=start["headers"])
    if tag := headers.get("etag"):
        headers["ETag"] = re.sub(r'"$', f'{_SUFFIX}"', tag)
