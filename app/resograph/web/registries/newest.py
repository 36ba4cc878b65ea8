"""The release that those who gather are shown: the one that the pointer names, even before queries are switched to it.

Whoever harvests in between would be given the old release with a later date, and never ask again for what is new.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fastapi import Request

from resograph.releases import Release, ReleaseError, open_current
from resograph.releases.release import current_name
from resograph.releases.remote import RemoteRelease
from resograph.releases.tables import Tables
from resograph.web.state import state_of


def newest_release(request: Request) -> Release:
    """The newest release of the base that is served."""
    served = state_of(request).graph.release
    if isinstance(served, RemoteRelease):
        return served
    directory = served.path.parents[1]
    name = current_name(directory)
    if name in (None, served.name):
        return served
    newer = _opened(directory, str(name))
    return newer if newer and newer.manifest.base == served.manifest.base else served


@lru_cache(maxsize=2)
def _opened(directory: Path, name: str) -> Release | None:
    """The current release, if it is whole; ``name`` tells it from the one before."""
    try:
        release = open_current(directory)
        Tables(release.tables)
        return release
    except ReleaseError:
        return None
