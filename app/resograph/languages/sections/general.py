"""``profile.toml``: how texts of a language are set, numbered and dated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from resograph.languages.pattern import Pattern


@dataclass(frozen=True)
class Detection:
    """How the language of a text is told: letters of its script, and its small words."""

    script: Pattern
    words: tuple[str, ...]


@dataclass(frozen=True)
class Spacing:
    """Spaces and line breaks."""

    unspaced: bool = False
    """Whether words are written without spaces between them, and lines are joined so."""
    cased: bool = True
    """Whether paragraphs begin with a capital."""
    layout: tuple[Pattern, ...] = ()
    """Spaces that are only layout."""
    after_hyphen: tuple[str, ...] = ()
    """Words that stand apart behind a hyphen at a line's end: "troop- and police-contributing"."""
    closing: str = ""
    """Marks that stand close to the word before, where not those of ``data/punctuation.toml``."""
    signs: Pattern | None = None
    """Signs that texts may have or leave out, without which they are read."""

    @property
    def glue(self) -> str:
        """What stands between two words."""
        return "" if self.unspaced else " "


@dataclass(frozen=True)
class Numbering:
    """Printed numbers of paragraphs, points, sections and annexes; each has a group ``number``."""

    paragraph: Pattern
    points: tuple[Pattern, ...]
    section: Pattern
    annex: Pattern
    fold: Mapping[str, str] = field(default_factory=dict)
    """Printed letters and numbers → their English form."""
    roman_figures: Pattern | None = None
    """Figures that number what other languages number (i), (ii)."""


@dataclass(frozen=True)
class Dates:
    """``pattern`` has groups year, month and day; ``months`` the names of months."""

    pattern: Pattern
    months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Numerals:
    """Numbers in words, and in the characters of a language that has them."""

    words: Mapping[str, int] = field(default_factory=dict)
    digits: Mapping[str, int] = field(default_factory=dict)
    tens: str = ""
    hundreds: str = ""


@dataclass(frozen=True)
class General:
    """What every reader needs of a language."""

    code: str
    name: str
    direction: str
    """As HTML's ``dir``."""
    detect: Detection
    spacing: Spacing
    numbering: Numbering
    dates: Dates
    numerals: Numerals
    formulas: Mapping[str, tuple[str, ...]]
    """Body, as addresses name it → the words with which it opens what it adopts."""
