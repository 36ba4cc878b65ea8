"""Names by the beginnings of any of their words, as one types them; Han by any signs in order."""

from __future__ import annotations

import bisect
import heapq
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice
from math import log

from resograph.languages.profile import profile
from resograph.reconciling.entries import KnownEntity, Name, NameKind
from resograph.reconciling.folding import HAN, fold, folded, plain, words_of
from resograph.symbols.address import LANGUAGES

_MOST_WORDS = 12
"""Words of what is typed that are looked at."""
_MOST_WEIGHED = 1200
"""Names weighed in one search: those of what is held most."""
_WHOLE, _BEGUN, _FIRST, _WORDS = 4.0, 2.0, 1.0, 0.0
"""What a name is worth that is just what is typed, that begins so as a whole, whose first word begins so, any other."""
_OTHER_LANGUAGE = 0.6
"""What a name in another language than the reader's loses."""
_BY_KIND = {NameKind.PREFERRED: 0.3, NameKind.OTHER: 0.2, NameKind.HIDDEN: 0.0, NameKind.CODE: 0.0}


class Beginnings:
    """Some entities by the beginnings of the words of their names.

    Args:
        entries: the entities; documents among them are left out.
        weight: how much is held of one, by its path.
    """

    def __init__(self, entries: Iterable[KnownEntity], weight: Callable[[str], int]) -> None:
        self._entries: list[KnownEntity] = []
        self._names: list[Name] = []
        self._folded: list[str] = []
        self._plain: list[str] = []
        self._owners = array("I")
        self._weights = array("d")
        words: dict[str, set[int]] = {}
        things = [entry for entry in entries if "Document" not in entry.types]
        things.sort(key=lambda entry: -weight(entry.path))  # names are numbered so that what is held most comes first
        for entry in things:
            self._weights.append(log(1 + weight(entry.path)))
            for name in entry.names:
                number = len(self._names)
                self._names.append(name)
                self._owners.append(len(self._entries))
                text, typed = fold(name.text).text, words_of(name.text)
                self._folded.append(text)
                self._plain.append(" ".join(typed))
                for word in {*text.split(), *typed}:
                    for form in _forms(word):
                        words.setdefault(form, set()).add(number)
            self._entries.append(entry)
        self._words = sorted(words)
        self._having = [array("I", sorted(words[word])) for word in self._words]

    def find(
        self, typed: str, language: str, most: int, allowed: Callable[[KnownEntity], bool] = lambda entry: True
    ) -> list[tuple[KnownEntity, Name]]:
        """Entities with the names by which they are found, those first of which much is held and that fit well."""
        forms = dict.fromkeys((tuple(folded(typed).text.split()), tuple(words_of(typed))))
        best: dict[int, tuple[float, int]] = {}
        for form in forms:
            asked = " ".join(form)
            for number in heapq.nsmallest(_MOST_WEIGHED, self._with_all(form[:_MOST_WORDS])):
                owner = self._owners[number]
                score = self._score(number, asked, language)
                if owner not in best or best[owner] < (score, -number):
                    best[owner] = (score, -number)
        ranked = sorted(best, key=lambda owner: (-best[owner][0], self._entries[owner].path))
        fit = islice((owner for owner in ranked if allowed(self._entries[owner])), most)
        return [(self._entries[owner], self._names[-best[owner][1]]) for owner in fit]

    def _with_all(self, words: Sequence[str]) -> set[int]:
        """Numbers of the names that have words which begin with each of some."""
        found: set[int] | None = None
        for word in sorted(set(words), key=len, reverse=True):
            here = set().union(*map(self._with, {word, _without_article(word)}))
            found = here if found is None else found & here
            if not found:
                break
        return found or set()

    def _with(self, start: str) -> set[int]:
        place = bisect.bisect_left(self._words, start)
        found: set[int] = set()
        while place < len(self._words) and self._words[place].startswith(start):
            found.update(self._having[place])
            place += 1
        return found

    def _score(self, number: int, asked: str, language: str) -> float:
        name, text = self._names[number], self._folded[number]
        fits = _WORDS
        if asked in (text, self._plain[number]):
            fits = _WHOLE
        elif name.kind is NameKind.CODE:
            fits = -_WHOLE  # a code is meant whole or not at all
        elif text.startswith(f"{asked} ") or (text.startswith(asked) and HAN.match(asked)):
            fits = _BEGUN
        elif text.startswith(asked):
            fits = _FIRST
        elif text.startswith(asked.split()[0]) if asked else False:
            fits = _FIRST / 2
        score = fits + self._weights[self._owners[number]] / 2 + _BY_KIND.get(name.kind, 0.0)
        score -= _OTHER_LANGUAGE if name.language in LANGUAGES and name.language != language else 0.0
        return score - len(text) / 200


def _forms(word: str) -> Iterable[str]:
    """What one may begin to type for a word: the word; without what is written together with it; Han from any sign."""
    if HAN.match(word):
        return (word[start:] for start in range(len(word)))
    return {word, _without_article(word)}


@lru_cache(maxsize=1 << 15)
def _without_article(word: str) -> str:
    """A word without the article or preposition that is written together with it."""
    return next((word[len(start) :] for start, least in _joined() if _begins(word, start, least)), word)


def _begins(word: str, start: str, least: int) -> bool:
    return word.startswith(start) and len(word) - len(start) >= least


@cache
def _joined() -> Sequence[tuple[str, int]]:
    """What is written together with words, and how many letters must be left, the longest first."""
    found = {plain(start): least for code in LANGUAGES for start, least in profile(code).search.prefixes.items()}
    return sorted(found.items(), key=lambda item: -len(item[0]))
