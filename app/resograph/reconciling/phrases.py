"""Names found within a running text, in any of the languages: endings, accents, articles and capitals do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from resograph.languages.folding import Token, folding
from resograph.symbols.address import LANGUAGES

_LONGEST_CODE = 12
_OWNERS = ""
"""Key of a branch under which the numbers of those stand whose name ends there; no word is empty."""
_KEPT = 1 << 10
"""First words whose names are kept."""
NAMED = frozenset({"Actor", "Body", "State", "Theme", "Session"})
"""Classes of what a text can name."""


class Place(NamedTuple):
    """Where a name stands in a text, and the numbers of those that have it."""

    start: int
    end: int
    owners: frozenset[int]


def keys_of(text: str, language: str) -> list[Token]:
    """The words of a text as they are compared in a language; where accents are optional there, without them.

    >>> [token.key for token in keys_of("Résolutions", "fr")] == [token.key for token in keys_of("resolution", "fr")]
    True
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_plain(language))
    return folding(language).tokens(text)


class _Plain(dict[int, str]):
    """Character → itself, or one without accents; kept once it was met."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._plain = folding(language).plain

    def __missing__(self, code: int) -> str:
        char = chr(code)
        other = self._plain(char)
        found = self[code] = other if len(other) == 1 else char  # places in the text stay
        return found


@cache
def _plain(language: str) -> _Plain:
    return _Plain(language)


class PhraseIndex:
    """The names that a text may have.

    Args:
        starting: the names in a language that begin with a word, by their words, with the numbers of their owners.
        coded: numbers of those that have a code.
    """

    def __init__(
        self,
        starting: Callable[[str, str], Iterable[tuple[Sequence[str], int]]],
        coded: Callable[[str], Iterable[int]],
    ) -> None:
        self._starting = starting
        self._coded = coded
        self._branch = lru_cache(maxsize=_KEPT)(self._grown)

    def _grown(self, language: str, start: str) -> dict[str, Any] | None:
        """What can follow a first word."""
        branch: dict[str, Any] = {}
        for words, owner in self._starting(language, start):
            place = branch
            for word in words[1:]:
                place = place.setdefault(word, {})
            place.setdefault(_OWNERS, set()).add(owner)
        return branch or None

    def places(self, text: str) -> list[Place]:
        """The names in a text, the longest that begins at each word, in order; they may overlap."""
        found: dict[tuple[int, int], set[int]] = {}
        for language in LANGUAGES:
            for start, end, owners in self._in_language(text, language):
                found.setdefault((start, end), set()).update(owners)
        for start, end, word in _whole_words(text):
            if coded := set(self._coded(word)):
                found.setdefault((start, end), set()).update(coded)
        return [Place(*span, frozenset(owners)) for span, owners in sorted(found.items())]

    def _in_language(self, text: str, language: str) -> Iterator[tuple[int, int, set[int]]]:
        tokens = keys_of(text, language)
        for start, token in enumerate(tokens):
            for key in _begun(token, language):
                last = -1
                owners: set[int] = set()
                branch = self._branch(language, key)
                place = start
                while branch is not None:
                    if _OWNERS in branch:
                        last, owners = place, branch[_OWNERS]
                    place += 1
                    branch = branch.get(tokens[place].key) if place < len(tokens) else None
                if last >= 0:
                    yield token.start, tokens[last].end, owners
                    break


def _begun(token: Token, language: str) -> tuple[str, ...]:
    """The keys that the first word of a name can have: also without what is written together with it."""
    return _without(token.surface, token.key, language)


@cache
def _proclitics(language: str) -> tuple[str, ...]:
    return tuple(sorted(folding(language).proclitics, key=len, reverse=True))


def _without(surface: str, key: str, language: str) -> tuple[str, ...]:
    keys = {key: None}
    for proclitic in _proclitics(language):
        if surface.startswith(proclitic) and len(surface) > len(proclitic) + 1:
            keys |= {form[1]: None for form in folding(language).forms(surface.removeprefix(proclitic))[:1]}
    return tuple(keys)


def _whole_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Runs of letters and digits that are short enough for codes."""
    start = -1
    for place, char in enumerate(f"{text} "):
        if char.isalnum() or char == "-":
            start = place if start < 0 else start
        elif start >= 0:
            if place - start <= _LONGEST_CODE:
                yield start, place, text[start:place]
            start = -1
