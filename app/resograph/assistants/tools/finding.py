"""``find``: what a name or symbol means."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import BaseModel, Field

from resograph.assistants.meant import graph_of, held_near
from resograph.assistants.paging import USUAL, Answer, Cursor, Limit, Size, paged
from resograph.reconciling import Query, Strictness
from resograph.symbols import SymbolError, parse
from resograph.web.registries.reconcile.known import matcher_of

Language = Literal["ar", "zh", "en", "fr", "ru", "es"]
_MOST = 100


class Meant(BaseModel):
    """Something that may be meant."""

    address: str
    path: str
    name: str
    kinds: list[str]
    score: float
    certain: bool
    held: bool | None
    """Of a document: whether its words are held."""


class FindAnswer(Answer):
    """What may be meant, the likeliest first."""

    results: list[Meant]


def find(
    app: FastAPI,
    text: Annotated[str, Field(min_length=1, max_length=300)],
    kind: Literal["any", "document", "thing"] = "any",
    language: Language = "en",
    limit: Limit = 10,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> FindAnswer:
    """See ``data/assistants/tools.toml``."""
    graph = graph_of(app)
    types = ("Document",) if kind == "document" else ()
    given = text.strip().removeprefix(graph.base)
    candidates = matcher_of(app).find(Query(given, types, Strictness.ANY, _MOST))
    if kind == "thing":
        candidates = [one for one in candidates if "Document" not in one.entry.types]
    rows = []
    not_held = []
    for one in candidates:
        is_document = "Document" in one.entry.types
        held = _is_held(app, one.entry.path) if is_document else None
        if held is False:
            not_held.append(one.entry.path)
        rows.append(
            Meant(
                address=graph.iri(one.entry.path),
                path=one.entry.path,
                name=one.entry.name(language),
                kinds=sorted(one.entry.types),
                score=round(min(one.score, 100.0), 1),
                certain=one.match,
                held=held,
            )
        )
    rows += _near(app, rows, not_held, language)
    taken, following = paged(rows, cursor, most_characters, limit)
    return FindAnswer(results=taken, not_held=not_held[:10], next_cursor=following)


def _is_held(app: FastAPI, path: str) -> bool:
    try:
        return graph_of(app).holds(parse(path))
    except SymbolError:
        return False


def _near(app: FastAPI, rows: list[Meant], not_held: list[str], language: str) -> list[Meant]:
    """Held documents near to the only one that is meant and not held."""
    if len(rows) != 1 or not not_held:
        return []
    graph = graph_of(app)
    near = held_near(app, parse(not_held[0]))
    return [
        Meant(
            address=graph.iri(symbol),
            path=symbol,
            name=graph.label(graph.iri(symbol), language),
            kinds=["Document"],
            score=0.0,
            certain=False,
            held=_is_held(app, symbol),
        )
        for symbol in near
    ]
