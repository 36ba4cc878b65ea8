"""A text as citations are sought in it: without what print alone put there, its places in the text known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resograph.text.arabic import LENGTHENING, VOWEL_SIGNS
from resograph.text.lookalikes import latin
from resograph.text.normal import INVISIBLE

_USUAL = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "\xa0": " ", "\u202f": " ", "\u2009": " ", "（": "(", "）": ")"})
_UNWRITTEN = re.compile(f"[{VOWEL_SIGNS}{LENGTHENING}{INVISIBLE}]")


@dataclass(frozen=True)
class Plain:
    """``text``; ``lower``, its small letters, for words; ``latin``, without look-alikes, for numbers: of one length."""

    text: str
    lower: str
    latin: str
    _places: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place, start and end, in the text as it was."""
        return (self._places[start], self._places[end - 1] + 1) if self._places else (start, end)


def plain(text: str) -> Plain:
    """The text with plain hyphens, spaces and brackets, in which letters that look Latin can be read so."""
    places: tuple[int, ...] = ()
    if _UNWRITTEN.search(text):
        places = tuple(place for place, char in enumerate(text) if not _UNWRITTEN.match(char))
        text = "".join(text[place] for place in places)
    text = text.translate(_USUAL)
    lower = text.lower()
    if len(lower) != len(text):  # İ alone grows
        lower = "".join(char.lower()[0] for char in text)
    return Plain(text, lower, latin(text), places)
