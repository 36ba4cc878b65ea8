"""An error as a page."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from resograph.web.problems import ProblemError
from resograph.web.rendering import render


def problem_page(request: Request, error: ProblemError, headers: Mapping[str, str]) -> Response:
    """What is wrong, and what is near."""
    return HTMLResponse(render(request, "problem.html", error=error), error.status, dict(headers))
