"""What all requests share: the settings, the store, and the release being served with what was opened of it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from fastapi import FastAPI, Request

from resograph.releases import Release
from resograph.releases.reader import ReleaseGraph
from resograph.settings import Settings
from resograph.stores import AsyncStore
from resograph.web.cache import AnswerCache
from resograph.web.log import Log
from resograph.web.metrics import Metrics

_Result = TypeVar("_Result")


class ServedRelease:
    """A release being served, and what was opened and worked out of it; given up as a whole when another comes."""

    def __init__(self, graph: ReleaseGraph) -> None:
        self.graph = graph
        self._kept: dict[Hashable, Any] = {}
        self._locks: dict[Hashable, threading.Lock] = {}

    @property
    def release(self) -> Release:
        """Its directory."""
        return self.graph.release

    def once(self, work: Callable[..., _Result], *arguments: Hashable) -> _Result:
        """What a function makes of the graph and the arguments: made at the first call, then kept.

        Others who want it meanwhile wait; what failed is tried anew.
        """
        key = (work, arguments)
        if key not in self._kept:
            with self._locks.setdefault(key, threading.Lock()):
                if key not in self._kept:
                    self._kept[key] = work(self.graph, *arguments)
        return cast(_Result, self._kept[key])


@dataclass
class ServerState:
    """The state of one application; it changes when this starts and when it takes up a release."""

    settings: Settings
    store: AsyncStore
    log: Log
    metrics: Metrics
    cache: AnswerCache | None = None
    served: ServedRelease | None = None
    """None where a mutable store is served alone."""
    describe: Callable[[float], dict[str, Any]] = field(default=lambda now: {})
    """What ``/health`` shows of what is served, at a time."""
    started_at: float = 0.0
    failure: str = ""
    """Why the server could not start."""

    @property
    def release(self) -> ServedRelease:
        """The release being served, where one is."""
        assert self.served is not None, "a mutable store has no pages"
        return self.served

    @property
    def graph(self) -> ReleaseGraph:
        """Its graph."""
        return self.release.graph

    @property
    def release_name(self) -> str | None:
        """Its name."""
        return self.served.release.name if self.served else None

    def serve(self, graph: ReleaseGraph) -> None:
        """Take up a release; what was kept of the one before is given up."""
        gc.unfreeze()
        self.served = ServedRelease(graph)
        if self.cache:
            self.cache.clear()


def state_of(connection: Request | FastAPI) -> ServerState:
    """The state of the application, or of the one that answers a request."""
    app = connection.app if isinstance(connection, Request) else connection
    return cast(ServerState, app.state.server)
