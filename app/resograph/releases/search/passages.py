"""What of a work can be found: its titles, the headings and the words of its parts, and what it is sorted by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from resograph.symbols import SymbolError, mint, parse

_RESO = "https://w3id.org/resograph/ns#"
_TITLE = "http://purl.org/dc/terms/title"


class Passage(NamedTuple):
    """The words of a document (position 0, no id) or of one of its parts, in one language."""

    position: int
    eid: str
    language: str
    title: str
    text: str


class Sorted(NamedTuple):
    """What a work is sorted by, "" where it is not known: kind, paths of organ and session, year and day adopted."""

    kind: str
    organ: str
    session: str
    year: str
    adopted: str


def sorted_by(store: ox.Store, base: str, symbol: str) -> Sorted:
    """What a work is sorted by."""
    graph, work = ox.NamedNode(mint(base, f"graph/{symbol}")), ox.NamedNode(mint(base, symbol))

    def first(name: str) -> str:
        found = store.quads_for_pattern(work, ox.NamedNode(_RESO + name), None, graph)
        return min((_value(quad.object) for quad in found), default="")

    try:
        kind = parse(symbol).kind.value
    except SymbolError:
        kind = ""
    day = first("adoptedOn")
    return Sorted(kind, first("adoptedBy").removeprefix(base), first("session").removeprefix(base), day[:4], day)


def passages(store: ox.Store, base: str, symbol: str) -> Iterator[Passage]:
    """The passages of a work in the order of the document, by language."""
    graph = ox.NamedNode(mint(base, f"graph/{symbol}"))
    work = mint(base, symbol)
    inside = store.quads_for_pattern(None, ox.NamedNode(f"{_RESO}inDocument"), ox.NamedNode(work), graph)
    parts = {_value(quad.subject) for quad in inside}
    places = store.quads_for_pattern(None, ox.NamedNode(f"{_RESO}position"), None, graph)
    positions = {iri: int(_value(quad.object)) for quad in places if (iri := _value(quad.subject)) in parts}
    positions[work] = 0
    titles = _literals(store, _TITLE, graph) | _literals(store, f"{_RESO}heading", graph)
    texts = _literals(store, f"{_RESO}text", graph)
    languages = {language for _, language in texts}
    keys = titles.keys() | texts.keys() | {(work, language) for language in languages}
    found = ((positions[iri], iri, language) for iri, language in keys if iri in positions and language)
    for position, iri, language in sorted(found):
        eid = iri.removeprefix(work).removeprefix("~")
        yield Passage(position, eid, language, titles.get((iri, language), ""), texts.get((iri, language), ""))


def _literals(store: ox.Store, predicate: str, graph: ox.NamedNode) -> dict[tuple[str, str], str]:
    """(Subject, language) → text."""
    found: dict[tuple[str, str], str] = defaultdict(str)
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, graph):
        if isinstance(quad.object, ox.Literal):
            found[(_value(quad.subject), quad.object.language or "")] = quad.object.value
    return found


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
