"""Words without their endings: Snowball's algorithms, or a language's own lists of what is taken off."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

import snowballstemmer

from resograph.languages.sections.search import Search

Stem = Callable[[str], str]


def stemmer_for(data: Search) -> Stem:
    """The stemmer that a language asks for; words stay as they are where it asks for none."""
    if data.stemmer:
        return _snowball(data.stemmer)
    prefixes = _longest_first(data.prefixes)
    endings = [_longest_first(letters) for letters in data.endings]
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
