"""``/review``: a list of citations reviewed row by row, as a page, CSV, Excel or JSON. Nothing of it is kept."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from resograph.reading import UnreadableError
from resograph.releases.mandated import MandatedWorks
from resograph.releases.reader import ReleaseGraph
from resograph.reviewing.entities import Entities
from resograph.reviewing.listing import ListError, read_list
from resograph.reviewing.outputs import ShownReview, review_csv, review_json, review_xlsx
from resograph.reviewing.review import review as reviewed
from resograph.reviewing.values import Listing
from resograph.web.components.rendering import render
from resograph.web.disconnects import read_body
from resograph.web.documents import taught_to
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.multipart import MULTIPART, fields_of
from resograph.web.negotiation import choose
from resograph.web.pages.review.schema import BODY, REVIEW
from resograph.web.pages.review.view import view_of
from resograph.web.problems import ProblemError
from resograph.web.registries.bodies import FORM, fields_in
from resograph.web.state import state_of
from resograph.web.tables import register_of

router = APIRouter()
_TYPES = {
    "html": "text/html",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_ANSWERS = {
    "200": {
        "description": "The list row by row, as the suffix, Accept or the field format has it.",
        "content": {
            media: {"schema": REVIEW if form == "json" else {"type": "string"}} for form, media in _TYPES.items()
        },
    }
}
_HEADERS = {"Vary": PAGES_VARY, "Cache-Control": "no-store"}


class _Given(NamedTuple):
    """What a request brings: the list, and the format wanted where it says so."""

    content: bytes
    form: str


@router.api_route("/review", methods=["GET", "HEAD"])
def review_form(request: Request) -> Response:
    """The form to paste a list of citations into, or to send it as a file."""
    body = render(request, "pages/review/template.html", view=None, text="")
    return Response(body, 200, {"Vary": PAGES_VARY}, "text/html; charset=utf-8")


@router.post("/review", openapi_extra={"requestBody": BODY, "responses": _ANSWERS})
async def review(request: Request) -> Response:
    """A list of citations, row by row: the newest of its series, what changed for the entity, and a proposal."""
    return await _reviewed(request, "")


@router.post("/review.{suffix}", include_in_schema=False)
async def review_as(request: Request, suffix: str) -> Response:
    """The same in the format of the suffix."""
    return await _reviewed(request, suffix)


async def _reviewed(request: Request, suffix: str) -> Response:
    given = await _given(request)
    form = suffix or given.form or choose(request.headers.get("accept"), list(_TYPES.items()))
    if form not in _TYPES:
        there = ", ".join(_TYPES.values())
        raise ProblemError(404 if suffix else 406, "No such format", f"A review comes as {there}.")
    content = await run_in_threadpool(_answer, request, given.content, form)
    headers = dict(_HEADERS)
    if form in ("csv", "xlsx"):
        headers["Content-Disposition"] = f'attachment; filename="review.{form}"'
    media = _TYPES[form] + ("; charset=utf-8" if form in ("html", "csv") else "")
    return Response(content, 200, headers, media)


async def _given(request: Request) -> _Given:
    media = request.headers.get("content-type", FORM)
    kind = media.partition(";")[0].strip().lower()
    most = state_of(request).settings.review_kb
    body = await read_body(
        request.receive, 3 * most * 1024 + 65_536
    )  # a form writes a letter with up to three signs a byte
    if body is None:
        raise ProblemError(413, "Too large", f"A list may have {most:,} KiB; send it in several (RESOGRAPH_REVIEW_KB).")
    if kind == MULTIPART:
        fields = await run_in_threadpool(fields_of, body, media)
        found = {name: field.content for name, field in fields.items()}
        content = next((found[name] for name in ("file", "text") if found.get(name, b"").strip()), b"")
        return _Given(content, found.get("format", b"")[:10].decode(errors="replace"))
    if kind == FORM:
        words = await run_in_threadpool(fields_in, body)
        return _Given(words.get("text", "").encode(), words.get("format", "")[:10])
    return _Given(body, "")


def _answer(request: Request, content: bytes, form: str) -> bytes:
    state, interface = state_of(request), interface_of(request)
    settings = state.settings
    if not content.strip():
        why = "Paste symbols into the field text, one a line, or send a list as the field file."
        raise ProblemError(400, "No list", why)
    register = register_of(request.app)
    try:
        listing = read_list(content, settings.review_rows, settings.review_kb * 1024)
    except (ListError, UnreadableError) as error:
        raise ProblemError(422, "No list", str(error)) from None
    vocabulary = taught_to(state.graph.release.taught).vocabulary()
    entities = state.release.once(_entities, state.graph.release.taught)
    until = _until(settings.review_seconds)
    found = reviewed(listing, MandatedWorks(state.graph, register), entities, vocabulary, until)
    shown = ShownReview(found, entities, vocabulary, state.graph.base, interface.language)
    if form == "csv":
        return review_csv(shown)
    if form == "xlsx":
        return review_xlsx(shown)
    if form == "json":
        return json.dumps(review_json(shown), ensure_ascii=False, indent=1).encode()
    view = view_of(shown, interface)
    return render(request, "pages/review/template.html", view=view, text=_again(listing)).encode()


def _entities(_: ReleaseGraph, taught: Path) -> Entities:
    return Entities(taught_to(taught).vocabulary())


def _until(seconds: float) -> Callable[[int, int], None]:
    end = time.monotonic() + seconds

    def go_on(done: int, total: int) -> None:
        if time.monotonic() > end:
            told = f"{done:,} of {total:,} rows took {seconds:g} seconds (RESOGRAPH_REVIEW_SECONDS)"
            raise ProblemError(503, "Too long", f"{told}; send fewer at a time.")

    return go_on


def _again(listing: Listing) -> str:
    """The list as CSV, so that the page can ask for it in another format."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if any(not head.isdigit() for head in listing.heads):
        writer.writerow(listing.heads)
    writer.writerows([row.cells.get(head, "") for head in listing.heads] for row in listing.rows)
    return out.getvalue()
