"""Words as they are searched: texts in one language → what each is found by, and how often words occur."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from resograph.languages.folding import SIGN, folding


class Passage(NamedTuple):
    """The words of a work (position 0) or of one of its parts, in one language: title or heading, and text."""

    position: int
    title: str
    text: str


class Keys(NamedTuple):
    """What a passage is found by, with a space between: by the symbol of the work, by its title, by its text."""

    position: int
    symbol: str
    title: str
    text: str


class WordCount(NamedTuple):
    """How often a word occurs: as it is read, the key that it is found by."""

    surface: str
    key: str
    times: int


def keys_of(language: str, symbol: str, passages: Sequence[Passage]) -> tuple[list[Keys], list[WordCount]]:
    """What the passages of a work are found by, and its words."""
    read: list[str] = []
    known = _known(language)

    def keys(words: str) -> str:
        found = folding(language).words(words) if words else []
        read.extend(found)
        return " ".join([known[word][0] for word in found])

    rows = [
        Keys(passage.position, keys("" if passage.position else symbol), keys(passage.title), keys(passage.text))
        for passage in passages
    ]
    forms: Counter[tuple[str, str]] = Counter()
    for word, count in Counter(read).items():
        for form in known[word][1]:
            forms[form] += count
    forms.pop((SIGN, SIGN), None)
    return rows, [WordCount(surface, key, count) for (surface, key), count in sorted(forms.items())]


def packed(rows: Iterable[tuple[object, ...]]) -> bytes:
    """Rows of words and numbers as a segment keeps them."""
    return zlib.compress(json.dumps(list(rows), ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(words: bytes) -> list[Passage]:
    """The passages that ``packed`` packed."""
    return [Passage(*row) for row in json.loads(zlib.decompress(words))]


class _Known(dict[str, tuple[str, tuple[tuple[str, str], ...]]]):
    """Word → its keys with a space between, and its forms, worked out once."""

    _MOST = 200_000

    def __init__(self, language: str) -> None:
        super().__init__()
        self._forms = folding(language).forms

    def __missing__(self, word: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        if len(self) >= self._MOST:
            self.clear()
        forms = self._forms(word)
        found = self[word] = " ".join(key for _, key in forms), forms
        return found


@cache
def _known(language: str) -> _Known:
    return _Known(language)
