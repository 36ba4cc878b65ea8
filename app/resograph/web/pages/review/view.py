"""A review as its page shows it: rows with names and links in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resograph.reviewing.outputs import ShownReview
from resograph.reviewing.values import EntityChange, ReviewedRow
from resograph.web.components.acts import part_name
from resograph.web.components.links import Link
from resograph.web.interface import Interface

_MOST = 1000
"""Rows that the page shows; files have all."""
_BESIDE = 4


@dataclass(frozen=True)
class ChangeView:
    """What asks the entity in both texts."""

    parts: Sequence[Link]
    change: str
    strength: str
    verbs: str


@dataclass(frozen=True)
class RowView:
    """A row of the list."""

    number: int
    cited: str
    document: Link | None
    is_held: bool
    entity: str
    is_known: bool
    subprogramme: str
    newest: Link | None
    adopted: str
    code: str
    proposal: str
    why: str
    parts: Sequence[Link]
    changes: Sequence[ChangeView]
    beside: Sequence[str]
    more: int
    """How many others cite it that are not shown."""


@dataclass(frozen=True)
class ReviewView:
    """The whole."""

    words: Mapping[str, str]
    counts: Sequence[tuple[str, str, int]]
    unknown: Sequence[str]
    rows: Sequence[RowView]
    left: int
    """Rows that the page does not show."""


def view_of(shown: ShownReview, interface: Interface) -> ReviewView:
    """What the page shows."""
    rows = shown.review.rows
    counts: dict[str, int] = {}
    for one in rows:
        counts[one.proposal.code] = counts.get(one.proposal.code, 0) + 1
    return ReviewView(
        shown.words,
        [(code, shown.words[code or "none"], count) for code, count in sorted(counts.items())],
        shown.review.unknown,
        [_row(shown, one, interface) for one in rows[:_MOST]],
        max(len(rows) - _MOST, 0),
    )


def _row(shown: ShownReview, one: ReviewedRow, interface: Interface) -> RowView:
    beside = shown.beside(one)
    return RowView(
        number=one.row.number,
        cited=one.row.symbol or one.row.damage,
        document=Link(one.symbol, one.symbol) if one.symbol else None,
        is_held=one.is_held,
        entity=shown.name(one.entity) if one.entity else one.row.entity,
        is_known=bool(one.entity) or not one.row.entity,
        subprogramme=one.row.subprogramme,
        newest=Link(one.newest.symbol, one.newest.symbol) if one.newest else None,
        adopted=one.newest.adopted if one.newest else "",
        code=one.proposal.code,
        proposal=shown.proposal(one),
        why=shown.why(one),
        parts=[_part(path, interface) for path in one.proposal.parts],
        changes=[_change(shown, change, interface) for change in one.changes],
        beside=beside[:_BESIDE],
        more=max(len(beside) - _BESIDE, 0),
    )


def _change(shown: ShownReview, one: EntityChange, interface: Interface) -> ChangeView:
    acts = [act for act in (one.cited, one.newest) if act]
    verbs = dict.fromkeys(shown.name(act.verb) for act in acts)
    return ChangeView([_part(act.part, interface) for act in acts], one.change, one.strength, " → ".join(verbs))


def _part(path: str, interface: Interface) -> Link:
    return Link(part_name(path, interface), path)
