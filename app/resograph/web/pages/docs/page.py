"""``/docs/{name}``: a document; ``/docs?q=``: where words stand in the documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from resograph.exporting.docs.texts import START, as_html, pictures, places, texts
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY
from resograph.web.problems import ProblemError

router = APIRouter(include_in_schema=False)
_LONGEST = 200


@router.api_route("/docs", methods=["GET", "HEAD"])
def start(request: Request, q: Annotated[str, Query()] = "") -> Response:
    """The list of documents; with words, where they stand."""
    return _page(request, START, q.strip()[:_LONGEST])


@router.api_route("/docs/{name:path}", methods=["GET", "HEAD"])
def document(request: Request, name: str) -> Response:
    """A document, or a picture in one."""
    known = name.removesuffix(".md").removesuffix(".html")
    if known == START:
        return Response(status_code=301, headers={"Location": "../docs"})
    if known in texts():
        return _page(request, known, "")
    if picture := pictures().get(name):
        return Response(picture.read_bytes(), media_type=f"image/{picture.suffix[1:]}")
    near = [(f"docs/{one}", text.title) for one, text in texts().items() if name.casefold() in one.casefold()]
    raise ProblemError(404, "No such document", f"There is no docs/{name[:100]}.", near=near or [("docs", "Documents")])


def _page(request: Request, name: str, q: str) -> Response:
    given = {"name": name, "title": texts()[name].title, "text": Markup(as_html(name)), "q": q}
    found = list(places(q)) if q else []
    page = render(request, "pages/docs/template.html", **given, found=found)
    return HTMLResponse(page, headers={"Vary": PAGES_VARY})
