"""The workbench: queries written, their answers shown, the product's own queries as worked examples."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from resograph.sparql import Query
from resograph.sparql.binding import bind_values
from resograph.sparql.operations import Operation, operations
from resograph.web import static
from resograph.web.components.cells import Shown, cells
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.writing.terms import PREFIXES

_OFTEN = ("reso", "dct", "skos", "oa", "xsd")
"""Prefixes of an empty form."""
_SCRIPTS = ("vendor/yasgui.min.js", "vendor/cytoscape.min.js")


def sparql_form(request: Request, example: str = "") -> Response:
    """The form, with the query of an example in it.

    Raises:
        ProblemError: there is no such example.
    """
    if example and example not in operations():
        near = [(f"sparql?example={name}", name) for name in operations()]
        raise ProblemError(404, "No such query", f"There is no query {example}.", near=near)
    text = _START
    if example:
        found = operations()[example]
        values = {row.name: row.example for row in found.parameters if not row.optional}
        text = written_out(found, values, state_of(request).settings.base)
    return _page(request, text, example=example)


def sparql_answer(request: Request, text: str, found: Shown, suffixes: Sequence[str]) -> Response:
    """The form with a query, what it gave, and the formats to download it in."""
    served = state_of(request).served
    graph = served.graph if served else None
    base = state_of(request).settings.base
    formats = {name: urlencode({"query": text, "format": name}) for name in suffixes}
    rows = cells(found.rows, base, graph, interface_of(request).language)
    return _page(request, text, found=found, rows=rows, formats=formats, share=urlencode({"query": text}))


def sparql_problem(request: Request, text: str, error: ProblemError) -> Response:
    """The form with a query, and what is wrong with it."""
    return _page(request, text, error=error, status=error.status, headers=error.headers)


def _page(
    request: Request, text: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: object
) -> Response:
    usual: dict[str, object] = {"found": None, "rows": [], "formats": {}, "share": "", "error": None, "example": ""}
    page = render(
        request,
        "pages/sparql/template.html",
        text=text,
        operations=list(operations().values()) if state_of(request).served else [],
        scripts=[name for name in _SCRIPTS if static.is_there(name)],
        prefixes=json.dumps(PREFIXES),
        **{**usual, **values},
    )
    return HTMLResponse(page, status, {"Vary": PAGES_VARY, **(headers or {})})


def written_out(operation: Operation, values: Mapping[str, str], base: str) -> str:
    """A query to be changed by hand: its values written in.

    Raises:
        OperationError: a value is missing, unknown or of the wrong type.
    """
    return bind_values(Query.of(operation.text, substitutions=operation.bind(values, base))).text


_START = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in _OFTEN) + (
    "SELECT ?paragraph ?text WHERE {\n"
    "  ?paragraph a reso:OperativeParagraph ; reso:position ?position ; reso:text ?text .\n"
    "} ORDER BY ?paragraph ?position LIMIT 50"
)
