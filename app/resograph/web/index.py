"""The full-text index of the release being served, opened once."""

from __future__ import annotations

from fastapi import FastAPI

from resograph.releases.reader import ReleaseGraph
from resograph.releases.search import SearchIndex, SearchLimits
from resograph.web.state import state_of


def index_of(app: FastAPI) -> SearchIndex:
    """The index of the release being served.

    Raises:
        SearchError: the release has none.
    """
    state = state_of(app)
    settings = state.settings
    bounds = SearchLimits(settings.search_seconds, settings.search_length, settings.search_matches)
    return state.release.once(_opened, bounds)


def _opened(graph: ReleaseGraph, bounds: SearchLimits) -> SearchIndex:
    return SearchIndex(graph.release.search, bounds)
