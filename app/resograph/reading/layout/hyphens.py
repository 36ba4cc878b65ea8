"""Words that a line's end has broken, told from compounds that bear their hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_BREAKS = ("-", "\u00ad")
_LONGEST = 80
"""Characters of the longest word."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEAD = re.compile(r"[^\W\d_]+(?=[-\u00ad]$)")
_TAIL = re.compile(r"[^\W\d_]+")


class Hyphens:
    """What the words of one text tell of the hyphens at its lines' ends."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Learn its words, and whether its setting breaks them at all."""
        pairs = list(_pairs(lines))
        self._known: set[str] = set()
        self._breaks = False
        if pairs:
            self._known = set(_WORD.findall(_unbroken(lines)))
            broken = sum(f"{head}{tail}" in self._known for head, tail in pairs)
            compounds = sum(f"{head}-{tail}" in self._known for head, tail in pairs)
            self._breaks = broken >= 2 and broken > compounds

    def only_break(self, text: str, line: str) -> bool:
        """Whether the hyphen at the text's end only breaks the word that goes on in the line."""
        if not text.endswith(_BREAKS) or not line[:1].islower():
            return False
        head, tail = _HEAD.search(text, max(0, len(text) - _LONGEST)), _TAIL.match(line)
        if not head or not tail:
            return False
        first, second = head[0].lower(), tail[0].lower()
        if text.endswith("\u00ad"):
            return True
        if f"{first}-{second}" in self._known:
            return False
        return f"{first}{second}" in self._known or (self._breaks and not {first, second} <= self._known)


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The two ends of each word that may be broken, in small letters."""
    for text, line in pairwise(lines):
        if text.endswith(_BREAKS) and line[:1].islower():
            head, tail = _HEAD.search(text), _TAIL.match(line)
            if head and tail:
                yield head[0].lower(), tail[0].lower()


def _unbroken(lines: Sequence[str]) -> str:
    """The text in small letters without the two ends of broken words, which are no words of their own."""
    kept = list(lines)
    for index in range(1, len(lines)):
        if lines[index - 1].endswith(_BREAKS) and lines[index][:1].islower():
            kept[index - 1] = _HEAD.sub("", kept[index - 1])
            kept[index] = _TAIL.sub("", kept[index], count=1)
    return "\n".join(kept).lower()
