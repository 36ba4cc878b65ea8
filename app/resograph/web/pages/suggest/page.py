"""``/suggest``: documents by their symbols and things by the beginnings of their names, while somebody types."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from resograph.reconciling import KnownEntity
from resograph.releases.search import SearchError
from resograph.symbols.address import LANGUAGES
from resograph.web.answers import tagged
from resograph.web.asking import beginnings_of
from resograph.web.interface import Interface
from resograph.web.negotiation import choose_language
from resograph.web.pages.search.understood import kind_name
from resograph.web.problems import ProblemError
from resograph.web.registries.reconcile.described import type_ids, types_of
from resograph.web.state import state_of
from resograph.web.tables import index_of

router = APIRouter()
USUAL, MOST = 8, 50
"""Suggestions, unless asked otherwise, and at most."""
_DOCUMENTS = 4
"""Documents among them."""
_TEXT = {"type": "string"}
_SUGGESTION = {
    "type": "object",
    "required": ["address", "path", "name", "kind", "detail"],
    "properties": {
        "address": {**_TEXT, "format": "uri"},
        "path": {**_TEXT, "description": "Of the address, below the base."},
        "name": {**_TEXT, "description": "In the language asked for, or the nearest there is; a document's symbol."},
        "kind": {**_TEXT, "description": "A class of the ontology, or Theme."},
        "detail": {**_TEXT, "description": "The kind in words; of a document its title; another name that begins so."},
    },
}
_ANSWER = {
    "type": "object",
    "required": ["q", "lang", "suggestions"],
    "properties": {"q": _TEXT, "lang": _TEXT, "suggestions": {"type": "array", "items": _SUGGESTION}},
}
_JSON: dict[int | str, dict[str, Any]] = {200: {"content": {"application/json": {"schema": _ANSWER}}}}


@router.get("/suggest", responses=_JSON)
@router.head("/suggest", include_in_schema=False)
def suggest(
    request: Request,
    q: Annotated[str, Query(description="A symbol or a name, or its beginning.")] = "",
    lang: Annotated[str, Query(description="The reader's language: ar, en, es, fr, ru or zh.")] = "",
    kind: Annotated[str, Query(description="Only of this class: Actor, State, Theme, Session …")] = "",
    limit: Annotated[str, Query(description=f"Suggestions at most, up to {MOST}.")] = str(USUAL),
) -> Response:
    """Documents and things that begin so, the likeliest first."""
    language = lang or choose_language(request.headers.get("accept-language"), LANGUAGES)
    typed, most = q.strip(), _checked(request, q, language, kind, limit)
    rows: list[dict[str, str]] = []
    interface = Interface(language)
    if typed:
        rows = _documents(request, typed, interface) if kind in ("", "Document") else []
        found = beginnings_of(request.app).find(typed, language, most, lambda types: not kind or kind in types)
        graph = state_of(request).graph
        rows += [_row(graph.iri(entry.path), entry, name.text, interface) for entry, name in found]
    answer = {"q": typed, "lang": language, "suggestions": rows[:most]}
    body = json.dumps(answer, ensure_ascii=False).encode()
    return tagged(request, body, f"suggest?{request.url.query}", "application/json", {"Vary": "Accept-Language"})


def _checked(request: Request, typed: str, language: str, kind: str, limit: str) -> int:
    """How many are wanted.

    Raises:
        ProblemError: 400, something cannot be.
    """
    longest = state_of(request).settings.search_length
    if len(typed) > longest:
        raise _bad(f"q may have {longest:,} characters; this one has {len(typed):,}. A few letters are enough.")
    if language not in LANGUAGES:
        raise _bad(f"lang={language[:40]} is no official language; there are {', '.join(LANGUAGES)}.")
    if kind and kind not in type_ids():
        raise _bad(f"kind={kind[:40]} is none of {', '.join(type_ids())}.")
    if not (limit.isascii() and limit.isdigit() and len(limit) < 4 and 0 < int(limit) <= MOST):
        raise _bad(f"limit={limit[:40]} is no number from 1 up to {MOST}.")
    return int(limit)


def _documents(request: Request, typed: str, interface: Interface) -> list[dict[str, str]]:
    graph = state_of(request).graph
    try:
        symbols = index_of(request.app).documents_like(typed)[:_DOCUMENTS]
    except SearchError:
        return []
    addresses = map(graph.iri, symbols)
    return [
        {
            "address": address,
            "path": symbol,
            "name": symbol,
            "kind": "Document",
            "detail": graph.label(address, interface.language),
        }
        for address, symbol in zip(addresses, symbols, strict=True)
    ]


def _row(address: str, entry: KnownEntity, found: str, interface: Interface) -> dict[str, str]:
    shown = entry.shown(interface.language)
    kind = str(types_of(entry, interface.language)[0]["id"])
    also = f" · {found}" if found.casefold() != shown.casefold() else ""
    return {
        "address": address,
        "path": entry.path,
        "name": shown,
        "kind": kind,
        "detail": f"{kind_name(kind, interface)}{also}",
    }


def _bad(detail: str) -> ProblemError:
    return ProblemError(400, "Bad suggestion", detail, near=(("search", "Search"),))
