"""An act, and a vote, each on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from fastapi import Request
from markupsafe import Markup

from resograph.pictures import Frame, Segment, bar
from resograph.releases.reader import Node, ReleaseGraph
from resograph.symbols.address import LANGUAGES
from resograph.web.interface import Interface, interface_of
from resograph.web.problems import ProblemError
from resograph.web.registers import register_of
from resograph.web.views.acts import ActRow, Words, best, kind_of, rows_of
from resograph.web.views.links import Link, in_order, link_to
from resograph.writing.terms import DCT, RESO

_SIDES = ("inFavour", "against", "abstaining", "notVoting")


@dataclass(frozen=True)
class ActPage:
    """An act with its words in all versions that show it."""

    row: ActRow
    title: Words
    texts: Sequence[Words]
    adverbs: Sequence[Words]
    speaker: Link | None
    read_in: Sequence[Link]
    periodicity: Sequence[str]
    report_kinds: Sequence[str]


@dataclass(frozen=True)
class Side:
    """A side of a vote: its name, how many, and which States."""

    kind: str
    name: str
    count: str
    states: Sequence[Link]


@dataclass(frozen=True)
class VotePage:
    """A vote."""

    document: Link
    title: Words
    adopted: str
    outcome: str
    sides: Sequence[Side]
    picture: Markup


def act_view(request: Request, thing: str, node: Node) -> ActPage:
    """An act as its page shows it.

    Raises:
        ProblemError: 404, the register has no such act.
    """
    graph: ReleaseGraph = request.app.state.graph
    words = interface_of(request)
    act = register_of(request.app).act(thing)
    if act is None:
        raise ProblemError(404, "Not found", f"Nothing is known of {thing} here.")
    (row,) = rows_of([act], graph, words)
    speaker = node.text(f"{RESO}speaker")
    texts = node.texts(f"{RESO}text")
    return ActPage(
        row,
        _title(graph, act.symbol, words),
        [Words(texts[code], code) for code in dict.fromkeys((words.language, *LANGUAGES)) if code in texts],
        [Words(text, code) for code, text in sorted(node.texts(f"{RESO}adverb").items())],
        link_to(graph, speaker, words.language) if speaker else None,
        [Link(words.name_of(path[:2]), path) for path in map(graph.path, node.links(f"{RESO}readIn"))],
        _named(node, "periodicity", words),
        _named(node, "reportKind", words),
    )


def vote_view(request: Request, thing: str, node: Node) -> VotePage:
    """A vote as its page shows it."""
    graph: ReleaseGraph = request.app.state.graph
    words = interface_of(request)
    symbol = thing.removesuffix("~vote")
    adopted = next(iter(graph.texts(graph.iri(symbol), f"{RESO}adoptedOn").values()), "")
    sides = [side for kind in _SIDES if (side := _side(kind, node, graph, words))]
    counts = {side.kind: _count(node, side.kind, len(side.states)) for side in sides}
    said = words("site.comma").join(f"{side.name} {side.count}" for side in sides)
    frame = Frame("vote", words("thing.vote_of", symbol=symbol), said, words.language, words.direction)
    outcome = node.text(f"{RESO}outcome")
    return VotePage(
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


def _named(node: Node, predicate: str, words: Interface) -> list[str]:
    """Codes of the graph in the language of the interface, where that has words for them."""
    codes = sorted({value.value for value in node.all(RESO + predicate) if isinstance(value, ox.Literal)})
    return [kind_of(code, words) for code in codes]


def _title(graph: ReleaseGraph, symbol: str, words: Interface) -> Words:
    return best(graph.texts(graph.iri(symbol), f"{DCT}title"), words.language)
