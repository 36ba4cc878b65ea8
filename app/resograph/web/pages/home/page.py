"""The first page: what this is, what can be seen, what is held, and what can be asked."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from resograph.releases.tables import TablesError
from resograph.sparql.operations import operations
from resograph.web.components.holdings import holdings, rows_of
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.pages.home.examples import examples
from resograph.web.state import state_of
from resograph.web.tables import index_of

router = APIRouter()
_NEWEST = 8
_QUESTIONS = ("who-is-asked", "reports-due", "most-cited", "agreed-language", "mandates-without-end", "votes-of")


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
def home(request: Request) -> Response:
    """What is held, and what can be asked."""
    graph = state_of(request).graph
    try:
        index = index_of(request.app)
    except TablesError:  # all else is there
        index = None
    language = interface_of(request).language
    page = render(
        request,
        "pages/home/template.html",
        examples=state_of(request).release.once(examples, language),
        newest=rows_of(graph, index.documents(most=_NEWEST)[0], language) if index else [],
        organs=holdings(graph, index, language) if index else [],
        counts=graph.release.manifest.counts,
        operations=[operations()[name] for name in _QUESTIONS if name in operations()],
    )
    return HTMLResponse(page, headers={"Vary": PAGES_VARY})
