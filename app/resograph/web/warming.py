"""What the first who asks would wait for is done once a release is served: pages that read much are made. What stays is
then set apart from what Python looks through for cycles.
"""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from starlette.types import Message

from resograph.languages.folding import folding
from resograph.languages.naming import typed_words
from resograph.reconciling.folding import folded
from resograph.releases.remote import GraphAlone
from resograph.sparql.operations import operations
from resograph.symbols.address import LANGUAGES
from resograph.web.log import Log
from resograph.web.metrics import Metrics
from resograph.web.observing import Watch
from resograph.web.state import state_of

_SETTLED = 10.0
"""Seconds after which a release that was taken up is made ready; what is asked at a start comes first."""
_PAGES = ("/", "/documents", "/mandates", "/search?q=a")
"""Pages that read whole tables, or work out what each release needs once."""


def read_rules() -> None:
    """Read what suggestions need beside the names of a release: what tells words alike, and numbers of documents."""
    folded("1st")
    typed_words()


def _read_more_rules() -> None:
    """Read what words are searched by in all languages, and the documented queries."""
    for language in LANGUAGES:
        folding(language)
    operations()


async def keep_warm(app: FastAPI) -> None:
    """Have each release made ready once it is served; what depends on none, at once."""
    state = state_of(app)
    ready = None
    await asyncio.to_thread(_read_more_rules)
    while True:
        await asyncio.sleep(_SETTLED)
        if state.release is not ready and not isinstance(state.graph.release, GraphAlone):
            ready = state.release
            try:
                await _make(app)
            except Exception as error:  # whoever asks is told; a fault here must not end the taking up of releases
                state.log.event("warming", failed=type(error).__name__, why=str(error))


async def _make(app: FastAPI) -> None:
    """Make one release ready; what stays of it the collector need not go through again, which holds the event loop."""
    for page in _PAGES:
        await _made(app, page)
    gc.freeze()


async def _made(app: FastAPI, page: str) -> None:
    """Make a page for nobody; what goes wrong is told to who asks for it."""
    path, _, query = page.partition("?")
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept", b"text/html")],
        "client": ("", 0),
        "server": None,
        "state": {},
        "app": app,
        "resograph.watch": Watch(state_of(app).settings, Log("off"), Metrics(), ""),
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_: Message) -> None:
        return None

    with suppress(Exception):
        await FastAPI.__call__(app, scope, receive, send)  # past what is ahead of it, which counts and logs requests
