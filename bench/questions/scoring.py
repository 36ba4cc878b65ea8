"""How far the results of a system's queries are those of the questions' own: precision, recall, F1, as the challenge.

The challenge counts values: those that both have, of those found (precision), of those wanted (recall). One thing is
counted otherwise here: where the right answer is no, a system that says no is right; the challenge's client gives
nought for it, since it counts what is true only.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """Of one question or the mean of several, each figure 0 to 1."""

    f1: float
    precision: float
    recall: float
    column: float
    """1 where one column alone is just what is wanted, whatever stands in the others."""


def scored(wanted: Mapping[str, int], found: Mapping[str, int], columns: Iterable[Mapping[str, int]] = ()) -> Score:
    """The score of one question.

    >>> scored({"a": 1, "b": 1}, {"a": 1, "c": 1, "d": 1, "e": 1})
    Score(f1=0.3333333333333333, precision=0.25, recall=0.5, column=0.0)
    >>> scored({"true": 0}, {"true": 0}).f1, scored({"true": 0}, {"true": 1}).f1, scored({"true": 0}, {}).f1
    (1.0, 0.0, 0.0)
    """
    right, given = set(wanted.items()), set(found.items())
    both = len(right & given)
    precision, recall = (both / len(given) if given else 0.0), (both / len(right) if right else 0.0)
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return Score(f1, precision, recall, float(any(set(one.items()) == right for one in columns)))


def mean(scores: Iterable[Score]) -> Score:
    """The mean of the scores of questions, each as heavy as the others."""
    rows = list(scores)
    return Score(
        statistics.fmean(row.f1 for row in rows),
        statistics.fmean(row.precision for row in rows),
        statistics.fmean(row.recall for row in rows),
        statistics.fmean(row.column for row in rows),
    )
