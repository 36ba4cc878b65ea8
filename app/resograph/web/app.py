"""The application: routes and the state that they share."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from resograph import __version__
from resograph.settings import Settings
from resograph.stores import Release, ReleaseError, open_current
from resograph.stores.release import current_name
from resograph.stores.workers import Limits, WorkerPool
from resograph.web import pages, queries, resolve, resources, sparql
from resograph.web.graph import ReleaseGraph
from resograph.web.headers import SecurityHeaders
from resograph.web.negotiation import choose_format
from resograph.web.problems import ProblemError


async def _follow(app: FastAPI) -> None:
    """Take up a new release as soon as the pointer names one; answers under way end on the old one."""
    while True:
        await asyncio.sleep(1)
        release: Release = app.state.graph.release
        directory = release.path.parents[1]
        if current_name(directory) in (release.name, None):
            continue
        try:
            newer = open_current(directory)
        except ReleaseError:
            continue
        if newer.manifest.base == release.manifest.base:
            app.state.graph = await run_in_threadpool(ReleaseGraph, newer)
            app.state.pool.switch(newer.store)


def create_app(release: Release, settings: Settings) -> FastAPI:
    """An application that serves a release."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        bounds = Limits(seconds=settings.query_seconds, memory_bytes=settings.query_memory_mb * 1024 * 1024)
        app.state.pool = WorkerPool(release.store, settings.workers, bounds)
        following = asyncio.create_task(_follow(app))
        yield
        following.cancel()
        app.state.pool.close()

    app = FastAPI(
        title="resograph",
        version=__version__,
        description="United Nations resolutions as a knowledge graph.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.settings = settings
    app.state.graph = ReleaseGraph(release)

    app.add_middleware(SecurityHeaders)

    @app.exception_handler(ProblemError)
    async def problem(request: Request, error: ProblemError) -> Response:
        wanted = choose_format(
            request.headers.get("accept"), ("json", "html"), {"json": "application/problem+json", "html": "text/html"}
        )
        headers = {"Vary": "Accept", **error.headers}
        if wanted == "html" and "text/html" in request.headers.get("accept", ""):
            return pages.problem_page(request, error, headers)
        return JSONResponse(error.body(), error.status, headers, media_type="application/problem+json")

    @app.exception_handler(Exception)
    async def failure(request: Request, error: Exception) -> Response:
        body = {
            "type": "about:blank",
            "title": "Internal error",
            "status": 500,
            "detail": "Something went wrong here; it is in the log.",
        }
        return JSONResponse(body, 500, media_type="application/problem+json")

    app.include_router(sparql.router)
    app.include_router(queries.router)
    app.include_router(resolve.router)
    app.include_router(pages.router)
    app.include_router(resources.router)
    return app
