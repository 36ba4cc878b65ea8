"""``/mandates``: who is asked what by when, as a table to filter, CSV, Excel, JSON, and a calendar of reports due."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

from fastapi import APIRouter, Request, Response

from resograph.releases.register import Act, Over, Register, Wanted
from resograph.web.answers import tagged
from resograph.web.components.offices import over_on
from resograph.web.components.paging import SIZE, number_of, pages_of
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.negotiation import choose
from resograph.web.pages.mandates.files import MandateFiles
from resograph.web.pages.mandates.filters import PARAMETERS, MandateFilters, read_filters
from resograph.web.pages.mandates.schema import MANDATES
from resograph.web.pages.mandates.view import counted, table_of
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.web.tables import register_of

router = APIRouter()
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {"html": "text/html", "json": "application/json", "csv": "text/csv", "xlsx": _XLSX, "ics": "text/calendar"}
_JSON_SCHEMA = {"200": {"content": {"application/json": {"schema": MANDATES}}}}
_FILES = ("csv", "xlsx", "ics")
_CHARSET = ("html", "csv", "ics")
_FACETS = ("addressee", "verb", "force", "session", "year", "theme", "organ")
_FEW, _MOST = 20, 500
"""Values of a filter in JSON; rows of a page of it at most."""


@router.get("/mandates", openapi_extra={"parameters": PARAMETERS, "responses": _JSON_SCHEMA})
@router.head("/mandates", include_in_schema=False)
@router.api_route("/mandates.{suffix}", methods=["GET", "HEAD"], include_in_schema=False)
def mandates(request: Request, suffix: str = "") -> Response:
    """The acts that fit the filters of the address, in the format of its suffix or of Accept."""
    form = suffix or choose(request.headers.get("accept"), list(_TYPES.items()))
    if form not in _TYPES:
        there = ", ".join(_TYPES.values())
        raise ProblemError(
            404 if suffix else 406, "No such format", f"Mandates come as {there}.", headers={"Vary": "Accept"}
        )
    asked = read_filters(request)
    if form == "html" and any(not value.strip() for _, value in request.query_params.multi_items()):
        query = asked.query()  # a form sends its empty fields too; each table has one address
        return Response(None, 303, {"Location": f"mandates?{query}" if query else "mandates"})
    wanted = asked.wanted(request)
    if form == "ics":
        wanted = replace(wanted, kind="reports")
    body = _BODIES[form](request, asked, wanted)
    charset = "; charset=utf-8" if form in _CHARSET else ""
    headers = {
        "Vary": PAGES_VARY,
        "Link": ", ".join(
            f'<mandates.{other}?{asked.query()}>; rel="alternate"; type="{media}"'
            for other, media in _TYPES.items()
            if other not in (form, "html")
        ),
    }
    if form in _FILES:
        headers["Content-Disposition"] = f'inline; filename="mandates.{form}"'
    return tagged(request, body, f"mandates.{form}?{request.url.query}", f"{_TYPES[form]}{charset}", headers)


def _html(request: Request, asked: MandateFilters, wanted: Wanted) -> bytes:
    register, words = register_of(request.app), interface_of(request)
    shown = {name: value for name, value in asked.values.items() if name not in ("page", "limit")}
    pages = pages_of(request, register.count(wanted), shown)
    table = table_of(asked, wanted, register, state_of(request).graph, words, pages, asked.day.isoformat())
    return render(request, "pages/mandates/template.html", table=table).encode()


def _json(request: Request, asked: MandateFilters, wanted: Wanted) -> bytes:
    register = register_of(request.app)
    size = number_of(request, "limit", SIZE, _MOST)
    pages = pages_of(request, register.count(wanted), size=size)
    facets = {name: counted(register, wanted, name, _FEW, state_of(request).graph) for name in _FACETS}
    acts = register.acts(wanted, asked.sort, pages.size, pages.skip)
    found = _files(request, asked).json(acts, pages.total, asked.values, facets)
    return json.dumps({"page": pages.page, "pages": pages.last, **found}, ensure_ascii=False, indent=1).encode()


def _csv(request: Request, asked: MandateFilters, wanted: Wanted) -> bytes:
    return _files(request, asked).csv(_whole(request, asked, wanted), _over(request, asked)).encode("utf-8-sig")


def _xlsx(request: Request, asked: MandateFilters, wanted: Wanted) -> bytes:
    return _files(request, asked).xlsx(_whole(request, asked, wanted), _over(request, asked))


def _over(request: Request, asked: MandateFilters) -> Over:
    return over_on(state_of(request).release, asked.day)


def _ics(request: Request, asked: MandateFilters, wanted: Wanted) -> bytes:
    graph = state_of(request).graph
    stamp = datetime.datetime.fromtimestamp(graph.release.written_at, datetime.UTC)
    return _files(request, asked).calendar(_whole(request, asked, wanted), stamp)


_BODIES = {"html": _html, "json": _json, "csv": _csv, "xlsx": _xlsx, "ics": _ics}


def _whole(request: Request, asked: MandateFilters, wanted: Wanted) -> list[Act]:
    """All acts that fit.

    Raises:
        ProblemError: 400, they are too many for one file.
    """
    settings = state_of(request).settings
    register: Register = register_of(request.app)
    total = register.count(wanted)
    if total > settings.table_rows:
        raise ProblemError(
            400,
            "Too many rows",
            f"The table has {total:,} rows; a file takes {settings.table_rows:,}. Add a filter, or leaf through "
            "mandates.json by page.",
        )
    return register.acts(wanted, asked.sort, settings.table_rows)


def _files(request: Request, asked: MandateFilters) -> MandateFiles:
    return MandateFiles(state_of(request).graph, interface_of(request), asked.day.isoformat())
