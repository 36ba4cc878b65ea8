"""``/about``: what the release holds, its vocabularies, findings and corrections, and what programs can ask."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.pages.about import view as about
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.writing.terms import RESO

router = APIRouter(include_in_schema=False)
_ON_A_PAGE = 500
"""Concepts of a vocabulary on one page."""
_ALL_FINDINGS = (
    "PREFIX reso: <{space}>\nSELECT ?about ?message ?evidence WHERE {{\n"
    '  ?finding reso:rule "{rule}" ; reso:about ?about ; reso:message ?message .\n'
    "  OPTIONAL {{ ?finding reso:evidence ?evidence }}\n}} ORDER BY ?about"
)
_COUNTS = ("works", "versions", "parts", "acts", "triples")


def _page(request: Request, template: str, **values: Any) -> Response:
    return HTMLResponse(render(request, template, **values), headers={"Vary": PAGES_VARY})


@router.api_route("/about", methods=["GET", "HEAD"])
def dataset(request: Request) -> Response:
    """The release, where it comes from, how it was read, how to cite it, and the way to all the rest."""
    graph = state_of(request).graph
    manifest = graph.release.manifest
    built = datetime.datetime.fromtimestamp(graph.release.written_at, datetime.UTC)
    return _page(
        request,
        "pages/about/template.html",
        release=graph.release.name,
        manifest=manifest,
        counts=[(name, manifest.counts[name]) for name in _COUNTS if name in manifest.counts],
        built=built.date(),
    )


@router.api_route("/about/vocabularies", methods=["GET", "HEAD"])
def vocabularies(request: Request) -> Response:
    """The vocabularies, with how many concepts each has."""
    return _page(request, "pages/about/vocabularies.html", schemes=state_of(request).release.once(about.schemes))


@router.api_route("/about/vocabularies/{name}", methods=["GET", "HEAD"])
def vocabulary(request: Request, name: str, page: str = "1") -> Response:
    """The concepts of one vocabulary by name."""
    release = state_of(request).release
    known = {scheme.name for scheme in release.once(about.schemes)}
    if name not in known:
        near = [(f"about/vocabularies/{other}", other) for other in sorted(known)]
        raise ProblemError(404, "No such vocabulary", f"There is no vocabulary {name}.", near=near)
    found = release.once(about.concepts, name, interface_of(request).language)
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
    first = max(number - 1, 0) * _ON_A_PAGE
    return _page(
        request,
        "pages/about/vocabulary.html",
        name=name,
        total=len(found),
        concepts=found[first : first + _ON_A_PAGE],
        earlier=number - 1 if number > 1 else None,
        later=number + 1 if first + _ON_A_PAGE < len(found) else None,
    )


@router.api_route("/about/validation", methods=["GET", "HEAD"])
def validation(request: Request) -> Response:
    """What looked odd in the release, by rule."""
    groups = state_of(request).release.once(about.findings)
    asked = {
        group.rule: urlencode({"query": _ALL_FINDINGS.format(space=RESO, rule=group.rule)})
        for group in groups
        if '"' not in group.rule and "\\" not in group.rule
    }
    total = sum(group.count for group in groups)
    return _page(request, "pages/about/validation.html", groups=groups, asked=asked, total=total)


@router.api_route("/about/corrections", methods=["GET", "HEAD"])
def corrections(request: Request) -> Response:
    """Who put what right, when and why."""
    return _page(request, "pages/about/corrections.html", corrections=state_of(request).release.once(about.corrections))


@router.api_route("/about/api", methods=["GET", "HEAD"])
def moved() -> Response:
    """Where the page stood."""
    return Response(None, 301, {"Location": "../docs/api"})


@router.api_route("/docs/api", methods=["GET", "HEAD"])
def api(request: Request) -> Response:
    """What programs can ask, from the description that they read themselves."""
    return _page(request, "pages/about/api.html", operations=list(_operations(request.app.openapi())))


def _operations(described: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in sorted(described["paths"].items()):
        for method, operation in methods.items():
            if method == "head":
                continue
            yield {
                "method": method.upper(),
                "path": path,
                "id": f"{method}{path}".replace("/", "-").replace("{", "").replace("}", ""),
                "summary": operation.get("description") or operation.get("summary", ""),
                "parameters": [
                    (row["name"], _type(row.get("schema", {})), row.get("description", ""))
                    for row in operation.get("parameters", ())
                ],
                "answers": [
                    (status, answer.get("description", ""), list(answer.get("content", {})))
                    for status, answer in operation.get("responses", {}).items()
                ],
            }


def _type(schema: dict[str, Any]) -> str:
    return str(schema.get("type", ""))
