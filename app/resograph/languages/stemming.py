"""Words without their endings: Snowball's algorithms, or a language's own lists of what is taken off."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import snowballstemmer

Stem = Callable[[str], str]


def stemmer_for(data: Mapping[str, Any]) -> Stem:
    """The stemmer that a section ``[search]`` asks for; words stay as they are where it asks for none."""
    if name := data.get("stemmer"):
        return _snowball(str(name))
    prefixes = _longest_first(data.get("prefixes", {}))
    endings = [_longest_first(letters) for letters in data.get("endings", ())]
    if not prefixes and not endings:
        return lambda word: word

    def stem(word: str) -> str:
        for affix, least in prefixes:
            if word.startswith(affix) and len(word) - len(affix) >= least:
                word = word[len(affix) :]
                break
        for letters in endings:
            for affix, least in letters:
                if word.endswith(affix) and len(word) - len(affix) >= least:
                    word = word[: -len(affix)]
                    break
        return word

    return stem


def _snowball(name: str) -> Stem:
    stemmer = snowballstemmer.stemmer(name)
    lock = threading.Lock()  # a stemmer keeps the word that it works on

    def stem(word: str) -> str:
        with lock:
            found: str = stemmer.stemWord(word)
            return found

    return stem


def _longest_first(letters: Mapping[str, int]) -> list[tuple[str, int]]:
    """Affix → letters that must be left, the longest affix first."""
    return sorted(letters.items(), key=lambda item: -len(item[0]))
