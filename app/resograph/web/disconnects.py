"""Work for a client that may go away: when it does, the work is given up."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

_Result = TypeVar("_Result")
_QUICK = 0.1
"""Seconds within which most work is done, so that nobody need watch the client."""


class ClientGoneError(Exception):
    """The client went away; nobody waits for an answer."""


async def unless_gone(receive: Receive, work: Coroutine[Any, Any, _Result]) -> _Result:
    """The work's result; the work is cancelled when the client goes away. The request's body has been read.

    Raises:
        ClientGoneError: it went away.
    """
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    assert task is not None
    watchers: list[asyncio.Task[None]] = []
    gone = False

    async def watch() -> None:
        nonlocal gone
        while (await receive())["type"] != "http.disconnect":
            pass
        gone = True
        task.cancel()

    timer = loop.call_later(_QUICK, lambda: watchers.append(asyncio.create_task(watch())))
    try:
        return await work
    except asyncio.CancelledError:
        if gone:
            task.uncancel()
            raise ClientGoneError from None
        raise
    finally:
        timer.cancel()
        for watcher in watchers:
            watcher.cancel()


async def read_body(receive: Receive, most: int) -> bytes | None:
    """A request's body; None where it is longer than ``most`` bytes.

    Raises:
        ClientGoneError: it went away.
    """
    pieces: list[bytes] = []
    length = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        piece: bytes = message.get("body", b"")
        length += len(piece)
        if length > most:
            return None
        pieces.append(piece)
        if not message.get("more_body"):
            return b"".join(pieces)
