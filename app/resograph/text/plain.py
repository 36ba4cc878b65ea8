"""A text as citations are sought in it: without what print alone put there, every place known in the text itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resograph.documents import Span
from resograph.languages.profile import Profile

_ALIKE = {"‐": "-", "‑": "-", "‒": "-", "\xa0": " ", "\u202f": " ", "\u2009": " ", "（": "(", "）": ")"}
#: Vowel signs and the stroke that lengthens an Arabic word in a justified line; marks of direction and of no width.
_UNWRITTEN = re.compile(r"[\u064b-\u0652\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060]")


@dataclass(frozen=True)
class Plain:
    """``text``; ``lower``, its small letters, for words; ``latin``, without look-alikes, for numbers: of one length."""

    text: str
    lower: str
    latin: str
    _places: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The place in the text as it was."""
        return Span(self._places[start], self._places[end - 1] + 1) if self._places else Span(start, end)


def plain(text: str, rules: Profile) -> Plain:
    """The text with plain hyphens, spaces and brackets, in which Cyrillic letters that look Latin can be read so."""
    places: tuple[int, ...] = ()
    if _UNWRITTEN.search(text):
        places = tuple(place for place, char in enumerate(text) if not _UNWRITTEN.match(char))
        text = "".join(text[place] for place in places)
    for mark, usual in _ALIKE.items():
        text = text.replace(mark, usual)
    alike = rules.get("citations").get("lookalikes")
    lower = text.lower()
    if len(lower) != len(text):  # İ alone grows
        lower = "".join(char.lower()[0] for char in text)
    latin = text
    for look, letter in zip(*alike, strict=True) if alike else ():
        latin = latin.replace(look, letter)
    return Plain(text, lower, latin, places)
