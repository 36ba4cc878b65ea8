"""What understands names and questions, made once for the release that is served."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from fastapi import FastAPI

from resograph.asking import Asker, Recogniser
from resograph.reconciling import Beginnings, Names
from resograph.releases.reader import ReleaseGraph
from resograph.sparql.operations import operations
from resograph.symbols import AddressError
from resograph.web.registries.reconcile.known import known_names
from resograph.web.state import state_of


def beginnings_of(app: FastAPI) -> Beginnings:
    """The things of the release being served, by the beginnings of their names."""
    return Beginnings(known_names(app))


def asker_of(app: FastAPI) -> Asker:
    """What understands questions about the release being served."""
    return state_of(app).release.once(_asker, recogniser_of(app))


def recogniser_of(app: FastAPI) -> Recogniser:
    """What finds the things that words name."""
    return state_of(app).release.once(_recogniser, known_names(app))


def held_of(app: FastAPI) -> Mapping[str, int]:
    """Path of each thing of which anything is held → how much."""
    return state_of(app).release.once(_held, known_names(app))


def _held(_: ReleaseGraph, names: Names) -> Mapping[str, int]:
    return names.held()


def _recogniser(graph: ReleaseGraph, names: Names) -> Recogniser:
    return Recogniser(names, partial(_is_known, graph))


def _is_known(graph: ReleaseGraph, symbol: str) -> bool:
    try:
        return graph.says(graph.iri(symbol))
    except AddressError:
        return False


def _asker(_: ReleaseGraph, recogniser: Recogniser) -> Asker:
    return Asker(operations().values(), recogniser)
