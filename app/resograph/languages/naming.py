"""What organs and what they adopt are called where a document is typed: short names, and the names in six languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from resograph.languages.profile import profile
from resograph.symbols.address import LANGUAGES
from resograph.symbols.grammar import data
from resograph.symbols.typing import Words, words_pattern


@cache
def typed_words() -> Words:
    """The words with which documents and sessions are typed, in any of the languages."""
    typed = data()["typed"]
    sessions = typed["sessions"]
    emergency, special = (words_pattern(sessions[kind]) for kind in ("emergency", "special"))
    return Words(
        organs=_by_key(typed["organs"], "organs"),
        nouns=_by_key(typed["nouns"], "nouns"),
        short={word: key for key, words in typed["organs"].items() for word in words if word.isascii()},
        sessions=re.compile(words_pattern(sessions["noun"])),
        special=re.compile(f"(?P<emergency>{emergency})|{special}"),
        dates=tuple(profile(language).date_pattern for language in LANGUAGES),
        beside=frozenset(typed["beside"]["words"]),
        letters=typed["letters"],
    )


def _by_key(short: Mapping[str, list[str]], section: str) -> dict[str, re.Pattern[str]]:
    """Key → what its names look like in any language, short ones too."""
    found = {key: [words_pattern(words)] for key, words in short.items()}
    for language in LANGUAGES:
        citations = profile(language).citations
        for pattern, key in citations.nouns if section == "nouns" else citations.organs:
            if key in found:
                found[key].append(pattern.text)
    return {key: re.compile("|".join(f"(?:{pattern})" for pattern in all_)) for key, all_ in found.items()}
