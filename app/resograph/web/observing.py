"""Each request seen: its id, a line in the log, its figures; what fails unforeseen is answered without a traceback."""

from __future__ import annotations

import re
import secrets
import time
import traceback
from collections.abc import MutableMapping
from itertools import count
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from resograph.settings import Settings
from resograph.web.disconnects import ClientGoneError
from resograph.web.failures import unforeseen
from resograph.web.log import Log
from resograph.web.metrics import Metrics

_ID = re.compile(rb"[A-Za-z0-9._\-]{1,64}")
_OF_PROCESS = secrets.token_hex(4).encode()
_NUMBERS = count(1)
"""An id of ours: what tells this process, and a number."""
_SHOWN = 500
"""Characters of a query that are shown in the log."""
_GONE = 499
"""Status in the log for a client that went away unanswered, as nginx has it."""
ROUTES = (
    "sparql",
    "rdf-graph-store",
    "queries",
    "search",
    "resolve",
    "reconcile",
    "health",
    "metrics",
    "ns",
    "static",
    "graph",
)
"""First segments of addresses whose figures are kept apart; all others are "address"."""


class Observed:
    """Middleware around all others."""

    def __init__(self, app: ASGIApp, settings: Settings, log: Log, metrics: Metrics) -> None:
        self._app = app
        self._settings = settings
        self._log = log
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and write down what came of it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        begun = time.perf_counter()
        identity = _identity(scope)
        status, sent = 0, 0

        async def observed(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", identity)]
            else:
                sent += len(message.get("body", b""))
            await send(message)

        scope["resograph.watch"] = watch = Watch(self._settings, self._log, self._metrics, identity.decode())
        self._metrics.under_way.inc()
        try:
            await self._app(scope, receive, observed)
        except ClientGoneError:
            pass
        except Exception:
            self._log.event("failure", id=watch.identity, path=scope["path"], traceback=traceback.format_exc())
            if not status:
                response = await unforeseen(Request(scope, receive))
                await response(scope, receive, observed)
        finally:
            seconds = time.perf_counter() - begun
            self._metrics.under_way.dec()
            self._metrics.request(_route(scope["path"]), scope["method"], status or _GONE, seconds, sent)
            self._log.event(
                "request",
                id=watch.identity,
                method=scope["method"],
                path=scope["path"],
                status=status or _GONE,
                ms=round(seconds * 1000, 1),
                bytes=sent,
                **({"broken": watch.broken} if watch.broken else {}),
            )
        return None


class Watch:
    """What is noted of one request on its way."""

    def __init__(self, settings: Settings, log: Log, metrics: Metrics, identity: str) -> None:
        self.settings = settings
        self.log = log
        self.metrics = metrics
        self.identity = identity
        self.broken = ""


def note_query(scope: MutableMapping[str, Any], text: str, seconds: float, outcome: str) -> None:
    """Count a query of this request; a slow one is written to the log, shortened and never with the token."""
    watch: Watch = scope["resograph.watch"]
    watch.metrics.query(outcome, seconds)
    if seconds * 1000 >= watch.settings.slow_query_ms:
        token = watch.settings.token
        shown = " ".join((text.replace(token, "…") if token else text)[: 4 * _SHOWN].split())[:_SHOWN]
        watch.log.event("slow query", id=watch.identity, ms=round(seconds * 1000, 1), outcome=outcome, query=shown)


def note_broken(scope: MutableMapping[str, Any], why: str) -> None:
    """Say why an answer broke off after its beginning."""
    scope["resograph.watch"].broken = why


def _identity(scope: Scope) -> bytes:
    """The client's own id of the request where it is a sane one, else a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _ID.fullmatch(value):
            given: bytes = value
            return given
    return b"%s%08x" % (_OF_PROCESS, next(_NUMBERS))


def _route(path: str) -> str:
    first = path.split("/", 2)[1] if "/" in path else ""
    return first if first in ROUTES else "address"
