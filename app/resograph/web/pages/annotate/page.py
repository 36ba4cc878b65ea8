"""``/annotate``: what any text refers to, as Web Annotations, Akoma Ntoso, a page or rows. Nothing of it is kept."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from resograph.annotating.references import find_references
from resograph.languages.profile import detect, profile
from resograph.symbols import SymbolError, parse
from resograph.symbols.address import LANGUAGES
from resograph.web.components.rendering import render
from resograph.web.documents import taught_to
from resograph.web.interface import PAGES_VARY
from resograph.web.negotiation import choose
from resograph.web.pages.annotate.schema import BODY, REFERENCES
from resograph.web.problems import ProblemError
from resograph.web.registries.bodies import FORM, form_of, limited_body, parsed
from resograph.web.state import ServerState, state_of
from resograph.writing.references import Referred, pieces_of, references_akn, references_csv, references_json

router = APIRouter()
_TYPES = {
    "json": "application/json",
    "jsonld": "application/ld+json",
    "akn": "application/akn+xml",
    "html": "text/html",
    "csv": "text/csv",
}
_ANSWERS = {
    "200": {
        "description": "The references, as Accept prefers.",
        "content": {
            media: {"schema": REFERENCES if form.startswith("json") else {"type": "string"}}
            for form, media in _TYPES.items()
        },
    }
}


@router.api_route("/annotate", methods=["GET", "HEAD"])
def annotate_form(request: Request) -> Response:
    """The form to paste a text into."""
    body = _page(request, None, "")
    return Response(body, 200, {"Vary": PAGES_VARY}, "text/html; charset=utf-8")


@router.post("/annotate", openapi_extra={"requestBody": BODY, "responses": _ANSWERS})
async def annotate(request: Request) -> Response:
    """What a text refers to: documents and cited paragraphs, actors, themes, each with its words and its rule."""
    form = choose(request.headers.get("accept"), list(_TYPES.items()))
    if form is None:
        raise ProblemError(406, "No such format", f"References come as {', '.join(_TYPES.values())}.")
    given = await _given(request)
    headers = {"Vary": PAGES_VARY, "Cache-Control": "no-store"}
    content = await run_in_threadpool(_answer, request, given, form)
    media = _TYPES[form] + ("; charset=utf-8" if _TYPES[form].startswith("text/") else "")
    return Response(content, 200, headers, media)


async def _given(request: Request) -> dict[str, str]:
    media = request.headers.get("content-type", FORM).partition(";")[0].strip().lower()
    if media == FORM:
        return await form_of(request)
    if media != "application/json":
        raise ProblemError(415, "Unsupported type", f"POST a form ({FORM}) or JSON with the fields text and lang.")
    given = await run_in_threadpool(parsed, await limited_body(request), "The body")
    if not isinstance(given, dict) or not all(isinstance(given.get(name, ""), str) for name in ("text", "lang")):
        raise ProblemError(400, "Bad request", 'POST an object: {"text": "In line with UNSCR 1325", "lang": "en"}.')
    return given


def referred_in(state: ServerState, text: str, lang: str) -> Referred:
    """A text with its references, within the limits of a server.

    Raises:
        ProblemError: 400, there is no text, or no such language; 413, too long; 503, it takes too long.
    """
    settings, graph = state.settings, state.graph
    if not text.strip():
        raise ProblemError(400, "No text", "Give the text to be read in the field text.")
    if len(text.encode(errors="replace")) > settings.annotate_kb * 1024:
        raise ProblemError(413, "Too long", f"A text may have {settings.annotate_kb} KiB; send it in several pieces.")
    if lang and lang not in LANGUAGES:
        raise ProblemError(400, "No such language", f"“{lang[:20]}” is no official language; there are {_named()}.")
    code = lang or detect(text)
    if code is None:
        raise ProblemError(400, "Which language?", f"The words show no official language; name it in lang: {_named()}.")
    known = taught_to(graph.release.taught).vocabulary()
    found = find_references(text, code, known, _until(settings.query_seconds))
    return Referred(text, code, tuple(found), graph.base, known, lambda path: _is_held(state, path))


def _named() -> str:
    return ", ".join(LANGUAGES)


def _until(seconds: float) -> Callable[[], None]:
    end = time.monotonic() + seconds

    def go_on() -> None:
        if time.monotonic() > end:
            raise ProblemError(503, "Too long", f"This took over {seconds:g} seconds; send a shorter piece.")

    return go_on


def _is_held(state: ServerState, path: str) -> bool:
    try:
        return state.graph.holds(parse(path))
    except SymbolError:
        return False


def _answer(request: Request, given: dict[str, str], form: str) -> bytes:
    referred = referred_in(state_of(request), given.get("text", ""), given.get("lang", ""))
    if form == "akn":
        return references_akn(referred)
    if form == "csv":
        return references_csv(referred).encode()
    if form == "html":
        return _page(request, referred, referred.text)
    return json.dumps(references_json(referred), ensure_ascii=False).encode()


def _page(request: Request, referred: Referred | None, text: str) -> bytes:
    values: dict[str, Any] = {
        "text": text,
        "lang": "",
        "languages": LANGUAGES,
        "pieces": None,
        "rows": [],
        "direction": "",
    }
    if referred:
        found = (target for one in referred.references for target in referred.targets(one))
        rows = Counter(found).most_common()
        direction = profile(referred.language).direction
        values |= {"lang": referred.language, "direction": direction, "pieces": pieces_of(referred)}
        values["rows"] = sorted(rows, key=lambda row: row[0].kind)
    return render(request, "pages/annotate/template.html", **values).encode()
