"""Abbreviations in brackets behind the words whose first letters they are: "… of National Unity (RTGNU)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORT = re.compile(r"\s\((?P<short>[^\W\d_]{2,10})\)")
_WORD = re.compile(r"[^\W_]+")
_BEFORE = 120
"""Characters before a bracket within which the words begin."""


def expansions(text: str) -> Iterator[tuple[str, str]]:
    """Full names and the abbreviations that follow them, told by the capitals with which the words begin.

    >>> list(expansions("the Revitalised Transitional Government of National Unity (RTGNU), and"))
    [('Revitalised Transitional Government of National Unity', 'RTGNU')]
    """
    for found in _SHORT.finditer(text):
        short = found["short"]
        if short.isupper() and (full := _before(text[max(0, found.start() - _BEFORE) : found.start()], short)):
            yield full, short


def _before(words: str, short: str) -> str | None:
    """The last words whose capitals make an abbreviation."""
    left = len(short)
    for word in reversed(list(_WORD.finditer(words))):
        if not word[0][0].isupper():
            continue
        left -= 1
        if left < 0 or word[0][0] != short[left]:
            return None
        if left == 0:
            return words[word.start() :]
    return None
