"""Names by the beginnings of any of their words, as one types them; Han by any signs in order."""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Sequence
from itertools import islice
from math import log

from resograph.reconciling.entries import KnownEntity, Name, NameKind
from resograph.reconciling.folding import HAN, folded, without_article, words_of
from resograph.reconciling.stored import Names
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
    """The things among some entities, by the beginnings of the words of their names; documents are left out."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def find(
        self, typed: str, language: str, most: int, allowed: Callable[[frozenset[str]], bool] = lambda types: True
    ) -> list[tuple[KnownEntity, Name]]:
        """Entities with the names by which they are found, those first of which much is held and that fit well.

        Args:
            typed: what somebody began to type.
            language: the reader's.
            most: how many are wanted.
            allowed: whether an entity is wanted, by its classes.
        """
        forms = dict.fromkeys((tuple(folded(typed).text.split()), tuple(words_of(typed))))
        best: dict[int, tuple[float, int, Name]] = {}
        for form in forms:
            asked = " ".join(form)
            likely = heapq.nsmallest(_MOST_WEIGHED, self._with_all(form[:_MOST_WORDS]))  # of which most is held
            rows = self._names.rows(
                "SELECT id, text, language, folded, plain FROM name WHERE id IN (SELECT value FROM json_each(?))",
                [json.dumps(likely)],
            )
            for number, *name in rows:
                owner = self._names.owners[number]
                score = self._score(number, name, asked, language)
                if owner not in best or best[owner][:2] < (score, -number):
                    best[owner] = (score, -number, Name(name[0], name[1], self._names.kind(number)))
        ranked = sorted(best, key=lambda owner: (-best[owner][0], owner))
        fit = islice((owner for owner in ranked if allowed(self._names.types(owner))), most)
        return [(self._names.entity(owner), best[owner][2]) for owner in fit]

    def _with_all(self, words: Sequence[str]) -> set[int]:
        """Numbers of the names that have words which begin with each of some."""
        found: set[int] | None = None
        for word in sorted(set(words), key=len, reverse=True):
            here = set().union(*map(self._with, {word, without_article(word)}))
            found = here if found is None else found & here
            if not found:
                break
        return found or set()

    def _with(self, start: str) -> set[int]:
        return set().union(*self._names.numbers("word", "word", start))

    def _score(self, number: int, name: Sequence[str], asked: str, language: str) -> float:
        _, written_in, text, plain = name
        kind = self._names.kind(number)
        fits = _WORDS
        if asked in (text, plain):
            fits = _WHOLE
        elif kind is NameKind.CODE:
            fits = -_WHOLE  # a code is meant whole or not at all
        elif text.startswith(f"{asked} ") or (text.startswith(asked) and HAN.match(asked)):
            fits = _BEGUN
        elif text.startswith(asked):
            fits = _FIRST
        elif text.startswith(asked.split()[0]) if asked else False:
            fits = _FIRST / 2
        score = fits + log(1 + self._names.weight(self._names.owners[number])) / 2 + _BY_KIND.get(kind, 0.0)
        score -= _OTHER_LANGUAGE if written_in in LANGUAGES and written_in != language else 0.0
        return score - len(text) / 200
