"""``read``: the words of a held document, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, Field

from resograph.assistants.declared import advice
from resograph.assistants.meant import best, graph_of, held_in, version_in
from resograph.assistants.paging import USUAL, Answer, Cursor, Size, place_of, room
from resograph.assistants.tools.finding import Language
from resograph.documents import Note, Part
from resograph.symbols.address import LANGUAGES
from resograph.web.documents import document_of
from resograph.writing.terms import DCT, RESO

_ROW = 180
"""Characters of a row beside its words and addresses."""
_SHOWN = 12
"""Ids that a wrong one is answered with."""


class Paragraph(BaseModel):
    """A part with its own words."""

    address: str
    address_in_language: str
    id: str
    kind: str
    number: str
    heading: str
    words: str
    cut: bool
    """Whether its words go on, on the next page."""


class ReadAnswer(Answer):
    """A document's words, in its order."""

    document: str
    symbol: str
    title: str
    adopted: str | None
    language: str
    languages: list[str]
    """In which it is held."""
    total: int
    paragraphs: list[Paragraph]


def read(
    app: FastAPI,
    document: Annotated[str, Field(min_length=1, max_length=300)],
    language: Language | None = None,
    part: Annotated[str, Field(max_length=200)] = "",
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> ReadAnswer:
    """See ``data/assistants/tools.toml``."""
    graph, address = graph_of(app), held_in(app, document)
    symbol = address.symbol
    code = version_in(app, symbol, language or address.language or "")
    parts = [one for one in document_of(graph.release, address, code).in_order() if one.text]
    wanted = part.strip().lstrip("~") or address.portion or ""
    chosen = [one for one in parts if _is_in(one, wanted, address.until)]
    if not chosen:
        raise advice("no_part", symbol=symbol, part=wanted, parts=[one.eid for one in parts[:_SHOWN]])
    work = graph.iri(symbol.text)
    rows, following = _page(app, symbol.text, code, chosen, cursor, most_characters)
    title, _ = best(graph.texts(work, f"{DCT}title"), code)
    return ReadAnswer(
        document=work,
        symbol=symbol.text,
        title=title,
        adopted=next(iter(graph.texts(work, f"{RESO}adoptedOn").values()), None),
        language=code,
        languages=[one for one in LANGUAGES if one in graph.release.languages(symbol.text)],
        total=len(chosen),
        paragraphs=rows,
        next_cursor=following,
    )


def _is_in(one: Part | Note, wanted: str, until: str | None) -> bool:
    """Whether a part is the wanted one or stands in it; all are where none is wanted."""
    return not wanted or any(one.eid == eid or one.eid.startswith(f"{eid}__") for eid in (wanted, until) if eid)


def _page(
    app: FastAPI, symbol: str, code: str, chosen: Sequence[Part | Note], cursor: str, most: int
) -> tuple[list[Paragraph], str | None]:
    """Parts of a page; the words of one longer than a page go on, on the next."""
    graph, (place, skip) = graph_of(app), place_of(cursor)
    left, rows = room(most), list[Paragraph]()
    for number, one in enumerate(chosen[place:], place):
        words = one.text[skip:]
        spent = _ROW + 2 * len(graph.iri(f"{symbol}~{one.eid}"))
        if rows and spent + len(words) > left:
            return rows, f"{number}.{skip}" if skip else str(number)
        fits = max(200, left - spent)
        rows.append(
            Paragraph(
                address=graph.iri(f"{symbol}~{one.eid}"),
                address_in_language=graph.iri(f"{code}/{symbol}~{one.eid}"),
                id=one.eid,
                kind=one.kind.value if isinstance(one, Part) else "Footnote",
                number=(one.number or "") if isinstance(one, Part) else one.mark,
                heading=(one.heading or "") if isinstance(one, Part) else "",
                words=words[:fits],
                cut=len(words) > fits,
            )
        )
        if len(words) > fits:
            return rows, f"{number}.{skip + fits}"
        left -= spent + len(words)
        skip = 0
    return rows, None
