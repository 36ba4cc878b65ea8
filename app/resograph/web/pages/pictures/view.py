"""Documents and the citations between them, found step by step, as drawings and as rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from resograph.pictures import Circle, Edge, Frame, Stop, chain, network
from resograph.releases.reader import ReleaseGraph
from resograph.symbols import Symbol
from resograph.web.components.acts import Words, best
from resograph.web.components.links import Link, link_to
from resograph.web.interface import Interface
from resograph.writing.terms import DCT, RESO

_IN_COLUMN = 20
"""Documents drawn in a column; the table has all."""
_MOST = 300
"""Documents of one direction and step, and triples looked at for each."""
_IN_CHAIN = 40
_FIRST_THEMES = 3
"""Documents of one line share one of these many first themes, or their title."""


@dataclass(frozen=True)
class Document:
    """A document: how many steps before (less than 0) or behind the one asked for."""

    symbol: str
    title: Words
    adopted: str
    held: bool
    step: int


@dataclass(frozen=True)
class Citation:
    """One document cites another, with these verbs."""

    source: str
    target: str
    verbs: Sequence[Link]


@dataclass(frozen=True)
class Network:
    """Documents around one, and the citations between them."""

    documents: Sequence[Document]
    citations: Sequence[Citation]


class Citations:
    """Citations between documents, looked up in a release."""

    def __init__(self, graph: ReleaseGraph, language: str) -> None:
        self._graph = graph
        self._language = language
        self._themes: dict[str, set[str]] = {}

    def cited(self, symbol: str) -> list[str]:
        """Documents that one cites."""
        found = self._graph.objects(self._graph.iri(symbol), f"{RESO}cites")
        return [path for path in map(self._graph.path, found) if _is_document(path)][:_MOST]

    def citing(self, symbol: str) -> list[str]:
        """Documents that cite one."""
        found = self._graph.uses(f"{RESO}cites", self._graph.iri(symbol), _MOST * 20)
        paths = {self._graph.path(getattr(triple.subject, "value", "")) for triple in found}
        return sorted(path for path in paths if _is_document(path))[:_MOST]

    def document(self, symbol: str, step: int = 0) -> Document:
        """A document with what is known of it."""
        iri = self._graph.iri(symbol)
        title = best(self._graph.texts(iri, f"{DCT}title"), self._language)
        adopted = next(iter(self._graph.texts(iri, f"{RESO}adoptedOn").values()), "")
        return Document(symbol, title, adopted, bool(self._graph.objects(iri, f"{RESO}hasExpression")), step)

    def verbs(self, source: str, target: str) -> list[Link]:
        """The verbs with which one cites another: recalls, reaffirms …"""
        found = []
        for name in self._graph.relations(self._graph.iri(source), self._graph.iri(target)):
            slugs = [node.value for node in self._graph.values(name, f"{RESO}verbSlug")]
            if slugs:  # the plainest of them names the relation: recalls, not recalls with appreciation
                slug = min(slugs, key=lambda slug: (len(slug), slug))
                found.append(link_to(self._graph, self._graph.iri(f"verb/{slug}"), self._language))
        return found

    def around(self, symbol: str, steps: int) -> Network:
        """What a document rests on and what rests on it, up to so many steps."""
        places = {symbol: 0}
        pairs: set[tuple[str, str]] = set()
        for direction, look in ((-1, self.cited), (1, self.citing)):
            edge = [symbol]
            for step in range(1, steps + 1):
                found: Counter[str] = Counter()
                for one in edge:
                    for other in look(one):
                        pairs.add((one, other) if direction < 0 else (other, one))
                        if other not in places:
                            found[other] += 1
                edge = [other for other, _ in found.most_common(_MOST)]
                places.update(dict.fromkeys(edge, direction * step))
        documents = [self.document(other, step) for other, step in places.items()]
        documents.sort(key=lambda one: (abs(one.step), one.step, not one.adopted, _reversed(one.adopted), one.symbol))
        citations = [
            Citation(source, target, self.verbs(source, target) if symbol in (source, target) else ())
            for source, target in sorted(pairs)
            if source in places and target in places
        ]
        return Network(documents, citations)

    def line(self, symbol: str) -> Network:
        """The line that a document stands in: held documents that cite each other and share title or first themes,
        and others that two of them cite.
        """
        members, waiting, outside = {symbol}, [symbol], Counter[str]()
        while waiting and len(members) < _IN_CHAIN:
            one = waiting.pop(0)
            cited = self.cited(one)
            for other in (*cited, *self.citing(one)):
                if other in members:
                    continue
                if self._is_like(symbol, other):
                    members.add(other)
                    waiting.append(other)
                elif other in cited and not self.document(other).held:
                    outside[other] += 1
        members |= {other for other, count in outside.items() if count > 1 and _same_series(other, symbol)}
        documents = sorted(map(self.document, members), key=lambda one: (when(one) or "9999", one.adopted, one.symbol))
        citations = [
            Citation(one, other, self.verbs(one, other))
            for one in sorted(members)
            for other in self.cited(one)
            if other in members
        ]
        return Network(documents, citations)

    def _is_like(self, symbol: str, other: str) -> bool:
        return bool(self._features(symbol) & self._features(other))

    def _features(self, symbol: str) -> set[str]:
        """Titles and first themes."""
        if symbol not in self._themes:
            me = self._graph.iri(symbol)
            found = {title.casefold() for title in self._graph.texts(me, f"{DCT}title").values()}
            for rank in self._graph.objects(me, f"{RESO}themeRank"):
                if any(int(place) <= _FIRST_THEMES for place in self._graph.texts(rank, f"{RESO}rank").values()):
                    found |= set(self._graph.objects(rank, f"{RESO}rankedTheme"))
            self._themes[symbol] = found
        return self._themes[symbol]


def when(document: Document) -> str:
    """The year of a document, by its day or its symbol; "" where neither says."""
    year = re.search(r"\((\d{4})\)|/(\d{4})/", document.symbol)
    return document.adopted[:4] or ((year[1] or year[2]) if year else "")


def _is_document(path: str) -> bool:
    return path[:1].isupper() and "~" not in path


def _same_series(one: str, other: str) -> bool:
    """Whether both symbols are of one organ's resolutions or decisions."""
    return one.split("/")[:2] == other.split("/")[:2]


def _reversed(day: str) -> int:
    return -int(day.replace("-", "") or 0)


def drawn_network(found: Network, symbol: Symbol, words: Interface, root: str) -> Markup:
    """Citations as a drawing."""
    degree: Counter[str] = Counter()
    for citation in found.citations:
        degree.update((citation.source, citation.target))
    shown = set(_shown(found.documents, degree))
    nodes = [
        Circle(
            one.symbol,
            one.symbol,
            one.title.text or one.symbol,
            f"{root}{one.symbol}",
            one.step,
            one.held,
        )
        for one in found.documents
        if one.symbol in shown
    ]
    edges = [Edge(one.source, one.target) for one in found.citations if one.source in shown and one.target in shown]
    heads = {
        step: words(f"pictures.{'cited' if step < 0 else 'citing'}_{abs(step)}", count=words.number(count))
        for step, count in Counter(one.step for one in found.documents).items()
        if step
    }
    title = words("pictures.citations_of", symbol=symbol.text)
    said = words(
        "pictures.citations_desc",
        cited=words.number(sum(one.step == -1 for one in found.documents)),
        citing=words.number(sum(one.step == 1 for one in found.documents)),
    )
    frame = Frame("citations", title, said, words.language, words.direction)
    return Markup(network(frame, nodes, edges, heads))


def _shown(documents: Sequence[Document], degree: Mapping[str, int]) -> Iterator[str]:
    """Of each column, those with most citations here."""
    for step in {one.step for one in documents}:
        column = [one.symbol for one in documents if one.step == step]
        yield from sorted(column, key=lambda symbol: -degree[symbol])[:_IN_COLUMN]


def drawn_chain(found: Network, symbol: Symbol, words: Interface, root: str) -> Markup:
    """A line of documents as a drawing."""
    stops = [
        Stop(
            one.symbol,
            one.symbol,
            one.title.text,
            when(one),
            f"{root}{one.symbol}",
            one.symbol == symbol.text,
        )
        for one in found.documents
    ]
    title = words("pictures.chain_of", symbol=symbol.text)
    said = words("pictures.chain_desc", count=words.number(len(stops)))
    frame = Frame("chain", title, said, words.language, words.direction)
    return Markup(chain(frame, stops, [(one.source, one.target) for one in found.citations]))
