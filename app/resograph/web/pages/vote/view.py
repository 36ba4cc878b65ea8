"""A vote: how many, and which States, on each side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request
from markupsafe import Markup

from resograph.pictures import Frame, Segment, bar
from resograph.releases.reader import Node, ReleaseGraph
from resograph.web.components.acts import Words, best
from resograph.web.components.links import Link, in_order, link_to
from resograph.web.interface import Interface, interface_of
from resograph.web.state import state_of
from resograph.writing.terms import DCT, RESO

_SIDES = ("inFavour", "against", "abstaining", "notVoting")


@dataclass(frozen=True)
class Side:
    """A side of a vote: its name, how many, and which States."""

    kind: str
    name: str
    count: str
    states: Sequence[Link]


@dataclass(frozen=True)
class VoteView:
    """A vote."""

    document: Link
    title: Words
    adopted: str
    outcome: str
    sides: Sequence[Side]
    picture: Markup


def vote_view(request: Request, thing: str, node: Node) -> VoteView:
    """A vote as its page shows it."""
    graph = state_of(request).graph
    words = interface_of(request)
    symbol = thing.removesuffix("~vote")
    adopted = next(iter(graph.texts(graph.iri(symbol), f"{RESO}adoptedOn").values()), "")
    sides = [side for kind in _SIDES if (side := _side(kind, node, graph, words))]
    counts = {side.kind: _count(node, side.kind, len(side.states)) for side in sides}
    said = words("site.comma").join(f"{side.name} {side.count}" for side in sides)
    frame = Frame("vote", words("thing.vote_of", symbol=symbol), said, words.language, words.direction)
    outcome = node.text(f"{RESO}outcome")
    return VoteView(
        Link(symbol, symbol),
        _title(graph, symbol, words),
        words.date(adopted) if adopted else "",
        words(f"document.{outcome}") if words.has(f"document.{outcome}") else outcome,
        sides,
        Markup(bar(frame, [Segment(kind, count) for kind, count in counts.items()])),
    )


def _side(kind: str, node: Node, graph: ReleaseGraph, words: Interface) -> Side | None:
    states = sorted((link_to(graph, iri, words.language) for iri in node.links(RESO + kind)), key=in_order)
    count = _count(node, kind, len(states))
    return Side(kind, words(f"thing.{kind}"), words.number(count), states) if count else None


def _count(node: Node, kind: str, named: int) -> int:
    written: Mapping[str, str] = node.texts(f"{RESO}{kind}Count")
    return int(next(iter(written.values()), named))


def _title(graph: ReleaseGraph, symbol: str, words: Interface) -> Words:
    return best(graph.texts(graph.iri(symbol), f"{DCT}title"), words.language)
