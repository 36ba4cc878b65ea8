"""What understands names and questions, made once for the release that is served."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from fastapi import FastAPI

from resograph.asking import Asker, Recogniser
from resograph.reconciling import Beginnings, Matcher
from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Register
from resograph.releases.tables import TablesError
from resograph.sparql.operations import operations
from resograph.symbols import AddressError
from resograph.web.registries.reconcile.known import matcher_of, unhurried
from resograph.web.state import state_of
from resograph.web.tables import register_of


def beginnings_of(app: FastAPI) -> Beginnings:
    """The things of the release being served, by the beginnings of their names."""
    return state_of(app).release.once(_beginnings, matcher_of(app), _register(app))


def asker_of(app: FastAPI) -> Asker:
    """What understands questions about the release being served."""
    return state_of(app).release.once(_asker, recogniser_of(app))


def recogniser_of(app: FastAPI) -> Recogniser:
    """What finds the things that words name."""
    return state_of(app).release.once(_recogniser, matcher_of(app), _register(app))


def held_of(app: FastAPI) -> Mapping[str, int]:
    """Path of each thing → how much is held of it."""
    return state_of(app).release.once(_held, _register(app))


def _register(app: FastAPI) -> Register | None:
    try:
        return register_of(app)
    except TablesError:  # a graph alone: nothing says how much is held
        return None


def _held(_: ReleaseGraph, register: Register | None) -> Mapping[str, int]:
    return register.held() if register else {}


def _beginnings(graph: ReleaseGraph, matcher: Matcher, register: Register | None) -> Beginnings:
    held = _held(graph, register)
    return Beginnings(unhurried(iter(matcher.entries)), lambda path: held.get(path, 0))


def _recogniser(graph: ReleaseGraph, matcher: Matcher, register: Register | None) -> Recogniser:
    held = _held(graph, register)
    return Recogniser(unhurried(iter(matcher.entries)), lambda path: held.get(path, 0), partial(_is_known, graph))


def _is_known(graph: ReleaseGraph, symbol: str) -> bool:
    try:
        return graph.says(graph.iri(symbol))
    except AddressError:
        return False


def _asker(_: ReleaseGraph, recogniser: Recogniser) -> Asker:
    return Asker(operations().values(), recogniser)
