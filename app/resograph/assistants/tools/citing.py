"""``citations``: what a document cites, and who cites it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import pyoxigraph as ox
from fastapi import FastAPI
from pydantic import BaseModel, Field

from resograph.assistants.meant import address_in, graph_of
from resograph.assistants.paging import USUAL, Answer, Cursor, Limit, Size, paged
from resograph.releases.reader import Node, ReleaseGraph
from resograph.symbols import Symbol, SymbolError, parse
from resograph.writing.terms import OA, RESO

_LONGEST = 400
_IN_PART = f"{RESO}inPart"


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


def citations(
    app: FastAPI,
    document: Annotated[str, Field(min_length=1, max_length=300)],
    direction: Literal["of", "by"] = "of",
    limit: Limit = 50,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> CitationAnswer:
    """See ``data/assistants/tools.toml``."""
    graph, symbol = graph_of(app), address_in(app, document).symbol
    reader = _Reader(graph)
    rows = reader.of(symbol) if direction == "of" else reader.by(symbol)
    taken, following = paged(rows, cursor, most_characters, limit)
    others = {row.cited if direction == "of" else row.citing for row in taken if not row.held}
    not_held = sorted(others)
    if not graph.holds(symbol):
        not_held.insert(0, symbol.text)
    return CitationAnswer(
        document=graph.iri(symbol.text), total=len(rows), results=taken, not_held=not_held, next_cursor=following
    )


class _Reader:
    """Reads citations out of a graph, each document looked up once."""

    def __init__(self, graph: ReleaseGraph) -> None:
        self._graph = graph
        self._held: dict[str, bool] = {}

    def of(self, symbol: Symbol) -> list[Citation]:
        """What a document cites, in the order of its text."""
        found: list[Citation] = []
        for eid in self._graph.part_order(symbol):
            part = self._graph.iri(f"{symbol}~{eid}")
            mentions = self._graph.pointing_at(part, _IN_PART)
            cited = [iri for iri in mentions if iri.partition("#")[2][:1].isupper()]  # by the path of a document
            texts = self._graph.texts(part, f"{RESO}text") if cited else {}
            for iri in cited:
                node = self._graph.node(iri)
                if node is not None and "Citation" in node.classes:
                    path = self._graph.path(node.text(f"{OA}hasBody"))
                    found.append(self._row(node, texts, symbol.text, path, path))
        return found

    def by(self, symbol: Symbol) -> list[Citation]:
        """Who cites a document, by the day of adoption."""
        found = []
        for iri in self._graph.pointing_at(self._graph.iri(symbol.text), f"{OA}hasBody"):
            node = self._graph.node(iri)
            if node is None or "Citation" not in node.classes:
                continue
            part = node.text(_IN_PART)
            citing = self._graph.path(part).partition("~")[0]
            one = self._row(node, self._graph.texts(part, f"{RESO}text"), citing, symbol.text, citing)
            adopted = self._graph.texts(self._graph.iri(citing), f"{RESO}adoptedOn")
            one.date = next(iter(adopted.values()), None)
            found.append((one.date or "", citing, part, one))
        return [one for *_, one in sorted(found, key=lambda row: row[:3])]

    def _row(self, node: Node, texts: dict[str, str], citing: str, cited: str, other: str) -> Citation:
        if other not in self._held:
            self._held[other] = _is_held(self._graph, other)
        verb = node.links(f"{RESO}governedBy")
        return Citation(
            paragraph=node.text(_IN_PART),
            citing=citing,
            cited=cited,
            cited_address=self._graph.iri(cited),
            date=node.text(f"{RESO}citedDate") or None,
            verb=self._graph.label(verb[0], "en") if verb else None,
            words=" | ".join(dict.fromkeys(_words(node, texts)))[:_LONGEST],
            held=self._held[other],
        )


def _words(node: Node, texts: dict[str, str]) -> Iterator[str]:
    """The words that cite, of each version: ``reso:rule`` tells rule and place together."""
    for rule in sorted(value.value for value in node.all(f"{RESO}rule") if isinstance(value, ox.Literal)):
        start, _, end = rule.rpartition(" ")[2].partition(",")
        text = texts.get(rule.partition(".")[0], "")
        if text and start.isdigit() and end.isdigit():
            yield text[int(start) : int(end)]


def _is_held(graph: ReleaseGraph, path: str) -> bool:
    try:
        return graph.holds(parse(path))
    except SymbolError:
        return False
