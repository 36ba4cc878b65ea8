"""The tables of the releases being served, each opened once: search, register, catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI

from resograph.releases import Release
from resograph.releases.catalogue import Catalogue
from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Register
from resograph.releases.search import SearchIndex, SearchLimits
from resograph.releases.tables import NoTablesError, Tables
from resograph.settings import Settings
from resograph.web.state import state_of


@dataclass(frozen=True)
class Views:
    """What is asked of the tables of a release."""

    tables: Tables
    search: SearchIndex
    register: Register
    catalogue: Catalogue


def views_of(app: FastAPI, release: Release | None = None) -> Views:
    """The tables of a release, of the one that pages show where none is given.

    Raises:
        TablesError: there are none, or they are damaged.
    """
    state = state_of(app)
    served = state.release
    return served.once(_opened, (release or served.release).tables, search_limits(state.settings))


def search_limits(settings: Settings) -> SearchLimits:
    """What one search may use."""
    return SearchLimits(settings.search_seconds, settings.search_length, settings.search_matches)


def _opened(_: ReleaseGraph, folder: Path, limits: SearchLimits) -> Views:
    tables = Tables(folder)
    return Views(tables, SearchIndex(tables, limits), Register(tables), Catalogue(tables))


def index_of(app: FastAPI) -> SearchIndex:
    """The search of the release that pages show."""
    return views_of(app).search


def register_of(app: FastAPI) -> Register:
    """The register of the release that pages show."""
    return views_of(app).register


def tables_of(app: FastAPI) -> Tables | None:
    """The tables of the release that pages show, where it has any."""
    try:
        return views_of(app).tables
    except NoTablesError:
        return None
