"""An error as a page."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from resograph.web.components.rendering import render
from resograph.web.problems import ProblemError

_NAMES = {
    400: "bad_request",
    403: "forbidden",
    404: "not_found",
    405: "not_allowed",
    406: "not_acceptable",
    408: "busy",
    413: "too_large",
    429: "too_many",
    500: "failed",
    503: "busy",
}


def problem_page(request: Request, error: ProblemError, headers: Mapping[str, str]) -> Response:
    """What is wrong, and what is near: its kind in the language of the interface, its sentence in English."""
    key = f"problem.{_NAMES.get(error.status, 'other')}"
    return HTMLResponse(
        render(request, "pages/problem/template.html", error=error, key=key), error.status, dict(headers)
    )
