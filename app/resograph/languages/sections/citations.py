"""``citations.toml``: how documents are cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from resograph.languages.pattern import NEVER, Pattern


@dataclass(frozen=True)
class Citations:
    """Citations of a language; words are sought in small letters."""

    small: Pattern
    """What may stand between the words of one citation: an organ and its resolution."""
    joint: Pattern
    """What may stand between two numbers of one list."""
    range: Pattern
    """What makes two numbers a range."""
    letters: Pattern
    """What joins part letters: 31/6 A *and B*."""
    item: Pattern
    """A number: 62/60, S-10/2, 217 A (III), 1325 (2000); group ``number``."""
    dated: Pattern
    """What stands between a number and its date."""
    behind: Pattern
    """What stands between a number and the organ behind it."""
    parts: Pattern
    """Paragraphs of the cited document: group ``list``."""
    annex: Pattern
    """Group ``numeral``."""
    section: Pattern
    """Group ``sec``."""
    between: Pattern
    """How a list of paragraphs is parted."""
    based_on: Pattern
    """What makes a citation the ground on which something stands."""
    particular: Pattern
    """What leads to the paragraphs that a citation means above all, further on in its sentence."""
    ibid: Pattern
    nouns: tuple[tuple[Pattern, str], ...]
    """Nouns, in small letters: what stands for them in a symbol."""
    organs: tuple[tuple[Pattern, str], ...]
    """Organs, in small letters: the prefix of their symbols, "" where they have none, "?" where only the number tells
    which it is, the shape of their resolutions' symbols where it is another. The first that fits counts."""
    date_before: bool = False
    """Whether the noun stands behind its numbers, and dates before them."""
    of_report: Pattern = NEVER
    """What stands between paragraphs and the symbol of the report that they are of."""
    volume: Pattern = NEVER
    """A volume named behind a symbol: group ``volume``."""
    opening: Pattern | None = None
    """What may stand between a noun and its first number, where more than ``small``."""
    begins: Pattern | None = None
    """What a number or symbol can begin with, where no word boundary tells."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    """Numbers of annexes and sections in words, where a language has no numerals for them."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Marks of numbers → those of symbols; longer ones first."""
