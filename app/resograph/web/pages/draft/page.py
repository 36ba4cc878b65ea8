"""``/draft``: what is to be told of a draft, as a page, JSON or a file. Nothing of it is kept."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable
from typing import Any, NamedTuple

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from resograph.drafting import CheckedDraft, Limits, check_draft
from resograph.reading import UnreadableError
from resograph.releases.drafts import HeldInRelease
from resograph.symbols.address import LANGUAGES
from resograph.web.components.rendering import render
from resograph.web.disconnects import read_body
from resograph.web.documents import taught_to
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.multipart import MULTIPART, Field, fields_of
from resograph.web.negotiation import choose
from resograph.web.pages.draft.schema import BODY, DRAFT
from resograph.web.pages.draft.view import view_of
from resograph.web.problems import ProblemError
from resograph.web.registries.bodies import FORM, fields_in, parsed
from resograph.web.state import ServerState, state_of
from resograph.web.tables import tables_of
from resograph.writing.draft import ShownDraft, draft_akn, draft_docx, draft_json, draft_sarif, draft_text

router = APIRouter()
_TYPES = {
    "html": "text/html",
    "json": "application/json",
    "akn": "application/akn+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "sarif": "application/sarif+json",
    "text": "text/plain",
}
_SUFFIXES = {"akn": "xml", "docx": "docx", "sarif": "sarif", "text": "txt", "json": "json"}
_ANSWERS = {
    "200": {
        "description": "What was found, as Accept or the field format prefers.",
        "content": {
            media: {"schema": DRAFT if form == "json" else {"type": "string"}} for form, media in _TYPES.items()
        },
    }
}
_HEADERS = {"Vary": PAGES_VARY, "Cache-Control": "no-store"}


class _Given(NamedTuple):
    """What a request brings: the draft, a file's name, its language, the format wanted, whether it is a file."""

    content: bytes
    name: str
    lang: str
    form: str
    is_file: bool


@router.api_route("/draft", methods=["GET", "HEAD"])
def draft_form(request: Request) -> Response:
    """The form to paste a draft into, or to send a file."""
    return Response(_page(request, None, None), 200, {"Vary": PAGES_VARY}, "text/html; charset=utf-8")


@router.post("/draft", openapi_extra={"requestBody": BODY, "responses": _ANSWERS})
async def draft(request: Request) -> Response:
    """A draft: whom it asks, which earlier words it repeats or changes, what it cites, what it forgets."""
    given = await _given(request)
    form = given.form or choose(request.headers.get("accept"), list(_TYPES.items()))
    if form not in _TYPES:
        raise ProblemError(406, "No such format", f"What is told of a draft comes as {', '.join(_TYPES)}.")
    content = await run_in_threadpool(_answer, request, given, form)
    headers = dict(_HEADERS)
    if given.form in _SUFFIXES:
        headers["Content-Disposition"] = f'attachment; filename="draft.{_SUFFIXES[form]}"'
    media = _TYPES[form] + ("; charset=utf-8" if _TYPES[form].startswith("text/") else "")
    return Response(content, 200, headers, media)


def checked_draft(state: ServerState, content: bytes | str, lang: str, name: str, tables: Any) -> CheckedDraft:
    """A draft, checked beside the release that is served, within the limits of the server.

    Args:
        state: of the server.
        content: its text, or a file.
        lang: its language, "" where its words are to tell.
        name: of the file.
        tables: of the release, None where there are none.

    Raises:
        ProblemError: 400, there is none, or no such language; 413, too large; 422, no draft; 503, it takes too long.
    """
    settings, graph = state.settings, state.graph
    if not content.strip():
        raise ProblemError(400, "No draft", "Paste a draft into the field text, or send it as the field file.")
    size = len(content.encode(errors="replace")) if isinstance(content, str) else len(content)
    if size > settings.draft_kb * 1024:
        raise ProblemError(413, "Too large", f"A draft may have {settings.draft_kb:,} KiB; send it in several pieces.")
    if lang and lang not in LANGUAGES:
        raise ProblemError(
            400, "No such language", f"There are {', '.join(LANGUAGES)}; leave lang out to have it told."
        )
    vocabulary = taught_to(graph.release.taught).vocabulary()
    held = HeldInRelease(graph, tables) if tables is not None else None
    limits = Limits.of(settings, _until(settings.draft_seconds))
    try:
        return check_draft(content, lang or None, vocabulary, held, limits, name)
    except UnreadableError as error:
        raise ProblemError(422, "No draft", str(error)) from None
    except ProblemError:
        raise
    except Exception as error:  # its words may be the draft's, which no log may show
        last = traceback.extract_tb(error.__traceback__)[-1]
        state.log.event("draft failed", error=type(error).__name__, at=f"{last.name}:{last.lineno}")
        raise ProblemError(500, "Internal error", "The draft could not be checked; send it in pieces.") from None


def _until(seconds: float) -> Callable[[], None]:
    end = time.monotonic() + seconds

    def go_on() -> None:
        if time.monotonic() > end:
            why = f"This took over {seconds:g} seconds (RESOGRAPH_DRAFT_SECONDS); send the draft in several pieces."
            raise ProblemError(503, "Too long", why)

    return go_on


async def _given(request: Request) -> _Given:
    media = request.headers.get("content-type", FORM)
    kind = media.partition(";")[0].strip().lower()
    most = state_of(request).settings.draft_kb * 1024
    body = await read_body(request.receive, 3 * most + 65_536)  # a form writes a letter with up to three signs a byte
    if body is None:
        raise ProblemError(413, "Too large", f"A draft may have {most // 1024:,} KiB; send it in several pieces.")
    if kind == MULTIPART:
        fields = await run_in_threadpool(fields_of, body, media)
    elif kind == FORM:
        fields = {name: Field(value.encode()) for name, value in (await run_in_threadpool(fields_in, body)).items()}
    elif kind == "application/json":
        fields = _of_json(await run_in_threadpool(parsed, body, "The body"))
    else:
        why = f"POST a form ({FORM}, {MULTIPART}) or JSON with the fields text or file, lang and format."
        raise ProblemError(415, "Unsupported type", why)
    lang, form = (_word(fields.get(name)) for name in ("lang", "format"))
    file = fields.get("file")
    if file and file.content.strip():
        return _Given(file.content, (file.filename or "")[-100:], lang, form, True)
    return _Given(fields["text"].content if "text" in fields else b"", "", lang, form, False)


def _word(field: Field | None) -> str:
    return field.content[:20].decode("utf-8", errors="replace").strip() if field else ""


def _of_json(given: object) -> dict[str, Field]:
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise ProblemError(400, "Bad request", 'POST an object: {"text": "The General Assembly, …", "lang": "en"}.')
    return {name: Field(value.encode()) for name, value in given.items() if name != "file"}


def _answer(request: Request, given: _Given, form: str) -> bytes:
    state, language = state_of(request), interface_of(request).language
    found = checked_draft(state, given.content, given.lang, given.name, tables_of(request.app))
    vocabulary = taught_to(state.graph.release.taught).vocabulary()
    shown = ShownDraft(found, state.graph.base, vocabulary, language)
    if form == "html":
        return _page(request, shown, given)
    if form == "akn":
        return draft_akn(shown)
    if form == "docx":
        return draft_docx(shown)
    if form == "text":
        return draft_text(shown).encode()
    data = draft_json(shown) if form == "json" else draft_sarif(shown)
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _page(request: Request, shown: ShownDraft | None, given: _Given | None) -> bytes:
    """The form with what was found; a file's text stands in it as Akoma Ntoso, so that it can be asked for again."""
    text = again = ""
    if shown and given:
        again = draft_akn(shown).decode() if given.is_file else given.content.decode("utf-8", errors="replace")
        text = "" if given.is_file else again
    view = view_of(shown, interface_of(request)) if shown else None
    values = {"text": text, "again": again, "lang": given.lang if given else "", "forms": list(_SUFFIXES)}
    return render(request, "pages/draft/template.html", view=view, languages=LANGUAGES, **values).encode()
