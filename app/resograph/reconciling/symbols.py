"""Documents, sessions and goals as people write them (``symbols/typing.py``), for reconciliation."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from resograph.languages.naming import typed_words
from resograph.resources import table
from resograph.symbols.typing import LONGEST_TYPED, Reading, Words
from resograph.symbols.typing import readings as typed_readings
from resograph.text.normal import as_typed

__all__ = ["Reading", "readings"]


def readings(text: str) -> list[Reading]:
    """The documents, sessions and goals that a text can name, the likelier first.

    >>> [reading.path for reading in readings("UNSCR 1325")]
    ['S/RES/1325']
    """
    return _goals(text) or typed_readings(text, _words())


def _goals(text: str) -> list[Reading]:
    view = as_typed(text) if len(text) <= LONGEST_TYPED else ""
    for row in table("data", "reconciling.toml")["patterns"]:
        if found := re.fullmatch(row["pattern"], view, re.IGNORECASE):
            return [Reading(row["path"].format(**found.groupdict()), True)]
    return []


@cache
def _words() -> Words:
    """Those that are typed; words that tell no names apart say nothing beside a number either."""
    words = typed_words()
    return replace(words, beside=words.beside | set(table("data", "reconciling.toml")["names"]["small"]))
