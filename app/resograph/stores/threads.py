"""A store that makes its asker wait, asked in threads by a server that cannot."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from resograph.sparql import Query, ResultKind
from resograph.stores.port import BusyError, QueryTimeoutError, Store, StreamedAnswer
from resograph.stores.processes.rows import within
from resograph.stores.workers import Limits

_Result = TypeVar("_Result")


class ThreadedStore:
    """An ``AsyncStore`` over a ``Store`` that may be used from several threads, such as one at a remote server."""

    def __init__(self, store: Store, size: int, bounds: Limits) -> None:
        self._store = store
        self._size = size
        self._bounds = bounds
        self._threads = ThreadPoolExecutor(size, "store")
        self._free = asyncio.Semaphore(size)
        self._busy = self._waiting = 0
        self.stopped: Counter[str] = Counter()
        """Queries that were stopped, by why."""

    async def start(self) -> None:
        """Nothing: the store is open."""

    def close(self) -> None:
        """Take no more questions."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def state(self) -> dict[str, int]:
        """How many questions can be asked at once, are, and wait."""
        return {"idle": self._size - self._busy, "busy": self._busy, "long": 0, "waiting": self._waiting}

    async def query(self, query: Query) -> StreamedAnswer:
        """See ``AsyncStore.query``."""

        def ask() -> tuple[ResultKind, str, Iterator[bytes], bytes, bytes]:
            answer = self._store.query(query)
            chunks = within(answer.kind, answer.format, answer.chunks, self._bounds.rows, self._bounds.answer_bytes)
            return answer.kind, answer.format, chunks, next(chunks, b""), next(chunks, b"")

        await self._enter()
        try:
            kind, format_, chunks, first, second = await self._in_thread(ask)
        except BaseException as error:
            self._leave()
            if isinstance(error, QueryTimeoutError):
                self.stopped["time"] += 1
            raise
        if not second:
            self._leave()
            return StreamedAnswer(kind, format_, first, None)
        return StreamedAnswer(kind, format_, first, _Rest(self, chunks, second))

    async def _enter(self) -> None:
        self._waiting += 1
        try:
            async with asyncio.timeout(self._bounds.wait_seconds):
                await self._free.acquire()
        except TimeoutError:
            raise BusyError("All workers are busy; try again in a moment.") from None
        finally:
            self._waiting -= 1
        self._busy += 1

    def _leave(self) -> None:
        self._busy -= 1
        self._free.release()

    async def _in_thread(self, call: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)


class _Rest:
    """What follows the first piece of an answer."""

    def __init__(self, store: ThreadedStore, chunks: Iterator[bytes], piece: bytes) -> None:
        self._store = store
        self._chunks: Iterator[bytes] | None = chunks
        self._piece = piece

    def __aiter__(self) -> _Rest:
        return self

    async def __anext__(self) -> bytes:
        piece, chunks = self._piece, self._chunks
        if not piece or chunks is None:
            await self.aclose()
            raise StopAsyncIteration
        try:
            self._piece = await self._store._in_thread(lambda: next(chunks, b""))
        except BaseException:
            await self.aclose()
            raise
        return piece

    async def aclose(self) -> None:
        """Leave the rest unread."""
        chunks, self._chunks = self._chunks, None
        if chunks is None:
            return
        try:
            if isinstance(chunks, Generator):
                await self._store._in_thread(chunks.close)
        finally:
            self._store._leave()
