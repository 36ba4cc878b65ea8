"""Whether a verb behind a comma begins a paragraph of a preamble, or a further clause of the one before.

In text without line breaks nothing else tells. What a verb, its adverb, the length of the words before it and the
organ are worth was counted over official files (``bench/clauses.py``), by language (its ``clauses.tsv``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

from resograph.languages.files import language_file
from resograph.reading.layout.grammar import Grammar

_BIN = 1.5
"""Lengths are told apart by powers of this."""


_UNSURE = 12
"""Places of the usual share that are added to those counted, so that few tell little."""
_LINE = math.log(8)
"""What a line's beginning is worth: each paragraph has one, of clauses one in so many."""
_NEAR = 160
"""Characters before a place that tell whether a relative clause goes on."""


def features(opening: tuple[str, str], length: int, organ: str, relative: bool) -> Iterator[tuple[str, str]]:
    """What is counted of a place: adverbs and verb, characters before it, the organ, a relative word near it."""
    adverbs, verb = opening
    yield "adverbs", adverbs or "-"
    yield "verb", verb
    yield "length", str(int(math.log(max(length, 1), _BIN)))
    yield "organ", organ or "-"
    yield "relative", "yes" if relative else "no"


OTHER = "*"
"""Stands for a verb that is not known, where only its form tells that it may open a paragraph."""


def opening_at(ahead: str, rules: Grammar) -> tuple[str, str] | None:
    """The adverbs and verb with which a paragraph of a preamble may begin at a place."""
    return rules.preamble_opening(ahead) or (("", OTHER) if rules.may_open(ahead) else None)


class Clauses:
    """What the places of one language are worth; nothing where none were counted."""

    def __init__(self, code: str) -> None:
        rows = language_file(code, "clauses.tsv").rows(4)
        counts = {(name, value): (int(heads), int(inside)) for _, (name, value, heads, inside, *_) in rows}
        heads, inside = counts.pop(("all", "-"), (1, 1))
        self._prior = math.log(heads / inside)
        share = heads / (heads + inside)
        self._worth = {
            feature: math.log((first + _UNSURE * share) / (other + _UNSURE * (1 - share))) - self._prior
            for feature, (first, other) in counts.items()
        }

    @property
    def counted(self) -> bool:
        """Whether places of the language were counted."""
        return bool(self._worth)

    def begins(self, opening: tuple[str, str], length: int, organ: str, relative: bool, *, line: bool = False) -> bool:
        """Whether a paragraph begins at a place (see ``features``); ``line`` tells that a line of the page does."""
        if not self._worth:
            return True
        told = (self._worth.get(feature, 0.0) for feature in features(opening, length, organ, relative))
        return self._prior + sum(told) + (_LINE if line else 0.0) > 0


def is_relative(before: str, rules: Grammar) -> bool:
    """Whether the words before a place hold one that opens a clause about others: "in which it"."""
    return rules.profile.acts.subordinate.re.search(before[-_NEAR:]) is not None


@cache
def clauses(code: str) -> Clauses:
    """What is known of an official language, by its ISO 639-1 code."""
    return Clauses(code)
