"""HTTP/1.1 as uvicorn speaks it, with limits of size and time for what comes before and after a request is answered.

A connection is given up when the head of a request does not come in time or is too long, when a body is not whole long
after it should be, and when its client takes nothing of what it is sent. How many are open is limited, in all and for
one client: the oldest that asks nothing gives way.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from resograph.settings import Settings
from resograph.web.clients import Network, client_named, is_in, networks_in

_GRACE = 5.0
"""Seconds after the time for a body within which the application refuses it itself."""
_LEAST = 16 * 1024
"""Bytes of an answer that a client must take in the time that it has."""
ABORT = "resograph.abort"
"""Key of the state in a request's scope: ends its connection at once, unsent bytes lost."""


@dataclass(frozen=True)
class ConnectionLimits:
    """Limits of connections: seconds, bytes, numbers."""

    head_seconds: float
    head_bytes: int
    body_seconds: float
    send_seconds: float
    connections: int
    per_client: int
    proxies: Sequence[Network]

    @classmethod
    def of(cls, settings: Settings) -> ConnectionLimits:
        """Those of a deployment."""
        return cls(
            settings.head_seconds,
            settings.head_kb * 1024,
            settings.body_seconds,
            settings.send_seconds,
            settings.connections,
            settings.connections_per_client,
            networks_in(settings.proxies),
        )


class Connections:
    """The open connections by client, the oldest first."""

    def __init__(self, limits: ConnectionLimits) -> None:
        self._limits = limits
        self._open: dict[str, dict[BoundedProtocol, None]] = {}
        self._count = 0

    def add(self, one: BoundedProtocol, address: str) -> None:
        """Take one in; where there are too many, one that asks nothing is ended, else this one."""
        client = client_named(address)
        mine = self._open.setdefault(client, {})
        mine[one] = None
        one.client_name = client
        self._count += 1
        if len(mine) > self._limits.per_client and not is_in(address, self._limits.proxies):
            self._end_one(mine, one)
        elif self._count > self._limits.connections:
            self._end_one(max(self._open.values(), key=len), one)

    def remove(self, one: BoundedProtocol) -> None:
        """Let one go."""
        mine = self._open.get(one.client_name, {})
        if one in mine:
            del mine[one]
            self._count -= 1
            if not mine:
                del self._open[one.client_name]

    def _end_one(self, among: dict[BoundedProtocol, None], newest: BoundedProtocol) -> None:
        ended = next((one for one in among if one is not newest and not one.is_answering), newest)
        ended.abort()
        self.remove(ended)


class BoundedProtocol(HttpToolsProtocol):
    """One connection. ``limits`` and ``open_connections`` are those of a server (see ``bounded``)."""

    limits: ConnectionLimits
    open_connections: Connections
    client_name = ""
    _timer: asyncio.TimerHandle | None = None
    _sending: asyncio.TimerHandle | None = None
    _unsent = 0
    _in_head = True
    _head_bytes = 0

    # ── coming and going ────────────────────────────────────────────────────────────────────────────────────────────
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See ``asyncio.Protocol``."""
        super().connection_made(transport)
        self._wait(self.limits.head_seconds, self._head_late)
        self.open_connections.add(self, self.client[0] if self.client else "")

    def connection_lost(self, exc: Exception | None) -> None:
        """See ``asyncio.Protocol``."""
        self.open_connections.remove(self)
        self._stop_waiting()
        if self._sending:
            self._sending.cancel()
        super().connection_lost(exc)

    @property
    def is_answering(self) -> bool:
        """Whether a request is being answered."""
        return self.cycle is not None and not self.cycle.response_complete

    def abort(self) -> None:
        """End the connection; nothing more is sent."""
        self.transport.abort()

    # ── a request's head ────────────────────────────────────────────────────────────────────────────────────────────
    def data_received(self, data: bytes) -> None:
        """See ``asyncio.Protocol``."""
        if self.transport.is_closing():
            return
        if self._in_head and self._timer is None:
            self._wait(self.limits.head_seconds, self._head_late)
        super().data_received(data)
        if self._in_head and self._timer:
            self._head_bytes += len(data)
            if self._head_bytes > self.limits.head_bytes:  # one that came at once is measured by the application
                self._refuse(431, f"The head of a request may have {self.limits.head_bytes:,} bytes.")

    def on_message_begin(self) -> None:
        """A request begins."""
        if self._timer is None:
            self._wait(self.limits.head_seconds, self._head_late)
        super().on_message_begin()
        self.scope["state"][ABORT] = self.abort

    def on_headers_complete(self) -> None:
        """Its head is whole."""
        self._in_head, self._head_bytes = False, 0
        self._wait(self.limits.body_seconds + _GRACE, self.abort)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Its body is whole."""
        self._in_head = True
        self._stop_waiting()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP."""
        self._refuse(400, "This is no request of HTTP/1.1.")

    def _head_late(self) -> None:
        if self._head_bytes:
            self._refuse(408, f"The head of the request did not come in {self.limits.head_seconds:g} seconds.")
        else:
            self.abort()

    def _refuse(self, status: int, why: str) -> None:
        """Say what is wrong, and close."""
        if self.is_answering or self.transport.is_closing():
            return self.abort()
        phrase = HTTPStatus(status).phrase
        body = json.dumps({"type": "about:blank", "title": phrase, "status": status, "detail": why}).encode()
        head = (
            f"HTTP/1.1 {status} {phrase}\r\nContent-Type: application/problem+json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self._stop_waiting()
        self.transport.write(head.encode() + body)
        return self._close()

    # ── an answer ───────────────────────────────────────────────────────────────────────────────────────────────────
    def pause_writing(self) -> None:
        """More waits to be sent than is kept."""
        super().pause_writing()
        self._unsent = self.transport.get_write_buffer_size()
        self._sending = self.loop.call_later(self.limits.send_seconds, self._see_progress)

    def resume_writing(self) -> None:
        """The client took it."""
        if self._sending:
            self._sending.cancel()
            self._sending = None
        super().resume_writing()

    def _see_progress(self) -> None:
        left = self.transport.get_write_buffer_size()
        if self._unsent - left < _LEAST:
            return self.abort()
        self._unsent = left
        self._sending = self.loop.call_later(self.limits.send_seconds, self._see_progress)
        return None

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more was asked."""
        if not self.transport.is_closing():
            self._close()

    def _close(self) -> None:
        """Close when all is sent, or when that takes too long."""
        self.transport.close()
        self.loop.call_later(self.limits.send_seconds, self.abort)

    # ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────
    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(seconds, then)

    def _stop_waiting(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None


def bounded(settings: Settings) -> type[BoundedProtocol]:
    """The protocol of one server.

    Raises:
        SettingError: a setting cannot be read.
    """
    limits = ConnectionLimits.of(settings)

    class Bound(BoundedProtocol):
        """The protocol with its limits."""

    Bound.limits, Bound.open_connections = limits, Connections(limits)
    return Bound
