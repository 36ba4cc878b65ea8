"""Which citations an act rests on: "in accordance with its resolutions 59/296, 60/266 and 61/276"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resograph.annotating.citations.reader import Cited
from resograph.annotating.citations.tokens import patterns


def rested_on(text: str, found: Sequence[Cited], heads: Sequence[int], code: str) -> Iterator[bool]:
    """For each citation of a text whether words such as "pursuant to" lead to it, or to one that it is joined to.

    Args:
        found: in order.
        heads: where the clause of each begins, behind its verb.
        code: the language's.
    """
    rules = patterns(code)
    last, rests = 0, False
    for cited, head in zip(found, heads, strict=True):
        between = text[max(head, last) : cited.span.start]
        joined = last > head and (cited.listed or rules.further.match(between) is not None)
        rests = (rests and joined) or rules.based_on.search(between) is not None
        last = cited.span.end
        yield rests
