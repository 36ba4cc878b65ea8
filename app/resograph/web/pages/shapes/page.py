"""``/about/shapes``: the rules that a graph is judged by, in words."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from resograph.web.components.prefixes import compact
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY
from resograph.web.pages.shapes.rules import ShapeRule, shape_rules
from resograph.writing.terms import RESO

router = APIRouter(include_in_schema=False)


@router.api_route("/about/shapes", methods=["GET", "HEAD"])
def shapes(request: Request) -> Response:
    """Each rule in words, by what it is about."""
    groups: dict[str, list[ShapeRule]] = {}
    for rule in shape_rules():
        groups.setdefault(rule.target, []).append(rule)
    named = [(compact(target), target.removeprefix(RESO), rules) for target, rules in groups.items()]
    page = render(request, "pages/shapes/template.html", groups=sorted(named, key=lambda group: group[0]))
    return HTMLResponse(page, headers={"Vary": PAGES_VARY})
