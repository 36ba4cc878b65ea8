"""``themes.toml``: themes told by number, and by the words of their names."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.languages.pattern import Pattern


@dataclass(frozen=True)
class Themes:
    """Themes in a language."""

    goal: Pattern
    """Sustainable Development Goals: group ``numbers``."""
    target: Pattern
    """Their targets: group ``numbers``."""
    endings: Pattern | None = None
    """Endings that make no other name of a theme's: those of number, not those of "nationalization"."""
    small: tuple[str, ...] = ()
    """Words that may stand between the words of a name: "the use of nuclear weapons" is NUCLEAR WEAPONS USE."""
