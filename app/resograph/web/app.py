"""The application: routes and the state that they share."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Response
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from resograph import __version__
from resograph.releases import Release, ReleaseError, open_current
from resograph.releases.reader import ReleaseGraph
from resograph.releases.release import current_name
from resograph.releases.remote import GraphAlone, opened
from resograph.releases.search import SearchableAsyncStore, Searcher
from resograph.releases.tables import Tables
from resograph.settings import Settings
from resograph.sparql import QueryError
from resograph.stores import AsyncStore
from resograph.stores.mutable import MutableStore
from resograph.stores.port import BusyError, QueryTimeoutError
from resograph.stores.processes.process import LostError
from resograph.stores.remote import RemoteStore
from resograph.stores.threads import ThreadedStore
from resograph.stores.workers import Limits, WorkerPool
from resograph.web import (
    addresses,
    dataset,
    documents,
    failures,
    graph_store,
    health,
    jsonld_context,
    openapi,
    registries,
    resolve,
    static,
    switching,
)
from resograph.web.bounds import Bounded
from resograph.web.cache import AnswerCache
from resograph.web.clients import Forwarded, networks_in
from resograph.web.compression import Compressed
from resograph.web.cross_origin import CrossOrigin
from resograph.web.headers import SecurityHeaders
from resograph.web.log import Log
from resograph.web.metrics import Metrics
from resograph.web.observing import Observed
from resograph.web.pages.about import page as about
from resograph.web.pages.agreement import page as agreement
from resograph.web.pages.annotate import page as annotate
from resograph.web.pages.compare import page as compare
from resograph.web.pages.correct import page as correct
from resograph.web.pages.docs import page as docs
from resograph.web.pages.documents import page as document_list
from resograph.web.pages.draft import page as draft
from resograph.web.pages.home import page as home
from resograph.web.pages.mandates import page as mandates
from resograph.web.pages.pictures import page as pictures
from resograph.web.pages.queries import page as queries
from resograph.web.pages.review import page as review
from resograph.web.pages.search import page as search
from resograph.web.pages.series import page as series
from resograph.web.pages.sessions import page as sessions
from resograph.web.pages.shapes import page as shapes
from resograph.web.pages.suggest import page as suggest
from resograph.web.pages.things import page as things
from resograph.web.pages.wording import page as wording
from resograph.web.problems import ProblemError
from resograph.web.rate_limit import RateLimit
from resograph.web.sparql import SparqlEndpoint
from resograph.web.spelling import Spelled
from resograph.web.state import ServerState, state_of
from resograph.web.tables import index_of
from resograph.web.validators import Validated
from resograph.web.warming import keep_warm, read_rules

_LOOK = 5.0
"""Seconds between two looks at whether a server holds another release."""
_MIB = 1024 * 1024


def limits(settings: Settings) -> Limits:
    """What one query may use."""
    return Limits(
        seconds=settings.query_seconds,
        wait_seconds=settings.wait_seconds,
        rows=settings.query_rows,
        answer_bytes=settings.answer_mb * _MIB,
        memory_bytes=settings.query_memory_mb * _MIB,
        long=settings.long_queries,
    )


class _Application(FastAPI):
    """An application with middleware ahead of the framework's own, whose work costs more than a look-up."""

    front: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        scope["app"] = self
        await self.front(scope, receive, send)

    async def routed(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request by the router."""
        await super().__call__(scope, receive, send)


def create_app(release: Release, settings: Settings) -> FastAPI:
    """An application that serves a release."""
    pool = WorkerPool(release.store, settings.workers, limits(settings), f"{settings.base}sparql")
    store = SearchableAsyncStore(pool, Searcher(lambda: index_of(app), f"{settings.base}sparql"))
    app = _application(settings, store, lambda: _together(_follow(app, pool), keep_warm(app)))
    _serve_pages(app, ReleaseGraph(release))
    state = state_of(app)
    state.describe = lambda now: _about(state.graph.release, now)
    return app


def create_remote_app(remote: RemoteStore, settings: Settings, tables: Path | None = None) -> FastAPI:
    """An application that serves a release at a SPARQL server.

    Args:
        remote: the server.
        settings: of the application.
        tables: the directory of that release, or the store directory that it was built in.

    Raises:
        ReleaseError: the directory is not of what the server holds.
    """
    bounds = limits(settings)
    threads = ThreadedStore(remote, settings.workers + settings.long_queries, bounds)
    store = SearchableAsyncStore(threads, Searcher(lambda: index_of(app), f"{settings.base}sparql"))
    app = _application(settings, store, lambda: _together(_follow_server(app, remote, tables), keep_warm(app)))
    _serve_pages(app, opened(remote, tables))
    state = state_of(app)
    state.describe = lambda now: {
        "release": state.release_name,
        "store": remote.address,
        "counts": dict(remote.counts),
    }
    return app


def _serve_pages(app: FastAPI, graph: ReleaseGraph) -> None:
    """What all applications over a release have."""
    state = state_of(app)
    state.cache = AnswerCache(state.settings.cache_mb * _MIB) if state.settings.cache_mb else None
    state.serve(graph)
    shown = (
        queries,
        search,
        suggest,
        things,
        about,
        shapes,
        home,
        document_list,
        mandates,
        compare,
        annotate,
        wording,
        series,
        agreement,
        correct,
        docs,
        draft,
        review,
        sessions,
        pictures,
    )
    rooms = (resolve, jsonld_context, *shown, switching, static)
    for router in (
        *(room.router for room in rooms),
        registries.router,
        addresses.router,
    ):  # what has an address comes last
        app.include_router(router)


def create_writable_app(path: Path, settings: Settings) -> FastAPI:
    """An application over one mutable store: queries, updates and graphs, and no documents.

    Raises:
        ValueError: there is no token to write with.
    """
    if not settings.token:
        raise ValueError("A store can be written to only with a token.")
    size = settings.workers + settings.long_queries
    app = _application(settings, MutableStore(path, size, limits(settings), f"{settings.base}sparql"))
    router = APIRouter()
    router.add_api_route("/", _to_endpoint, methods=["GET", "HEAD"], include_in_schema=False)
    for room in (router, switching.router, static.router):
        app.include_router(room)
    return app


def _to_endpoint() -> Response:
    """There are no pages but the form for queries."""
    return Response(None, 303, {"Location": "sparql"})


def _application(
    settings: Settings, store: AsyncStore, beside: Callable[[], Coroutine[Any, Any, None]] | None = None
) -> FastAPI:
    """What all applications have: the store, its endpoint, and the watch over both."""
    log, metrics = Log(settings.log), Metrics()
    state = ServerState(settings, store, log, metrics)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        logging.getLogger("uvicorn.error").addHandler(log.handler)
        log.start()
        try:
            await store.start()
            await run_in_threadpool(app.openapi)  # made once, and not on the event loop at the first request
            await run_in_threadpool(read_rules)
            state.started_at = time.time()
            task = asyncio.create_task(beside()) if beside else None
            yield
            if task:
                task.cancel()
            store.close()
        except (QueryError, LostError) as error:
            state.failure = str(error) or "What answers queries ended as it began."
            raise
        finally:
            logging.getLogger("uvicorn.error").removeHandler(log.handler)
            log.stop()

    app = _Application(
        title="resograph",
        version=__version__,
        description="United Nations resolutions as a knowledge graph.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.server = state
    health.watch(app, metrics)
    openapi.describe(app, settings.base, isinstance(store, MutableStore))
    app.front = Spelled(RateLimit(SparqlEndpoint(app.routed, settings), settings), settings.base)
    app.front = Validated(CrossOrigin(Bounded(app.front, settings), isinstance(store, MutableStore)))
    app.front = SecurityHeaders(Compressed(app.front))
    app.front = Forwarded(Observed(app.front, settings, log, metrics), networks_in(settings.proxies))
    app.add_exception_handler(ProblemError, failures.problem)
    for kind in failures.STORE_ERRORS:
        app.add_exception_handler(kind, failures.store_problem)
    for kind in failures.ADDRESS_ERRORS:
        app.add_exception_handler(kind, failures.no_address)
    app.add_exception_handler(HTTPException, failures.no_route)
    app.add_exception_handler(Exception, failures.unforeseen)
    for router in (health.router, graph_store.router, dataset.router):
        app.include_router(router)
    return app


def _about(release: Release, now: float) -> dict[str, Any]:
    """What ``/health`` shows of a release."""
    age = now - release.written_at
    return {"release": release.name, "release_age_seconds": round(age), "counts": dict(release.manifest.counts)}


async def _together(*works: Coroutine[Any, Any, None]) -> None:
    """Works beside the server, until it ends."""
    async with asyncio.TaskGroup() as group:
        for work in works:
            group.create_task(work)


async def _follow(app: FastAPI, pool: WorkerPool) -> None:
    """Take up a new release as soon as the pointer names one; answers under way end on the old one."""
    state = state_of(app)
    prepared = refused = None
    while True:
        await asyncio.sleep(1)
        release = state.graph.release
        if prepared != release.name:
            prepared = release.name
            await run_in_threadpool(documents.prepare, release)
        directory = release.path.parents[1]
        if current_name(directory) in (release.name, None):
            continue
        try:
            newer = open_current(directory)
            if newer.manifest.base != release.manifest.base:
                continue
            await run_in_threadpool(Tables, newer.tables)  # damaged ones are not taken up
            graph = await run_in_threadpool(ReleaseGraph, newer)
            await pool.switch(newer.store)
        except (ReleaseError, QueryError, LostError, OSError) as error:
            told = (current_name(directory), str(error))
            if told != refused:  # once, however long it stays so
                refused = told
                state.log.event("release", name=told[0], taken_up=False, why=told[1])
            continue
        state.serve(graph)
        state.log.event("release", name=newer.name, taken_up=True)


async def _follow_server(app: FastAPI, store: RemoteStore, tables: Path | None) -> None:
    """Take up another release as soon as the server holds one, with what the directory has of that very release."""
    state = state_of(app)
    refused = ""
    while True:
        await asyncio.sleep(_LOOK)
        release = state.graph.release
        try:
            version = await run_in_threadpool(store.version)
            if version is None or (version == release.name and not (tables and isinstance(release, GraphAlone))):
                continue
            if version != release.name:
                await run_in_threadpool(store.look_again)
            graph, why = await run_in_threadpool(_opened_there, store, tables)
        except (QueryError, ReleaseError, BusyError, QueryTimeoutError, OSError) as error:
            if str(error) != refused:
                refused = str(error)
                state.log.event("release", taken_up=False, why=refused)
            continue
        if why and why != refused:
            state.log.event("tables", opened=False, why=why)
        refused = why
        if type(graph.release) is type(release) and version == release.name:
            continue
        state.serve(graph)
        state.log.event("release", name=graph.release.name, taken_up=True)


def _opened_there(store: RemoteStore, tables: Path | None) -> tuple[ReleaseGraph, str]:
    """What the server holds; its graph alone, and why, where the directory is of another release."""
    try:
        return opened(store, tables), ""
    except ReleaseError as error:
        return opened(store), str(error)
