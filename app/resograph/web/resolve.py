"""``/resolve``: where a symbol leads, and which part a file's own id names; for programs, many at once by POST."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from resograph.symbols import Address, SymbolError, parse, un_addresses
from resograph.symbols.address import LANGUAGES
from resograph.web.graph import ReleaseGraph
from resograph.web.problems import ProblemError

router = APIRouter()

MOST = 1000
"""Symbols in one POST."""


@router.get("/resolve")
def resolve(request: Request, symbol: str = "", lang: str = "", id: str = "") -> Response:
    """One symbol; with ``lang`` and ``id``, the part that the file of that language calls so."""
    found = _resolved(request.app.state.graph, symbol, lang, id)
    if "error" in found:
        raise ProblemError(404, "Not found", str(found["error"]), near=[(name, name) for name in found.get("near", ())])
    return JSONResponse(found)


@router.post("/resolve")
async def resolve_many(request: Request) -> Response:
    """A list of symbols, or of objects with symbol, lang and id."""
    try:
        rows = await request.json()
    except ValueError:
        rows = None
    if not isinstance(rows, list):
        raise ProblemError(400, "Bad request", 'POST a JSON list: ["A/RES/67/138", {"symbol": "S/RES/1325(2000)"}].')
    if len(rows) > MOST:
        raise ProblemError(413, "Too many", f"One request takes {MOST:,} symbols; this one has {len(rows):,}.")
    return JSONResponse(await run_in_threadpool(lambda: [_row(request.app.state.graph, row) for row in rows]))


def _row(graph: ReleaseGraph, row: object) -> dict[str, Any]:
    given = row if isinstance(row, dict) else {"symbol": row}
    return _resolved(graph, *(str(given.get(name) or "") for name in ("symbol", "lang", "id")))


def _resolved(graph: ReleaseGraph, written: str, language: str, source_id: str) -> dict[str, Any]:
    try:
        symbol = parse(written)
    except SymbolError as error:
        return {"asked": written, "error": str(error)}
    if language and language not in LANGUAGES:
        return {"asked": written, "error": f"“{language}” is no official language; there are {', '.join(LANGUAGES)}."}
    held = graph.release.languages(symbol.text)
    address = Address(symbol)
    found: dict[str, Any] = {
        "asked": written,
        "symbol": symbol.text,
        "kind": symbol.kind.value,
        "address": graph.iri(address),
        "held": held,
        "cited": graph.node(graph.iri(address)) is not None,
        "elsewhere": un_addresses(symbol, language or "en"),
    }
    if not held and not found["cited"]:
        found["near"] = graph.near_symbols(symbol)
    if source_id:
        eids = graph.parts_called(symbol, language or (held[0] if held else "en"), source_id)
        if not eids:
            return {**found, "error": f"No part of {symbol} is called {source_id} in its file."}
        found["parts"] = [{"id": eid, "address": graph.iri(address.part(eid))} for eid in eids]
    return found
