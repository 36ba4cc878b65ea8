"""The matcher of the release that is served, made soon after it was taken up."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextvars import ContextVar

from fastapi import FastAPI

from resograph.reconciling import KnownEntity, Matcher
from resograph.reconciling.known import GraphFacts, entries_of
from resograph.releases import ReleaseError
from resograph.releases.reader import ReleaseGraph
from resograph.sparql import QueryError
from resograph.stores.port import BusyError, QueryTimeoutError
from resograph.web.state import state_of

_AT_A_TIME, _PAUSE = 20, 0.004
"""Entries, and seconds after so many: about as long as they take."""
_nobody_waits: ContextVar[bool] = ContextVar("nobody_waits", default=False)
_hurry = threading.Event()
"""Set once somebody waits for what is being made."""


def matcher_of(app: FastAPI) -> Matcher:
    """The matcher of the release being served, made soon after it was taken up or when it is first asked for."""
    if not _nobody_waits.get():
        _hurry.set()
    return state_of(app).release.once(_matcher)


def make_ready(app: FastAPI) -> None:
    """Make the matcher, unhurried, so that the first who asks waits for nothing."""
    _nobody_waits.set(True)
    _hurry.clear()
    try:
        matcher_of(app)
    except (QueryError, QueryTimeoutError, BusyError, ReleaseError, OSError) as error:
        state_of(app).log.event("names", indexed=False, why=str(error))


def _matcher(graph: ReleaseGraph) -> Matcher:
    return Matcher(unhurried(entries_of(graph)), GraphFacts(graph))


def unhurried(entries: Iterator[KnownEntity]) -> Iterator[KnownEntity]:
    """The entries, with time between them for those whom the server answers meanwhile."""
    for number, entry in enumerate(entries):
        if number % _AT_A_TIME == 0 and _nobody_waits.get() and not _hurry.is_set():
            time.sleep(_PAUSE)
        yield entry
