"""Numbers of acts, parts and documents as sections with a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from resograph.pictures import Frame, Segment, Stack, bar, timeline
from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Count, YearCount
from resograph.web.components.links import Link, link_to
from resograph.web.components.sections import Figures
from resograph.web.interface import Interface


def mandates(**asked: object) -> str:
    """The address of the table of acts, filtered."""
    return "mandates?" + urlencode({name: value for name, value in asked.items() if value not in (None, "")})


def by_force(
    counts: Sequence[Count], graph: ReleaseGraph, words: Interface, asked: Mapping[str, object], name: str
) -> Figures:
    """Acts by force, each a link to its acts."""
    rows = [(count, link_to(graph, graph.base + count.value, words.language)) for count in counts]
    said = words("site.comma").join(f"{link.name} {words.number(count.count)}" for count, link in rows)
    frame = Frame(name, words("pictures.by_force"), said, words.language, words.direction)
    picture = bar(frame, [Segment(_kind(count.value), count.count) for count, _ in rows])
    legend = [
        (
            _kind(count.value),
            Link(link.name, mandates(**{"kind": "acts", **asked, "force": count.value})),
            words.number(count.count),
        )
        for count, link in rows
    ]
    table = [(link, [number]) for _, link, number in legend]
    return Figures(
        words("pictures.by_force"),
        Markup(picture),
        words("thing.force"),
        [words("thing.acts_column")],
        table,
        legend,
    )


def by_year(
    years: Sequence[YearCount],
    names: Mapping[str, str],
    title: str,
    words: Interface,
    name: str,
    alone: Link | None = None,
) -> Figures:
    """A timeline of kinds, and the same as a table.

    Args:
        years: what is shown.
        names: kind → its name, in the order in which they stand on each other.
        title: of the picture.
        words: of the interface.
        name: of the picture in the page.
        alone: the picture's own page.
    """
    kinds = [kind for kind in names if any(kind in year.counts for year in years)]
    stacks = [
        Stack(year.year, [Segment(_kind(kind), year.counts[kind]) for kind in kinds if kind in year.counts])
        for year in years
    ]
    said = ""
    if years:
        total = sum(stack.count for stack in stacks)
        said = words("pictures.timeline_desc", count=words.number(total), first=years[0].year, last=years[-1].year)
    frame = Frame(name, title, said, words.language, words.direction)
    picture = timeline(frame, stacks, words.number)
    rows = [
        (Link(str(year.year), ""), [words.number(year.counts.get(kind, 0)) for kind in kinds])
        for year in years
        if year.counts
    ]
    legend = [] if len(kinds) < 2 else [(_kind(kind), Link(names[kind], ""), "") for kind in kinds]
    return Figures(title, Markup(picture), words("pictures.year"), [names[kind] for kind in kinds], rows, legend, alone)


def _kind(value: str) -> str:
    """A class of style sheets: the last part of a path."""
    return value.rpartition("/")[2]
