"""Levels of sub-paragraphs: (a) over (i), each style opening a level below the one before it."""

from __future__ import annotations

import re

from resograph.languages import Profile
from resograph.symbols.roman import from_roman


class PointStack:
    """Finds the level of each numbered point from its style and from the point before it."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._patterns = [re.compile(pattern) for pattern in profile["numbering"]["points"]]
        self._open: list[tuple[str, str]] = []

    def reset(self) -> None:
        """Close all levels."""
        self._open.clear()

    def place(self, text: str) -> tuple[int, int] | None:
        """The level (from 0) and the length of the printed number; None where the text begins with none."""
        for index, pattern in enumerate(self._patterns):
            if found := pattern.match(text):
                folded = self._profile.fold(found["number"])
                style = self._style(f"{index}", folded)
                return self._level(style, folded), found.end()
        return None

    def _style(self, pattern: str, folded: str) -> str:
        for style, last in reversed(self._open):
            if style.startswith(pattern) and _follows(last, folded, style.endswith("roman")):
                return style
        roman = from_roman(folded.upper()) is not None and folded.upper() in ("I", "II", "III", "IV", "V")
        first_letter = folded.lower() == "a" or not roman
        return f"{pattern}:letter" if first_letter else f"{pattern}:roman"

    def _level(self, style: str, folded: str) -> int:
        styles = [known for known, _ in self._open]
        if style in styles:
            del self._open[styles.index(style) :]
        self._open.append((style, folded))
        return len(self._open) - 1


def _follows(last: str, folded: str, roman: bool) -> bool:
    if roman:
        before, after = from_roman(last.upper()), from_roman(folded.upper())
        return before is not None and after == before + 1
    if len(last) == len(folded) == 1:
        return ord(folded.lower()) == ord(last.lower()) + 1
    return last == "z" and folded == "aa"
