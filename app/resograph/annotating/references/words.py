"""A stranger's text as it is read: spaces and line ends are one space each; every place leads back to the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from resograph.documents import Span
from resograph.languages.profile import Profile

_PARTED = re.compile(r"\n[ \t\r\f\v]*\n\s*")


@dataclass(frozen=True)
class Words:
    """A paragraph: its text, and where each of its characters stands."""

    text: str
    _places: tuple[int, ...]

    def span(self, span: Span) -> Span:
        """The place in the text as it was."""
        return Span(self._places[span.start], self._places[span.end - 1] + 1)


def paragraphs(text: str, rules: Profile) -> Iterator[Words]:
    """The paragraphs of a text, between blank lines."""
    start = 0
    for parting in [*_PARTED.finditer(text), None]:
        end = parting.start() if parting else len(text)
        if words := _words(text, start, end, rules):
            yield words
        start = parting.end() if parting else end


def _words(text: str, start: int, end: int, rules: Profile) -> Words | None:
    """The words of a stretch, single spaces between them, without signs that rules are written without."""
    signs = rules.spacing.signs
    letters: list[str] = []
    places: list[int] = []
    for place in range(start, end):
        letter = text[place]
        if letter.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                places.append(place)
        elif not (signs and signs.re.match(letter)):
            letters.append(letter)
            places.append(place)
    return Words("".join(letters), tuple(places)) if letters else None
