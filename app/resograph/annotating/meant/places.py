"""Spans of one text in order, of which those near a place are found without looking at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from resograph.documents import Span


class Places:
    """Spans with what they name, none in another, as vocabularies find them."""

    def __init__(self, found: Iterable[tuple[Span, str]] = ()) -> None:
        self.found = sorted(found)
        self._ends = [span.end for span, _ in self.found]

    def meeting(self, span: Span) -> Iterator[tuple[Span, str]]:
        """Those that share characters with a span."""
        for index in range(bisect_right(self._ends, span.start), len(self.found)):
            if self.found[index][0].start >= span.end:
                return
            yield self.found[index]

    def meets(self, span: Span) -> bool:
        """Whether one shares characters with a span."""
        return any(True for _ in self.meeting(span))
