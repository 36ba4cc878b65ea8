"""The workbench: a form for SPARQL, with the product's queries as examples."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from resograph.operations import operations
from resograph.web.rendering import render


def sparql_form(request: Request) -> Response:
    """A plain form for queries."""
    return HTMLResponse(render(request, "sparql.html", operations=list(operations().values())))
