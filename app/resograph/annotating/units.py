"""Units of matching: characters in Chinese, words by their stems elsewhere; each keeps its place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

import snowballstemmer

from resograph.languages.profile import Profile, profile
from resograph.text.arabic import LENGTHENING, VOWEL_SIGNS, bare
from resograph.text.lookalikes import alike, looking_latin

_WORD = re.compile(rf"[^\W_]+(?:[{VOWEL_SIGNS}{LENGTHENING}]+[^\W_]*)*")


class Unit(NamedTuple):
    """A matching key and the code points that it stands for."""

    key: str
    start: int
    end: int


def units(text: str, profile: Profile, stemmed: bool = True) -> Sequence[Unit]:
    """The units of a text. Words in capitals keep them (WHO is not who); Arabic loses vowel signs and proclitics."""
    return _units(text, profile.code, stemmed)


# Kept for a while, since several readers look at one paragraph.
@lru_cache(maxsize=32)
def _units(text: str, code: str, stemmed: bool) -> tuple[Unit, ...]:
    if profile(code).spacing.unspaced:
        return tuple(Unit(char, index, index + 1) for index, char in enumerate(text))
    words, starts, ends = _words(text)
    keys: Iterable[str] = map(_stem(code) if stemmed else plain_key, words)
    if own := _own_letters(code):
        keys = (own.get(key, key) for key in keys)
    return tuple(map(_unit, zip(keys, starts, ends, strict=True)))


_unit: Callable[[tuple[str, int, int]], Unit] = partial(tuple.__new__, Unit)
"""A unit from its three values, at half the cost: no other value is made as often."""


@lru_cache(maxsize=32)
def _words(text: str) -> tuple[list[str], list[int], list[int]]:
    """The words of a text, where they begin, and where they end."""
    found = list(_WORD.finditer(text))
    return [one[0] for one in found], [one.start() for one in found], [one.end() for one in found]


@lru_cache(maxsize=8)
def _own_letters(code: str) -> Mapping[str, str]:
    """Latin letters for the alike ones of a language, where one stands as a word: a preposition typed with it."""
    script = profile(code).general.detect.script.re
    pairs = ((chr(own), latin) for own, latin in looking_latin().items() if script.fullmatch(chr(own)))
    return {latin.lower(): own.lower() for own, latin in pairs}


@lru_cache(maxsize=1 << 16)
def plain_key(word: str) -> str:
    """A word in small letters, without vowel signs and as the most careless hand writes it."""
    return bare(unicodedata.normalize("NFC", word)).lower().translate(alike())


@lru_cache(maxsize=8)
def _stem(code: str) -> Callable[[str], str]:
    names = profile(code).names
    stemmer = snowballstemmer.stemmer(names.stemmer)
    conjunction = names.conjunction.re if names.conjunction else None

    @lru_cache(maxsize=65536)
    def stem(word: str) -> str:
        if len(word) > 1 and word.isupper() and word.isascii():
            return word
        plain = plain_key(word)
        if conjunction:
            plain = conjunction.sub("", plain)
        stemmed: str = stemmer.stemWord(plain)
        return stemmed

    return stem
