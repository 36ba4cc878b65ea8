"""One bar of segments: how a number is made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resograph.pictures.svg import Frame

_WIDTH, _HEIGHT, _GAP = 640.0, 16.0, 2.0


@dataclass(frozen=True)
class Segment:
    """A share: its class for colour, and how many."""

    kind: str
    count: int


def bar(frame: Frame, segments: Sequence[Segment]) -> str:
    """The bar; "" where there is nothing to show."""
    whole = sum(segment.count for segment in segments)
    if not whole:
        return ""
    shown = [segment for segment in segments if segment.count]
    room = _WIDTH - _GAP * (len(shown) - 1)
    inner, x = "", 0.0
    for place, segment in enumerate(shown):
        width = room * segment.count / whole
        left = frame.across(x, width, _WIDTH)
        strength = 1 - 0.8 * place / len(shown)
        inner += (
            f'<rect class="{segment.kind}" x="{left:.2f}" y="0" width="{width:.2f}" height="{_HEIGHT:g}" '
            f'fill="currentColor" fill-opacity="{strength:.2f}"/>'
        )
        x += width + _GAP
    return frame.svg("bar", _WIDTH, _HEIGHT, inner, links=False)
