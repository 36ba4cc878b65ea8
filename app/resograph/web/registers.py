"""The register of the release being served, opened once."""

from __future__ import annotations

import sqlite3
import threading

import pyoxigraph as ox
from fastapi import FastAPI

from resograph.releases import Release
from resograph.releases.register import Register

_LOCK = threading.Lock()


def register_of(app: FastAPI) -> Register:
    """The register that the release came with; one that came without, from an earlier version, is given one."""
    release: Release = app.state.graph.release
    with _LOCK:
        opened: tuple[str, Register] | None = getattr(app.state, "register", None)
        if opened is None or opened[0] != release.name:
            opened = app.state.register = (release.name, _opened(release))
    return opened[1]


def _opened(release: Release) -> Register:
    try:
        return Register.open(release.register)
    except sqlite3.Error:
        store = ox.Store.read_only(str(release.store))
        return Register.in_memory(store, release.manifest.base, sorted(release.manifest.works))
