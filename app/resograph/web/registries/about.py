"""``/about/librarians`` and ``/about/programs``: what each can call, to be copied and pasted."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from resograph.releases.tables import TablesError
from resograph.resources import table
from resograph.symbols import parse
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.registries.where import root_of
from resograph.web.state import state_of
from resograph.web.tables import register_of
from resograph.writing.terms import RESO

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
    held = _in_release(request, data["example"])
    calls = [
        (call["title"][language], _with(call["command"].strip(), held).replace("{here}", here))
        for call in data["calls"]
        if call["page"] == name
    ]
    page = render(request, "registries/calls.html", about=data[name], language=language, calls=calls, here=here)
    return HTMLResponse(page, headers={"Vary": PAGES_VARY})


def _in_release(request: Request, documented: Mapping[str, str]) -> Mapping[str, str]:
    """What stands for the documented examples in a release: nothing else where it holds them, else a document held."""
    graph = state_of(request).graph
    symbol = parse(documented["document"])
    if graph.holds(symbol):
        return {}
    try:
        held = register_of(request.app).told_documents(1)
    except TablesError:
        return {}
    if not held:
        return {}
    other = parse(held[0])
    versions = graph.objects(graph.iri(held[0]), f"{RESO}hasExpression")
    languages = [graph.path(iri).partition("/")[0] for iri in versions]
    return {
        f"{documented['language']}/{symbol.text}": f"{languages[0]}/{other.text}" if languages else other.text,
        f"{symbol.text}~{documented['part']}": f"{other.text}~{documented['instead']}",
        symbol.text: other.text,
        f"{symbol.printed_number}'": f"{other.printed_number}'",
        f'{symbol.printed_number}"': f'{other.printed_number}"',
    }


def _with(command: str, others: Mapping[str, str]) -> str:
    for one, other in others.items():
        command = command.replace(one, other)
    return command
