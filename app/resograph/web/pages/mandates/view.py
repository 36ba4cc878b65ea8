"""The table of mandates as its page shows it: filters with their values and counts, and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import KINDS, SORTS, STATUSES, Count, Register, Wanted
from resograph.web.components.acts import ActRow, rows_of
from resograph.web.components.links import Link, link_to
from resograph.web.components.offices import office_link, together
from resograph.web.components.paging import Pages
from resograph.web.interface import Interface
from resograph.web.pages.mandates.filters import THINGS, MandateFilters

_CHOICES = ("addressee", "verb", "force", "session", "year", "theme", "organ")
"""Filters whose values are offered, with counts."""
_FACETS = ("addressee", "verb", "session", "theme")
"""Those whose commonest values are shown beside the table."""
_OFFERED, _SHOWN = 120, 8
_WORDED = ("answered", "status", "twice", "endless")
"""Filters whose values are words of the interface."""


@dataclass(frozen=True)
class Choice:
    """A value that can be chosen."""

    value: str
    name: str
    count: str
    chosen: bool
    query: str
    """Of the table with this value; "" where it is only offered in the form."""


@dataclass(frozen=True)
class Filter:
    """A filter and its values, the commonest first."""

    name: str
    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Table:
    """All that the page shows."""

    asked: MandateFilters
    total: str
    rows: Sequence[ActRow]
    pages: Pages
    kinds: Sequence[Choice]
    filters: Sequence[Filter]
    facets: Sequence[Filter]
    applied: Sequence[Link]
    """Filters in force, each a link to the table without it."""
    sorts: Sequence[Choice]
    hidden: Sequence[tuple[str, str]]
    """Filters that the form does not offer and must keep."""
    statuses: Sequence[Choice]
    day: str
    """Of the status."""


def table_of(
    asked: MandateFilters,
    wanted: Wanted,
    register: Register,
    graph: ReleaseGraph,
    words: Interface,
    pages: Pages,
    day: str,
) -> Table:
    """The table; the status is that on a day."""
    filters = [_filter(name, asked, wanted, register, graph, words) for name in _CHOICES]
    return Table(
        asked,
        words.number(pages.total),
        rows_of(register.acts(wanted, asked.sort, pages.size, pages.skip), graph, words, day),
        pages,
        _choices("kind", tuple(KINDS), asked.kind, asked, words),
        filters,
        [
            Filter(one.name, one.label, one.choices[:_SHOWN])
            for one in filters
            if one.name in _FACETS and one.name not in asked.values and len(one.choices) > 1
        ],
        [
            _applied(name, asked, graph, words)
            for name in asked.values
            if name not in ("kind", "sort", "on", "page", "limit")
        ],
        _choices("sort", tuple(SORTS), asked.sort, asked, words),
        [
            (name, asked.values[name])
            for name in ("recipient", "item", "document", "cited-by", "programme", "on", "overdue")
            if name in asked.values
        ],
        _choices("status", STATUSES, asked.values.get("status", ""), asked, words),
        day,
    )


def counted(register: Register, wanted: Wanted, name: str, most: int, graph: ReleaseGraph) -> list[Count]:
    """The commonest values of a filter; an office and its head are one addressee, asked as often as either is."""
    found = register.counts(wanted, name, most)
    if name != "addressee":
        return [*found]
    groups = {together(graph, count.value): count.count for count in reversed(found)}
    counts = [
        Count(group[0], count if len(group) == 1 else register.count(replace(wanted, addressees=group)))
        for group, count in groups.items()
    ]
    return sorted(counts, key=lambda one: (-one.count, one.value))


def _choices(name: str, values: Sequence[str], chosen: str, asked: MandateFilters, words: Interface) -> list[Choice]:
    return [
        Choice(value, words(f"mandates.{name}_{value}"), "", value == chosen, asked.query(**{name: value}))
        for value in values
    ]


def _filter(
    name: str, asked: MandateFilters, wanted: Wanted, register: Register, graph: ReleaseGraph, words: Interface
) -> Filter:
    counts = [*counted(register, wanted, name, _OFFERED, graph)]
    chosen = asked.values.get(name, "")
    if chosen and chosen not in [count.value for count in counts]:
        counts.append(Count(chosen, 0))
    choices = [
        Choice(
            count.value,
            _name(name, count.value, graph, words),
            words.number(count.count),
            count.value == chosen,
            asked.query(**{name: count.value}) if place < _SHOWN else "",
        )
        for place, count in enumerate(counts)
    ]
    return Filter(name, words(f"mandates.{name}"), choices)


def _name(name: str, value: str, graph: ReleaseGraph, words: Interface) -> str:
    if name == "addressee":
        return office_link(graph, value, words).name
    return link_to(graph, graph.base + value, words.language).name if name in THINGS else value


def _applied(name: str, asked: MandateFilters, graph: ReleaseGraph, words: Interface) -> Link:
    value = asked.values[name]
    if name == "overdue":
        return Link(
            words("mandates.overdue_on", date=words.date(asked.day)), f"mandates?{asked.query(overdue='', on='')}"
        )
    shown = words(f"mandates.{name}_{value}") if name in _WORDED else _name(name, value, graph, words)
    return Link(f"{words(f'mandates.{name}')}{words('site.colon')}{shown}", f"mandates?{asked.query(**{name: ''})}")
