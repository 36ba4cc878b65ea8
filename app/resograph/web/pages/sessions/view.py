"""What a session adopted: the table that libraries keep, its subjects, gaps in the numbers, and how all voted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resograph.releases.reader import Node, ReleaseGraph
from resograph.releases.register import Register
from resograph.symbols import Kind, parse
from resograph.web.components.acts import Words, best
from resograph.web.components.links import Link, in_order, link_to
from resograph.writing.terms import DCT, RESO

SIDES = ("inFavour", "against", "abstaining", "notVoting")
_ADOPTED = (Kind.RESOLUTION, Kind.DECISION, Kind.STATEMENT)
_RANKS = ("1", "2", "3")
"""Of the themes that a document is indexed under."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Vote:
    """A vote: its address, outcome, and counts in the order of ``SIDES``; None where it tells none."""

    path: str
    outcome: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Row:
    """A document that a session adopted."""

    symbol: str
    kind: Kind
    number: str
    items: Sequence[Link]
    committees: Sequence[Link]
    drafts: Sequence[Link]
    meetings: Sequence[Link]
    adopted: str
    vote: Vote | None
    title: Words


@dataclass(frozen=True)
class Gap:
    """Numbers of which nothing is held, both ends included."""

    stem: str
    """The symbol without its number."""
    first: int
    last: int


@dataclass(frozen=True)
class SessionTable:
    """What a session adopted, as far as it is held."""

    session: Link
    rows: Sequence[Row]
    gaps: Sequence[Gap]
    subjects: Sequence[tuple[Link, Sequence[Row]]]


@dataclass(frozen=True)
class VotingChart:
    """How each State voted: States by name, each with a side of ``SIDES`` or "" for each document."""

    rows: Sequence[Row]
    states: Sequence[tuple[Link, Sequence[str]]]


def session_table(graph: ReleaseGraph, register: Register, session: str, language: str) -> SessionTable:
    """The table of a session by its path."""
    symbols = [symbol for symbol, _, _ in register.documents(session, ["session"], -1)]
    rows = sorted(
        (_row(graph, symbol, language) for symbol in symbols if parse(symbol).kind in _ADOPTED),
        key=lambda row: (_ADOPTED.index(row.kind), _in_number(row.number), row.symbol),
    )
    return SessionTable(
        link_to(graph, graph.iri(session), language), rows, _gaps(rows), _subjects(graph, rows, language)
    )


def voting_chart(graph: ReleaseGraph, table: SessionTable, language: str) -> VotingChart:
    """How each State voted on the documents of which the votes of States are told."""
    sides: dict[str, dict[int, str]] = defaultdict(dict)
    rows: list[Row] = []
    for row in table.rows:
        named = [
            (iri, side) for side in SIDES if row.vote for iri in graph.objects(graph.iri(row.vote.path), RESO + side)
        ]
        for iri, side in named:
            sides[iri][len(rows)] = side
        if named:
            rows.append(row)
    links = sorted(((link_to(graph, iri, language), iri) for iri in sides), key=lambda one: in_order(one[0]))
    return VotingChart(rows, [(link, [sides[iri].get(place, "") for place in range(len(rows))]) for link, iri in links])


def _row(graph: ReleaseGraph, symbol: str, language: str) -> Row:
    iri, parsed = graph.iri(symbol), parse(symbol)

    def links(name: str) -> list[Link]:
        return [link_to(graph, value, language) for value in graph.objects(iri, RESO + name)]

    vote = next(iter(graph.objects(iri, f"{RESO}vote")), "")
    node = graph.node(vote) if vote else None
    return Row(
        symbol=symbol,
        kind=parsed.kind,
        number=f"{parsed.number or ''}{parsed.letters}",
        items=links("agendaItem"),
        committees=links("committee"),
        drafts=[Link(path, path) for path in map(graph.path, graph.objects(iri, f"{RESO}draft"))],
        meetings=links("adoptedAt"),
        adopted=next(iter(graph.texts(iri, f"{RESO}adoptedOn").values()), ""),
        vote=_vote(graph.path(vote), node) if node else None,
        title=best(graph.texts(iri, f"{DCT}title"), language),
    )


def _vote(path: str, node: Node) -> Vote:
    counts = [node.text(f"{RESO}{side}Count") or len(node.links(RESO + side)) or None for side in SIDES]
    return Vote(path, node.text(f"{RESO}outcome"), tuple(int(count) if count is not None else None for count in counts))


def _in_number(number: str) -> tuple[int, str]:
    found = _DIGITS.match(number)
    return (int(found[0]), number[found.end() :]) if found else (0, number)


def _gaps(rows: Iterable[Row]) -> list[Gap]:
    """Numbers from 1 to the highest held, by series, that are not held."""
    held: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        number, letters = _in_number(row.number)
        stem = row.symbol.removesuffix(letters).removesuffix(str(number))
        if number and stem.endswith("/"):
            held[stem].add(number)
    gaps = []
    for stem, numbers in sorted(held.items()):
        before = 0
        for number in sorted(numbers):
            if number > before + 1:
                gaps.append(Gap(stem, before + 1, number - 1))
            before = number
    return gaps


def _subjects(graph: ReleaseGraph, rows: Iterable[Row], language: str) -> list[tuple[Link, list[Row]]]:
    """The first themes of each document, in the order of their names."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for rank in graph.objects(graph.iri(row.symbol), f"{RESO}themeRank"):
            node = graph.node(rank)
            if node and node.text(f"{RESO}rank") in _RANKS:
                for theme in node.links(f"{RESO}rankedTheme"):
                    found[theme].append(row)
    named = [(link_to(graph, theme, language), those) for theme, those in found.items()]
    return sorted(named, key=lambda one: in_order(one[0]))
