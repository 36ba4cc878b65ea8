"""``/correct``: a fact put right. With the server's token it is written; else the command and the file are given."""

from __future__ import annotations

import datetime
import shlex
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from resograph.annotating.correction_files import correction_path, correction_toml, write_correction
from resograph.annotating.corrections import DOINGS, FACTS, Correction
from resograph.pipeline.correcting import checked_correction
from resograph.releases.reader import ReleaseGraph
from resograph.symbols import Address, AddressError, SymbolError, parse_path
from resograph.web.authorisation import check_token
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY
from resograph.web.problems import ProblemError
from resograph.web.registries.bodies import form_of
from resograph.web.state import state_of
from resograph.writing.explaining import Fact
from resograph.writing.terms import RESO

router = APIRouter()
FIELDS = ("address", "words", "occurrence", "do", "fact", "was", "value", "why", "by")
_LONGEST = 4_000
"""Characters of a field."""
_FACT_OF = {"report": "reporting", "act": "force"}
"""Kind of a fact that is shown → the kind that a correction names."""
_BODY = {
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {name: {"type": "string"} for name in (*FIELDS, "token")}}
        }
    }
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The correction fits: its command and its file, or where it was written.",
          "content": {"text/html": {"schema": {"type": "string"}}}}
}  # fmt: skip


def correcting(graph: ReleaseGraph, version: str, part: str, fact: Fact | None) -> str:
    """The query string of the form for a fact of a part; for what is missing there, where none is given.

    Args:
        graph: of the release.
        version: path of the document in one language.
        part: its id.
        fact: as it is shown.
    """
    given = {"address": f"{version}~{part}"}
    if fact is None:
        return urlencode({**given, "do": "add"})
    language, _, symbol = version.partition("/")
    text = graph.texts(graph.iri(f"{symbol}~{part}"), f"{RESO}text").get(language, "")
    before = text[: fact.start].count(fact.words) if fact.words else 0
    kind = _FACT_OF.get(fact.kind, fact.kind)
    was = graph.path(fact.iri) if kind == fact.kind else ""
    return urlencode(
        {**given, "words": fact.words, "occurrence": before + 1, "do": "replace", "fact": kind, "was": was}
    )


@router.api_route("/correct", methods=["GET", "HEAD"])
def correct_form(request: Request) -> Response:
    """The form, filled with what the address says."""
    given = {name: request.query_params.get(name, "")[:_LONGEST] for name in FIELDS}
    return _page(request, given)


@router.post("/correct", openapi_extra={"requestBody": _BODY}, responses=_ANSWERS)
async def correct(request: Request) -> Response:
    """Check a correction; write it with the token, else give the command and the file."""
    form = await form_of(request)
    return await run_in_threadpool(_corrected, request, form)


def _corrected(request: Request, form: dict[str, str]) -> Response:
    given = {name: form.get(name, "").strip() for name in FIELDS}
    if long := next((name for name, value in given.items() if len(value) > _LONGEST), ""):
        raise _bad(f"{long} may have {_LONGEST:,} characters.")
    state = state_of(request)
    wanted = _address(given["address"].removeprefix(state.graph.base))
    today = datetime.datetime.now(datetime.UTC).date()
    row: dict[str, Any] = {name: given[name] for name in ("words", "do", "fact", "why", "by")} | {"on": today}
    occurrence = given["occurrence"] or "1"
    if not (occurrence.isascii() and occurrence.isdigit() and len(occurrence) < 6):
        raise _bad("occurrence is a number from 1: which of several places with these words.")
    row["occurrence"] = int(occurrence)
    if given["do"] == "replace" and given["was"]:
        row["was"] = given["was"]
    if value := given["value"] or (given["was"] if given["do"] == "remove" else ""):
        row["value"] = value
    release = state.graph.release
    directory = release.path.parents[1]
    try:
        correction = checked_correction(directory, release, wanted, row)
        assert wanted.language
        path = ""
        if token := form.get("token", "").strip():
            check_token(f"Bearer {token}", state.settings.token)
            path = str(write_correction(directory / "corrections", wanted.symbol, wanted.language, correction))
    except (ValueError, OSError) as error:
        raise _bad(str(error)) from error
    file = f'document = "{wanted.symbol}"\nlanguage = "{wanted.language}"\n\n{correction_toml(correction)}'
    name = correction_path(directory, wanted.symbol, wanted.language).name
    return _page(request, given, command=_command(wanted, correction), file=file, name=name, written=path)


def _address(written: str) -> Address:
    try:
        return parse_path(written)
    except (AddressError, SymbolError) as error:
        raise _bad(f"{error} Write the part in one language, as zh/A/RES/67/138~para_14.") from error


def _command(wanted: Address, correction: Correction) -> str:
    """The command that does the same."""
    value = correction.value if isinstance(correction.value, str) else ""
    fact = f"{correction.fact}={value}" if value else correction.fact
    words = ["resograph", "correct", str(wanted), "--words", correction.words, f"--{correction.do}", fact]
    words += ["--was", correction.was] if correction.was else []
    words += ["--occurrence", str(correction.occurrence)] if correction.occurrence > 1 else []
    return shlex.join([*words, "--why", correction.why, "--by", correction.by])


def _page(request: Request, given: dict[str, str], **done: str) -> Response:
    can_write = bool(state_of(request).settings.token)
    values = {"given": given, "doings": DOINGS, "facts": FACTS, "can_write": can_write, "done": done}
    body = render(request, "pages/correct/template.html", **values).encode()
    return Response(body, 200, {"Vary": PAGES_VARY, "Cache-Control": "no-store"}, "text/html; charset=utf-8")


def _bad(detail: str) -> ProblemError:
    return ProblemError(400, "Not corrected", detail, near=(("about/corrections", "Corrections"),))
