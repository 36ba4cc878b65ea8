"""``/compare?a=&b=&lang=``: two documents paragraph by paragraph, as a page, JSON, or Word with tracked changes."""

from __future__ import annotations

import json
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from resograph.reconciling.symbols import readings
from resograph.releases.wording import text_in
from resograph.symbols import Symbol, SymbolError, parse
from resograph.symbols.address import LANGUAGES
from resograph.web.answers import tagged
from resograph.web.components.rendering import render
from resograph.web.documents import taught_to
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.known import meant_by, near_to
from resograph.web.negotiation import choose
from resograph.web.pages.compare.schema import COMPARISON
from resograph.web.pages.compare.view import view_of
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.web.tables import register_of
from resograph.writing.comparison import ComparedTexts, comparison_docx, comparison_json

router = APIRouter()
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {"html": "text/html", "json": "application/json", "docx": _WORD}
_A = Query(description="Symbol of the earlier document.", examples=["A/RES/66/67"])
_B = Query(description="Symbol of the later document.", examples=["A/RES/67/138"])
_LANG = Query(description="Language of the texts compared: ar zh en fr ru es; one that both have.", examples=["en"])


_JSON = {"200": {"content": {"application/json": {"schema": COMPARISON}}}}


@router.get("/compare", openapi_extra={"responses": _JSON})
@router.head("/compare", include_in_schema=False)
@router.api_route("/compare.{suffix}", methods=["GET", "HEAD"], include_in_schema=False)
def compare(
    request: Request,
    a: Annotated[str, _A] = "",
    b: Annotated[str, _B] = "",
    lang: Annotated[str, _LANG] = "",
    suffix: str = "",
) -> Response:
    """Two held documents in one language, as the suffix or Accept has it; without both, the form to name them."""
    form = suffix or choose(request.headers.get("accept"), list(_TYPES.items()))
    if form not in _TYPES:
        there = ", ".join(_TYPES.values())
        raise ProblemError(404 if suffix else 406, "No such format", f"A comparison comes as {there}.")
    if not (a.strip() and b.strip()):
        if form != "html":
            raise ProblemError(400, "Which documents?", "Name both: compare?a=A/RES/66/67&b=A/RES/67/138.")
        body = render(request, "pages/compare/template.html", a=a, b=b, lang=lang, view=None, languages=LANGUAGES)
        return tagged(request, body.encode(), "compare.html", "text/html; charset=utf-8", {"Vary": PAGES_VARY})
    texts = _texts(request, _held(request, a), _held(request, b), lang)
    asked = urlencode({"a": texts.a.symbol.text, "b": texts.b.symbol.text, "lang": texts.language})
    headers = {"Vary": PAGES_VARY, "Content-Language": texts.language}
    if form == "html":
        view = view_of(texts, state_of(request).graph, interface_of(request))
        given = {"a": texts.a.symbol.text, "b": texts.b.symbol.text, "lang": texts.language, "asked": asked}
        shared = _shared(request, texts.a.symbol, texts.b.symbol)
        body_ = render(request, "pages/compare/template.html", **given, view=view, languages=shared).encode()
        return tagged(request, body_, f"compare.html?{asked}", "text/html; charset=utf-8", headers)
    if form == "json":
        data = json.dumps(comparison_json(texts), ensure_ascii=False, indent=1).encode()
        return tagged(request, data, f"compare.json?{asked}", "application/json", headers)
    name = "-".join(symbol.text.replace("/", "_") for symbol in (texts.a.symbol, texts.b.symbol))
    headers["Content-Disposition"] = f'attachment; filename="{name}-{texts.language}.docx"'
    return tagged(request, comparison_docx(texts), f"compare.docx?{asked}", _WORD, headers)


def _held(request: Request, typed: str) -> Symbol:
    """The held document that a symbol names, also one without its year."""
    graph = state_of(request).graph
    meant = [symbol.text for symbol in meant_by(request.app, typed)] or [one.path for one in readings(typed)]
    held = [path for path in meant if "RES" in path and graph.holds(parse(path))]
    try:
        symbol = parse(held[0] if len(held) == 1 else typed.strip())
    except SymbolError as error:
        raise ProblemError(400, "No symbol", str(error)) from None
    if not graph.holds(symbol):
        near = [(one, one) for one in near_to(request.app, symbol)]
        raise ProblemError(404, "Not held", f"{symbol} is not held here, so that it cannot be compared.", near=near)
    return symbol


def _shared(request: Request, a: Symbol, b: Symbol) -> list[str]:
    """The languages in which both are held, by the order in which a version is the reference."""
    release = state_of(request).graph.release
    of_b = release.languages(b.text)
    return [code for code in LANGUAGES if code in release.languages(a.text) and code in of_b]


def _texts(request: Request, a: Symbol, b: Symbol, wanted: str) -> ComparedTexts:
    """Both documents in the language wanted, else in that of the pages, else in the first that both have."""
    graph = state_of(request).graph
    shared = _shared(request, a, b)
    if not shared or (wanted and wanted not in shared):
        there = f"both are held in {', '.join(shared)}" if shared else "they have no language in common here"
        raise ProblemError(404, "No such version", f"{a} and {b} cannot be compared in this language; {there}.")
    usual = interface_of(request).language
    language = wanted or (usual if usual in shared else shared[0])
    texts = [text_in(graph.release, register_of(request.app), symbol, language) for symbol in (a, b)]
    return ComparedTexts(texts[0], texts[1], graph.base, taught_to(graph.release.taught).vocabulary())
