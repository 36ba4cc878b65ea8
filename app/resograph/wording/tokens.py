"""The words of a text as they are compared: without case, punctuation and the marks of layout."""

from __future__ import annotations

import re
import unicodedata

from resograph.languages.profile import profile
from resograph.text.arabic import LENGTHENING, VOWEL_SIGNS, bare

_HAN = r"[\u3040-\u9fff\uf900-\ufaff]"
_UNSPACED = re.compile(rf"{_HAN}|[^\W_\u3040-\u9fff\uf900-\ufaff]+")
_SPACED = re.compile(rf"[^\W_](?:[^\W_]+|[\u0300-\u036f{VOWEL_SIGNS}{LENGTHENING}]+|[’'](?=[^\W_]))*")


def tokens_of(text: str, language: str) -> tuple[str, ...]:
    """Words, of a script without spaces its characters; "Requests" and "requests" are one.

    >>> tokens_of("Requests the Secretary-General,", "en")
    ('requests', 'the', 'secretary', 'general')
    """
    words = _pattern(language)
    if text.isascii():
        return tuple(words.findall(text.lower()))
    return tuple(map(_folded, words.findall(text)))


def placed_tokens(text: str, language: str) -> list[tuple[str, int, int]]:
    """The same, each with its place in the text: code points from 0, the end excluded."""
    return [(_folded(found[0]), *found.span()) for found in _pattern(language).finditer(text)]


def _pattern(language: str) -> re.Pattern[str]:
    return _UNSPACED if profile(language).spacing.unspaced else _SPACED


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    return bare(unicodedata.normalize("NFKC", word).casefold()).replace("’", "'")
