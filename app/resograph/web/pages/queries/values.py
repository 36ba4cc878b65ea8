"""Values of queries as people give them: addresses or names of things, symbols however they are typed."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request

from resograph.reconciling import KnownEntity
from resograph.releases.reader import ReleaseGraph
from resograph.sparql.operations import Operation, OperationError, Parameter
from resograph.symbols import SymbolError
from resograph.web.asking import held_of
from resograph.web.registries.reconcile.known import matcher_of
from resograph.web.state import state_of
from resograph.web.typed import symbol_typed

_FAR = 5
"""How many times as much must be held of what is meant by a name that several have."""
_BELOW = {"Theme": "theme/"}
"""Class that is told by the path of its address → how that begins."""


def read_values(request: Request, operation: Operation, given: Mapping[str, str]) -> dict[str, str]:
    """The values that are given, each in its one spelling: paths of things, whole symbols.

    Raises:
        OperationError: one names nothing that is known, or something of another kind; the message says what would do.
    """
    rows = {row.name: row for row in operation.parameters}
    found: dict[str, str] = {}
    for name, text in given.items():
        value = text.strip()
        if value:
            found[name] = _read(request, rows[name], value) if name in rows else value
    return found


def _read(request: Request, row: Parameter, value: str) -> str:
    match row.type:
        case "iri":
            return _thing(request, row, value)
        case "symbol":
            try:
                return symbol_typed(request.app, value).text
            except SymbolError:
                return value  # binding says what is wrong with it
    return value


def _thing(request: Request, row: Parameter, value: str) -> str:
    graph = state_of(request).graph
    path = value.removeprefix(graph.base).lstrip("/")
    if _is_of(graph, path, row.of):
        return path
    named = [entry.path for entry in things_named(request, row.of, value)] if row.of else []
    if len(named) == 1:
        return named[0]
    example = f"{row.name}={row.example}"
    shown = f"{row.name}={value[:80]}"
    if len(named) > 1:
        choices = ", ".join(named[:5])
        raise OperationError(f"{shown}: several things have that name: {choices}. Give one of these addresses.")
    if graph.node_at(path) is not None:
        raise OperationError(f"{shown}: that is known here, but is no {row.of}; an example is {example}.")
    if "://" in value or any(mark in value for mark in '<>"{}|^`\\'):
        return value  # binding says what is wrong with it
    raise OperationError(
        f"{shown}: nothing of that address or name is known here; take it from a page, as in {example}."
    )


def _is_of(graph: ReleaseGraph, path: str, wanted: str) -> bool:
    node = graph.node_at(path)
    if node is None:
        return False
    if wanted in _BELOW:
        return path.startswith(_BELOW[wanted])
    return not wanted or wanted in node.classes or (wanted == "Actor" and path.split("/")[0] in _ACTORS)


_ACTORS = ("actor", "body", "state")
"""Where those stand who can be asked."""


def things_named(request: Request, wanted: str, name: str) -> list[KnownEntity]:
    """The entities of a class with just this name; one alone where far more is held of it than of the others."""
    held = held_of(request.app)
    found = sorted(matcher_of(request.app).named(name, wanted), key=lambda entry: -held.get(entry.path, 0))
    counts = [held.get(entry.path, 0) for entry in found]
    return found[:1] if len(found) > 1 and counts[0] >= _FAR * max(counts[1], 1) else found
