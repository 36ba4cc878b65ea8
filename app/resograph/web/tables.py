"""The tables of the releases being served, each opened once: search, register, catalogue."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI

from resograph.releases import Release
from resograph.releases.catalogue import Catalogue
from resograph.releases.register import Register
from resograph.releases.search import SearchIndex, SearchLimits
from resograph.releases.tables import Tables
from resograph.settings import Settings

_LOCK = threading.Lock()


@dataclass(frozen=True)
class Views:
    """What is asked of the tables of a release."""

    search: SearchIndex
    register: Register
    catalogue: Catalogue


def views_of(app: FastAPI, release: Release | None = None) -> Views:
    """The tables of a release, of the one that pages show where none is given.

    Raises:
        TablesError: there are none, or they are damaged.
    """
    served: Release = app.state.graph.release
    folder = (release or served).tables
    with _LOCK:
        opened: dict[Path, Views] = getattr(app.state, "views", {})
        if folder not in opened:
            kept = {path: views for path, views in opened.items() if path == served.tables}
            opened = app.state.views = {**kept, folder: _opened(folder, app.state.settings)}
    return opened[folder]


def _opened(folder: Path, settings: Settings) -> Views:
    tables = Tables(folder)
    limits = SearchLimits(settings.search_seconds, settings.search_length, settings.search_matches)
    return Views(SearchIndex(tables, limits), Register(tables), Catalogue(tables))


def index_of(app: FastAPI) -> SearchIndex:
    """The search of the release that pages show."""
    return views_of(app).search


def register_of(app: FastAPI) -> Register:
    """The register of the release that pages show."""
    return views_of(app).register
