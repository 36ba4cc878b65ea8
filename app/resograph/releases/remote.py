"""A release at a SPARQL server, served from here: its graph is read there; index and register are made here."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from resograph.releases import Manifest, Release, ReleaseError
from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import schema as register
from resograph.releases.register import write_register
from resograph.releases.search import SearchTimeoutError, write_index
from resograph.releases.search import schema as search
from resograph.stores import QueryError
from resograph.stores.port import BusyError, Quads, QueryTimeoutError, ResultKind
from resograph.stores.remote import RemoteQuads, RemoteStore
from resograph.symbols import mint
from resograph.symbols.address import LANGUAGES
from resograph.web.problems import ProblemError
from resograph.writing.terms import RESO

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_LOOK = 5.0
"""Seconds between two looks at whether the server holds another release."""
FAILURES = (QueryError, ReleaseError, BusyError, QueryTimeoutError)


@dataclass(frozen=True)
class RemoteRelease(Release):
    """What a server holds. ``path`` is a folder of ours for what is derived from it."""

    quads: Quads
    seen_at: float

    @property
    def written_at(self) -> float:
        """When it was first seen there: the server does not tell."""
        return self.seen_at

    @property
    def name(self) -> str:
        """Its version."""
        return self.manifest.content

    @property
    def derived(self) -> Path:
        """Where the files are, or will be, that a release has beside its graph."""
        return self.path / f"{self.name}-{search.FORMAT}-{register.FORMAT}"

    @property
    def search(self) -> Path:
        """The full-text index; see ``_made``."""
        return self._made("search.sqlite")

    @property
    def register(self) -> Path:
        """The register of acts; see ``_made``."""
        return self._made("register.sqlite")

    def _made(self, name: str) -> Path:
        """A file derived from the graph.

        Raises:
            SearchTimeoutError: it is not made yet.
        """
        if not self.derived.is_dir():
            raise SearchTimeoutError("The index is still being made from what the server holds; try again in a moment.")
        return self.derived / name

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
    return ReleaseGraph(RemoteRelease(folder, manifest, quads, time.time()), quads)


async def follow(app: FastAPI, store: RemoteStore) -> None:
    """Make the index of the release served, take up another as soon as the server holds it, and so on."""
    while True:
        try:
            release = app.state.server.graph.release
            if not release.derived.is_dir():
                await run_in_threadpool(_derive, store, release)
                app.state.server.log.event("index", release=release.name, made=True)
            version = await run_in_threadpool(store.version)
            if version not in (release.name, None):
                await run_in_threadpool(store.look_again)
                app.state.server.serve(opened(store))
                app.state.server.log.event("release", name=app.state.server.release_name, taken_up=True)
                continue
        except (*FAILURES, OSError) as error:
            app.state.server.log.event("release", taken_up=False, why=str(error))
        await asyncio.sleep(_LOOK)


def _derive(store: RemoteStore, release: RemoteRelease) -> None:
    """Make the files that a release has beside its graph, from a copy of the graph that is not kept."""
    base, symbols = release.manifest.base, release.symbols()
    partial = release.path / f".{os.getpid()}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        copy = ox.Store(str(partial / "store"))
        for graph in release.quads.named_graphs():
            answer = store.query(_ALL, dict.fromkeys(ResultKind, "nt"), default_graphs=[graph.value])
            copy.bulk_load(b"".join(answer.chunks), ox.RdfFormat.N_TRIPLES, to_graph=graph)
        write_index(partial / "search.sqlite", copy, base, symbols)
        write_register(partial / "register.sqlite", copy, base, symbols)
        del copy
        shutil.rmtree(partial / "store")
        for older in release.path.glob("[!.]*"):
            shutil.rmtree(older, ignore_errors=True)
        partial.replace(release.derived)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
