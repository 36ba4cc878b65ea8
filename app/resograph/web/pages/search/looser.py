"""Words that no place has together, looked for less strictly: without those that say little, then any of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from resograph.reconciling.folding import telling
from resograph.releases.search import Found

_WORD = re.compile(r"\w+")


def looser_than(words: str, find: Callable[[str], Found]) -> tuple[str, Found]:
    """The words that find something, as they are looked for, and what they find; "" where none of them does.

    Args:
        words: what found nothing.
        find: looks for words.
    """
    all_ = list(dict.fromkeys(_WORD.findall(words)))
    kept = [word for word in telling(all_) if word.upper() != "OR"] or all_
    nothing = Found((), 0)
    for joint in (" ", " OR ") if len(kept) > 1 else ():
        looked_for = joint.join(kept)
        found = find(looked_for)
        if found.total:
            return looked_for, found
    return "", nothing
