"""``verify_quotation``: whether words stand in what is held: exact, near, or not held; never that they are nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import BaseModel, Field
from rapidfuzz import fuzz

from resograph.assistants.declared import advice, sentence
from resograph.assistants.meant import address_in, graph_of, language_of_words
from resograph.assistants.paging import Answer
from resograph.assistants.tools.finding import Language
from resograph.documents import Note, Part
from resograph.languages.profile import profile
from resograph.releases.search import SearchError
from resograph.symbols import Address, Symbol, parse
from resograph.web.documents import document_of
from resograph.web.tables import index_of
from resograph.wording.marking import marked
from resograph.wording.tokens import placed_tokens

_LEAST = 3
"""Words, or four times as many characters of a script without spaces, that a quotation has at least."""
_NEAR = 0.75
"""Least likeness of words that are near."""
_AT_ONCE, _PHRASE, _PHRASES = 8, 4, 6
"""Places that each search gives, words of a phrase that is searched for, and how many phrases are."""
_OTHERS = 5
_ELLIPSIS = re.compile(r"\[?(?:…|\.{3})\]?|\(\s*(?:…|\.{3})\s*\)|……")
_WIDEST = 4_000
"""Characters of a difference that are shown."""


class Difference(BaseModel):
    """Words that are the same, of the document alone (deleted), or of the quotation alone (inserted)."""

    op: str
    text: str


class Found(BaseModel):
    """A place where the words, or words like them, stand."""

    address: str
    address_in_language: str
    document: str
    language: str
    words: str
    """As the document has them."""
    similarity: float


class QuotationAnswer(Answer):
    """What became of the quotation."""

    status: Literal["exact", "near", "not_held"]
    language: str
    best: Found | None
    difference: list[Difference]
    others: list[Found]
    searched: str
    """The document, or all that is held."""
    said: str


@dataclass(frozen=True)
class _Place:
    symbol: Symbol
    eid: str
    text: str
    start: int
    end: int
    likeness: float


def verify_quotation(
    app: FastAPI,
    quotation: Annotated[str, Field(min_length=1, max_length=5_000)],
    document: Annotated[str, Field(max_length=300)] = "",
    language: Language | None = None,
) -> QuotationAnswer:
    """See ``data/assistants/tools.toml``."""
    graph = graph_of(app)
    code = language_of_words(quotation, language or "")
    pieces = [tokens for piece in _ELLIPSIS.split(quotation) if (tokens := _tokens(piece, code))]
    least = _LEAST * (4 if profile(code).spacing.unspaced else 1)
    if sum(map(len, pieces)) < least:
        raise advice("short", least=least)
    lacking: list[str] = []
    if document.strip():
        address = address_in(app, document)
        searched = graph.iri(address.symbol.text)
        if not graph.holds(address.symbol):
            lacking = [address.symbol.text]
            return _answer(app, code, quotation, [], searched, lacking)
        if code not in graph.release.languages(address.symbol.text):
            lacking = [f"{code}/{address.symbol}"]
            return _answer(app, code, quotation, [], searched, lacking)
        places = list(_in_document(app, address, code, pieces))
    else:
        searched = graph.base
        places = list(_in_all(app, code, pieces))
    places.sort(key=lambda one: (-one.likeness, one.symbol.text, one.eid))
    return _answer(app, code, quotation, places, searched, lacking)


def _answer(
    app: FastAPI, code: str, quotation: str, places: Sequence[_Place], searched: str, lacking: list[str]
) -> QuotationAnswer:
    graph = graph_of(app)
    found = [
        Found(
            address=graph.iri(f"{one.symbol}~{one.eid}"),
            address_in_language=graph.iri(f"{code}/{one.symbol}~{one.eid}#char={one.start},{one.end}"),
            document=one.symbol.text,
            language=code,
            words=one.text[one.start : one.end],
            similarity=round(one.likeness, 3),
        )
        for one in places[: _OTHERS + 1]
        if one.likeness >= _NEAR
    ]
    best = found[0] if found else None
    exact = [one for one in found if one.similarity >= 1]
    difference = []
    if best and not exact:
        pieces = marked(best.words[:_WIDEST], quotation, code)
        difference = [Difference(op=one.op.value, text=one.text) for one in pieces]
    return QuotationAnswer(
        status="exact" if exact else "near" if best else "not_held",
        language=code,
        best=best,
        difference=difference,
        others=[one for one in found[1:] if bool(exact) == (one.similarity >= 1)],
        searched=searched,
        said=sentence(f"quotation_{'exact' if exact else 'near' if best else 'not_held'}"),
        not_held=lacking,
    )


def _tokens(text: str, code: str) -> list[str]:
    return [token for token, _, _ in placed_tokens(text, code)]


def _in_document(app: FastAPI, address: Address, code: str, pieces: Sequence[Sequence[str]]) -> Iterator[_Place]:
    for part in document_of(graph_of(app).release, Address(address.symbol, code), code).in_order():
        inside = not address.portion or part.eid == address.portion or part.eid.startswith(f"{address.portion}__")
        if part.text and inside and (place := _placed(address.symbol, part, part.text, code, pieces)):
            yield place


def _placed(
    symbol: Symbol, part: Part | Note | str, text: str, code: str, pieces: Sequence[Sequence[str]]
) -> _Place | None:
    """The place of a text that is likest the quotation; None where none of it is near."""
    eid = part if isinstance(part, str) else part.eid
    tokens = placed_tokens(text, code)
    words = [token for token, _, _ in tokens]
    if span := _exactly(words, pieces):
        return _Place(symbol, eid, text, tokens[span[0]][1], tokens[span[1] - 1][2], 1.0)
    wanted = " ".join(token for piece in pieces for token in piece)
    joined = " ".join(words)
    found = fuzz.partial_ratio_alignment(wanted, joined, score_cutoff=_NEAR * 100)
    if found is None or len(joined) < len(wanted) * _NEAR:
        return None
    first = joined.count(" ", 0, found.dest_start)
    last = joined.count(" ", 0, max(found.dest_start, found.dest_end - 1))
    likeness = min(0.999, fuzz.ratio(wanted, " ".join(words[first : last + 1])) / 100)
    return _Place(symbol, eid, text, tokens[first][1], tokens[min(last, len(tokens) - 1)][2], likeness)


def _exactly(words: Sequence[str], pieces: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """From which to which word the pieces stand one after another, each whole."""
    joined = f"\x1f{chr(31).join(words)}\x1f"
    begin, at = -1, 0
    for piece in pieces:
        at = joined.find(f"\x1f{chr(31).join(piece)}\x1f", at)
        if at < 0:
            return None
        begin = at if begin < 0 else begin
        at += len(chr(31).join(piece)) + 1
    return joined.count("\x1f", 0, begin), joined.count("\x1f", 0, at)


def _in_all(app: FastAPI, code: str, pieces: Sequence[Sequence[str]]) -> Iterator[_Place]:
    """Places of all that is held: those that have a phrase of the quotation, compared with all of it."""
    graph, index = graph_of(app), index_of(app)
    units: dict[int, None] = {}
    for phrase in _phrases(pieces, code):
        try:
            found = index.find(phrase, code, _AT_ONCE)
        except SearchError:
            continue
        exact_places = found.matches
        for match in exact_places:
            if match.eid and match.unit not in units:
                units[match.unit] = None
                text = index.words_of(match.unit, code)[1]
                held = graph.release.languages(match.symbol)
                if text and code in held and (place := _placed(parse(match.symbol), match.eid, text, code, pieces)):
                    yield place
                    if place.likeness >= 1:
                        return


def _phrases(pieces: Sequence[Sequence[str]], code: str) -> Iterator[str]:
    """What is searched for: the beginning of the longest piece, then short phrases spread over it."""
    joint = "" if profile(code).spacing.unspaced else " "
    longest = max(pieces, key=len)
    size = _PHRASE * (2 if not joint else 1)
    yield f'"{joint.join(longest[: size * 4])}"'
    step = max(size, len(longest) // _PHRASES)
    for start in range(0, max(1, len(longest) - size + 1), step):
        yield f'"{joint.join(longest[start : start + size])}"'
    yield " ".join(sorted(set(longest), key=len)[-_PHRASE:]) if joint else joint.join(longest[:size])
