"""``/resolve``: where a symbol leads, and which part a file's own id names; for programs, many at once by POST.

The addresses with which other hosts ask for a symbol in their query strings lead to it here too.
"""

from __future__ import annotations

import datetime
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from resograph.reconciling import Query, Strictness
from resograph.releases.reader import ReleaseGraph
from resograph.symbols import Address, Symbol, SymbolError, akn_iri, language_named, parse, parse_path, un_addresses
from resograph.symbols.address import LANGUAGES, AddressError
from resograph.web.known import address_meant, meant_by, near_to
from resograph.web.paths import raw_path, relative
from resograph.web.problems import ProblemError
from resograph.web.registries.bodies import limited_body, parsed
from resograph.web.registries.reconcile.known import matcher_of
from resograph.web.state import state_of
from resograph.writing.terms import DCT, RESO, SCHEMA

router = APIRouter()

_RECORD = "https://digitallibrary.un.org/record/"


@router.api_route("/resolve", methods=["GET", "HEAD"])
def resolve(request: Request, symbol: str = "", lang: str = "", id: str = "") -> Response:
    """One symbol, however it is written; with ``lang`` and ``id``, the part that the file of that language calls so."""
    if not symbol.strip():
        raise ProblemError(400, "Bad request", "Give a symbol: /resolve?symbol=A/RES/67/138.")
    found = _resolved(request.app, symbol, lang, id)
    if "error" in found:
        near = [(name, name) for name in found.get("near", ())]
        problem = ProblemError(404, "Not found", str(found["error"]), near=near).body()
        return JSONResponse(found | problem, 404, media_type="application/problem+json")
    return JSONResponse(found)


@router.post("/resolve")
async def resolve_many(request: Request) -> Response:
    """A list of symbols, or of objects with symbol, lang and id; each is answered in its place."""
    rows = await run_in_threadpool(parsed, await limited_body(request), "The body")
    settings = state_of(request).settings
    if not isinstance(rows, list):
        raise ProblemError(400, "Bad request", 'POST a JSON list: ["A/RES/67/138", {"symbol": "S/RES/1325(2000)"}].')
    if len(rows) > settings.resolve_symbols:
        raise ProblemError(
            413, "Too many", f"One request takes {settings.resolve_symbols:,} symbols; this one has {len(rows):,}."
        )
    return JSONResponse(await run_in_threadpool(lambda: [_row(request.app, row) for row in rows]))


@router.api_route("/api/symbol/access", methods=["GET", "HEAD"], include_in_schema=False)
def access(request: Request, s: str = "", lang: str = "") -> Response:
    """documents.un.org's address of a symbol in a language (``s``, ``l``)."""
    return _led(request, s, request.query_params.get("l", lang))


@router.api_route("/Home/Mobile", methods=["GET", "HEAD"], include_in_schema=False)
def mobile(request: Request, FinalSymbol: str = "", Language: str = "") -> Response:
    """undocs.org's address of a symbol in a language."""
    return _led(request, FinalSymbol, Language)


@router.api_route("/pdf", methods=["GET", "HEAD"], include_in_schema=False)
def pdf(request: Request, symbol: str = "") -> Response:
    """undocs.org's address of a symbol behind its language: ``?symbol=en/A/RES/67/138``."""
    return _led(request, symbol, "")


def _led(request: Request, path: str, language: str) -> Response:
    try:
        wanted = parse_path(path)
    except (AddressError, SymbolError) as error:
        lacking = address_meant(request.app, path)
        if lacking is None:
            raise ProblemError(404, "Not found", str(error)) from error
        wanted = lacking
    code = language_named(language) or wanted.language
    target = wanted.within(code) if code else wanted
    return Response(None, 303, {"Location": relative(raw_path(request), str(target))})


def _row(app: FastAPI, row: object) -> dict[str, Any]:
    given = row if isinstance(row, dict) else {"symbol": row}
    return _resolved(app, *(str(given.get(name) or "") for name in ("symbol", "lang", "id")))


def _resolved(app: FastAPI, written: str, language: str, source_id: str) -> dict[str, Any]:
    graph = state_of(app).graph
    if language and language not in LANGUAGES:
        return {"asked": written, "error": f"“{language}” is no official language; there are {', '.join(LANGUAGES)}."}
    try:
        symbol = _symbol(app, written)
    except SymbolError as error:
        meant = matcher_of(app).find(Query(written, ("Document",), Strictness.ANY))
        if not meant or not meant[0].match:
            return {"asked": written, "error": str(error), "near": [one.entry.path for one in meant if one.known]}
        symbol = parse(meant[0].entry.path)
    found = _described(graph, symbol, written, language)
    if not found["held"] and not found["cited"]:
        error_text = f"{symbol} is neither held nor cited here; the United Nations may keep it: see elsewhere."
        return {**found, "error": error_text, "near": near_to(app, symbol)}
    if source_id:
        eids = graph.parts_called(symbol, language or (found["held"][0] if found["held"] else "en"), source_id)
        if not eids:
            return {**found, "error": f"No part of {symbol} is called {source_id} in its file."}
        address = Address(symbol)
        found["parts"] = [{"id": eid, "address": graph.iri(address.part(eid))} for eid in eids]
    return found


def _symbol(app: FastAPI, written: str) -> Symbol:
    """The symbol that is written; of one without its year, the only document that it can be."""
    try:
        return parse(written)
    except SymbolError:
        meant = meant_by(app, written)
        if len(meant) != 1:
            raise
        return meant[0]


def _described(graph: ReleaseGraph, symbol: Symbol, written: str, language: str) -> dict[str, Any]:
    held = [code for code in LANGUAGES if code in graph.release.languages(symbol.text)]
    address = Address(symbol)
    adopted = next((day.value for day in graph.values(graph.iri(address), f"{RESO}adoptedOn")), "")
    return {
        "asked": written,
        "symbol": symbol.text,
        "kind": symbol.kind.value,
        "address": graph.iri(address),
        "held": held,
        "cited": graph.says(graph.iri(address)),
        "versions": {code: graph.iri(address.within(code)) for code in held},
        "titles": dict(sorted(graph.texts(graph.iri(address), f"{DCT}title").items())),
        "adopted": adopted or None,
        "aknIRI": akn_iri(symbol, datetime.date.fromisoformat(adopted) if adopted else None),
        "elsewhere": un_addresses(symbol, language or "en") | _record(graph, graph.iri(address)),
    }


def _record(graph: ReleaseGraph, work: str) -> dict[str, str]:
    """The document's record in the Digital Library, where a registry has stated its number."""
    for record in graph.pointing_at(work, f"{SCHEMA}about"):
        node = graph.node(record)
        links = [iri for name in node.properties() for iri in node.links(name)] if node else []
        if found := next((iri for iri in links if iri.startswith(_RECORD)), None):
            return {"record": found}
    return {}
