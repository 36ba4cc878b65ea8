"""``/about/librarians`` and ``/about/programs``: what each can call, to be copied and pasted."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from resograph.resources import table
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.registries.where import root_of

router = APIRouter(include_in_schema=False)


@router.api_route("/about/librarians", methods=["GET", "HEAD"])
def librarians(request: Request) -> Response:
    """For librarians and document officers."""
    return _page(request, "librarians")


@router.api_route("/about/programs", methods=["GET", "HEAD"])
def programs(request: Request) -> Response:
    """For programs."""
    return _page(request, "programs")


def _page(request: Request, name: str) -> Response:
    data = table("data", "calls.toml")
    here = root_of(request)
    wanted = interface_of(request).language
    language = wanted if wanted in data[name]["title"] else "en"
    calls = [
        (call["title"][language], call["command"].strip().replace("{here}", here))
        for call in data["calls"]
        if call["page"] == name
    ]
    page = render(request, "registries/calls.html", about=data[name], language=language, calls=calls, here=here)
    return HTMLResponse(page, headers={"Vary": PAGES_VARY})
