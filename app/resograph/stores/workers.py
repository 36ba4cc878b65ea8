"""Queries in processes that open a release read-only: one past its time is ended, the others go on (DESIGN §5).

There are as many quick places as ``workers``. A query that is not done after a quarter of a second moves aside, with
its process, to one of the long places, where it yields the processor to all others, and a fresh process takes its
place. Where its client has no long place left it stays, and is stopped after a second once other clients wait. One
that took long before waits behind all others, and begins only where a quick process is left to them.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from resograph.sparql import Query, QueryError, ResultKind
from resograph.stores.port import BusyError, QueryTimeoutError, StreamedAnswer
from resograph.stores.processes.options import Options
from resograph.stores.processes.process import Channel, LostError, QueryProcess
from resograph.stores.processes.queueing import Queue, Waiter
from resograph.stores.processes.wire import ASK, told

__all__ = ["BusyError", "Limits", "QueryTimeoutError", "WorkerPool"]

LONG = 0.25
"""Seconds after which a query moves aside: of the processor's time, so that a crowd makes no query long."""
HELD = 1.0
"""Seconds after which it does so whatever it used: it may wait for a client that reads slowly."""
STOPPED = 1.0
"""Seconds after which one that could not move aside is stopped, where others have waited for ``LONG``.

The queue of its own client is no reason: each that waits there would be stopped in turn, and the processes that begin
anew would take the processor from everybody.
"""
AGAIN = 1.0
"""Seconds until a process that could not be started is tried again."""


@dataclass(frozen=True)
class Limits:
    """What one query may use; ``long`` is the number of places for those that take long."""

    seconds: float = 30.0
    wait_seconds: float = 10.0
    rows: int = 1_000_000
    answer_bytes: int = 256 * 1024 * 1024
    memory_bytes: int = 1024 * 1024 * 1024
    long: int = 16


def question(query: Query) -> bytes:
    """A query as it is sent to a process."""
    return told(
        ASK,
        {
            "do": "query",
            "text": query.text,
            "default_graphs": query.default_graphs,
            "named_graphs": query.named_graphs,
            "substitutions": query.substitutions,
            "formats": [query.formats.rows, query.formats.boolean, query.formats.graph],
        },
    )


def too_long(seconds: float) -> QueryTimeoutError:
    """What is said of a query past its time."""
    return QueryTimeoutError(
        f"The query was stopped after {seconds:g} seconds. Make it smaller: "
        "add a LIMIT, name the graph with FROM, or start from a bound subject."
    )


TOO_MUCH = {
    "memory": "The query used more memory than it may. Make it smaller: add a LIMIT, or ask for fewer variables.",
    "depth": "The query is nested too deeply for the engine, or strings too many things together: make it smaller.",
}
"""What is said of a query that its process could not bear, by why."""


class _Worker:
    """A process with its one channel, and what it is doing."""

    def __init__(self, process: QueryProcess) -> None:
        self.process = process
        self.channel: Channel = process.channels[0]
        self.text = self.client = ""
        self.aside = False
        self.yields = False
        """Whether it lets others go first from the start: its client has just asked what took long."""
        self.stopped: Exception | None = None
        self.since = 0.0
        self.used = 0.0
        self.timer: asyncio.TimerHandle | None = None


class WorkerPool:
    """Answers from query processes (see ``AsyncStore``); to be used in one event loop."""

    def __init__(self, path: Path, size: int = 2, bounds: Limits | None = None, base: str | None = None) -> None:
        self._bounds = bounds or Limits()
        self._size = size
        self._options = Options(
            str(path),
            base=base,
            rows=self._bounds.rows,
            answer_bytes=self._bounds.answer_bytes,
            memory_bytes=self._bounds.memory_bytes,
        )
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._spare: _Worker | None = None
        self._waiting: Queue[_Worker] = Queue()
        self._starting = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.stopped: Counter[str] = Counter()
        """Queries that were stopped, by why."""

    async def start(self) -> None:
        """Start the processes.

        Raises:
            QueryError: the release cannot be opened.
        """
        self._idle = [_Worker(await QueryProcess.start(self._options)) for _ in range(self._size)]
        self._fill()

    async def switch(self, path: Path) -> None:
        """Ask a new release from now on; queries under way end on the old one, and none waits for the new."""
        options = replace(self._options, store=str(path))
        fresh = [_Worker(await QueryProcess.start(options)) for _ in range(self._size)]
        self._options = options
        old, self._idle = self._idle, []
        if self._spare:
            old.append(self._spare)
            self._spare = None
        for worker in old:
            worker.process.kill()
        for worker in fresh:
            self._offer(worker)
        self._fill()

    def close(self) -> None:
        """End all processes."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        for worker in (*self._idle, *self._busy, *filter(None, (self._spare,))):
            worker.process.kill()
        self._idle, self._spare = [], None

    def state(self) -> dict[str, int]:
        """How many processes are idle, busy and moved aside, and how many queries wait."""
        aside = sum(worker.aside for worker in self._busy)
        return {
            "idle": len(self._idle),
            "busy": len(self._busy) - aside,
            "long": aside,
            "waiting": len(self._waiting),
        }

    async def query(self, query: Query, client: str = "") -> StreamedAnswer:
        """See ``AsyncStore.query``. A process that somebody else ended costs nothing: another is asked."""
        asked = question(query)
        for _ in range(3):
            worker = await self._take(query.text, client)
            try:
                return await self._ask(worker, asked)
            except LostError:
                if why := await worker.process.overcome_by():
                    self.stopped[why] += 1
                    raise QueryError(TOO_MUCH[why]) from None
        raise BusyError("The query's process was ended from outside, again and again; try later.")

    async def _ask(self, worker: _Worker, asked: bytes) -> StreamedAnswer:
        loop = asyncio.get_running_loop()
        worker.since, worker.used = loop.time(), worker.process.used()
        worker.timer = loop.call_later(LONG, self._move_aside, worker)
        try:
            async with asyncio.timeout(self._bounds.seconds):
                (kind, format_), first, done = await worker.channel.ask(asked)
        except QueryError:
            self._give_back(worker)
            raise
        except BaseException as error:
            self._end(worker)
            raise self._why(worker, error) from None
        if done:
            self._give_back(worker)
            return StreamedAnswer(ResultKind(kind), format_, first, None)
        return StreamedAnswer(ResultKind(kind), format_, first, _Rest(self, worker))

    def _why(self, worker: _Worker, error: BaseException) -> BaseException:
        """What to say of an answer that broke off."""
        if worker.stopped:
            return worker.stopped
        if isinstance(error, TimeoutError):
            self.stopped["time"] += 1
            return too_long(self._bounds.seconds)
        return error

    async def _take(self, text: str, client: str) -> _Worker:
        waiter = self._waiting.join(text, client)
        self._serve_next()
        if waiter.given.done():
            return waiter.given.result()
        try:
            async with asyncio.timeout(self._bounds.wait_seconds):
                return await waiter.given
        except BaseException as error:
            self._waiting.leave(waiter)
            if waiter.given.done() and not waiter.given.cancelled():
                self._give_back(waiter.given.result())
            if isinstance(error, TimeoutError):
                raise BusyError("All workers are busy; try again in a moment.") from None
            raise

    def _serve_next(self) -> None:
        """Give idle processes to those who wait."""
        while self._idle and self._waiting:
            waiter = self._waiting.next(Counter(worker.client for worker in self._busy), self._may_begin())
            if waiter is None:
                return
            if waiter.given.done():
                continue
            worker = self._idle.pop()
            if not worker.process.alive:
                worker.process.kill()
                self._waiting.rejoin(waiter)
                self._fill()
                continue
            worker.text, worker.client = waiter.text, waiter.client
            if self._waiting.is_heavy(waiter.text, waiter.client):
                worker.yields = True
                worker.process.yield_to_others()
            self._busy.add(worker)
            waiter.given.set_result(worker)

    def _may_begin(self) -> Callable[[Waiter[_Worker]], bool]:
        """Whether one may begin: a quick process is left for others when one more has one who takes long.

        A process that has yet to start is none: those who look up would wait until it has.
        """
        heavy = self._waiting.is_heavy
        quick = [heavy(worker.text, worker.client) for worker in self._busy if not worker.aside]
        left = len(self._idle) - 1 + quick.count(False)
        is_left = sum(quick) < max(1, self._size - 1) and left >= min(1, self._size - 1)
        return lambda waiter: is_left or not heavy(waiter.text, waiter.client)

    def _has_long_place(self, client: str) -> bool:
        """Whether a client may have one more long place: it takes no more than it leaves."""
        free = self._bounds.long - sum(other.aside for other in self._busy)
        held = sum(other.aside and other.client == client for other in self._busy)
        return free > (held if client else 0)

    def _offer(self, worker: _Worker) -> None:
        """A process for whoever is next, or for the next who asks."""
        self._idle.append(worker)
        self._serve_next()

    def _quick(self) -> int:
        return len(self._idle) + sum(not worker.aside for worker in self._busy)

    def _fill(self) -> None:
        """See that all quick places have a process, and that a spare one stands by."""
        if self._closed:
            return
        if self._spare and self._quick() < self._size:
            spare, self._spare = self._spare, None
            self._offer(spare)
        wanted = self._size - self._quick() + (self._spare is None) - self._starting
        for _ in range(wanted):
            self._starting += 1
            task = asyncio.create_task(self._start_one())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _start_one(self) -> None:
        try:
            worker = _Worker(await QueryProcess.start(self._options))
        except (LostError, QueryError, OSError):
            await asyncio.sleep(AGAIN)
            worker = None
        finally:
            self._starting -= 1
        if worker:
            self._keep(worker)
        self._fill()

    def _keep(self, worker: _Worker) -> None:
        """A process that is ready for a query, where it is wanted yet."""
        if worker.process.options != self._options:
            worker.process.kill()
        elif self._quick() < self._size:
            self._offer(worker)
        elif self._spare is None:
            self._spare = worker
        else:
            worker.process.kill()

    def _move_aside(self, worker: _Worker) -> None:
        """Make place for others while a query goes on."""
        loop = asyncio.get_running_loop()
        left = LONG - (worker.process.used() - worker.used)
        if left > 0 and loop.time() - worker.since < HELD:
            worker.timer = loop.call_later(max(left, LONG / 10), self._move_aside, worker)
            return
        self._waiting.note(worker.text, worker.client, long=True)
        if self._has_long_place(worker.client):
            worker.aside = True
            worker.process.yield_to_others()
            self._fill()
        elif loop.time() - worker.since > STOPPED and self._waiting.others_wait(worker.client, LONG):
            self.stopped["crowd"] += 1
            worker.stopped = BusyError(
                "The query was stopped: many long ones are running and others wait. "
                "Try again in a moment, or make it smaller: add a LIMIT."
            )
            worker.process.kill()
        else:
            worker.timer = loop.call_later(LONG, self._move_aside, worker)

    def _give_back(self, worker: _Worker) -> None:
        """Keep a process that is ready for the next query."""
        self._leave(worker)
        if asyncio.get_running_loop().time() - worker.since < LONG:
            self._waiting.note(worker.text, worker.client, long=False)
        if (worker.aside or worker.yields) and not worker.process.take_its_turn():
            worker.process.kill()
        else:
            worker.aside = worker.yields = False
            self._keep(worker)
        self._fill()

    def _end(self, worker: _Worker) -> None:
        """End a process that is not."""
        self._leave(worker)
        worker.process.kill()
        self._fill()

    def _leave(self, worker: _Worker) -> None:
        if worker.timer:
            worker.timer.cancel()
        self._busy.discard(worker)
        self._serve_next()


class _Rest:
    """What follows the first piece of an answer; its process is free again, or ended, when it is read or closed."""

    def __init__(self, pool: WorkerPool, worker: _Worker) -> None:
        self._pool = pool
        self._worker: _Worker | None = worker
        self._until = worker.since + pool._bounds.seconds

    def __aiter__(self) -> _Rest:
        return self

    async def __anext__(self) -> bytes:
        worker = self._worker
        if worker is None:
            raise StopAsyncIteration
        try:
            async with asyncio.timeout_at(self._until):
                piece = await worker.channel.more()
        except QueryError:
            self._worker = None
            self._pool._give_back(worker)
            raise
        except BaseException as error:
            self._worker = None
            self._pool._end(worker)
            if isinstance(error, LostError) and not worker.stopped:
                raise QueryError("The answer was cut off: its process ended.") from None
            raise self._pool._why(worker, error) from None
        if piece is None:
            self._worker = None
            self._pool._give_back(worker)
            raise StopAsyncIteration
        return piece

    async def aclose(self) -> None:
        """End the process, which would else write on."""
        worker, self._worker = self._worker, None
        if worker:
            self._pool._end(worker)

    def __del__(self) -> None:
        if self._worker and not self._pool._closed:
            self._pool._end(self._worker)
