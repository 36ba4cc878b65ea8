"""What can be chosen for the parameters of a query: what is held most of, by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import FastAPI, Request

from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Wanted
from resograph.releases.tables import TablesError
from resograph.sparql.operations import Parameter
from resograph.web.interface import Interface, interface_of
from resograph.web.registries.reconcile.known import known_names, matcher_of
from resograph.web.state import state_of
from resograph.web.tables import index_of, register_of

_OFFERED = 80
"""Things offered for one parameter; others can be typed."""
_TRIED = 5
"""Things that are tried as an example."""


@dataclass(frozen=True)
class Offer:
    """A value and what it is called."""

    value: str
    name: str


def offers_for(request: Request, row: Parameter) -> list[Offer]:
    """What can be chosen for a parameter: all choices, all sessions held, the things of which most is held."""
    interface = interface_of(request)
    if row.choices:
        keys = ((choice, f"queries.{row.name}_{choice.replace(' ', '_')}") for choice in row.choices)
        return [Offer(choice, interface(key) if interface.has(key) else choice) for choice, key in keys]
    if row.of:
        return _things(request.app, row.of, interface)
    return []


def is_closed(row: Parameter) -> bool:
    """Whether only what is offered can be chosen."""
    return bool(row.choices) or row.of in ("Session", "Force")


def likely_values(app: FastAPI, row: Parameter) -> list[str]:
    """Values that may give rows in this release, the likeliest first."""
    try:
        if row.choices:
            return list(row.choices)
        if row.type == "symbol":
            return register_of(app).told_documents(_TRIED) + index_of(app).documents(most=_TRIED)[0]
        if row.type == "year":
            return [one.value for one in register_of(app).counts(Wanted(kind="reports"), "year", _TRIED)]
        if row.of == "Session":
            due = [one.value for one in register_of(app).counts(Wanted(kind="reports"), "session", 2)]
            return due + list(_most_held(app, "Session", 3))
    except TablesError:
        return []
    return list(_most_held(app, row.of, _TRIED)) if row.of else []


def _things(app: FastAPI, wanted: str, interface: Interface) -> list[Offer]:
    return state_of(app).release.once(_offered, _Source(app), wanted, interface.language)


@dataclass(frozen=True)
class _Source:
    """The application, for what is kept with a release."""

    app: FastAPI

    def __hash__(self) -> int:
        return id(self.app)


def _offered(_: ReleaseGraph, source: _Source, wanted: str, language: str) -> list[Offer]:
    matcher = matcher_of(source.app)
    paths = _most_held(source.app, wanted, _OFFERED)
    found = [Offer(path, entry.shown(language)) for path in paths if (entry := matcher.entry(path))]
    order: Callable[[Offer], object] = _by_number if wanted == "Session" else lambda offer: offer.name.casefold()
    return sorted(found, key=order, reverse=wanted == "Session")  # type: ignore[arg-type]


def _by_number(offer: Offer) -> tuple[str, list[int]]:
    body = offer.value.rpartition("/")[0]
    return body, [int(number) for number in re.findall("[0-9]+", offer.value.removeprefix(body))]


def _most_held(app: FastAPI, wanted: str, most: int) -> tuple[str, ...]:
    """Paths of the things of a class of which most is held; of verbs and forces all."""
    names = known_names(app)
    found = names.of_class(wanted)
    if wanted not in ("Verb", "Force"):
        found = [number for number in found[:most] if names.weight(number)]
    return tuple(names.entity(number).path for number in found[:most])
