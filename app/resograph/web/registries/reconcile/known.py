"""The names of the release that is served, and what finds entities by them."""

from __future__ import annotations

from fastapi import FastAPI

from resograph.reconciling import Matcher, Names
from resograph.reconciling.known import GraphFacts, names_of
from resograph.releases.reader import ReleaseGraph
from resograph.web.state import state_of


def known_names(app: FastAPI) -> Names:
    """The names of the release being served; of a graph alone they are read when they are first asked for."""
    return state_of(app).release.once(names_of)


def matcher_of(app: FastAPI) -> Matcher:
    """The matcher of the release being served."""
    return state_of(app).release.once(_matcher, known_names(app))


def _matcher(graph: ReleaseGraph, names: Names) -> Matcher:
    return Matcher(names, GraphFacts(graph))
