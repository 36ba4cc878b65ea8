"""The full-text index of the release being served, opened once."""

from __future__ import annotations

from fastapi import FastAPI

from resograph.releases.search import SearchIndex, SearchLimits
from resograph.settings import Settings


def index_of(app: FastAPI) -> SearchIndex:
    """The index of the release being served.

    Raises:
        SearchError: the release has none.
    """
    path = app.state.graph.release.search
    opened, index = getattr(app.state, "search", (None, None))
    if opened != path or index is None:
        settings: Settings = app.state.settings
        bounds = SearchLimits(settings.search_seconds, settings.search_length, settings.search_matches)
        index = SearchIndex(path, bounds)
        app.state.search = (path, index)
    return index
