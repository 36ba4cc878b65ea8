"""Weights of the phrases that speak for each theme: least squares, no weight below nothing, a price on each (lasso).

Of a theme given to some works, the phrases that stand in these far more often than elsewhere are weighed together, so
that of several that stand in the same works one speaks for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.theme_phrases import Counted, Ints

LEAST_GIVEN = 3
"""Works that are given a theme, of those learnt from."""
CANDIDATES = 90
_SWEEPS = 40
_RIDGE = 0.5


@dataclass(frozen=True)
class Weighed:
    """What is learnt of one theme: how likely it is where nothing speaks for it, and the phrases that do.

    ``phrases`` are index, weight in the title, weight in parts, works given the theme in which the phrase stands.
    """

    path: str
    given: int
    base: float
    phrases: tuple[tuple[int, float, float, int], ...]


def value_of(counts: npt.NDArray[Any], full: int) -> npt.NDArray[np.float32]:
    """What a phrase counts that stands so often in a text: 1 from ``full`` times on."""
    return np.minimum(1.0, np.log1p(counts) / np.log1p(full)).astype(np.float32)


class Fitting:
    """The works learnt from, as arrays."""

    def __init__(self, found: Counted, learnt: Sequence[bool], full: int) -> None:
        self._found = found
        self.rows = np.flatnonzero(np.array(learnt))
        self._both = [np.union1d(found.titles[row], found.bodies[row]) for row in self.rows]
        self._titles = _Columns([found.titles[row] for row in self.rows], None, len(found.codes))
        values = [value_of(found.counts[row], full) for row in self.rows]
        self._bodies = _Columns([found.bodies[row] for row in self.rows], values, len(found.codes))
        self._given: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            for path in found.texts[row].subjects:
                self._given[path].append(place)

    def themes(self, prices: Sequence[float]) -> Iterator[list[Weighed]]:
        """Each theme that is given often enough, weighed at each price (falling)."""
        for path, places in sorted(self._given.items()):
            if len(places) >= LEAST_GIVEN:
                chosen, both = self._candidates(places)
                if len(chosen):
                    yield self._weighed(path, np.array(places), chosen, both, prices)

    def _candidates(self, places: list[int]) -> tuple[Ints, Ints]:
        """The phrases that tell works given a theme from others best, and in how many of the former they stand."""
        both = np.bincount(np.concatenate([self._both[place] for place in places]), minlength=len(self._found.codes))
        total, given = len(self.rows), len(places)
        some = np.flatnonzero((both >= 2) & (both * total > 2 * given * self._found.works))
        gain = _likelihood(both[some].astype(float), self._found.works[some].astype(float), given, total)
        order = np.lexsort((some, -np.round(gain, 6)))
        seen: dict[tuple[int, int], list[str]] = defaultdict(list)
        chosen: list[int] = []
        for index in some[order[: 4 * CANDIDATES]].tolist():
            words, alike = self._found.phrase(index), seen[int(both[index]), int(self._found.works[index])]
            if not any(words in other or other in words for other in alike):
                alike.append(words)
                chosen.append(index)
                if len(chosen) == CANDIDATES:
                    break
        return np.array(chosen, dtype=np.int64), both

    def _weighed(self, path: str, places: Ints, chosen: Ints, both: Ints, prices: Sequence[float]) -> list[Weighed]:
        size, total = len(chosen), len(self.rows)
        values = np.zeros((total, 2 * size), dtype=np.float32)
        for column, index in enumerate(chosen):
            self._titles.fill(values[:, column], index)
            self._bodies.fill(values[:, size + column], index)
        wanted = np.zeros(total, dtype=np.float32)
        wanted[places] = 1
        means, mean = values.mean(0, dtype=np.float64), float(wanted.mean())
        products = (values.T @ values).astype(np.float64) - total * np.outer(means, means)
        rest = (values.T @ wanted).astype(np.float64) - total * means * mean
        weights = np.zeros(2 * size)
        found = []
        for price in prices:
            _descend(products, rest, weights, price * len(places))
            told = [
                (int(index), float(weights[place]), float(weights[size + place]), int(both[index]))
                for place, index in enumerate(chosen)
                if max(weights[place], weights[size + place]) >= 0.01
            ]
            found.append(Weighed(path, len(places), float(mean - means @ weights), tuple(told)))
        return found


def _descend(products: npt.NDArray[Any], rest: npt.NDArray[Any], weights: npt.NDArray[Any], price: float) -> None:
    """Coordinate descent, in place: ``rest`` is what the weights leave of the products with what is wanted."""
    diagonal = np.diag(products)
    able = np.flatnonzero(diagonal > 1e-9)
    for sweep in range(_SWEEPS):
        moved = 0.0
        gains = rest[able] + diagonal[able] * weights[able]
        turn = able[(gains > price) | (weights[able] > 0)] if sweep % 2 == 0 else np.flatnonzero(weights)
        for place in turn:
            fresh = max(0.0, rest[place] + diagonal[place] * weights[place] - price) / (diagonal[place] + _RIDGE)
            if (step := fresh - weights[place]) != 0.0:
                rest -= products[:, place] * step
                weights[place] = fresh
                moved = max(moved, abs(step))
        if moved < 2e-3 and sweep % 2 == 0:
            return


class _Columns:
    """Values of a table by column."""

    def __init__(self, rows: Sequence[Ints], values: Sequence[npt.NDArray[Any]] | None, columns: int) -> None:
        index = np.concatenate(list(rows))
        order = np.argsort(index, kind="stable")
        self._places = np.repeat(np.arange(len(rows)), [len(row) for row in rows])[order]
        self._values = None if values is None else np.concatenate(list(values))[order]
        self._starts = np.searchsorted(index[order], np.arange(columns + 1))

    def fill(self, column: npt.NDArray[Any], index: int) -> None:
        """Write a column."""
        start, end = self._starts[index], self._starts[index + 1]
        column[self._places[start:end]] = 1.0 if self._values is None else self._values[start:end]


def _likelihood(both: npt.NDArray[Any], works: npt.NDArray[Any], given: int, total: int) -> npt.NDArray[Any]:
    """Dunning's log-likelihood ratio of each phrase and the theme."""

    def entropy(count: Any) -> Any:
        return np.where(count > 0, count * np.log(np.maximum(count, 1e-9)), 0.0)

    cells = entropy(both) + entropy(works - both) + entropy(given - both) + entropy(total - works - given + both)
    edges = entropy(works) + entropy(total - works) + entropy(np.float64(given)) + entropy(np.float64(total - given))
    found: npt.NDArray[Any] = 2 * (cells - edges + entropy(np.float64(total)))
    return found
