"""Offsets of a text as a file sets it, in that text when it is tidy."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from resograph.documents import Span

_WORD = re.compile(r"\S+")


class Places:
    """Offsets of raw text → offsets of tidy text, by counting what is no space, a run of it at a time."""

    def __init__(self, raw: str, text: str) -> None:
        self._raw = raw
        self._text = text

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Where each run of the raw text begins, and how many characters stand in the runs up to there."""
        runs = [found.span() for found in _WORD.finditer(self._raw)]
        sizes = accumulate((end - start for start, end in runs), initial=0)
        return [start for start, _ in runs], list(sizes)

    @cached_property
    def _words(self) -> list[int]:
        """How many characters stand in the tidy text up to the end of each word."""
        return list(accumulate(map(len, self._text.split(" "))))

    def _before(self, offset: int) -> int:
        """How many characters that are no space stand before an offset of the raw text."""
        starts, sizes = self._runs
        run = bisect_right(starts, offset)
        return min(sizes[run], sizes[run - 1] + offset - starts[run - 1]) if run else 0

    def _solid(self, count: int) -> int:
        """Where the character of the tidy text stands before which there are ``count`` that are no space."""
        return count + bisect_right(self._words, count)

    def start(self, offset: int) -> int:
        """Where the first character from an offset on stands that is no space."""
        count = self._before(offset)
        return self._solid(count) if count < self._words[-1] else len(self._text)

    def end(self, offset: int) -> int:
        """The place behind the last character before an offset that is no space."""
        count = min(self._before(offset), self._words[-1])
        return self._solid(count - 1) + 1 if count else 0

    def span(self, start: int, end: int) -> Span:
        """The words between two offsets."""
        return Span(self.start(start), self.end(end))
