"""Levels of points where a file's lists contradict the numbers that it prints: (b) inside (a), (i) beside (a)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from resograph.documents import PartKind
from resograph.languages.profile import Profile
from resograph.reading.akn.nodes import OpenPart
from resograph.reading.points import PointStack, follows
from resograph.text.digits import figure

_FIRST = ("a", "i", "1", "aa")


def mend_levels(node: OpenPart, rules: Profile) -> None:
    """Set the points below a paragraph by their numbers, where the file's own lists cannot be right."""
    points = node.points()
    if len(points) < 2 and not any(point.points() for point in points):
        return
    if not _is_odd(points, rules) or not _can_move(points):
        return
    run = [point for top in points for point in top.walk() if point.kind is PartKind.SUBPARAGRAPH]
    stack = PointStack(rules)
    levels = [stack.place(f"{point.number} ") if point.number else None for point in run]
    if any(level is None for level in levels):
        return
    first = node.children.index(points[0])
    behind = [child for child in node.children[first:] if child.kind is not PartKind.SUBPARAGRAPH]
    for point in run:
        point.children = [child for child in point.children if child.kind is not PartKind.SUBPARAGRAPH]
    above: list[OpenPart] = [node]
    node.children = node.children[:first]
    for point, level in zip(run, levels, strict=True):
        depth = min(level[0], len(above) - 1) if level else 0
        del above[depth + 1 :]
        above[-1].children.append(point)
        above.append(point)
    node.children += behind


def _is_odd(points: Sequence[OpenPart], rules: Profile) -> bool:
    """Whether a list begins with another number than a first one, or goes on with one that does not follow."""
    numbers = [rules.fold(point.number).lower() if point.number else "" for point in points]
    if not all(numbers):
        return False
    if numbers and numbers[0] not in _FIRST:
        return True
    if any(not _follows(before, after) for before, after in pairwise(numbers)):
        return True
    return any(_is_odd(below, rules) for point in points if (below := point.points()))


def _follows(before: str, after: str) -> bool:
    if before.isdecimal() and after.isdecimal():
        number, following = figure(before), figure(after)
        return number is not None and following == number + 1
    return follows(before, after, roman=False) or follows(before, after, roman=True)


def _can_move(points: Sequence[OpenPart]) -> bool:
    """Whether no words stand behind a list that could change their place with it."""
    for top in points:
        for point in top.walk():
            kinds = [child.kind is PartKind.SUBPARAGRAPH for child in point.children]
            if kinds != sorted(kinds):
                return False
    return True
