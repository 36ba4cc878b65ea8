"""``compare``: two held documents paragraph by paragraph."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI
from pydantic import BaseModel, Field

from resograph.assistants.declared import advice
from resograph.assistants.meant import graph_of, held_in
from resograph.assistants.paging import USUAL, Answer, Cursor, Size, paged, room
from resograph.assistants.tools.finding import Language
from resograph.releases.wording import text_in
from resograph.symbols import Symbol
from resograph.symbols.address import LANGUAGES
from resograph.web.documents import taught_to
from resograph.web.tables import register_of
from resograph.wording import Change
from resograph.writing.comparison import ComparedTexts, comparison_json

Document = Annotated[str, Field(min_length=1, max_length=300)]


class Stretch(BaseModel):
    """Words that stayed, went (deleted) or came (inserted)."""

    op: str
    text: str


class ComparedParagraph(BaseModel):
    """A paragraph of one text beside the one it takes up; null where there is none."""

    a: str | None
    b: str | None
    change: list[str]
    similarity: float
    verb: dict[str, str | None]
    addressees: dict[str, list[str]]
    due: dict[str, list[str]]
    words: list[Stretch]


class CompareAnswer(Answer):
    """Both documents, counts of changes over all paragraphs, and the paragraphs of a page."""

    a: str
    b: str
    language: str
    titles: dict[str, str]
    counts: dict[str, int]
    total: int
    paragraphs: list[ComparedParagraph]


def compare(
    app: FastAPI,
    a: Document,
    b: Document,
    language: Language | None = None,
    changes_only: bool = True,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> CompareAnswer:
    """See ``data/assistants/tools.toml``."""
    graph = graph_of(app)
    earlier, later = held_in(app, a).symbol, held_in(app, b).symbol
    code = _shared(app, earlier, later, language or "")
    texts = [text_in(graph.release, register_of(app), symbol, code) for symbol in (earlier, later)]
    words = taught_to(graph.release.taught).vocabulary()
    found: dict[str, Any] = comparison_json(ComparedTexts(texts[0], texts[1], graph.base, words))
    paragraphs = found.pop("paragraphs")
    if changes_only:
        paragraphs = [row for row in paragraphs if row["change"] != [Change.SAME.value]]
    rows = [_short(ComparedParagraph(**row), room(most_characters)) for row in paragraphs]
    taken, following = paged(rows, cursor, most_characters)
    return CompareAnswer(**found, total=len(rows), paragraphs=taken, next_cursor=following)


def _shared(app: FastAPI, a: Symbol, b: Symbol, wanted: str) -> str:
    held = [graph_of(app).release.languages(symbol.text) for symbol in (a, b)]
    shared = [code for code in LANGUAGES if all(code in codes for codes in held)]
    if not shared:
        raise advice("no_common", a=a, b=b)
    if wanted and wanted not in shared:
        raise advice("different", a=a, b=b, language=wanted, languages=shared)
    return wanted or shared[0]


def _short(row: ComparedParagraph, most: int) -> ComparedParagraph:
    """A paragraph whose words fit an answer: what stayed is cut in its middle, then all that is too long."""
    if sum(len(stretch.text) for stretch in row.words) <= most // 2:
        return row
    each = max(60, most // 3 // len(row.words))
    words, left = [], most // 2
    for stretch in row.words:
        if left <= 0:
            break
        text = stretch.text
        if len(text) > each:
            text = f"{text[: each // 2]} … {text[-each // 2 :]}"
        left -= len(text) + 40
        words.append(Stretch(op=stretch.op, text=text))
    return row.model_copy(update={"words": words})
