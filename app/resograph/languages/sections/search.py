"""``search.toml``: how words are made alike for search; ``docs/search.md`` tells what each key does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from resograph.languages.pattern import NEVER, Pattern


@dataclass(frozen=True)
class Search:
    """Search in a language."""

    stemmer: str = ""
    accents: str = "kept"
    skip: Pattern = NEVER
    same: Mapping[str, str] = field(default_factory=dict)
    proclitics: tuple[str, ...] = ()
    prefixes: Mapping[str, int] = field(default_factory=dict)
    endings: tuple[Mapping[str, int], ...] = ()
