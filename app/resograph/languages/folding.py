"""Text → tokens, each with the key that it is found by: letters made alike, then endings taken off, by language.

What differs between languages is data: ``data/languages/{code}/search.toml``. Each character of the
scripts that write no spaces is a token of its own, and so are the signs between two of them, so that a run of them is
found as a phrase, exactly: 平安 does not stand in 和平、安全.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from resograph.languages.profile import Profile, profile
from resograph.languages.stemming import stemmer_for
from resograph.text.normal import caseless, is_mark, unmarked

SIGN = "，"
"""The key of all signs between two characters of an unspaced script."""
_UNSPACED = (
    "\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Ranges of Han and kana (Unicode, Blocks.txt)."""


class Token(NamedTuple):
    """A word or a character: as read but in small letters, what it is found by, the code points it stands for."""

    surface: str
    key: str
    start: int
    end: int


class Folding:
    """How one language's words are made alike.

    Args:
        rules: the language's profile.
    """

    def __init__(self, rules: Profile) -> None:
        data = rules.search
        self.language = rules.code
        self._same = str.maketrans(dict(data.same))
        self._accents_optional = data.accents == "optional"
        self._stem = stemmer_for(data)
        self.proclitics = data.proclitics
        self._words = re.compile(rf"(?i:{data.skip.text})|({_word()})")
        self.forms = lru_cache(maxsize=1 << 14)(self._forms)

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a text in order; a sign such as ㈠ or ½ may stand for several."""
        return [
            Token(surface, key, *found.span())
            for found in self._words.finditer(text)
            if found[1]
            for surface, key in self.forms(found[1])
        ]

    def words(self, text: str) -> list[str]:
        """The words of a text as they stand there, for ``forms``."""
        return [word for word in self._words.findall(text) if word]

    def _forms(self, word: str) -> tuple[tuple[str, str], ...]:
        """The (surface, key) pairs that a word stands for."""
        if not _pattern().search(word):
            return ((SIGN, SIGN),)
        surfaces: list[str] = _pattern().findall(self.alike(word))
        return tuple((surface, self._stem(surface) or surface) for surface in surfaces)

    def alike(self, word: str) -> str:
        """A word in small letters and plain digits, without vowel signs and lengthening; the same when repeated."""
        before = ""
        while word != before:
            before = word
            word = unmarked(caseless(word)).translate(self._same)
        return word

    def plain(self, surface: str) -> str:
        """A surface as one types it who leaves accents out, where the language lets one."""
        if not self._accents_optional or surface.isascii():
            return surface
        return unicodedata.normalize("NFC", unmarked(unicodedata.normalize("NFD", surface)))


@cache
def folding(language: str) -> Folding:
    """The folding of an official language, by its ISO 639-1 code."""
    return Folding(profile(language))


def is_unspaced(surface: str) -> bool:
    """Whether a token is a character of a script without spaces: no word, and without forms."""
    return re.fullmatch(f"[{_UNSPACED}]", surface) is not None


@cache
def _word() -> str:
    """The pattern of a token: a character of an unspaced script, a run of letters, digits and the marks on them, or
    the signs between two of the first.

    Sets of the basic plane are matched five times as fast as ``\\w`` and as sets that go beyond it.
    """
    unspaced = re.compile(f"[{_UNSPACED}]").match
    basic = [chr(code) for code in range(0x10000)]
    single = _ranges(char for char in basic if char.isalnum() and unspaced(char))
    letter = _ranges(char for char in basic if char.isalnum() and not unspaced(char))
    mark = _ranges(char for char in basic if is_mark(char))
    beyond = _ranges(chr(code) for code in range(0x10000, 0x20000) if chr(code).isalnum())
    single += "\U00020000-\U0003ffff"
    signs = rf"(?<=[{single}])[\s{mark}]*[^\w\s{mark}{single}][^\w{single}]*(?=[{single}])"
    return rf"[{single}]|[{letter}][{letter}{mark}]*|[{beyond}]+|{signs}"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_word())


def _ranges(characters: Iterable[str]) -> str:
    """Characters in order, as they stand in the brackets of a pattern."""
    ranges: list[list[str]] = []
    for char in characters:
        if ranges and ord(ranges[-1][1]) == ord(char) - 1:
            ranges[-1][1] = char
        else:
            ranges.append([char, char])
    return "".join(f"{first}-{last}" for first, last in ranges)
