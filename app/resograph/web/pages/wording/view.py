"""Paragraphs with words like those asked for, as the page and the JSON show them: with how each was adopted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from resograph.releases.agreed import Agreed
from resograph.releases.lineage import series_of, titled
from resograph.releases.reader import Node, ReleaseGraph
from resograph.symbols import mint, parse
from resograph.wording import Stretch, marked
from resograph.writing.terms import RESO

SIDES = ("inFavour", "against", "abstaining")


@dataclass(frozen=True)
class MatchView:
    """A paragraph that was found, with the words that were asked for beside its own."""

    agreed: Agreed
    title: str
    series: str
    """Path of the first document of its series."""
    outcome: str
    """As ``reso:outcome`` has it, "" where no vote is told."""
    votes: tuple[int, ...]
    """In favour, against, abstaining; empty where none was counted."""
    asked: str

    @cached_property
    def words(self) -> tuple[Stretch, ...]:
        """What of the words asked for stands there, what does not, and what stands there beside."""
        return tuple(marked(self.asked, self.agreed.text, self.agreed.language))


@dataclass(frozen=True)
class SeriesView:
    """The matches in the documents of one series, the newest first."""

    title: str
    matches: tuple[MatchView, ...]

    @property
    def newest(self) -> MatchView:
        """The last adopted."""
        return self.matches[0]

    @property
    def oldest(self) -> MatchView:
        """The first adopted."""
        return self.matches[-1]


def match_views(found: list[Agreed], asked: str, graph: ReleaseGraph) -> list[MatchView]:
    """The matches in their order."""
    series: dict[str, str] = {}
    views = []
    for one in found:
        if one.symbol not in series:
            documents = series_of(graph, parse(one.symbol))
            series.update({document.symbol.text: documents[0].symbol.text for document in documents})
        outcome, votes = _vote(graph, one.symbol)
        title = titled(graph, parse(one.symbol), one.language)
        views.append(MatchView(one, title, series[one.symbol], outcome, votes, asked))
    return views


def by_series(matches: list[MatchView]) -> list[SeriesView]:
    """The matches by series; the series with the best match comes first."""
    found: dict[str, list[MatchView]] = {}
    for match in matches:
        found.setdefault(match.series, []).append(match)
    ordered = (sorted(some, key=lambda one: one.agreed.adopted, reverse=True) for some in found.values())
    return [SeriesView(some[0].title, tuple(some)) for some in ordered]


def matches_json(matches: list[MatchView], asked: str, language: str, base: str) -> dict[str, Any]:
    """The JSON of ``/wording``."""
    return {
        "q": asked,
        "language": language,
        "looser": any(match.agreed.nearness.value == "looser" for match in matches),
        "matches": [_json(match, base) for match in matches],
    }


def _json(match: MatchView, base: str) -> dict[str, object]:
    one = match.agreed
    return {
        "address": mint(base, one.path),
        "similarity": one.similarity,
        "language": one.language,
        "text": one.text,
        "nearness": one.nearness.value,
        "document": mint(base, one.symbol),
        "title": match.title,
        "adopted": one.adopted or None,
        "series": mint(base, match.series),
        "outcome": match.outcome or None,
        "votes": dict(zip(SIDES, match.votes, strict=True)) if match.votes else None,
    }


def _vote(graph: ReleaseGraph, symbol: str) -> tuple[str, tuple[int, ...]]:
    node = next((graph.node(iri) for iri in graph.objects(graph.iri(symbol), f"{RESO}vote")), None)
    if node is None:
        return "", ()
    counts = [_count(node, side) for side in SIDES]
    return node.text(f"{RESO}outcome"), tuple(count or 0 for count in counts) if any(counts) else ()


def _count(node: Node, side: str) -> int | None:
    written = node.text(f"{RESO}{side}Count")
    return int(written) if written.isdigit() else len(node.links(RESO + side)) or None
