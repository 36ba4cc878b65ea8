"""With whom a State votes: an index of agreement with every other, as the table ``dyads`` has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resograph.exporting.votes import Agreement, agreement
from resograph.releases.reader import ReleaseGraph
from resograph.web.components.links import Link, in_order, link_to
from resograph.web.interface import Interface
from resograph.web.pages.thing.view import VOTES
from resograph.web.state import ServedRelease

CHOICES = ("inFavour", "against", "abstaining")
_SHARE = 0.5
"""Of a State's own votes that two must share to be among the most or the least."""
_SHOWN = 8
"""States with most and with least agreement in the picture."""
assert set(CHOICES) < set(VOTES)


@dataclass(frozen=True)
class Pair:
    """Another State, and how often it votes alike."""

    state: Link
    found: Agreement
    is_often: bool
    """Whether the two took part in enough votes together to be told among the most or the least."""


@dataclass(frozen=True)
class AgreementView:
    """A State beside all others, those that agree most first; and a matrix of those most and least in agreement."""

    state: Link
    votes: int
    pairs: Sequence[Pair]
    among: Sequence[Link]
    shares: Sequence[Sequence[float | None]]

    @property
    def often(self) -> list[Pair]:
        """Those with enough common votes."""
        return [pair for pair in self.pairs if pair.is_often]


def agreement_of(served: ServedRelease, sides: dict[str, list[int]], state: str, words: Interface) -> AgreementView:
    """A State beside all others.

    Args:
        served: the release.
        sides: State → votes in favour, against, abstaining as bits.
        state: its path.
        words: of the interface.
    """
    graph = served.graph
    own = sides.get(state, [0, 0, 0])
    votes = sum(side.bit_count() for side in own)
    links = {path: _link(graph, path, words) for path in sides}
    pairs = [
        Pair(links[path], found, found.votes >= _SHARE * votes)
        for path, other in sides.items()
        if path != state and (found := agreement(own, other)).votes
    ]
    pairs.sort(key=lambda pair: (-pair.found.index, -pair.found.votes, in_order(pair.state)))
    often = [pair.state for pair in pairs if pair.is_often]
    among = [_link(graph, state, words), *dict.fromkeys([*often[:_SHOWN], *often[-_SHOWN:]])] if pairs else []
    shares = [[_share(sides, a, b) for b in among] for a in among]
    return AgreementView(_link(graph, state, words), votes, pairs, among, shares)


def _share(sides: dict[str, list[int]], a: Link, b: Link) -> float | None:
    found = agreement(sides[a.path], sides[b.path])
    return found.index if a != b and found.votes else None


def _link(graph: ReleaseGraph, path: str, words: Interface) -> Link:
    return link_to(graph, graph.base + path, words.language)
