"""A paragraph as a few numbers: paragraphs that share them are alike (min-wise sampling, Broder 1997)."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

MOST = 6
"""Numbers that stand for a paragraph."""
_ROW, _UNSPACED_ROW = 4, 8
"""Words in a row that make a number; of a script without spaces, characters."""
_LEAST = 8
"""A paragraph of fewer words has no sketch: texts that have nothing to do with each other share such."""
_UNSPACED_LEAST = 14

Sketch = tuple[int, ...]


def sketch(tokens: Sequence[str], unspaced: bool) -> Sketch:
    """The least of the numbers of its rows of words; empty where it is too short.

    Args:
        tokens: words, or characters of a script without spaces.
        unspaced: whether they are characters.
    """
    row, least = (_UNSPACED_ROW, _UNSPACED_LEAST) if unspaced else (_ROW, _LEAST)
    if len(tokens) < least:
        return ()
    rows = {zlib.crc32("\x1f".join(tokens[at : at + row]).encode()) for at in range(len(tokens) - row + 1)}
    return tuple(sorted(rows)[:MOST])
