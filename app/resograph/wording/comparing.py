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
        a, b = self._acts
        return a[0].verb if a else None, b[0].verb if b else None

    @property
    def addressees_added(self) -> tuple[str, ...]:
        """Paths of those whom the later paragraph asks and the earlier did not."""
        return self._further[1]

    @property
    def addressees_dropped(self) -> tuple[str, ...]:
        """Paths of those whom the earlier paragraph asked and the later does not."""
        return self._further[0]

    @property
    def due(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Sessions, years or days at which the two ask for something."""
        a, b = self._acts
        return _due(a), _due(b)

    @property
    def _acts(self) -> tuple[Sequence[Asked], Sequence[Asked]]:
        """What the two ask; where one alone does and the other is a point, what leads that in stands for its own."""
        if self.a is None or self.b is None or bool(self.a.acts) == bool(self.b.acts):
            return self.a.acts if self.a else (), self.b.acts if self.b else ()
        return self.a.acts or self.a.led, self.b.acts or self.b.led

    @property
    def _further(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Whom the one asks and the other does not.

        The same words ask the same; and of two that only their own documents know it is not known that they differ.
        """
        if self.similarity == 1:
            return (), ()
        of_a, of_b = (tuple(path for act in acts for path in act.addressees) for acts in self._acts)
        dropped, added = _beyond(of_a, of_b), _beyond(of_b, of_a)
        alike = min(sum(map(_is_local, dropped)), sum(map(_is_local, added)))
        return _without_local(dropped, alike), _without_local(added, alike)


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


def _due(acts: Sequence[Asked]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(due for act in acts for due in act.due))


def _is_local(path: str) -> bool:
    """Whether an actor is known in its own document only."""
    return "~" in path


def _without_local(paths: Sequence[str], most: int) -> tuple[str, ...]:
    """The paths without the first so many that are local."""
    gone = [path for path in paths if _is_local(path)][:most]
    return tuple(path for path in paths if path not in gone)


def _beyond(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for path in some if path not in others))
