"""Levels of sub-paragraphs: (a) over (i), each style opening a level below the one before it."""

from __future__ import annotations

from resograph.languages.profile import Profile, bullet
from resograph.symbols.roman import from_roman

_LETTERS = ("c", "d", "l", "m")
"""Alone, these are letters of a list that goes on, rather than 100, 500, 50 and 1000."""


_FIRST = ("a", "i")
"""These begin lists."""

_BRACKETS = str.maketrans("()（）‘’", "||||''")
"""Which way a bracket or a quotation mark looks tells nothing: files turn those of Arabic about."""


class PointStack:
    """Finds the level of each numbered point from its style and from the point before it."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._patterns = [pattern.re for pattern in profile.numbering.points]
        self._open: list[tuple[str, str]] = []

    def reset(self) -> None:
        """Close all levels."""
        self._open.clear()

    def place(self, text: str) -> tuple[int, int] | None:
        """The level (from 0) and the length of the printed number; None where the text begins with none."""
        for pattern in self._patterns:
            if found := pattern.match(text):
                folded = self._profile.fold(found["number"])
                form = found[0].replace(found["number"], "#", 1).strip() if found["number"] < "\u3000" else "#"
                form = form.translate(_BRACKETS)
                return self._level(self._style(form, folded), folded), found.end()
        if found := bullet().match(text):
            return self._level(f"bullet {found[0].strip()}", ""), found.end()
        return None

    def _style(self, form: str, folded: str) -> str:
        if folded.isdecimal():
            return f"{form} figure"
        lists = [(style, last) for style, last in reversed(self._open) if style.endswith((" letter", " roman"))]
        alike = [(style, last) for style, last in lists if style.startswith(f"{form} ")]
        if folded.lower() not in _FIRST:  # "(e)" behind "d)" is a slip, and no list of its own
            alike += lists
        for style, last in alike:
            if follows(last, folded, style.endswith("roman")):
                return style
        roman = from_roman(folded.upper()) is not None and folded.lower() not in _LETTERS
        return f"{form} roman" if roman else f"{form} letter"

    def _level(self, style: str, folded: str) -> int:
        styles = [known for known, _ in self._open]
        if style in styles:
            del self._open[styles.index(style) :]
        self._open.append((style, folded))
        return len(self._open) - 1


def follows(last: str, folded: str, roman: bool) -> bool:
    """Whether a number follows another of its list, both in their English form."""
    if roman:
        value, next_value = from_roman(last.upper()), from_roman(folded.upper())
        return value is not None and next_value == value + 1
    before, after = last.lower(), folded.lower()
    if len(before) != len(after) or len(set(before)) != 1 or len(set(after)) != 1:
        return before == "z" and after == "aa"
    return ord(after[0]) == ord(before[0]) + 1
