"""What the pages of things are made of: figures with a picture, acts, lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from resograph.web.components.acts import ActRow, Words
from resograph.web.components.links import Link
from resograph.web.components.paging import Pages


@dataclass(frozen=True)
class Figures:
    """Numbers as a picture, and as a table: a row is a name and its numbers, one a column."""

    title: str
    picture: Markup
    head: str
    """Of the names in the table."""
    columns: Sequence[str]
    rows: Sequence[tuple[Link, Sequence[str]]]
    legend: Sequence[tuple[str, Link, str]] = ()
    """Class, name and number of each colour."""
    alone: Link | None = None
    """The picture's own page."""
    kind: str = field(default="figures", init=False)


@dataclass(frozen=True)
class Acts:
    """Acts as rows."""

    title: str
    rows: Sequence[ActRow]
    more: Link | None = None
    """All of them, as a table to filter."""
    pages: Pages | None = None
    kind: str = field(default="acts", init=False)


@dataclass(frozen=True)
class ListRow:
    """A document or part in a list."""

    link: Link
    words: Words
    date: str = ""
    note: str = ""


@dataclass(frozen=True)
class Listed:
    """Documents or parts."""

    title: str
    rows: Sequence[ListRow]
    more: Link | None = None
    pages: Pages | None = None
    kind: str = field(default="listed", init=False)


@dataclass(frozen=True)
class Counts:
    """Things, and how often."""

    title: str
    rows: Sequence[tuple[Link, str]]
    kind: str = field(default="counts", init=False)


Section = Figures | Acts | Listed | Counts
