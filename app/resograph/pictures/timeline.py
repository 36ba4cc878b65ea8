"""A bar a year, made up of kinds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from resograph.pictures.bars import Segment
from resograph.pictures.svg import Frame, text

_WIDTH, _HEIGHT, _FOOT, _HEAD = 640.0, 130.0, 20.0, 16.0
_WIDEST = 44.0
_LABEL = 52.0
"""Room for a year below the line."""


@dataclass(frozen=True)
class Stack:
    """A year with its segments, from the line up."""

    year: int
    segments: Sequence[Segment]

    @property
    def count(self) -> int:
        """All of the year."""
        return sum(segment.count for segment in self.segments)


def timeline(frame: Frame, stacks: Sequence[Stack], written: Callable[[float], str]) -> str:
    """Bars from the first year to the last, in the direction of reading; "" where there is nothing to show.

    Args:
        frame: what is said of it.
        stacks: all years, in order.
        written: a number as the language writes it.
    """
    most = max((stack.count for stack in stacks), default=0)
    if not most:
        return ""
    step = min(_WIDTH / len(stacks), _WIDEST)
    whole, bottom = max(step * len(stacks), _LABEL), _HEIGHT - _FOOT
    every = max(1, -(-int(_LABEL) // int(step))) if step >= 1 else int(_LABEL / step) + 1
    scale = (bottom - _HEAD) / most
    inner = f'<path class="line" d="M0 {bottom + 0.5:g}H{whole:g}" stroke="currentColor" stroke-opacity=".3"/>'
    highest = next(stack for stack in stacks if stack.count == most)
    for place, stack in enumerate(stacks):
        x = frame.across(place * step, step, whole)
        y = bottom
        for segment in stack.segments:
            height = segment.count * scale
            y -= height
            inner += (
                f'<rect class="{segment.kind}" x="{x + step * 0.1:.2f}" y="{y:.2f}" width="{step * 0.8:.2f}" '
                f'height="{height:.2f}" fill="currentColor"/>'
            )
        middle = 'text-anchor="middle" font-size="11"'
        if stack is highest:
            inner += text(written(most), x + step / 2, y - 4, middle)
        if place % every == 0 or len(stacks) == 1:
            inner += text(str(stack.year), min(max(x + step / 2, 18), whole - 18), _HEIGHT - 5, middle)
    return frame.svg("timeline wide" if whole > _WIDTH / 2 else "timeline", whole, _HEIGHT, inner, links=False)
