"""The processor time of a piece of a test, for bounds and for how it grows with the text.

Garbage is not collected meanwhile: a collection looks through what other tests left behind, which takes a second in a
long run and says nothing of the code that is measured.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def seconds(call: Callable[[], object], runs: int = 1) -> float:
    """The least processor time of some runs of a call, in seconds of this thread."""
    taken = []
    for _ in range(runs):
        with _uncollected():
            begun = time.thread_time()
            call()
            taken.append(time.thread_time() - begun)
    return min(taken)


@contextmanager
def within(limit: float) -> Iterator[None]:
    """Fails when what stands under it takes more than so many seconds of this thread's processor time."""
    with _uncollected():
        begun = time.thread_time()
        yield
        taken = time.thread_time() - begun
    assert taken < limit


@contextmanager
def _uncollected() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
