"""``/agreement?state=``: with whom a State votes most and least, as page, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from markupsafe import Markup

from resograph.pictures import Frame, matrix
from resograph.web.answers import tagged
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, Interface, interface_of
from resograph.web.negotiation import choose_format
from resograph.web.pages.agreement.view import CHOICES, AgreementView, agreement_of
from resograph.web.pages.mandates.files import as_cell
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.web.tables import register_of

router = APIRouter()
_TYPES = {"html": "text/html", "json": "application/json", "csv": "text/csv"}
_COLUMNS = ("state", "name", "votes", "same", "partial", "opposite", "agreement")
_ADDRESS, _COUNT = {"type": "string", "format": "uri"}, {"type": "integer", "minimum": 0}
_PAIR = {
    "state": _ADDRESS,
    "name": {"type": "string"},
    **dict.fromkeys(("votes", "same", "partial", "opposite"), _COUNT),
    "agreement": {"type": "number", "minimum": 0, "maximum": 1, "description": "(same + partial / 2) / votes"},
}
SCHEMA = {
    "type": "object",
    "properties": {
        "state": _ADDRESS,
        "name": {"type": "string"},
        "session": {"anyOf": [_ADDRESS, {"type": "null"}]},
        "votes": {**_COUNT, "description": "In which it voted in favour, against or abstained, of documents held."},
        "states": {
            "type": "array",
            "description": "Those who agree most come first.",
            "items": {"type": "object", "properties": _PAIR, "required": list(_PAIR)},
        },
    },
    "required": ["state", "name", "session", "votes", "states"],
}
"""What ``/agreement`` gives as JSON."""
_EXTRA = {
    "parameters": [
        {"name": name, "in": "query", "required": name == "state", "schema": {"type": "string"}, "example": example}
        for name, example in (("state", "state/chn"), ("session", "session/un-ga/77"))
    ],
    "responses": {"200": {"content": {"application/json": {"schema": SCHEMA}}}},
}


@router.get("/agreement", openapi_extra=_EXTRA)
@router.head("/agreement", include_in_schema=False)
@router.api_route("/agreement.{suffix}", methods=["GET", "HEAD"], include_in_schema=False)
def agreement(request: Request, suffix: str = "") -> Response:
    """How often a State and each other voted alike: (same + partial / 2) / votes, of one session or of all."""
    form = suffix or choose_format(request.headers.get("accept"), tuple(_TYPES), _TYPES)
    if form not in _TYPES:
        raise ProblemError(
            404 if suffix else 406, "No such format", f"Agreement comes as {', '.join(_TYPES.values())}."
        )
    graph, words = state_of(request).graph, interface_of(request)
    state, session = (
        request.query_params.get(name, "").strip().removeprefix(graph.base) for name in ("state", "session")
    )
    for name, value, start in (("state", state, "state/"), ("session", session, "session/")):
        if (value or name == "state") and (not value.startswith(start) or graph.node_at(value) is None):
            near = (("state", "States"),)
            example = {"state": "state/chn", "session": "session/un-ga/77"}[name]
            told = f"{name}={value[:80]}: none of that address is known here; write it as {name}={example}."
            raise ProblemError(400, "Bad parameter", told, near=near)
    view = agreement_of(state_of(request).release, sides_of(request.app, session), state, words)
    if form == "json":
        body = json.dumps(_json(view, graph.base, session), ensure_ascii=False, indent=1).encode()
    elif form == "csv":
        body = _csv(view, graph.base)
    else:
        query = request.url.query
        given = {"view": view, "picture": picture_of(view, words), "asked": query, "session": session}
        body = render(request, "pages/agreement/template.html", **given).encode()
    charset = "; charset=utf-8" if form != "json" else ""
    name = f"agreement.{form}?{request.url.query}"
    return tagged(request, body, name, f"{_TYPES[form]}{charset}", {"Vary": PAGES_VARY})


def sides_of(app: FastAPI, session: str = "") -> dict[str, list[int]]:
    """State → its votes in favour, against and abstaining as bits; worked out once a release."""
    kept: dict[str, dict[str, list[int]]] = state_of(app).release.once(_kept)
    if session not in kept:
        kept[session] = register_of(app).sides(CHOICES, session)
    return kept[session]


def _kept(_: object) -> dict[str, dict[str, list[int]]]:
    return {}


def picture_of(view: AgreementView, words: Interface) -> Markup:
    """The matrix of a State and of those who agree with it most and least."""
    title = words("agreement.matrix", name=view.state.name)
    frame = Frame("agreement", title, words("agreement.formula"), words.language, words.direction)
    return Markup(matrix(frame, [link.name for link in view.among], view.shares))


def _json(view: AgreementView, base: str, session: str) -> dict[str, Any]:
    return {
        "state": base + view.state.path,
        "name": view.state.name,
        "session": base + session if session else None,
        "votes": view.votes,
        "states": [
            {
                "state": base + pair.state.path,
                "name": pair.state.name,
                "votes": pair.found.votes,
                "same": pair.found.same,
                "partial": pair.found.partial,
                "opposite": pair.found.opposite,
                "agreement": round(pair.found.index, 4),
            }
            for pair in view.pairs
        ],
    }


def _csv(view: AgreementView, base: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS)
    writer.writeheader()
    for row in _json(view, base, "")["states"]:
        writer.writerow({name: as_cell(str(value)) for name, value in row.items()})
    return out.getvalue().encode("utf-8-sig")
