"""``annotate``: the references of any text."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, Field

from resograph.assistants.meant import language_of_words
from resograph.assistants.paging import USUAL, Answer, Cursor, Size, paged
from resograph.assistants.tools.finding import Language
from resograph.web.pages.annotate.page import referred_in
from resograph.web.state import state_of


class Target(BaseModel):
    """What is referred to."""

    address: str
    name: str
    held: bool | None


class Reference(BaseModel):
    """Words of the text: where they stand (code points from 0, the end excluded), and what they refer to."""

    start: int
    end: int
    words: str
    kind: str
    """document, entity or theme."""
    targets: list[Target]
    """Each cited paragraph, else the whole."""
    rule: str


class AnnotateAnswer(Answer):
    """References in the order of the text."""

    language: str
    total: int
    results: list[Reference]


def annotate(
    app: FastAPI,
    text: Annotated[str, Field(min_length=1, max_length=262_144)],
    language: Language | None = None,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> AnnotateAnswer:
    """See ``data/assistants/tools.toml``."""
    referred = referred_in(state_of(app), text, language_of_words(text, language or ""))
    rows = [
        Reference(
            start=one.span.start,
            end=one.span.end,
            words=text[one.span.start : one.span.end][:300],
            kind=one.kind,
            targets=[
                Target(address=target.address, name=target.name, held=target.held) for target in referred.targets(one)
            ],
            rule=one.rule,
        )
        for one in referred.references
    ]
    documents = {one.path: referred.targets(one)[0].held for one in referred.references if one.kind == "document"}
    taken, following = paged(rows, cursor, most_characters)
    not_held = [path for path, held in documents.items() if not held][:50]
    return AnnotateAnswer(
        language=referred.language, total=len(rows), results=taken, not_held=not_held, next_cursor=following
    )
