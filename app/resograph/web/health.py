"""``/health`` and ``/metrics``: how the server is, for people and for machines that watch it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from resograph import __version__
from resograph.sparql import Query, QueryError
from resograph.stores.port import BusyError, QueryTimeoutError
from resograph.web.metrics import Metrics
from resograph.web.state import state_of

router = APIRouter()


@router.api_route("/health", methods=["GET", "HEAD"])
async def health(request: Request) -> Response:
    """Whether queries are answered, from which release, how old it is; 503 where they are not."""
    state = state_of(request)
    store = state.store
    status = "ok"
    try:
        await (await store.query(Query.of("ASK { }"))).whole()
    except BusyError:
        status = "busy"
    except (QueryError, QueryTimeoutError):
        status = "failing"
    now = time.time()
    shown: dict[str, Any] = {
        "status": status,
        "version": __version__,
        "running_seconds": round(now - state.started_at),
        "workers": store.state(),
        **state.describe(now),
    }
    return JSONResponse(shown, 200 if status == "ok" else 503, {"Cache-Control": "no-store"})


@router.api_route("/metrics", methods=["GET", "HEAD"])
def metrics(request: Request) -> Response:
    """Figures in Prometheus' text format."""
    figures = state_of(request).metrics
    return Response(figures.text(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4, "Cache-Control": "no-store"})


def watch(app: FastAPI, metrics: Metrics) -> None:
    """Show what the store and the cache keep count of themselves."""

    def state() -> Iterator[tuple[str, str, Mapping[str, float]]]:
        server = state_of(app)
        store = server.store
        yield "resograph_workers", "Query processes and waiting queries, by state.", store.state()
        stopped = dict.fromkeys(("time", "memory", "depth", "crowd"), 0.0) | dict(store.stopped)
        yield "resograph_stopped_total", "Queries stopped, by why.", stopped
        if cache := server.cache:
            asked = {"hit": cache.hits, "miss": cache.misses}
            yield "resograph_cache_total", "Queries looked up in the answer cache.", asked
            yield "resograph_cache_bytes", "Bytes of answers kept.", {"": cache.bytes}
        yield "resograph_log_dropped_total", "Lines of the log that nobody read in time.", {"": server.log.dropped}

    metrics.watch(state)
