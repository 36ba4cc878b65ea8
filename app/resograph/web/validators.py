"""Every answer of one piece has an entity tag; conditions and ranges are kept to at every address (RFC 9110 §13, §14).

Answers that come in several pieces (dumps) have their own tag and give ranges themselves, with ``conditions``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from resograph.web.conditions import ByteRange, piece_of, status_for, tag_of

_LONG = 100_000
"""Bytes from which a tag is worked out beside the event loop."""
_LEFT_OUT = (
    "content-length",
    "content-type",
    "content-range",
    "content-encoding",
    "repr-digest",
    "content-disposition",
)
"""Headers that 304, 412 and 416 do not have; the type of a 304 is taken off once it has told whether it varies."""
_KEPT_YET = ((416, "content-range"), (304, "content-type"))
_CONDITIONAL = (b"if-match", b"if-none-match", b"range")


class Validated:
    """Middleware that tags answers, and answers conditions."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and look at what comes back."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self._app(scope, receive, send)
        held: list[Message] = []
        is_over = False

        async def checked(message: Message) -> None:
            nonlocal is_over
            if is_over:
                return
            if message["type"] == "http.response.start":
                if message["status"] == 200 and _may_be_kept(message):
                    held.append(message)
                else:
                    await send(message)
            elif held and message["type"] == "http.response.body":
                start = held.pop()
                is_over = await _send_checked(scope, start, message, send)
            else:
                await send(message)

        return await self._app(scope, receive, checked)


def _may_be_kept(start: Message) -> bool:
    return "no-store" not in MutableHeaders(raw=list(start["headers"])).get("cache-control", "")


async def _send_checked(scope: Scope, start: Message, message: Message, send: Send) -> bool:
    """Send an answer whose first piece is there, as far as the request wants it; whether that was all."""
    headers = MutableHeaders(raw=list(start["headers"]))
    body: bytes = message.get("body", b"")
    is_whole = not message.get("more_body", False) and not (scope["method"] == "HEAD" and not body)
    if "etag" not in headers and is_whole:
        headers["ETag"] = await run_in_threadpool(tag_of, body) if len(body) >= _LONG else tag_of(body)
    start = {**start, "headers": headers.raw}
    tag = headers.get("etag", "")
    given = dict(_given(scope))
    if not tag or not given:
        await send(_ranged(start, is_whole))
        await send(message)
        return False
    status = status_for(scope["method"], given, tag)
    if status != 200:
        await _send_instead(start, status, send)
        return True
    piece = piece_of(scope["method"], given, tag, len(body)) if is_whole else None
    if piece is False:
        headers["Content-Range"] = f"bytes */{len(body)}"
        await _send_instead({**start, "headers": headers.raw}, 416, send)
        return True
    if not isinstance(piece, ByteRange):
        await send(_ranged(start, is_whole))
        await send(message)
        return False
    headers["Content-Range"] = f"bytes {piece.start}-{piece.end - 1}/{len(body)}"
    headers["Content-Length"] = str(piece.end - piece.start)
    await send({**start, "status": 206, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body[piece.start : piece.end]})
    return True


def _given(scope: Scope) -> Sequence[tuple[str, str]]:
    """The conditions and the range of a request; nothing where it has neither."""
    raw: list[tuple[bytes, bytes]] = scope["headers"]
    if not any(name in _CONDITIONAL for name, _ in raw):
        return ()
    headers = Headers(raw=raw)
    names = ("if-match", "if-none-match", "range", "if-range")
    return [(name, ", ".join(headers.getlist(name))) for name in names if name in headers]


def _ranged(start: Message, is_whole: bool) -> Message:
    """The beginning of an answer that says it can be asked for in pieces."""
    if not is_whole:
        return start
    headers = MutableHeaders(raw=start["headers"])
    headers.setdefault("Accept-Ranges", "bytes")
    return {**start, "headers": headers.raw}


_WHY = {
    412: ("Precondition failed", "If-Match names another state than the one that is here; ask again without it."),
    416: ("No such range", "The answer is shorter than where the range begins; Content-Range tells its length."),
}


async def _send_instead(start: Message, status: int, send: Send) -> None:
    headers = MutableHeaders(raw=start["headers"])
    for name in _LEFT_OUT:
        if name in headers and (status, name) not in _KEPT_YET:
            del headers[name]
    body = b""
    if status in _WHY:
        title, detail = _WHY[status]
        body = json.dumps({"type": "about:blank", "title": title, "status": status, "detail": detail}).encode()
        headers["Content-Type"] = "application/problem+json"
        headers["Content-Length"] = str(len(body))
        del headers["etag"]
    await send({"type": "http.response.start", "status": status, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
