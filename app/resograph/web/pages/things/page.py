"""``/things``: actors, bodies, States, themes, sessions … by kind, with how much is held of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from resograph.reconciling import KnownEntity
from resograph.web.asking import beginnings_of, held_of
from resograph.web.components.paging import pages_of
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.pages.search.understood import kind_name
from resograph.web.problems import ProblemError
from resograph.web.registries.reconcile.described import types_of
from resograph.web.registries.reconcile.known import known_names
from resograph.web.state import state_of

router = APIRouter()
KINDS = ("Actor", "Body", "State", "Theme", "Session", "Event", "Instrument", "Publication", "AgendaItem", "Verb")
"""Kinds in the order in which they are shown."""
_MOST_FOUND = 200
"""Things found by a beginning."""


@dataclass(frozen=True)
class Row:
    """A thing in the list: its path, name, the language of that where it is not the page's, its kind, what is held."""

    path: str
    name: str
    language: str
    kind: str
    held: int


@router.api_route("/things", methods=["GET", "HEAD"])
def things(
    request: Request,
    kind: Annotated[str, Query(description="Only of this kind: Actor, Body, State, Theme, Session …")] = "",
    q: Annotated[str, Query(description="Only those with a name in which a word begins so.")] = "",
    page: Annotated[str, Query(description="The page of a list, from 1.")] = "1",
) -> Response:
    """The kinds of things with their numbers, or the things of one kind, those first of which most is held."""
    if kind and kind not in KINDS:
        raise ProblemError(
            400, "Bad kind", f"kind={kind[:40]} is none of {', '.join(KINDS)}.", near=(("things", "Things"),)
        )
    longest = state_of(request).settings.search_length
    if len(q) > longest:
        raise ProblemError(
            400,
            "Bad name",
            f"q may have {longest:,} characters; a few letters are enough.",
            near=(("things", "Things"),),
        )
    words, held, typed = interface_of(request), held_of(request.app), q.strip()
    names = known_names(request.app)
    of_kind = {name: names.of_class(name) for name in KINDS}
    kinds = [(name, len(found), sum(1 for one in found if names.weight(one))) for name, found in of_kind.items()]
    chosen: Sequence[KnownEntity | int] = []
    if typed:
        fits = beginnings_of(request.app).find(
            typed, words.language, _MOST_FOUND, lambda types: not kind or kind in types
        )
        chosen = [entry for entry, _ in fits]
    elif kind:
        chosen = of_kind[kind]
    asked = {name: value for name, value in (("kind", kind), ("q", typed)) if value}
    pages = pages_of(request, len(chosen), asked)
    rows = [
        Row(entry.path, *_name(entry, words.language), _kind(entry, request), held.get(entry.path, 0))
        for entry in (names.entity(one) if isinstance(one, int) else one for one in chosen[pages.skip : pages.to])
    ]
    body = render(
        request, "pages/things/template.html", kinds=kinds, kind=kind, typed=typed, rows=rows, pages=pages,
        longest=longest,
    )  # fmt: skip
    return HTMLResponse(body, headers={"Vary": PAGES_VARY})


def _name(entry: KnownEntity, language: str) -> tuple[str, str]:
    """What it is called, and in which language where that is not the page's."""
    name, code = entry.shown_in(language)
    return name, code if code != language else ""


def _kind(entry: KnownEntity, request: Request) -> str:
    words = interface_of(request)
    return kind_name(str(types_of(entry, words.language)[0]["id"]), words)
