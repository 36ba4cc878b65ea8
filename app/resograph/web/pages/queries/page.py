"""``/queries``: the operations of ``queries/*.rq``, documented and run."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse

from resograph.media_types import ROWS
from resograph.sparql.examples import example_triples, written_out
from resograph.sparql.operations import AUDIENCES, Operation, OperationError, Parameter, operations
from resograph.web import sparql
from resograph.web.components.cells import Shown, cells, without_given
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.negotiation import choose_format, content_type
from resograph.web.pages.queries.examples import example_of
from resograph.web.pages.queries.pickers import Offer, is_closed, offers_for
from resograph.web.pages.queries.values import read_values, things_named
from resograph.web.problems import ProblemError
from resograph.web.registries.reconcile.known import matcher_of
from resograph.web.sparql.shown import PAGE
from resograph.web.state import state_of
from resograph.writing import RDF_FORMATS, serialise

router = APIRouter()


@router.api_route("/queries", methods=["GET", "HEAD"])
def query_list(request: Request) -> Response:
    """The queries of the product, documented."""
    accept = request.headers.get("accept", "")
    if (chosen := choose_format(accept, ("html", "json", *RDF_FORMATS))) in RDF_FORMATS and chosen:
        return _examples(request, chosen)
    found = list(operations().values())
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(
            [
                {
                    "name": row.name,
                    "title": row.title,
                    "description": row.description,
                    "audience": row.audience,
                    "descriptions": row.descriptions,
                    "parameters": [
                        asdict(parameter) | {"description": parameter.description} for parameter in row.parameters
                    ],
                }
                for row in found
            ],
            headers={"Vary": PAGES_VARY},
        )
    groups = [(audience, [row for row in found if row.audience == audience]) for audience in AUDIENCES]
    return HTMLResponse(render(request, "pages/queries/template.html", groups=groups), headers={"Vary": PAGES_VARY})


@router.api_route("/queries.{suffix}", methods=["GET", "HEAD"])
def examples(request: Request, suffix: str) -> Response:
    """The queries as sh:SPARQLExecutable, each with its question and the values of its example written in."""
    if suffix not in RDF_FORMATS:
        raise ProblemError(404, "Not found", f"There is no queries.{suffix}.", near=[("queries", "Queries")])
    return _examples(request, suffix)


def _examples(request: Request, suffix: str) -> Response:
    base = state_of(request).settings.base
    body = serialise(example_triples(base), suffix, base)
    return Response(body, headers={"Content-Type": content_type(suffix), "Vary": PAGES_VARY})


@router.api_route("/queries/{name}", methods=["GET", "HEAD"])
async def query(request: Request, name: str) -> Response:
    """Run a query with its parameters; in a browser, show it with its form."""
    stem, _, suffix = name.partition(".")
    found = operations().get(stem)
    if found is None:
        near = [(f"queries/{known}", known) for known in operations()]
        raise ProblemError(404, "No such query", f"There is no query {stem}.", near=near)
    given = {key: value for key, value in request.query_params.items() if key != "format"}
    suffix = suffix or request.query_params.get("format", "")
    browser = "text/html" in request.headers.get("accept", "") and suffix in ("", "html")
    graph = state_of(request).graph
    if browser and not given and any(not row.optional for row in found.parameters):
        example = await example_of(request, found)
        return await run_in_threadpool(_page, request, found, example, None)
    try:
        values = await run_in_threadpool(read_values, request, found, given)
        bound = found.bind(values, graph.base)
    except OperationError as error:
        title = found.title_in(interface_of(request).language)
        raise ProblemError(400, "Bad parameter", str(error), near=[(f"queries/{stem}", title)]) from error
    if browser and values != {name: value for name, value in given.items() if value.strip()}:
        # each answer has one address, whatever was typed
        return Response(None, 303, {"Location": f"{stem}?{urlencode(values)}" if values else stem})
    if not browser:
        asked = await sparql.look_at(request, found.text, substitutions=bound, suffix=suffix or None)
        return await sparql.answer(request, asked)
    asked = await sparql.look_at(request, found.text, substitutions=bound, formats=PAGE)
    return await run_in_threadpool(_page, request, found, values, await sparql.shown(request, asked))


@dataclass(frozen=True)
class Field:
    """A parameter as a form has it: what can be chosen, whether nothing else can, what is chosen and its name."""

    parameter: Parameter
    offers: list[Offer]
    closed: bool
    value: str
    shown: str


def _field(request: Request, row: Parameter, value: str) -> Field:
    offers = offers_for(request, row)
    closed = is_closed(row) and bool(offers)
    entry = matcher_of(request.app).entry(value) if row.of and value else None
    name = entry.shown(interface_of(request).language) if entry else value
    if closed and value and value not in [offer.value for offer in offers]:
        offers = [Offer(value, name), *offers]
    is_plain = entry is None or things_named(request, row.of, name) == [entry]
    return Field(row, offers, closed, value, name if is_plain else value)


def _page(request: Request, operation: Operation, values: dict[str, str], found: Shown | None) -> Response:
    graph, language = state_of(request).graph, interface_of(request).language
    columns, rows = without_given(found, operation, values) if found else ((), [])
    page = render(
        request,
        "pages/queries/query.html",
        operation=operation,
        fields=[_field(request, row, values.get(row.name, "")) for row in operation.parameters],
        found=found,
        columns=columns,
        rows=cells(rows, graph.base, graph, language),
        formats={name: urlencode({**values, "format": name}) for name in ROWS},
        share=urlencode(values),
        text=written_out(operation, values, graph.base),
    )
    return HTMLResponse(page, headers={"Vary": PAGES_VARY})
