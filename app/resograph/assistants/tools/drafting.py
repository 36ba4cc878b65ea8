"""``check_draft``: what a draft says, repeats, cites and forgets."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI
from pydantic import BaseModel, Field

from resograph.assistants.paging import USUAL, Answer, Cursor, Size, paged
from resograph.assistants.tools.finding import Language
from resograph.web.documents import taught_to
from resograph.web.pages.draft.page import checked_draft
from resograph.web.state import state_of
from resograph.web.tables import tables_of
from resograph.writing.draft import ShownDraft, draft_json

_LONGEST = 400_000
_MOST_EARLIER = 3
"""Earlier paragraphs that are told of each."""

DraftText = Annotated[str, Field(min_length=1, max_length=_LONGEST)]


class DraftCheck(BaseModel):
    """Something that the check list says; ``paragraph`` is its id, null where it is of the whole draft."""

    rule: str
    level: str
    paragraph: str | None
    message: str
    source: str


class DraftParagraph(BaseModel):
    """A paragraph, with what /draft tells of it in JSON."""

    id: str
    number: str
    text: str
    verb: str | None
    force: str | None
    addressees: list[dict[str, Any]]
    reports: list[dict[str, Any]]
    earlier: list[dict[str, Any]]
    citations: list[dict[str, Any]]


class DraftAnswer(Answer):
    """The whole check list on the first page, and the paragraphs of a page."""

    language: str
    renews: str | None
    checks: list[DraftCheck]
    total: int
    paragraphs: list[DraftParagraph]


def check_draft(
    app: FastAPI,
    text: DraftText,
    language: Language | None = None,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> DraftAnswer:
    """See ``data/assistants/tools.toml``."""
    state = state_of(app)
    found = checked_draft(state, text, language or "", "", tables_of(app))
    vocabulary = taught_to(state.graph.release.taught).vocabulary()
    told = draft_json(ShownDraft(found, state.graph.base, vocabulary, "en"))
    rows = [
        DraftParagraph.model_validate({**row, "earlier": row["earlier"][:_MOST_EARLIER]}) for row in told["paragraphs"]
    ]
    taken, following = paged(rows, cursor, most_characters)
    absent = [one["symbol"] for row in told["paragraphs"] for one in row["citations"] if one["held"] is False]
    return DraftAnswer(
        language=told["language"],
        renews=told["renews"],
        checks=[] if cursor else [DraftCheck.model_validate(one) for one in told["checks"]],
        total=len(rows),
        paragraphs=taken,
        next_cursor=following,
        not_held=list(dict.fromkeys(absent)),
    )
