"""``search``: paragraphs and titles with some words."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, Field

from resograph.assistants.meant import graph_of
from resograph.assistants.paging import USUAL, Answer, Cursor, Limit, Size, fitting, next_of, place_of
from resograph.assistants.tools.finding import Language
from resograph.languages.folding import folding
from resograph.releases.search import Filters
from resograph.releases.search.snippet import Fragment, matched, snippet
from resograph.symbols.address import LANGUAGES
from resograph.web.tables import index_of

Path = Annotated[str, Field(max_length=300)]
_AS_LONG_AS = 600
"""Characters of words shown around what matches."""


class Hit(BaseModel):
    """A paragraph or a document that has the words."""

    address: str
    address_in_language: str
    document: str
    title: str
    language: str
    languages: list[str]
    words: str
    """Around what was looked for; an ellipsis where words were left out."""
    score: float


class SearchAnswer(Answer):
    """Matches, the best first."""

    total: int
    did_you_mean: str | None
    results: list[Hit]


def search(
    app: FastAPI,
    words: Annotated[str, Field(min_length=1, max_length=500)],
    language: Language | None = None,
    organ: Path = "",
    session: Path = "",
    year: Annotated[str, Field(pattern=r"^(\d{4})?$")] = "",
    kind: Annotated[str, Field(max_length=40)] = "",
    limit: Limit = 10,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> SearchAnswer:
    """See ``data/assistants/tools.toml``."""
    graph, index = graph_of(app), index_of(app)
    of_organ, at_session = (value.strip().removeprefix(graph.base) for value in (organ, session))
    filters = Filters(of_organ, at_session, year, kind.strip())
    first, _ = place_of(cursor)
    first = min(first, max(0, index.limits.matches - limit))
    found = index.find(words, language, limit, first, filters)
    plans = index.plans(words, language)
    hits = []
    for match in found.matches:
        plan, rules = plans[match.language], folding(match.language)
        heading, text = index.words_of(match.unit, match.language)
        shown = text or heading
        title, _ = index.title_of(match.unit, (match.language, *LANGUAGES))
        hits.append(
            Hit(
                address=graph.iri(match.path),
                address_in_language=graph.iri(f"{match.language}/{match.path}"),
                document=match.symbol,
                title=title,
                language=match.language,
                languages=list(match.languages),
                words=_joined(snippet(shown, matched(shown, plan, rules), _AS_LONG_AS)) if shown else title,
                score=match.score,
            )
        )
    taken, _ = fitting(hits, most_characters)
    return SearchAnswer(
        total=found.total,
        did_you_mean=None if found.total else index.meant(words, language),
        results=taken,
        next_cursor=next_of(cursor, len(taken), min(found.total, index.limits.matches)),
    )


def _joined(pieces: list[Fragment]) -> str:
    return "".join(piece.text for piece in pieces)
