"""``agreed_language`` and ``lineage``: earlier words, and how documents and paragraphs came from earlier ones."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, Field

from resograph.assistants.meant import address_in, graph_of, held_in, language_of_words
from resograph.assistants.paging import USUAL, Answer, Cursor, Size, paged
from resograph.assistants.tools.finding import Language
from resograph.releases.agreed import AgreedLanguage
from resograph.releases.lineage import adopted_on, history_of, series_of, titled
from resograph.web.documents import range_of
from resograph.web.pages.wording.view import match_views, matches_json
from resograph.web.tables import views_of

_MOST = 60
"""Paragraphs that are looked for."""
_LONGEST = 10_000

Words = Annotated[str, Field(min_length=1, max_length=_LONGEST)]
Document = Annotated[str, Field(min_length=1, max_length=300)]


class AgreedParagraph(BaseModel):
    """A paragraph with like words; ``nearness``: exact, near, or looser where none is near."""

    address: str
    similarity: float
    nearness: str
    language: str
    text: str
    document: str
    title: str
    adopted: str | None
    series: str
    outcome: str | None
    votes: dict[str, int] | None


class AgreedAnswer(Answer):
    """Paragraphs of held documents, the most like first."""

    q: str
    language: str
    looser: bool
    total: int
    matches: list[AgreedParagraph]


class SeriesMember(BaseModel):
    """A document of the series, with those that it renews."""

    address: str
    title: str
    adopted: str | None
    held: bool
    renews: list[str]


class LineageStep(BaseModel):
    """A paragraph that takes up an earlier one."""

    later: str
    later_adopted: str | None
    earlier: str
    earlier_adopted: str | None
    similarity: float
    change: list[str]


class LineageAnswer(Answer):
    """The series of a document; of a part, how it came from earlier ones and went into later ones."""

    series: list[SeriesMember]
    total: int
    steps: list[LineageStep]


def agreed_language(
    app: FastAPI,
    words: Words,
    language: Language | None = None,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> AgreedAnswer:
    """See ``data/assistants/tools.toml``."""
    graph = graph_of(app)
    code = language_of_words(words, language or "")
    found = AgreedLanguage(views_of(app).tables).like(words, code, _MOST)
    told = matches_json(match_views(found, words, graph), words, code, graph.base)
    rows = [AgreedParagraph.model_validate(row) for row in told["matches"]]
    taken, following = paged(rows, cursor, most_characters)
    looser = bool(told["looser"])
    return AgreedAnswer(
        q=words[:200], language=code, looser=looser, total=len(rows), matches=taken, next_cursor=following
    )


def lineage(app: FastAPI, document: Document, cursor: Cursor = "", most_characters: Size = USUAL) -> LineageAnswer:
    """See ``data/assistants/tools.toml``."""
    graph = graph_of(app)
    wanted = held_in(app, document) if address_in(app, document).portion else address_in(app, document)
    series = [
        SeriesMember(
            address=graph.iri(one.symbol.text),
            title=titled(graph, one.symbol, "en"),
            adopted=one.adopted or None,
            held=one.is_held,
            renews=[graph.iri(path) for path in one.renews],
        )
        for one in series_of(graph, wanted.symbol)
    ]
    parts = range_of(graph, wanted) if wanted.portion else []
    steps = [
        LineageStep(
            later=graph.iri(step.later),
            later_adopted=adopted_on(graph, step.later) or None,
            earlier=graph.iri(step.earlier),
            earlier_adopted=adopted_on(graph, step.earlier) or None,
            similarity=step.similarity,
            change=list(step.change),
        )
        for eid in parts
        for step in history_of(graph, str(wanted.work().part(eid)))
    ]
    taken, following = paged(steps, cursor, most_characters)
    absent = [graph.path(one.address) for one in series if not one.held]
    return LineageAnswer(series=series, total=len(steps), steps=taken, next_cursor=following, not_held=absent)
