"""What does the work of a build: the results are the same, whatever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from types import TracebackType
from typing import Protocol, Self, TypeVar

from resograph.errors import ReportedError
from resograph.pipeline.steps import Step

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class EngineError(ReportedError, RuntimeError):
    """An engine cannot be used; the message says what to do."""


class Engine(Protocol):
    """Does a step for many items; open while a ``with`` lasts, and may be opened again."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def each(self, do: Step[_In, _Out], items: Sequence[_In]) -> Iterator[tuple[int, _Out]]:
        """The results as they come, each with the place of its item."""


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
