"""The register of the release being served, opened once."""

from __future__ import annotations

import sqlite3

import pyoxigraph as ox
from fastapi import FastAPI

from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Register
from resograph.web.state import state_of


def register_of(app: FastAPI) -> Register:
    """The register that the release came with; one that came without, from an earlier version, is given one."""
    return state_of(app).release.once(_opened)


def _opened(graph: ReleaseGraph) -> Register:
    release = graph.release
    try:
        return Register.open(release.register)
    except sqlite3.Error:
        store = ox.Store.read_only(str(release.store))
        return Register.in_memory(store, release.manifest.base, sorted(release.manifest.works))
