"""``/sessions/{organ}/{session}``: what a session adopted as libraries keep it; ``…/votes``: how all voted."""

from __future__ import annotations

import json
from functools import partial

from fastapi import APIRouter, Request, Response

from resograph.web.answers import tagged
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.negotiation import choose_format
from resograph.web.pages.sessions.files import COLUMNS, table_csv, table_docx, table_json, vote_said, votes_csv
from resograph.web.pages.sessions.schema import SESSION
from resograph.web.pages.sessions.view import SIDES, SessionTable, session_table, voting_chart
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.web.tables import register_of

router = APIRouter()
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {"html": "text/html", "json": "application/json", "csv": "text/csv", "docx": _DOCX}
_CHART_TYPES = {"html": "text/html", "csv": "text/csv"}
_JSON = {"200": {"content": {"application/json": {"schema": SESSION}}}}


@router.get("/sessions/{organ}/{session}", openapi_extra={"responses": _JSON})
@router.head("/sessions/{organ}/{session}", include_in_schema=False)
def session(request: Request, organ: str, session: str) -> Response:
    """The table of what a session adopted (number, item, committee, draft, meeting, date, vote, title), with gaps."""
    number, form = _form(request, session, _TYPES)
    table, words = _table(request, organ, number), interface_of(request)
    if form == "json":
        body = json.dumps(table_json(table, state_of(request).graph.base), ensure_ascii=False, indent=1).encode()
    elif form == "csv":
        body = table_csv(table, words)
    elif form == "docx":
        body = table_docx(table, words)
    else:
        said = partial(vote_said, words=words)
        where = f"{organ}/{number}"
        votes = any(row.vote and row.vote.counts[0] is not None for row in table.rows)
        given = {"table": table, "where": where, "columns": COLUMNS, "said": said, "has_votes": votes}
        body = render(request, "pages/sessions/template.html", **given).encode()
    return _answer(request, body, f"sessions/{organ}/{number}", form, _TYPES)


@router.get("/sessions/{organ}/{session}/votes", include_in_schema=True)
@router.head("/sessions/{organ}/{session}/votes", include_in_schema=False)
@router.api_route("/sessions/{organ}/{session}/votes.{suffix}", methods=["GET", "HEAD"], include_in_schema=False)
def votes(request: Request, organ: str, session: str, suffix: str = "") -> Response:
    """How each State voted on each document of a session of which that is told: page or CSV."""
    _, form = _form(request, f"votes.{suffix}" if suffix else "votes", _CHART_TYPES)
    table, words = _table(request, organ, session), interface_of(request)
    chart = voting_chart(state_of(request).graph, table, words.language)
    if form == "csv":
        body = votes_csv(chart, words)
    else:
        given = {"table": table, "chart": chart, "where": f"{organ}/{session}", "sides": SIDES}
        body = render(request, "pages/sessions/votes.html", **given).encode()
    return _answer(request, body, f"sessions/{organ}/{session}/votes", form, _CHART_TYPES)


def _form(request: Request, last: str, types: dict[str, str]) -> tuple[str, str]:
    """The last step of a path without its format, and the format.

    Raises:
        ProblemError: 406.
    """
    stem, dot, suffix = last.rpartition(".")
    if dot and suffix in types:
        return stem, suffix
    form = choose_format(request.headers.get("accept"), tuple(types), types)
    if form is None:
        raise ProblemError(406, "No such format", f"This comes as {', '.join(types.values())}.")
    return last, form


def _table(request: Request, organ: str, number: str) -> SessionTable:
    graph, path = state_of(request).graph, f"session/{organ}/{number}"
    if graph.node_at(path) is None:
        detail = f"No session {organ}/{number[:60]} is known here; write it as sessions/un-ga/77."
        raise ProblemError(404, "No such session", detail, near=(("things?kind=Session", "Sessions"),))
    return session_table(graph, register_of(request.app), path, interface_of(request).language)


def _answer(request: Request, body: bytes, name: str, form: str, types: dict[str, str]) -> Response:
    charset = "; charset=utf-8" if form in ("html", "csv") else ""
    headers = {"Vary": PAGES_VARY}
    if form in ("csv", "docx"):
        headers["Content-Disposition"] = f'inline; filename="{name.replace("/", "-")}.{form}"'
    return tagged(request, body, f"{name}.{form}", f"{types[form]}{charset}", headers)
