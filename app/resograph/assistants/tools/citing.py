"""``citations``: what a document cites, and who cites it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import BaseModel, Field

from resograph.assistants.meant import address_in, graph_of
from resograph.assistants.paging import USUAL, Answer, Cursor, Limit, Size, paged
from resograph.assistants.tools.rows import asked
from resograph.symbols import SymbolError, parse

_LONGEST = 400


class Citation(BaseModel):
    """A paragraph that cites a document, the verb that governs it, and the words that cite, of each language."""

    paragraph: str
    citing: str
    cited: str
    cited_address: str
    date: str | None
    """Of the cited document as the words have it, or of adoption of the citing one."""
    verb: str | None
    words: str
    held: bool
    """Whether the document at the other end is held."""


class CitationAnswer(Answer):
    """Citations in the order of the text, or of adoption."""

    document: str
    total: int
    results: list[Citation]


async def citations(
    app: FastAPI,
    document: Annotated[str, Field(min_length=1, max_length=300)],
    direction: Literal["of", "by"] = "of",
    limit: Limit = 50,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> CitationAnswer:
    """See ``data/assistants/tools.toml``."""
    graph, symbol = graph_of(app), address_in(app, document).symbol
    found = await asked(app, "citations-of" if direction == "of" else "cited-by", {"document": symbol.text})
    held: dict[str, bool] = {}
    rows = []
    for row in found:
        citing, cited = (symbol.text, row["cited"]) if direction == "of" else (row["citing"], symbol.text)
        other = cited if direction == "of" else citing
        if other not in held:
            held[other] = _is_held(app, other)
        rows.append(
            Citation(
                paragraph=row["paragraph"],
                citing=citing,
                cited=cited,
                cited_address=graph.iri(cited),
                date=row.get("date") or row.get("adopted"),
                verb=row.get("verb"),
                words=row.get("words", "")[:_LONGEST],
                held=held[other],
            )
        )
    taken, following = paged(rows, cursor, most_characters, limit)
    others = {row.cited if direction == "of" else row.citing for row in taken}
    not_held = sorted(other for other in others if not held[other])
    if not graph.holds(symbol):
        not_held.insert(0, symbol.text)
    return CitationAnswer(
        document=graph.iri(symbol.text), total=len(rows), results=taken, not_held=not_held, next_cursor=following
    )


def _is_held(app: FastAPI, path: str) -> bool:
    try:
        return graph_of(app).holds(parse(path))
    except SymbolError:
        return False
