"""``effects.toml``: what a text does to another, by the verb, the words that lead to the other, and the citation."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.languages.pattern import NEVER, Pattern


@dataclass(frozen=True)
class EffectWords:
    """What tells an effect of a kind: extends, terminates, suspends, amends, replaces."""

    kind: str
    pattern: Pattern
    """Directly behind the verb of the act; where the object stands first, anywhere in its clause."""
    object_first: bool = False
    """Whether what is extended or ended stands between the act's verb and these words."""


@dataclass(frozen=True)
class Effects:
    """Effects in a language."""

    words: tuple[EffectWords, ...]
    link: Pattern
    """What stands before the citation of the text that is meant: "the measures imposed by paragraphs 1 to 7 of"."""
    joint: Pattern
    """What stands between two texts that are meant together."""
    other: Pattern = NEVER
    """What shows that a citation tells of something else than the object: "in order to", "as amended by"."""
