"""A release at a SPARQL server, served from here: its graph is read there, its full-text index made here."""

from __future__ import annotations

import asyncio
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from resograph.search import SearchTimeoutError, write_index
from resograph.search.schema import FORMAT
from resograph.stores import Manifest, QueryError, Release, ReleaseError
from resograph.stores.port import BusyError, Quads, QueryTimeoutError
from resograph.stores.remote import RemoteQuads, RemoteStore
from resograph.symbols import mint
from resograph.symbols.address import LANGUAGES
from resograph.web.graph import ReleaseGraph
from resograph.web.problems import ProblemError
from resograph.writing.terms import RESO

_LOOK = 5.0
"""Seconds between two looks at whether the server holds another release."""
FAILURES = (QueryError, ReleaseError, BusyError, QueryTimeoutError)


@dataclass(frozen=True)
class RemoteRelease(Release):
    """What a server holds. ``path`` is a folder of ours for what is derived from it."""

    quads: Quads

    @property
    def name(self) -> str:
        """Its version."""
        return self.manifest.content

    @property
    def search(self) -> Path:
        """The full-text index.

        Raises:
            SearchTimeoutError: it is not made yet.
        """
        if not self.index.is_file():
            raise SearchTimeoutError("The full-text index is still being made from the server's texts; try later.")
        return self.index

    @property
    def index(self) -> Path:
        """Where the full-text index is, or will be."""
        return self.path / f"{self.name}-{FORMAT}.sqlite"

    def languages(self, symbol: str) -> list[str]:
        """Languages in which a document is held, by its graph."""
        work, has = ox.NamedNode(mint(self.manifest.base, symbol)), ox.NamedNode(f"{RESO}hasExpression")
        versions = {str(quad.object) for quad in self.quads.quads_for_pattern(work, has, None)}
        return [code for code in LANGUAGES if f"<{self.manifest.base}{code}/{symbol}>" in versions]

    def form(self, language: str, symbol: str, issue: str) -> Path:
        """There is none.

        Raises:
            ProblemError: always.
        """
        raise ProblemError(
            404,
            "Not here",
            "This server reads from a SPARQL server, which holds the graph only: ask for HTML, Turtle, JSON-LD, "
            "N-Triples or RDF/XML. The other forms are where the release was built.",
        )

    def symbols(self) -> list[str]:
        """The documents held."""
        start = f"{self.manifest.base}graph/"
        names = (graph.value.removeprefix(start) for graph in self.quads.named_graphs())
        return sorted(name for name in names if name[:1].isupper())


def opened(store: RemoteStore) -> ReleaseGraph:
    """The release that a server holds now."""
    held, quads = store.held, RemoteQuads(store)
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = home / "resograph" / hashlib.sha256(f"{store.address}\n{held.base}".encode()).hexdigest()[:16]
    manifest = Manifest(held.base, "", {"works": 0, "versions": 0, **held.counts}, held.version)
    return ReleaseGraph(RemoteRelease(folder, manifest, quads), quads)


async def follow(app: FastAPI, store: RemoteStore) -> None:
    """Make the index of the release served, take up another as soon as the server holds it, and so on."""
    while True:
        try:
            release = app.state.graph.release
            if not release.index.is_file():
                await run_in_threadpool(_make_index, release)
                app.state.log.event("index", release=release.name, made=True)
            version = await run_in_threadpool(store.version)
            if version not in (release.name, None):
                await run_in_threadpool(store.look_again)
                app.state.graph = opened(store)
                app.state.release_name = app.state.graph.release.name
                app.state.log.event("release", name=app.state.release_name, taken_up=True)
                continue
        except (*FAILURES, OSError) as error:
            app.state.log.event("release", taken_up=False, why=str(error))
        await asyncio.sleep(_LOOK)


def _make_index(release: RemoteRelease) -> None:
    release.path.mkdir(parents=True, exist_ok=True)
    partial = release.path / f".{os.getpid()}.partial"
    try:
        partial.unlink(missing_ok=True)
        write_index(partial, release.quads, release.manifest.base, release.symbols())
        partial.replace(release.index)
    finally:
        partial.unlink(missing_ok=True)
    for older in release.path.glob("*.sqlite"):
        if older != release.index:
            older.unlink(missing_ok=True)
