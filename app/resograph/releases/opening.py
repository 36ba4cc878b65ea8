"""A store from where it is: the address of a server, or a release directory (DESIGN §7)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from resograph.releases.release import Release, ReleaseError, open_current, read_release
from resograph.releases.tables import Tables
from resograph.stores.credentials import Credentials
from resograph.stores.embedded import EmbeddedStore
from resograph.stores.port import Store


@dataclass(frozen=True)
class Opened:
    """A store with the base of its addresses; ``release`` where it is on this machine."""

    store: Store
    base: str
    release: Release | None


def is_address(location: str | Path) -> bool:
    """Whether a location is a server's. Do not make a ``Path`` of one first: that loses a slash.

    >>> is_address("http://127.0.0.1:7878"), is_address("build/release")
    (True, False)
    """
    return str(location).lower().startswith(("http://", "https://"))


def last_good(directory: Path, base: str) -> Release:
    """The newest release of a base that is whole, its tables too: the current one, where nothing is wrong with it.

    Raises:
        ReleaseError: there is none; what is wrong with the current one.
    """
    try:
        release = open_current(directory)
        Tables(release.tables)
    except ReleaseError:
        for path in sorted((directory / "releases").glob("[!.]*"), reverse=True):
            with suppress(ReleaseError):
                older = read_release(path)
                if older.manifest.base == base and Tables(older.tables):
                    return older
        raise
    return release


def open_store(location: str | Path, *, seconds: float = 30.0, credentials: Credentials | None = None) -> Opened:
    """The store at a location.

    Raises:
        ReleaseError: there is no release.
        UnreachableError: the server does not answer.
    """
    if is_address(location):
        from resograph.stores.remote import RemoteStore  # brings httpx, which no query process needs

        remote = RemoteStore(str(location), seconds=seconds, credentials=credentials)
        return Opened(remote, remote.base, None)
    release = open_current(Path(location))
    return Opened(EmbeddedStore.read_only(release.store), release.manifest.base, release)
