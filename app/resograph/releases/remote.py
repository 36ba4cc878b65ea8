"""A release whose graph is read at a SPARQL server, and all else from its directory here, where there is one."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from resograph.releases.reader import ReleaseGraph
from resograph.releases.release import Manifest, Release, ReleaseError, earlier, read_release
from resograph.releases.tables import NoTablesError
from resograph.stores.port import Quads
from resograph.stores.remote import RemoteQuads, RemoteStore
from resograph.symbols import mint
from resograph.symbols.address import LANGUAGES
from resograph.writing.terms import RESO

_ADVICE = (
    "This server reads from a SPARQL server, which holds the graph only: start it with --tables DIR, the directory of "
    "the release that was published there."
)


@dataclass(frozen=True)
class RemoteRelease(Release):
    """A release that a server holds; ``path`` is its directory here, whose store is not needed."""

    @property
    def name(self) -> str:
        """Its version, as the server has it."""
        return self.manifest.content


@dataclass(frozen=True)
class GraphAlone(RemoteRelease):
    """A release that a server holds and that has no directory here."""

    quads: Quads
    seen_at: float

    @property
    def written_at(self) -> float:
        """When it was first seen there: the server does not tell."""
        return self.seen_at

    @property
    def tables(self) -> Path:
        """There are none.

        Raises:
            NoTablesError: always.
        """
        raise NoTablesError(_ADVICE)

    @property
    def names(self) -> Path:
        """There are none.

        Raises:
            NoTablesError: always.
        """
        raise NoTablesError(_ADVICE)

    @property
    def dumps(self) -> Path:
        """There are none.

        Raises:
            NoTablesError: always.
        """
        raise NoTablesError(_ADVICE)

    def languages(self, symbol: str) -> list[str]:
        """Languages in which a document is held, by its graph."""
        work, has = ox.NamedNode(mint(self.manifest.base, symbol)), ox.NamedNode(f"{RESO}hasExpression")
        versions = {str(quad.object) for quad in self.quads.quads_for_pattern(work, has, None)}
        return [code for code in LANGUAGES if f"<{self.manifest.base}{code}/{symbol}>" in versions]

    def document(self, language: str, symbol: str) -> Path:
        """There is none.

        Raises:
            NoTablesError: always.
        """
        raise NoTablesError(_ADVICE)


def opened(store: RemoteStore, directory: Path | None = None) -> ReleaseGraph:
    """The release that a server holds now.

    Args:
        store: the server.
        directory: of that release, or the store directory that it was built in; None for its graph alone.

    Raises:
        ReleaseError: the directory holds no such release.
    """
    held, quads = store.held, RemoteQuads(store)
    if directory is None:
        manifest = Manifest(held.base, "", {"works": 0, "versions": 0, **store.counts}, held.version)
        return ReleaseGraph(GraphAlone(Path(), manifest, quads, time.time()), quads)
    release = read_release(directory) if (directory / "manifest.json").is_file() else earlier(directory, held.version)
    if release is None:
        raise ReleaseError(
            f"{directory} holds no release of the content that {store.address} holds ({held.version}): publish it "
            f"there (resograph publish {store.address} --store {directory}), or give the directory that was published."
        )
    if release.manifest.base != held.base:
        raise ReleaseError(
            f"The release in {directory} was built for {release.manifest.base}, not for {held.base} as the one at "
            f"{store.address}."
        )
    if release.manifest.content != held.version:
        raise ReleaseError(
            f"The release in {directory} has the content {release.manifest.content}, {store.address} holds "
            f"{held.version}: publish it there, or give the directory of the release that was published."
        )
    return ReleaseGraph(RemoteRelease(release.path, release.manifest), quads)
