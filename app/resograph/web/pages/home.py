"""The first page: what is held, and what can be asked."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from resograph.operations import operations
from resograph.web.graph import ReleaseGraph
from resograph.web.interface import interface_of
from resograph.web.rendering import render
from resograph.web.views import Link

router = APIRouter()
_MOST_LISTED = 200
"""Documents on the first page."""


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
def home(request: Request) -> Response:
    """What is held, and what can be asked."""
    graph: ReleaseGraph = request.app.state.graph
    language = interface_of(request).language
    names = [name for iri in graph.graphs() if (name := graph.path(iri).removeprefix("graph/"))[:1].isupper()]
    works = [Link(graph.label(graph.iri(name), language), name) for name in names[:_MOST_LISTED]]
    page = render(
        request,
        "home.html",
        works=works,
        more=len(names) - len(works),
        counts=graph.release.manifest.counts,
        operations=list(operations().values()),
    )
    return HTMLResponse(page)
