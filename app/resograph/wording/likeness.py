"""How like words asked for are to the words of a paragraph: the whole of it, or a stretch in it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz

from resograph.wording.pairing import similarity_of

_NEAR, _LOOSER = 0.6, 0.3
"""Likeness from which words are near, and from which they are offered where none are."""
_LEAST = 4
"""Words that are looked for inside a paragraph; fewer are in too many."""
_INSIDE = 0.98
"""A stretch of a paragraph is worth a little less than a paragraph of the same words."""


class Nearness(StrEnum):
    """How near a paragraph is to the words asked for."""

    EXACT = "exact"
    NEAR = "near"
    LOOSER = "looser"


class Likeness(NamedTuple):
    """From 0 to 1, and what that is called; None where it is too little."""

    similarity: float
    nearness: Nearness | None


def likeness(asked: Sequence[str], found: Sequence[str]) -> Likeness:
    """How like the words asked for (tokens) are to those of a paragraph.

    >>> likeness(["requests", "the", "secretary"], ["requests", "the", "secretary"])
    Likeness(similarity=1.0, nearness=<Nearness.EXACT: 'exact'>)
    """
    whole = similarity_of(asked, found)
    if tuple(asked) == tuple(found):
        return Likeness(1.0, Nearness.EXACT)
    inside = 0.0
    if _LEAST <= len(asked) < len(found):
        inside = fuzz.partial_ratio(asked, found) / 100
        if inside == 1:
            return Likeness(_INSIDE, Nearness.EXACT)
    similarity = max(whole, _INSIDE * inside)
    nearness = Nearness.NEAR if similarity >= _NEAR else Nearness.LOOSER if similarity >= _LOOSER else None
    return Likeness(round(similarity, 3), nearness)
