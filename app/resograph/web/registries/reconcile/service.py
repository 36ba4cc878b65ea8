"""The routes: manifest, queries, data extension, suggestions, flyouts, previews.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from resograph.reconciling import Candidate, KnownEntity, Property, property_named
from resograph.reconciling.known import GraphFacts
from resograph.releases.reader import ReleaseGraph
from resograph.symbols import SymbolError, parse_path
from resograph.symbols.address import LANGUAGES, AddressError
from resograph.web.components.rendering import render
from resograph.web.negotiation import choose_language
from resograph.web.problems import ProblemError
from resograph.web.registries.bodies import form_of
from resograph.web.registries.reconcile.asked import extension_in, queries_in, type_named
from resograph.web.registries.reconcile.described import (
    cells,
    entity_described,
    properties_of,
    property_described,
    type_described,
    type_ids,
    types_of,
)
from resograph.web.registries.reconcile.known import matcher_of
from resograph.web.registries.reconcile.manifest import manifest
from resograph.web.state import state_of

router = APIRouter(tags=["reconciliation"])

_SUGGESTED, _MOST_SUGGESTED = 10, 100
_CALLBACK = re.compile(r"[A-Za-z_$][A-Za-z0-9_$.]{0,120}")
_SHOWN = ("adoptedOn", "adoptedBy", "session", "memberSince", "memberUntil", "startYear", "startDate", "exactMatch")
"""Properties in a preview."""
_PAGE = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *"
"""A preview is shown in a frame of the client's."""


@router.api_route("/reconcile", methods=["GET", "HEAD"])
async def reconcile(request: Request, queries: str = "", extend: str = "") -> Response:
    """The manifest; or the answer to a batch of queries or of data extension."""
    return await _answer(request, queries, extend)


@router.post("/reconcile")
async def reconcile_form(request: Request) -> Response:
    """The same, of a form's fields ``queries`` and ``extend``."""
    form = await form_of(request)
    return await _answer(request, form.get("queries", ""), form.get("extend", ""))


async def _answer(request: Request, queries: str, extend: str) -> Response:
    settings = state_of(request).settings
    most = settings.reconcile_queries
    if queries:
        return await run_in_threadpool(lambda: _json(request, _results(request, queries_in(queries, most))))
    if extend:
        return await run_in_threadpool(lambda: _json(request, _extension(request, *extension_in(extend, most))))
    return await run_in_threadpool(lambda: _json(request, manifest(request, _language(request))))


def _results(request: Request, batch: dict[str, Any]) -> dict[str, Any]:
    matcher, language = matcher_of(request.app), _language(request)
    return {
        key: {"result": [_candidate(one, query.types, language) for one in matcher.find(query)]}
        for key, query in batch.items()
    }


def _candidate(one: Candidate, types: tuple[str, ...], language: str) -> dict[str, Any]:
    features: list[dict[str, Any]] = [{"id": "name", "value": round(min(one.likeness, 100.0), 2)}]
    if types:
        features.append({"id": "type", "value": bool(set(types) & one.entry.types)})
    if one.agreement is not None:
        features.append({"id": "properties", "value": round(one.agreement, 3)})
    return {
        "id": one.entry.path,
        "name": one.entry.name(language),
        "description": entity_described(one.entry, language, one.known),
        "score": one.score,
        "match": one.match,
        "features": features,
        "type": types_of(one.entry, language),
    }


def _extension(request: Request, ids: list[str], wanted: list[Any]) -> dict[str, Any]:
    facts, language = GraphFacts(_graph(request)), _language(request)
    meta = [_meta(one.id, one.property, language) for one in wanted]
    rows = {
        id_: {one.id: cells(facts.values(_path(id_), one.property), one) if one.property else [] for one in wanted}
        for id_ in ids
    }
    return {"meta": meta, "rows": rows}


def _meta(id_: str, property_: Property | None, language: str) -> dict[str, Any]:
    if property_ is None:
        return {"id": id_, "name": id_}
    found: dict[str, Any] = {"id": id_, "name": property_described(property_, language)["name"]}
    if property_.range:
        found["type"] = type_described(property_.range, language, broader=False)
    return found


# ── suggestions ──────────────────────────────────────────────────────────────────────────────────────────
@router.api_route("/reconcile/suggest/entity", methods=["GET", "HEAD"])
def suggest_entity(
    request: Request, prefix: str = "", type: str = "", limit: str = str(_SUGGESTED), cursor: str = "0"
) -> Response:
    """Entities whose name or symbol begins so, or is alike."""
    first, most = _number("cursor", cursor, 0), _number("limit", limit, 1)
    types = [type_named(name) for name in type.split(",") if name]
    matcher, language = matcher_of(request.app), _language(request)
    found = matcher.beginning(prefix[:300], types, min(first + most, _MOST_SUGGESTED))
    rows = [
        {
            "id": entry.path,
            "name": entry.name(language),
            "description": entity_described(entry, language),
            "notable": types_of(entry, language),
        }
        for entry in found[first:]
    ]
    return _json(request, {"result": rows})


@router.api_route("/reconcile/suggest/type", methods=["GET", "HEAD"])
def suggest_type(request: Request, prefix: str = "", limit: str = str(_SUGGESTED), cursor: str = "0") -> Response:
    """Types whose name or id begins so, then those that hold it."""
    rows = [type_described(name, _language(request)) for name in type_ids()]
    return _json(request, {"result": _page_of(rows, prefix, limit, cursor)})


@router.api_route("/reconcile/suggest/property", methods=["GET", "HEAD"])
def suggest_property(request: Request, prefix: str = "", limit: str = str(_SUGGESTED), cursor: str = "0") -> Response:
    """Properties whose name or id begins so, then those that hold it."""
    rows = [property_described(one, _language(request)) for one in properties_of("")]
    return _json(request, {"result": _page_of(rows, prefix, limit, cursor)})


@router.api_route("/reconcile/properties", methods=["GET", "HEAD"])
def propose_properties(request: Request, type: str = "", limit: str = "0") -> Response:
    """The properties that entities of a type can be extended with."""
    most = _number("limit", limit, 0)
    found = [property_described(one, _language(request)) for one in properties_of(type_named(type))]
    answer: dict[str, Any] = {"properties": found[:most] if most else found, "type": type}
    return _json(request, answer | ({"limit": most} if most else {}))


def _page_of(rows: list[dict[str, Any]], prefix: str, limit: str, cursor: str) -> list[dict[str, Any]]:
    first, most = _number("cursor", cursor, 0), _number("limit", limit, 1)
    wanted = prefix.strip().casefold()
    names = [(f"{row['name']}\n{row['id']}".casefold(), row) for row in rows]
    begin = [row for name, row in names if any(part.startswith(wanted) for part in name.split("\n"))]
    hold = [row for name, row in names if wanted in name and row not in begin]
    return [*begin, *hold][first : first + min(most, _MOST_SUGGESTED)]


# ── flyouts and previews ─────────────────────────────────────────────────────────────────────────────────
@router.api_route("/reconcile/flyout/{kind}", methods=["GET", "HEAD"])
def flyout(request: Request, kind: str, id: str = "") -> Response:
    """A few words of HTML about an entity, a type or a property."""
    language = _language(request)
    if kind == "entity":
        entry = _entry(request, id)
        name, words = entry.name(language), entity_described(entry, language)
    elif kind == "type" and type_named(id) in type_ids():
        name, words = type_described(type_named(id), language)["name"], type_named(id)
    elif kind == "property" and (property_ := property_named(id)):
        name, words = property_.names.get(language, property_.names["en"]), property_.predicate
    else:
        raise ProblemError(
            404, "Not found", f"There is no {kind[:40]} {id[:80]} here.", near=(("reconcile", "Manifest"),)
        )
    html = render(request, "registries/reconcile/flyout.html", name=name, words=words)
    return _json(request, {"id": id, "html": html})


@router.api_route("/reconcile/preview", methods=["GET", "HEAD"])
def preview(request: Request, id: str = "") -> Response:
    """A small page about an entity."""
    entry, language, graph = _entry(request, id), _language(request), _graph(request)
    facts = GraphFacts(graph)
    rows = [
        (one.names.get(language, one.names["en"]), [value.name or value.text for value in values])
        for one in map(property_named, _SHOWN)
        if one and (values := facts.values(entry.path, one))
    ]
    page = render(
        request,
        "registries/reconcile/preview.html",
        entry=entry,
        name=entry.name(language),
        words=entity_described(entry, language),
        rows=rows,
        language=language,
    )
    headers = {"Content-Security-Policy": _PAGE, "Content-Language": language, "Vary": "Accept-Language"}
    return Response(page, 200, headers, "text/html; charset=utf-8")


def _entry(request: Request, id_: str) -> KnownEntity:
    entry = matcher_of(request.app).entry(_path(id_))
    if entry is None:
        raise ProblemError(
            404, "Not found", f"Nothing is known of {id_[:120]} here.", near=(("reconcile", "Manifest"),)
        )
    return entry


def _path(id_: str) -> str:
    """The path that an id stands for, escaped or not: a document's in its one spelling."""
    path = unquote(id_)
    try:
        return str(parse_path(path).symbol)
    except (AddressError, SymbolError):
        return path


# ── the rest ─────────────────────────────────────────────────────────────────────────────────────────────
def _graph(request: Request) -> ReleaseGraph:
    return state_of(request).graph


def _language(request: Request) -> str:
    """The language of names: what ``lang`` or the client asks for."""
    wanted = request.query_params.get("lang", "")
    return wanted if wanted in LANGUAGES else choose_language(request.headers.get("accept-language"), LANGUAGES)


def _number(name: str, text: str, least: int) -> int:
    if not re.fullmatch(r"\d{1,9}", text) or int(text) < least:
        raise ProblemError(400, "Bad parameter", f"{name} is to be a whole number, {least} or more.")
    return int(text)


def _json(request: Request, answer: dict[str, Any]) -> Response:
    """JSON, or a call of the function that an old client names (JSONP)."""
    body = json.dumps(answer, ensure_ascii=False)
    callback = request.query_params.get("callback")
    if callback is None:
        return Response(body, 200, {"Vary": "Accept-Language"}, "application/json")
    if not _CALLBACK.fullmatch(callback):
        raise ProblemError(
            400, "Bad callback", "callback is to be the name of a function: letters, digits, _, $ and dots."
        )
    script = body.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
    return Response(f"/**/{callback}({script});", 200, {"Vary": "Accept-Language"}, "text/javascript; charset=utf-8")
