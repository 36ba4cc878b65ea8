"""Texts made smaller for clients that take gzip: pages, what they load, and data, streams piece by piece.

A compressed answer is a representation of its own: its entity tag has a suffix (RFC 9110 §8.8.3.3), which is taken
off again when it comes back in If-None-Match, so that what answers need not know of it.
"""

from __future__ import annotations

import gzip
import re
import zlib
from functools import lru_cache

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from resograph.web.negotiation import accepts_coding

_TYPE = re.compile(r"text/.*|image/svg\+xml|application/(?:.*\+)?(?:json|xml)|application/(?:n-triples|n-quads|trig)")
_LEAST = 1000
"""Bytes below which it is not worth while."""
_LONG = 32_000
"""Bytes from which it is done beside the event loop."""
_KEPT = 500_000
"""Bytes up to which what was done is kept."""
_LEVEL, _LEVEL_OF_LONG = 6, 3
_SUFFIX = "-gzip"


class Compressed:
    """Compresses answers of some types."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and compress what comes back."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        asked = MutableHeaders(raw=list(scope["headers"]))
        taken = accepts_coding(asked.get("accept-encoding"), "gzip")
        known = ""
        for name in ("if-none-match", "if-match"):
            if _SUFFIX in asked.get(name, ""):
                known = asked[name]
                asked[name] = known.replace(f'{_SUFFIX}"', '"')
                scope = {**scope, "headers": asked.raw}
        begun: list[Message] = []
        stream: list[_Stream] = []

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
                if message.get("more_body"):
                    stream.append(_Stream())
                    start = _encoded(start)
                    await send(start)
                    await send(stream[0].next(message))
                    return
                for one in await _shrunk(start, message, scope["method"]):
                    await send(one)
            elif stream:
                await send(stream[0].next(message))
            else:
                await send(message)

        return await self._app(scope, receive, smaller)


def _is_text(start: Message) -> bool:
    start["headers"] = list(start["headers"])
    headers = MutableHeaders(raw=start["headers"])
    media = headers.get("content-type", "")
    if start["status"] == 304 and media:
        del headers["content-type"]  # it is not sent again, but a 304 varies as its 200 does
    return bool(_TYPE.fullmatch(media.partition(";")[0].strip()))


def _may_shrink(start: Message) -> bool:
    headers = MutableHeaders(raw=start["headers"])
    length = headers.get("content-length")
    return "content-encoding" not in headers and (length is None or int(length) >= _LEAST)


async def _shrunk(start: Message, body: Message, method: str) -> list[Message]:
    """The beginning and the only piece of an answer, smaller."""
    content: bytes = body.get("body", b"")
    if method != "HEAD" and len(content) < _LEAST:
        return [start, body]
    start = _encoded(start)
    if method == "HEAD":
        return [start, body]
    content = await run_in_threadpool(_long, content) if len(content) >= _LONG else _compressed(content)
    MutableHeaders(raw=start["headers"])["Content-Length"] = str(len(content))
    return [start, {**body, "body": content}]


def _encoded(start: Message) -> Message:
    """The beginning of an answer that is compressed, its length not yet known."""
    headers = MutableHeaders(raw=start["headers"])
    headers["Content-Encoding"] = "gzip"
    for name in ("content-length", "accept-ranges", "repr-digest"):
        if name in headers:
            del headers[name]
    _retag(start)
    return start


class _Stream:
    """An answer compressed as its pieces come."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(_LEVEL_OF_LONG, zlib.DEFLATED, 16 + zlib.MAX_WBITS)

    def next(self, message: Message) -> Message:
        """A piece, smaller."""
        is_last = not message.get("more_body")
        content = self._packer.compress(message.get("body", b""))
        content += self._packer.flush(zlib.Z_FINISH if is_last else zlib.Z_SYNC_FLUSH)
        return {**message, "body": content}


def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, _LEVEL, mtime=0)


def _long(content: bytes) -> bytes:
    """Scripts and long pages are kept; what is longer is done with less care."""
    return _kept(content) if len(content) <= _KEPT else gzip.compress(content, _LEVEL_OF_LONG, mtime=0)


_kept = lru_cache(maxsize=16)(_compressed)


def _retag(start: Message) -> None:
    headers = MutableHeaders(raw=start["headers"])
    if tag := headers.get("etag"):
        headers["ETag"] = re.sub(r'"$', f'{_SUFFIX}"', tag)
