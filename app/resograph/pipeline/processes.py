"""This process, or a pool of processes of this machine."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Self, TypeVar

from resograph.pipeline.engine import EngineError, flowing
from resograph.pipeline.steps import Step

_In = TypeVar("_In")
_Out = TypeVar("_Out")


def seldom_collect() -> None:
    """Let this process look seldom for objects in cycles: a build makes millions of objects and hardly a cycle, and
    with Python's own thresholds a sixth of its time goes there."""
    gc.set_threshold(100_000, 50, 1000)


class Here:
    """This process, one item after the other."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def each(self, do: Step[_In, _Out], items: Sequence[_In]) -> Iterator[tuple[int, _Out]]:
        """The results in order."""
        for place, item in enumerate(items):
            yield place, do(item)


class Processes:
    """A pool of processes of this machine, which share the cache folder."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def __enter__(self) -> Self:
        spawn = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(self._jobs, mp_context=spawn, initializer=seldom_collect)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(self, do: Step[_In, _Out], items: Sequence[_In]) -> Iterator[tuple[int, _Out]]:
        """The results as the processes have them.

        Raises:
            EngineError: the system ended a process.
        """

        def submit(place: int) -> Future[_Out]:
            return self._pool.submit(do, items[place])

        try:
            yield from flowing(submit, len(items), self._jobs * 4)
        except BrokenProcessPool:
            raise EngineError(
                "A process that did part of the work was ended from outside, as a system does when memory runs out. "
                "Nothing of the last release is lost, and what was read is kept: run it again, with fewer --jobs."
            ) from None
