"""A store that makes its asker wait, asked in threads by a server that cannot."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from resograph.sparql import Query, ResultKind
from resograph.stores.port import QueryTimeoutError, Store, StreamedAnswer
from resograph.stores.processes.queueing import FairQueue
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
        self._free: FairQueue[int] = FairQueue()
        for place in range(size):
            self._free.put(place)
        self.stopped: Counter[str] = Counter()
        """Queries that were stopped, by why."""

    async def start(self) -> None:
        """Nothing: the store is open."""

    def close(self) -> None:
        """Take no more questions."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def state(self) -> dict[str, int]:
        """How many questions can be asked at once, are, and wait."""
        idle = len(self._free)
        return {"idle": idle, "busy": self._size - idle, "long": 0, "waiting": self._free.waiting}

    async def query(self, query: Query, client: str = "") -> StreamedAnswer:
        """See ``AsyncStore.query``."""

        def ask() -> tuple[ResultKind, str, Iterator[bytes], bytes, bytes]:
            answer = self._store.query(query)
            chunks = within(answer.kind, answer.format, answer.chunks, self._bounds.rows, self._bounds.answer_bytes)
            return answer.kind, answer.format, chunks, next(chunks, b""), next(chunks, b"")

        place = await self._free.take(client, self._bounds.wait_seconds)
        try:
            kind, format_, chunks, first, second = await self._in_thread(ask)
        except BaseException as error:
            self._free.put(place)
            if isinstance(error, QueryTimeoutError):
                self.stopped["time"] += 1
            raise
        if not second:
            self._free.put(place)
            return StreamedAnswer(kind, format_, first, None)
        return StreamedAnswer(kind, format_, first, _Rest(self, place, chunks, second))

    async def _in_thread(self, call: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)


class _Rest:
    """What follows the first piece of an answer."""

    def __init__(self, store: ThreadedStore, place: int, chunks: Iterator[bytes], piece: bytes) -> None:
        self._store = store
        self._place = place
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
            self._store._free.put(self._place)
