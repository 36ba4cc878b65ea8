"""How paragraphs lived through documents in a row: a column a document, a line a paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from resograph.pictures.svg import Frame, cut, linked, text

_STEP, _ROW, _HEAD, _SIDE, _BOX = 148.0, 9.0, 22.0, 6.0, 112.0
_NAME = 18
"""Letters of a document's name over its column."""


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands in a document: its address, what it is called, what became of it."""

    address: str
    name: str
    kind: str


def descent(frame: Frame, documents: Sequence[str], lives: Sequence[Mapping[int, Place]]) -> str:
    """The drawing; "" where there are fewer than two documents.

    Args:
        frame: what is said of it.
        documents: their names, the first adopted first.
        lives: of each paragraph, by the number of a document, where it stands.
    """
    if len(documents) < 2 or not lives:
        return ""
    width = 2 * _SIDE + _STEP * (len(documents) - 1) + _BOX
    height = _HEAD + _ROW * len(lives) + _SIDE
    inner = ""
    for number, name in enumerate(documents):
        x = frame.across(_SIDE + number * _STEP, _BOX, width)
        inner += text(cut(name, _NAME), x + _BOX / 2, 13, 'text-anchor="middle" font-size="10.5" direction="ltr"')
    for row, life in enumerate(lives):
        y = _HEAD + row * _ROW
        columns = sorted(life)
        for one, other in pairwise(columns):
            start = frame.across(_SIDE + one * _STEP + _BOX, _STEP * (other - one) - _BOX, width)
            length = _STEP * (other - one) - _BOX
            inner += f'<path d="M{start:g} {y + 3:g}h{length:g}" stroke="currentColor" stroke-opacity=".35"/>'
        for number in columns:
            place = life[number]
            x = frame.across(_SIDE + number * _STEP, _BOX, width)
            box = f'<rect class="{place.kind}" x="{x:g}" y="{y:g}" width="{_BOX:g}" height="6" rx="1"/>'
            inner += linked(box, place.address, place.name)
    return frame.svg("descent", width, height, inner, links=True)
