"""A small index of texts in six languages, written by the real writer from a real store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from conftest import BASE
from resograph.releases.search import SearchIndex, SearchLimits, write_index

RESO = "https://w3id.org/resograph/ns#"
Texts = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Symbol → part's id ("" for the title) → language → words."""


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + path)


def store_of(texts: Texts) -> ox.Store:
    """A store as a build leaves it: a graph for each work, with titles, parts in order, and their words."""
    store = ox.Store()
    for symbol, parts in texts.items():
        graph, work = node(f"graph/{symbol}"), node(symbol)

        def add(
            subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal, graph: ox.NamedNode = graph
        ) -> None:
            store.add(ox.Quad(subject, ox.NamedNode(name), value, graph))

        add(work, "http://purl.org/dc/terms/identifier", ox.Literal(symbol))
        for position, (eid, words) in enumerate(parts.items(), start=1):
            part = node(f"{symbol}~{eid}") if eid else work
            if eid:
                add(part, f"{RESO}inDocument", work)
                add(part, f"{RESO}position", ox.Literal(position))
            for language, text in words.items():
                name = f"{RESO}text" if eid else "http://purl.org/dc/terms/title"
                add(part, name, ox.Literal(text, language=language))
    return store


def index_of(folder: Path, texts: Texts, limits: SearchLimits | None = None) -> SearchIndex:
    """The index of some texts."""
    path = folder / f"{len(list(folder.iterdir()))}.sqlite"
    write_index(path, store_of(texts), BASE, texts)
    return SearchIndex(path, limits)


class Nothing:
    """A lexicon of an empty index."""

    def spelt(self, plain: str) -> dict[str, str]:
        return {}

    def counts(self, keys: object) -> dict[str, int]:
        return {}

    def beginning(self, prefix: str) -> list[str]:
        return []
