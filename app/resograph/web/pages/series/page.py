"""``/series/{symbol}``: the documents of a series and how each paragraph lived in them, as a page or JSON."""

from __future__ import annotations

import json
from functools import partial

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from resograph.pictures import Frame, Place, descent
from resograph.symbols import SymbolError, parse
from resograph.web.answers import tagged
from resograph.web.components.citing import cited_as
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, Interface, interface_of
from resograph.web.known import meant_by, near_to
from resograph.web.negotiation import choose_format
from resograph.web.pages.series.schema import SERIES
from resograph.web.pages.series.view import SeriesPage, series_json, series_page
from resograph.web.paths import raw_path, root_of
from resograph.web.problems import ProblemError
from resograph.web.state import state_of

router = APIRouter()
_TYPES = {"html": "text/html", "json": "application/json"}
_JSON = {"200": {"content": {"application/json": {"schema": SERIES}}}}


@router.get("/series/{symbol:path}", openapi_extra={"responses": _JSON})
@router.head("/series/{symbol:path}", include_in_schema=False)
def series(request: Request, symbol: str) -> Response:
    """All documents that one renews or that renew it, held or not, and how each paragraph changed between them."""
    form = choose_format(request.headers.get("accept"), tuple(_TYPES), _TYPES)
    stem, dot, suffix = symbol.rpartition(".")
    if dot and suffix in _TYPES:
        symbol, form = stem, suffix
    if form is None:
        raise ProblemError(406, "No such format", f"A series comes as {' or '.join(_TYPES.values())}.")
    graph, interface = state_of(request).graph, interface_of(request)
    try:
        meant = meant_by(request.app, symbol)
        wanted = meant[0] if len(meant) == 1 else parse(symbol)
    except SymbolError as error:
        raise ProblemError(400, "No symbol", str(error)) from None
    if not graph.says(graph.iri(wanted.text)):
        near = [(f"series/{one}", one) for one in near_to(request.app, wanted)]
        told = f"{wanted} is neither held nor cited here, so no series is known."
        raise ProblemError(404, "Not known", told, near=near)
    page = series_page(graph, wanted, interface.language)
    if form == "json":
        body = json.dumps(series_json(page, graph.base), ensure_ascii=False, indent=1).encode()
        return tagged(request, body, f"series/{wanted}.json", "application/json", {"Vary": "Accept, Accept-Language"})
    given = {"symbol": wanted, "view": page, "cite": partial(_cited, words=interface)}
    picture = Markup(_picture(page, interface, wanted.text, root_of(raw_path(request))))
    body = render(request, "pages/series/template.html", **given, picture=picture).encode()
    return tagged(request, body, f"series/{wanted}.html", "text/html; charset=utf-8", {"Vary": PAGES_VARY})


def _cited(eid: str, words: Interface, symbol: str) -> str:
    """A part without its document."""
    return cited_as(parse(symbol), eid, words).removeprefix(symbol).lstrip(words("site.comma"))


def _picture(page: SeriesPage, words: Interface, symbol: str, root: str) -> str:
    held = [view.path for view in page.documents if view.document.is_held]
    column = {path: number for number, path in enumerate(held)}
    lives = [
        {
            column[path]: Place(
                f"{root}{path}~{places[0][0]}",
                cited_as(parse(path), places[0][0], words),
                places[0][1][0] if places[0][1] else "new" if column[path] else "first",
            )
            for path, places in life.places.items()
        }
        for life in page.lives
    ]
    frame = Frame(
        "descent", words("series.title", symbol=symbol), words("series.drawn"), words.language, words.direction
    )
    return descent(frame, held, lives)
