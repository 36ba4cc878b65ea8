"""``/documents``: what is held, the latest first, of an organ, a session, a year or a kind."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from resograph.releases.search import Filters
from resograph.web.components.holdings import rows_of
from resograph.web.components.links import link_to
from resograph.web.components.paging import number_of
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.negotiation import choose_format
from resograph.web.state import state_of
from resograph.web.tables import index_of

router = APIRouter()
_SIZE = 50


@router.api_route("/documents", methods=["GET", "HEAD"])
def documents(
    request: Request,
    organ: Annotated[str, Query(description="Only of this organ: the path of its address, such as body/un-ga.")] = "",
    session: Annotated[str, Query(description="Only of this session: the path of its address.")] = "",
    year: Annotated[str, Query(description="Only adopted in this year.")] = "",
    kind: Annotated[str, Query(description="Only of this kind: Resolution, Decision, PresidentialStatement …")] = "",
    page: Annotated[str, Query(description="The page, from 1.")] = "1",
) -> Response:
    """The documents held, fifty at a time; as a page, or as JSON."""
    filters, number = Filters(organ, session, year, kind), number_of(request, "page", 1)
    graph = state_of(request).graph
    language = interface_of(request).language
    symbols, total = index_of(request.app).documents(filters, _SIZE, (number - 1) * _SIZE)
    rows = rows_of(graph, symbols, language)
    if choose_format(request.headers.get("accept"), ("html", "json")) == "json":
        found = [
            {"document": row.path, "address": graph.iri(row.path), "title": row.title, "adopted": row.adopted or None}
            for row in rows
        ]
        return JSONResponse({"total": total, "page": number, "documents": found}, headers={"Vary": PAGES_VARY})

    def address(other: int) -> str:
        asked = {**asdict(filters), "page": other if other > 1 else ""}
        return urlencode({name: value for name, value in asked.items() if value})

    chosen = [link_to(graph, graph.iri(path), language) for path in (organ, session) if path and total]
    body = render(
        request,
        "pages/documents/template.html",
        chosen=chosen,
        also=[value for value in ((year, kind) if total else (organ, session, year, kind)) if value],
        rows=rows,
        total=total,
        earlier=address(number - 1) if number > 1 else None,
        later=address(number + 1) if number * _SIZE < total else None,
    )
    return HTMLResponse(body, headers={"Vary": PAGES_VARY})
