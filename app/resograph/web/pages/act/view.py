"""An act with its words in all versions that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from fastapi import Request

from resograph.releases.reader import Node, ReleaseGraph
from resograph.symbols.address import LANGUAGES
from resograph.web.components.acts import ActRow, Words, best, kind_of, rows_of
from resograph.web.components.links import Link, link_to
from resograph.web.interface import Interface, interface_of
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.web.tables import register_of
from resograph.writing.terms import DCT, RESO

EFFECTS = ("extends", "amends", "replaces", "suspends", "terminates")


@dataclass(frozen=True)
class ActView:
    """An act as its page shows it."""

    row: ActRow
    title: Words
    texts: Sequence[Words]
    adverbs: Sequence[Words]
    speaker: Link | None
    read_in: Sequence[Link]
    periodicity: Sequence[str]
    report_kinds: Sequence[str]
    effects: Sequence[tuple[str, Sequence[Link]]]
    """What its paragraph does to other texts, and others to it: names in the interface, and links."""


def act_view(request: Request, thing: str, node: Node) -> ActView:
    """An act as its page shows it.

    Raises:
        ProblemError: 404, the register has no such act.
    """
    graph = state_of(request).graph
    words = interface_of(request)
    act = register_of(request.app).act(thing)
    if act is None:
        raise ProblemError(404, "Not found", f"Nothing is known of {thing} here.")
    (row,) = rows_of([act], graph, words)
    speaker = node.text(f"{RESO}speaker")
    texts = node.texts(f"{RESO}text")
    return ActView(
        row,
        _title(graph, act.symbol, words),
        [Words(texts[code], code) for code in dict.fromkeys((words.language, *LANGUAGES)) if code in texts],
        [Words(text, code) for code, text in sorted(node.texts(f"{RESO}adverb").items())],
        link_to(graph, speaker, words.language) if speaker else None,
        [Link(words.name_of(path[:2]), path) for path in map(graph.path, node.links(f"{RESO}readIn"))],
        _named(node, "periodicity", words),
        _named(node, "reportKind", words),
        effects_on(graph, graph.path(node.text(f"{RESO}inPart")), words),
    )


def effects_on(graph: ReleaseGraph, part: str, words: Interface) -> list[tuple[str, list[Link]]]:
    """What a part does to other texts, and what others do to it or to its whole document."""
    whole = part.partition("~")[0]
    found: list[tuple[str, list[Link]]] = []
    for kind in EFFECTS:
        targets = graph.objects(graph.iri(part), RESO + kind)
        sources = {
            iri
            for path in dict.fromkeys((part, whole))
            for iri in graph.pointing_at(graph.iri(path), RESO + kind)
            if "~" in iri
        }
        found += [(f"thing.{kind}", [link_to(graph, iri, words.language) for iri in targets])]
        found += [(f"thing.{kind}_by", [link_to(graph, iri, words.language) for iri in sorted(sources)])]
    return [(name, links) for name, links in found if links]


def _named(node: Node, predicate: str, words: Interface) -> list[str]:
    """Codes of the graph in the language of the interface, where that has words for them."""
    codes = sorted({value.value for value in node.all(RESO + predicate) if isinstance(value, ox.Literal)})
    return [kind_of(code, words) for code in codes]


def _title(graph: ReleaseGraph, symbol: str, words: Interface) -> Words:
    return best(graph.texts(graph.iri(symbol), f"{DCT}title"), words.language)
