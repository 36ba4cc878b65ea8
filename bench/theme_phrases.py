"""The phrases of texts as numbers: runs of up to so many words (characters in Chinese), counted by work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.theme_works import Text
from resograph.annotating.units import units
from resograph.languages.profile import Profile, profile

Ints = npt.NDArray[np.int64]
LONGEST = 4
"""Units of a phrase at most."""
LEAST_WORKS = {True: 6, False: 3}
"""Of languages without spaces, and of others: works learnt from that it stands in."""
MOST_SHARE = 0.5
"""A phrase in a larger share of works says nothing; a word in so many begins and ends no phrase."""


@dataclass(frozen=True)
class Counted:
    """Of each text the phrases of its title and of its parts, as places in ``codes``, and counts of the latter."""

    texts: Sequence[Text]
    codes: Ints
    words: Sequence[str]
    """Words by number, from 1; 0 parts runs."""
    works: Ints
    """Of each phrase, in how many of the works learnt from it stands."""
    titles: Sequence[Ints]
    bodies: Sequence[Ints]
    counts: Sequence[npt.NDArray[Any]]

    def phrase(self, index: int) -> str:
        """The words of a phrase, with a blank between."""
        code, found = int(self.codes[index]), []
        while code:
            code, word = divmod(code, len(self.words))
            found.append(self.words[word])
        return " ".join(reversed(found))


def words_of(text: str, rules: Profile) -> list[str]:
    """The units of a text; "" for those that no phrase holds."""
    keys = text if rules.spacing.unspaced else [piece.key for piece in units(text, rules)]
    return [key if key.isalpha() else "" for key in keys]


def counted(texts: Sequence[Text], learnt: Sequence[bool]) -> Counted:
    """The phrases of some texts of one language that stand in some of the works learnt from."""
    rules = profile(texts[0].language)
    unspaced = rules.spacing.unspaced
    known: dict[str, int] = {"": 0}
    titles = [_numbered([text.title], rules, known) for text in texts]
    bodies = [_numbered(text.texts, rules, known) for text in texts]
    spread = Counter[int]()
    for title, body, is_learnt in zip(titles, bodies, learnt, strict=True):
        if is_learnt:
            spread.update(np.unique(np.concatenate([title, body])).tolist())
    total = sum(learnt)
    kept = [word for word, number in known.items() if number and spread[number] >= LEAST_WORKS[unspaced]]
    fresh = np.zeros(len(known), dtype=np.int64)
    common = np.zeros(len(kept) + 1, dtype=bool)
    for place, word in enumerate(kept, 1):
        fresh[known[word]] = place
        common[place] = not unspaced and spread[known[word]] > MOST_SHARE * total
    common[0] = True
    longest, base = LONGEST, len(kept) + 1
    title_runs = [_runs(fresh[title], base, longest, common, unspaced) for title in titles]
    body_runs = [np.unique(_runs(fresh[body], base, longest, common, unspaced), return_counts=True) for body in bodies]
    title_runs = [np.unique(run) for run in title_runs]
    seen = [
        np.union1d(title, body)
        for title, (body, _), is_learnt in zip(title_runs, body_runs, learnt, strict=True)
        if is_learnt
    ]
    codes, works = np.unique(np.concatenate(seen), return_counts=True)
    some = (works >= LEAST_WORKS[unspaced]) & (works <= MOST_SHARE * total)
    codes, works = codes[some], works[some]
    placed = [_placed(body, codes) for body, _ in body_runs]
    return Counted(
        texts,
        codes,
        ["", *kept],
        works,
        [where for run in title_runs for where in [_placed(run, codes)[0]]],
        [where for where, _ in placed],
        [counts[held] for (_, counts), (_, held) in zip(body_runs, placed, strict=True)],
    )


def _numbered(texts: Iterable[str], rules: Profile, known: dict[str, int]) -> Ints:
    numbers: list[int] = []
    for text in texts:
        numbers += [known.setdefault(word, len(known)) for word in words_of(text, rules)]
        numbers.append(0)
    return np.array(numbers, dtype=np.int64)


def _runs(numbers: Ints, base: int, longest: int, common: npt.NDArray[np.bool_], unspaced: bool) -> Ints:
    """Codes of the runs of words that hold no break and that no common word begins or ends."""
    found = []
    edges = ~common[numbers]
    code, whole = numbers.copy(), numbers > 0
    for size in range(1, longest + 1):
        if size > 1:
            code = code[:-1] * base + numbers[size - 1 :]
            whole = whole[:-1] & (numbers[size - 1 :] > 0)
        if size > 1 or not unspaced:
            found.append(code[whole & edges[: len(code)] & edges[size - 1 :]])
    return np.concatenate(found)


def _placed(run: Ints, codes: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Where the known ones of some sorted codes stand among all, and which are known."""
    where = np.minimum(np.searchsorted(codes, run), len(codes) - 1)
    held = codes[where] == run
    return where[held], held
