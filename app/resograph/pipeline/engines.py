"""What does the work of a build: this process, a pool of processes, or a Spark cluster. The results are the same."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Protocol, Self, TypeVar

from resograph.pipeline.steps import Step

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class EngineError(RuntimeError):
    """An engine cannot be used; the message says what to do."""


def seldom_collect() -> None:
    """Let this process look seldom for objects in cycles: a build makes millions of objects and hardly a cycle, and
    with Python's own thresholds a sixth of its time goes there."""
    gc.set_threshold(100_000, 50, 1000)


class Engine(Protocol):
    """Does a step for many items; open while a ``with`` lasts, and may be opened again."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def each(self, do: Step[_In, _Out], items: Sequence[_In]) -> Iterator[tuple[int, _Out]]:
        """The results as they come, each with the place of its item."""


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


def flowing(submit: Callable[[int], Future[_Out]], count: int, width: int) -> Iterator[tuple[int, _Out]]:
    """Results as they come, with no more tasks waiting than keep the workers busy; each with its number."""
    waiting: dict[Future[_Out], int] = {}
    rest = iter(range(count))
    while True:
        for number in rest:
            waiting[submit(number)] = number
            if len(waiting) >= width:
                break
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield waiting.pop(future), future.result()


def engine_for(name: str, jobs: int, master: str | None = None) -> Engine:
    """The engine of that name, ``local`` or ``spark``; with 0 jobs as many as it has cores for.

    Raises:
        EngineError: there is none of that name, or what it needs is missing.
    """
    if name == "spark":
        from resograph.pipeline.spark import Spark

        return Spark(master, jobs)
    if name != "local":
        raise EngineError(f"--engine {name} is no engine; there are local and spark.")
    if master:
        raise EngineError("--master is the address of a Spark cluster; add --engine spark.")
    jobs = jobs or os.cpu_count() or 1
    return Processes(jobs) if jobs > 1 else Here()
