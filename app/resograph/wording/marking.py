"""Which words of a paragraph went and which came, as stretches of text that a reader can follow."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Indel

from resograph.wording.tokens import placed_tokens

_ISLAND = 1
"""So many words that stayed, alone between words that changed, are read as changed with them."""


class Op(StrEnum):
    """What became of words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


class Stretch(NamedTuple):
    """Words of the later text, or of the earlier one where they were deleted."""

    op: Op
    text: str


def marked(a: str, b: str, language: str) -> list[Stretch]:
    """The words of both texts in one row: what is the same as the later text has it, what went before what came.

    All that is not deleted is the later text, letter for letter; all that is not inserted are the earlier text's words.
    """
    of_a, of_b = placed_tokens(a, language), placed_tokens(b, language)
    found: list[Stretch] = []
    at = 0
    for start_a, end_a, start_b, end_b in _changes([one[0] for one in of_a], [one[0] for one in of_b]):
        if start_b < end_b:
            start, end = of_b[start_b][1], of_b[end_b - 1][2]
            gone = a[of_a[start_a][1] : of_a[end_a - 1][2]] if start_a < end_a else ""
        elif end_a < len(of_a):  # with the space that parted it from what follows
            start = end = of_b[start_b][1] if start_b < len(of_b) else len(b)
            gone = a[of_a[start_a][1] : of_a[end_a][1]]
        else:
            start = end = of_b[-1][2] if of_b else 0
            gone = a[of_a[start_a - 1][2] if start_a else 0 : of_a[end_a - 1][2]]
        found += [Stretch(Op.SAME, b[at:start]), Stretch(Op.DELETED, gone), Stretch(Op.INSERTED, b[start:end])]
        at = end
    found.append(Stretch(Op.SAME, b[at:]))
    return [stretch for stretch in found if stretch.text]


def _changes(a: list[str], b: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Places where words were changed: from and to in both; with words between that alone stayed."""
    start: tuple[int, int] | None = None
    end = (0, 0)
    for op in Indel.opcodes(a, b):
        if op.tag == "equal":
            if start and (op.src_end - op.src_start > _ISLAND or op.src_end == len(a)):
                yield start[0], end[0], start[1], end[1]
                start = None
            continue
        start = start or (op.src_start, op.dest_start)
        end = (op.src_end, op.dest_end)
    if start:
        yield start[0], end[0], start[1], end[1]
