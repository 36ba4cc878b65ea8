"""``/queries``: the operations of ``queries/*.rq``, documented and run."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from resograph.operations import OperationError, operations
from resograph.web import pages, sparql
from resograph.web.graph import ReleaseGraph
from resograph.web.problems import ProblemError

router = APIRouter()


@router.api_route("/queries", methods=["GET", "HEAD"])
def query_list(request: Request) -> Response:
    """The queries of the product, documented."""
    found = list(operations().values())
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(
            [
                {
                    "name": row.name,
                    "title": row.title,
                    "description": row.description,
                    "parameters": [asdict(parameter) for parameter in row.parameters],
                }
                for row in found
            ]
        )
    return HTMLResponse(pages.render(request, "queries.html", operations=found))


@router.api_route("/queries/{name}", methods=["GET", "HEAD"])
async def query(request: Request, name: str) -> Response:
    """Run a query with its parameters; in a browser, show it with its form."""
    stem, _, suffix = name.partition(".")
    found = operations().get(stem)
    if found is None:
        near = [(f"queries/{known}", known) for known in operations()]
        raise ProblemError(404, "No such query", f"There is no query {stem}.", near=near)
    values = {key: value for key, value in request.query_params.items() if key != "format"}
    suffix = suffix or request.query_params.get("format", "")
    browser = "text/html" in request.headers.get("accept", "") and suffix in ("", "html")
    graph: ReleaseGraph = request.app.state.graph
    if browser and not values and found.parameters:
        return HTMLResponse(
            pages.render(request, "query.html", operation=found, values={}, rows=None, columns=[], base=graph.base)
        )
    try:
        bound = found.bind(values, graph.base)
    except OperationError as error:
        raise ProblemError(400, "Bad parameter", str(error)) from error
    if not browser:
        return await sparql.answer(request, found.text, substitutions=bound, suffix=suffix or None)
    columns, rows = await sparql.table(request, found.text, bound)
    page = pages.render(
        request, "query.html", operation=found, values=values, rows=rows, columns=columns, base=graph.base
    )
    return HTMLResponse(page)
