"""Weights of the phrases that speak for each theme: ridge regression over all phrases tells which speak best.

It is solved over works, of which there are fewer. The best of each theme are then weighed together, none below nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.theme_phrases import Counted, Ints

Floats = npt.NDArray[np.float32]
KEPT = 45
"""Phrases of a theme."""
DOUBT, DOUBT_AT_LAST = 0.3, 0.1
"""Penalties of the squares of weights: over all phrases, and over those of one theme."""
_AT_ONCE = 8000


@dataclass(frozen=True)
class Weighed:
    """What is learnt of one theme: how likely it is where nothing speaks for it, and the phrases that do.

    ``phrases`` are index, weight in the title, weight in parts, works given the theme in which the phrase stands.
    """

    path: str
    given: int
    base: float
    phrases: tuple[tuple[int, float, float, int], ...]


class Fitting:
    """Texts as rows: first the phrases of titles, then those of parts, each half of length one."""

    def __init__(self, found: Counted, learnt: Sequence[bool]) -> None:
        self._found = found
        self._learnt: list[int] = np.flatnonzero(np.array(learnt)).tolist()
        self._rarity = np.log(len(self._learnt) / found.works).astype(np.float32)
        self._size = len(found.codes)
        self._known = np.ones(self._size, dtype=bool)
        self.paths = sorted({path for row in self._learnt for path in found.texts[row].subjects})
        places = {path: place for place, path in enumerate(self.paths)}
        self._given = np.zeros((len(self._learnt), len(places)), dtype=np.float32)
        for row, text in enumerate(self._learnt):
            self._given[row, [places[path] for path in found.texts[text].subjects]] = 1
        self._rows = self._valued()

    def _valued(self) -> list[tuple[Ints, Floats]]:
        """Of each text, columns and values."""
        rows = []
        for titled, body, counts in zip(self._found.titles, self._found.bodies, self._found.counts, strict=True):
            titled = titled[self._known[titled]]
            some = self._known[body]
            body, counts = body[some], counts[some]
            halves = (self._rarity[titled], np.log1p(counts) * self._rarity[body])
            values = [half / (np.linalg.norm(half) or 1.0) for half in halves]
            rows.append((np.concatenate([titled, body + self._size]), np.concatenate(values).astype(np.float32)))
        return rows

    def columns(self, texts: Sequence[int], start: int, end: int) -> Floats:
        """The values of some texts in some columns."""
        found = np.zeros((len(texts), end - start), dtype=np.float32)
        for row, text in enumerate(texts):
            index, values = self._rows[text]
            first, last = np.searchsorted(index, (start, end))
            found[row, index[first:last] - start] = values[first:last]
        return found

    def themes(self) -> list[Weighed]:
        """What is learnt of each theme."""
        kept = self._best(KEPT)
        self._known[:] = False
        self._known[np.unique(np.concatenate(kept)) % self._size] = True
        self._rows = self._valued()
        columns = np.unique(np.concatenate(kept))
        values = np.zeros((len(self._learnt), len(columns)), dtype=np.float32)
        for row, text in enumerate(self._learnt):
            index, told = self._rows[text]
            at = np.minimum(np.searchsorted(columns, index), len(columns) - 1)
            some = columns[at] == index
            values[row, at[some]] = told[some]
        return [
            self._weighed(place, mine, values[:, np.searchsorted(columns, mine)]) for place, mine in enumerate(kept)
        ]

    def _best(self, most: int) -> list[Ints]:
        """The columns that speak best for each theme, by ridge regression over all that are known."""
        blocks = range(0, 2 * self._size, _AT_ONCE)
        likeness = np.zeros((len(self._learnt), len(self._learnt)), dtype=np.float32)
        for start in blocks:
            values = self.columns(self._learnt, start, min(start + _AT_ONCE, 2 * self._size))
            likeness += values @ values.T
        likeness[np.diag_indices_from(likeness)] += 2 * DOUBT
        shares = np.linalg.solve(likeness, self._given - self._given.mean(0)).astype(np.float32)
        best = np.full((0, len(self.paths)), 0, dtype=np.int64)
        gains = np.zeros((0, len(self.paths)), dtype=np.float32)
        for start in blocks:
            values = self.columns(self._learnt, start, min(start + _AT_ONCE, 2 * self._size))
            usual = np.sqrt(np.sqrt((values**2).mean(0)))
            gain = (values.T @ shares) * usual[:, None]
            top = np.argpartition(-gain, min(most, len(gain) - 1), axis=0)[:most]
            best = np.concatenate([best, top + start])
            gains = np.concatenate([gains, np.take_along_axis(gain, top, axis=0)])
            if len(best) > most:
                top = np.argpartition(-gains, most - 1, axis=0)[:most]
                best, gains = np.take_along_axis(best, top, axis=0), np.take_along_axis(gains, top, axis=0)
        order = np.argsort(-gains, axis=0, kind="stable")
        best, gains = np.take_along_axis(best, order, axis=0), np.take_along_axis(gains, order, axis=0)
        return [best[gains[:, place] > 0, place] for place in range(len(self.paths))]

    def _weighed(self, place: int, columns: Ints, values: Floats) -> Weighed:
        wanted = self._given[:, place]
        weights, base = _solved(values.astype(np.float64), wanted)
        told_by: dict[int, list[float]] = {}
        for column, weight in zip(columns.tolist(), weights.tolist(), strict=True):
            if weight > 0:
                told_by.setdefault(column % self._size, [0.0, 0.0])[column // self._size] = weight
        mine = [self._learnt[row] for row in np.flatnonzero(wanted)]
        both = np.bincount(np.concatenate([self._standing(text) for text in mine]), minlength=self._size)
        return Weighed(
            self.paths[place],
            len(mine),
            base,
            tuple((index, title, text, int(both[index])) for index, (title, text) in told_by.items()),
        )

    def _standing(self, text: int) -> Ints:
        """The phrases of a text that are kept."""
        return np.unique(self._rows[text][0] % self._size)


def _solved(values: npt.NDArray[Any], wanted: Floats) -> tuple[npt.NDArray[Any], float]:
    """Weights of columns, none below nothing, and what is likely where all are nothing."""
    weights = np.zeros(values.shape[1])
    some = np.arange(values.shape[1])
    means, mean = values.mean(0), float(wanted.mean())
    for _ in range(6):
        centred = values[:, some] - means[some]
        penalty = DOUBT_AT_LAST * np.eye(len(some))
        solved = np.linalg.solve(centred.T @ centred + penalty, centred.T @ (wanted - mean))
        if (solved >= 0).all():
            weights[some] = solved
            break
        some = some[solved > 0]
    else:
        weights[some] = np.maximum(0.0, solved[solved > 0])
    return weights, mean - float(means @ weights)
