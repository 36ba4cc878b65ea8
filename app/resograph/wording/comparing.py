"""Two works side by side in one language: paragraph by paragraph, with what changed and what that means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from resograph.wording.pairing import Pair, moved, pairs_of
from resograph.wording.paragraphs import Asked, ComparedParagraph


class Change(StrEnum):
    """What became of a paragraph (DESIGN §3, ``reso:change``)."""

    SAME = "same"
    EDITED = "edited"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True)
class ComparedRow:
    """A paragraph of the earlier text and the later one that takes it up; None where there is no such."""

    a: ComparedParagraph | None
    b: ComparedParagraph | None
    change: tuple[Change, ...]
    similarity: float = 0.0

    @property
    def verbs(self) -> tuple[str | None, str | None]:
        """Slugs of the verbs that head the two; None where none does."""
        return _verb(self.a), _verb(self.b)

    @property
    def addressees_added(self) -> tuple[str, ...]:
        """Paths of those whom the later paragraph asks and the earlier did not."""
        return _beyond(_addressees(self.b), _addressees(self.a))

    @property
    def addressees_dropped(self) -> tuple[str, ...]:
        """Paths of those whom the earlier paragraph asked and the later does not."""
        return _beyond(_addressees(self.a), _addressees(self.b))

    @property
    def due(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Sessions, years or days at which the two ask for something."""
        return _due(self.a), _due(self.b)


@dataclass(frozen=True)
class Comparison:
    """The rows, in the order of the later text; dropped paragraphs stand behind what they followed."""

    rows: tuple[ComparedRow, ...]

    def count(self, change: Change) -> int:
        """How many rows tell a change."""
        return sum(change in row.change for row in self.rows)


def compare(a: Sequence[ComparedParagraph], b: Sequence[ComparedParagraph]) -> Comparison:
    """The paragraphs of an earlier text beside those of a later one."""
    pairs = pairs_of(a, b)
    out_of_order = moved(pairs)
    taken_a, taken_b = {pair.a for pair in pairs}, {pair.b for pair in pairs}
    rows = [(pair.b, pair.a, _row(pair, a, b, pair in out_of_order)) for pair in pairs]
    rows += [(place, -1, ComparedRow(None, one, (Change.NEW,))) for place, one in enumerate(b) if place not in taken_b]
    behind = -1
    later = {pair.a: pair.b for pair in pairs if pair not in out_of_order}
    for place, one in enumerate(a):
        behind = later.get(place, behind)
        if place not in taken_a:
            rows.append((behind, len(a) + place, ComparedRow(one, None, (Change.DROPPED,))))
    return Comparison(tuple(row for _, _, row in sorted(rows, key=lambda found: found[:2])))


def _row(pair: Pair, a: Sequence[ComparedParagraph], b: Sequence[ComparedParagraph], is_moved: bool) -> ComparedRow:
    told = {
        Change.SAME: pair.similarity == 1,
        Change.EDITED: pair.similarity < 1,
        Change.MERGED: pair.is_merged,
        Change.SPLIT: pair.is_split,
        Change.MOVED: is_moved,
    }
    return ComparedRow(a[pair.a], b[pair.b], tuple(change for change, is_so in told.items() if is_so), pair.similarity)


def _verb(paragraph: ComparedParagraph | None) -> str | None:
    return paragraph.acts[0].verb if paragraph and paragraph.acts else None


def _acts(paragraph: ComparedParagraph | None) -> tuple[Asked, ...]:
    return paragraph.acts if paragraph else ()


def _addressees(paragraph: ComparedParagraph | None) -> tuple[str, ...]:
    return tuple(path for act in _acts(paragraph) for path in act.addressees)


def _due(paragraph: ComparedParagraph | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(due for act in _acts(paragraph) for due in act.due))


def _beyond(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for path in some if path not in others))
