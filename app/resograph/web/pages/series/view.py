"""A series as its page and its JSON show it: its documents, and how each paragraph lived from one to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from resograph.releases.lineage import SeriesDocument, Step, paragraphs_of, series_of, steps_to, titled
from resograph.releases.reader import ReleaseGraph
from resograph.symbols import Symbol, mint

CHANGES = ("same", "edited", "merged", "split", "moved", "new", "dropped")


@dataclass(frozen=True)
class DocumentView:
    """A document of the series: its title in a language, how many of its paragraphs changed how."""

    document: SeriesDocument
    title: str
    counts: Mapping[str, int]

    @property
    def path(self) -> str:
        """Its symbol."""
        return self.document.symbol.text


@dataclass(frozen=True)
class LifeView:
    """A paragraph through the series: by document the ids that it has there, with how each changed from before."""

    places: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]


@dataclass(frozen=True)
class SeriesPage:
    """The whole."""

    documents: tuple[DocumentView, ...]
    lives: tuple[LifeView, ...]


def series_page(graph: ReleaseGraph, symbol: Symbol, language: str) -> SeriesPage:
    """What is known of the series of a document; titles in a language or the nearest there is."""
    documents = series_of(graph, symbol)
    parts_of = {one.symbol.text: paragraphs_of(graph, one.symbol) for one in documents if one.is_held}
    steps = {one.symbol.text: steps_to(graph, one.symbol) for one in documents if one.is_held}
    views = tuple(
        DocumentView(one, titled(graph, one.symbol, language), _counts(one, steps, parts_of)) for one in documents
    )
    return SeriesPage(views, tuple(_lives(documents, steps, parts_of)))


def series_json(page: SeriesPage, base: str) -> dict[str, object]:
    """The JSON of ``/series/{symbol}``."""
    return {
        "documents": [
            {
                "address": mint(base, view.path),
                "symbol": view.path,
                "title": view.title,
                "adopted": view.document.adopted or None,
                "held": view.document.is_held,
                "renews": [mint(base, path) for path in view.document.renews],
                "counts": dict(view.counts),
            }
            for view in page.documents
        ],
        "paragraphs": [
            [
                {"address": mint(base, f"{symbol}~{eid}"), "change": list(change)}
                for symbol, places in life.places.items()
                for eid, change in places
            ]
            for life in page.lives
        ],
    }


def _counts(
    one: SeriesDocument, steps: Mapping[str, list[Step]], parts_of: Mapping[str, list[str]]
) -> Mapping[str, int]:
    """How its paragraphs changed from the document before; empty where that is not held."""
    if not any(path in steps for path in one.renews):
        return {}
    found: Counter[str] = Counter()
    later: dict[str, set[str]] = {}
    for step in steps.get(one.symbol.text, ()):
        later.setdefault(step.later, set()).update(step.change)
    for change in later.values():
        found.update(change)
    found["new"] = sum(f"{one.symbol}~{eid}" not in later for eid in parts_of.get(one.symbol.text, ()))
    found["dropped"] = len(one.drops)
    return {change: found[change] for change in CHANGES if found[change]}


def _lives(
    documents: Iterable[SeriesDocument], steps: Mapping[str, list[Step]], parts_of: Mapping[str, list[str]]
) -> Iterable[LifeView]:
    """Paragraphs that stand in one line of descent are one life; in the order of the document where it begins."""
    life_of: dict[str, int] = {}
    lives: list[dict[str, list[tuple[str, tuple[str, ...]]]]] = []
    for one in documents:
        symbol = one.symbol.text
        before: dict[str, list[Step]] = {}
        for step in steps.get(symbol, ()):
            before.setdefault(step.later, []).append(step)
        for eid in parts_of.get(symbol, ()):
            path = f"{symbol}~{eid}"
            known = [step for step in before.get(path, ()) if step.earlier in life_of]
            if not known:
                life_of[path] = len(lives)
                lives.append({})
            else:
                life_of[path] = life_of[max(known, key=lambda step: step.similarity).earlier]
            change = tuple(sorted({change for step in known for change in step.change}, key=CHANGES.index))
            lives[life_of[path]].setdefault(symbol, []).append((eid, change))
    return [LifeView({symbol: tuple(places) for symbol, places in life.items()}) for life in lives]
