"""What is held: by organ and session, and as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from resograph.releases.reader import ReleaseGraph
from resograph.releases.search import SearchIndex
from resograph.writing.terms import DCT, RESO


@dataclass(frozen=True)
class DocumentRow:
    """A document in a list."""

    path: str
    title: str
    language: str
    """Of the title."""
    adopted: str


@dataclass(frozen=True)
class Group:
    """Documents of one organ, or of one of its sessions or years: a name, the query string of their list, how many."""

    name: str
    asked: str
    count: int
    below: tuple[Group, ...] = ()
    session: str = ""
    """Its path without ``session/``, where it is a session."""


def rows_of(graph: ReleaseGraph, symbols: Sequence[str], language: str) -> list[DocumentRow]:
    """Documents as rows, their titles in a language or the nearest there is."""
    return [_row(graph, symbol, language) for symbol in symbols]


def _row(graph: ReleaseGraph, symbol: str, language: str) -> DocumentRow:
    iri = graph.iri(symbol)
    titles = graph.texts(iri, f"{DCT}title")
    chosen = next((code for code in (language, "en", *sorted(titles)) if code in titles), "")
    adopted = next((day.value for day in graph.values(iri, f"{RESO}adoptedOn")), "")
    return DocumentRow(symbol, titles.get(chosen, ""), chosen, adopted)


def holdings(graph: ReleaseGraph, index: SearchIndex, language: str) -> list[Group]:
    """What is held by organ, with most first; below each its sessions, or its years where it has none."""
    counts: dict[str, dict[tuple[str, str], int]] = {}
    for organ, session, year, count in index.holdings():
        key = ("session", session) if session else ("year", year)
        of_organ = counts.setdefault(organ, {})
        of_organ[key] = of_organ.get(key, 0) + count
    return sorted((_group(graph, organ, rows, language) for organ, rows in counts.items()), key=lambda row: -row.count)


def _group(graph: ReleaseGraph, organ: str, counts: dict[tuple[str, str], int], language: str) -> Group:
    below = tuple(
        Group(_short(value), urlencode({"organ": organ, name: value}), count, session=_session(name, value))
        for (name, value), count in sorted(counts.items(), key=lambda row: _order(row[0][1]), reverse=True)
        if value and organ
    )
    name = graph.label(graph.iri(organ), language) if organ else ""
    return Group(name, urlencode({"organ": organ}) if organ else "", sum(counts.values()), below)


def _session(name: str, value: str) -> str:
    return value.removeprefix("session/") if name == "session" else ""


def _short(value: str) -> str:
    """The number of a session, or a year."""
    return value.rpartition("/")[2]


def _order(value: str) -> tuple[int, str]:
    number = _short(value)
    return (int(number) if number.isdigit() else 0, number)
