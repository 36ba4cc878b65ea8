"""How long a pattern takes over a text, and whether that is the square of its length."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice
from types import FrameType
from typing import Any

from bench.patterns.attacks import attacks

SMALL, LARGE = 10_000, 100_000
_FIRST = 2_000
_WORST = 3
"""Attacks that are tried at full length: those that take longest over the first two thousand characters."""
_MOST = 600
"""Attacks on one pattern."""
_LIMIT = 0.25
"""Seconds after which a pattern is given up."""


@dataclass(frozen=True)
class Slow:
    """What takes longest: seconds at 10 and at 100 kB; infinite where it was given up."""

    beginning: str
    repeated: str
    end: str
    small: float
    large: float

    @property
    def is_square(self) -> bool:
        """Whether ten times as long takes far more than ten times as much."""
        return self.large > 0.05 and (self.large > 30 * self.small or self.large == float("inf"))


class OverError(Exception):
    """It took too long."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Ends what takes longer: the engine of patterns looks for signals."""

    def over(number: int, frame: FrameType | None) -> None:
        raise OverError

    signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def seconds_of(pattern: re.Pattern[Any], text: str, anchored: bool, most: float = _LIMIT) -> float:
    """Processor seconds to find all there is, or to try at the beginning alone."""
    given: Any = text if isinstance(pattern.pattern, str) else text.encode("utf-8")
    begun = time.thread_time()
    try:
        with at_most(most):
            if anchored:
                pattern.match(given)
                pattern.fullmatch(given)
            else:
                for _ in pattern.finditer(given):
                    pass
    except OverError:
        return float("inf")
    return time.thread_time() - begun


def text_of(beginning: str, repeated: str, end: str, size: int) -> str:
    """The text of an attack."""
    return beginning + repeated * max(1, size // len(repeated)) + end


def slowest(pattern: re.Pattern[Any], anchored: bool) -> Slow | None:
    """The worst attack on a pattern; None where there is none."""
    tried: list[tuple[float, tuple[str, str, str]]] = []
    for attack in islice(attacks(pattern), _MOST):
        taken = seconds_of(pattern, text_of(*attack, _FIRST), anchored, _LIMIT)
        if taken == float("inf"):
            return Slow(*attack, taken, taken)
        tried.append((taken, attack))
    worst: Slow | None = None
    for _, attack in nlargest(_WORST, tried):
        small = seconds_of(pattern, text_of(*attack, SMALL), anchored)
        large = seconds_of(pattern, text_of(*attack, LARGE), anchored) if small < _LIMIT else small
        if worst is None or (large, small) > (worst.large, worst.small):
            worst = Slow(*attack, small, large)
    return worst
