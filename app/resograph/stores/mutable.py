"""One mutable store behind a server: a process that owns it, asked over several sockets at a time.

A store that is written to lives in one process only, so a query past its time ends that process. The store is opened
again at once: what was acknowledged is in its log, queries that had not been answered yet are asked again, and an
update under way is waited for first (docs/decisions).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from typing import Any

from resograph.sparql import Query, QueryError, ResultKind
from resograph.sparql.update_dataset import with_dataset
from resograph.stores.port import BusyError, QueryTimeoutError, StreamedAnswer
from resograph.stores.processes.options import Options
from resograph.stores.processes.process import Channel, LostError, QueryProcess
from resograph.stores.processes.queueing import FairQueue
from resograph.stores.processes.wire import ASK, BODY, frame, told
from resograph.stores.workers import AGAIN, TOO_MUCH, Limits, question, too_long


class MutableStore:
    """Answers from a store that can be written to (see ``AsyncStore``); to be used in one event loop."""

    def __init__(self, path: Path, size: int, bounds: Limits, base: str) -> None:
        self._bounds = bounds
        self._size = size
        self._base = base
        self._options = Options(
            str(path),
            writable=True,
            base=base,
            rows=bounds.rows,
            answer_bytes=bounds.answer_bytes,
            memory_bytes=bounds.memory_bytes,
        )
        self._free: FairQueue[tuple[QueryProcess, Channel]] = FairQueue()
        self._process: QueryProcess | None = None
        self._writer = asyncio.Lock()
        self._open = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._dropped: set[asyncio.Task[None]] = set()
        self.stopped: Counter[str] = Counter()
        """Queries that were stopped, by why."""

    async def start(self) -> None:
        """Open the store; an empty one where there is none.

        Raises:
            QueryError: it cannot be opened.
        """
        process = self._process = await QueryProcess.start(self._options, self._size + 1)
        for channel in process.channels[1:]:
            self._free.put((process, channel))
        self._open.set()

    def close(self) -> None:
        """End the process."""
        if self._task:
            self._task.cancel()
        if self._process:
            self._process.kill()

    def state(self) -> dict[str, int]:
        """How many queries can be asked at once, are, and wait."""
        idle = len(self._free)
        return {"idle": idle, "busy": self._size - idle, "long": 0, "waiting": self._free.waiting}

    async def query(self, query: Query, client: str = "") -> StreamedAnswer:
        """See ``AsyncStore.query``. Asked again where the process was ended because of another query."""
        asked = question(query)
        for _ in range(3):
            process, channel = await self._free.take(client, self._bounds.wait_seconds)
            until = asyncio.get_running_loop().time() + self._bounds.seconds
            try:
                async with asyncio.timeout_at(until):
                    (kind, format_), first, done = await channel.ask(asked)
            except QueryError:
                self._give_back(process, channel)
                raise
            except LostError:
                self._reopen(process)
                if why := await process.overcome_by():
                    self.stopped[why] += 1
                    raise QueryError(TOO_MUCH[why]) from None
                continue
            except TimeoutError:
                self._reopen(process)
                self.stopped["time"] += 1
                raise too_long(self._bounds.seconds) from None
            except BaseException:
                self._drop(process, channel, until)
                raise
            if done:
                self._give_back(process, channel)
            rest = None if done else self._rest(process, channel, until)
            if rest:
                await anext(rest)  # begun, so that an answer dropped unread frees its channel too
            return StreamedAnswer(ResultKind(kind), format_, first, rest)
        raise BusyError("The store's process was ended again and again; try later.")

    async def update(self, text: str, graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()) -> None:
        """Carry out an update, whole or not at all; when this returns it outlives a crash of this process.

        Args:
            text: SPARQL 1.1 Update.
            graphs: IRIs of the graphs whose merge its patterns are asked over.
            named_graphs: IRIs of the graphs they may name.

        Raises:
            QueryError: it is no update, or breaks off.
            RefusedQueryError: it would fetch something.
            QueryTimeoutError: it took too long.
            BusyError: another update takes too long.
        """
        text = await asyncio.to_thread(with_dataset, text, graphs, named_graphs)  # which may take long
        change = {"do": "update", "text": text, "base": self._base}
        await self._change(told(ASK, change))

    async def put_graph(self, graph: str | None, body: bytes, format_: str) -> bool:
        """Make a graph (None: the default graph) what a text says; whether it was there before."""
        return await self._send("put", graph, body, format_)

    async def post_graph(self, graph: str | None, body: bytes, format_: str, *, whole: bool = False) -> bool:
        """Add a text to a graph; ``whole``: to the graphs that its quads name. Whether it was there before."""
        return await self._send("post", graph, body, format_, whole)

    async def delete_graph(self, graph: str | None) -> bool:
        """Remove a graph; whether it was there."""
        return await self._change(told(ASK, {"do": "delete", "graph": graph}))

    async def _send(self, do: str, graph: str | None, body: bytes, format_: str, whole: bool = False) -> bool:
        change: dict[str, Any] = {"do": do, "graph": graph, "format": format_, "whole": whole, "has_body": True}
        change["base"] = graph or self._base
        return await self._change(told(ASK, change) + frame(BODY, body))

    async def _change(self, asked: bytes) -> bool:
        """One change at a time."""
        try:
            async with asyncio.timeout(self._bounds.wait_seconds):
                await self._open.wait()
                await self._writer.acquire()
        except TimeoutError:
            raise BusyError("Another update is under way; try again in a moment.") from None
        return await asyncio.shield(asyncio.create_task(self._carry_out(asked)))

    async def _carry_out(self, asked: bytes) -> bool:
        """Goes on to its end where the client goes away: the change is then done, or not, but never unknown to us."""
        process = self._process
        assert process is not None
        try:
            async with asyncio.timeout(self._bounds.seconds):
                there, _, _ = await process.channels[0].ask(asked)
                return bool(there)
        except BusyError:
            self._reopen(process, writing=True)  # an engine that once could not write writes no more
            raise
        except TimeoutError:
            self.stopped["time"] += 1
            self._reopen(process, writing=True)
            raise QueryTimeoutError(
                f"The update was stopped after {self._bounds.seconds:g} seconds. "
                "See whether it took effect before sending it again; send it in smaller parts."
            ) from None
        except LostError:
            self._reopen(process, writing=True)
            if why := await process.overcome_by():
                self.stopped[why] += 1
                raise QueryError(f"The update asks too much ({why}); send it in smaller parts.") from None
            raise QueryTimeoutError(
                "The store's process ended during the update. See whether it took effect before sending it again."
            ) from None
        finally:
            self._writer.release()

    def _give_back(self, process: QueryProcess, channel: Channel) -> None:
        if process is self._process:
            self._free.put((process, channel))

    def _reopen(self, process: QueryProcess, *, writing: bool = False) -> None:
        """End a process, but not in the middle of another's update, and open the store anew."""
        if process is self._process and self._open.is_set():
            self._open.clear()
            self._free.clear()
            self._task = asyncio.create_task(self._open_again(process, writing))

    async def _open_again(self, process: QueryProcess, writing: bool) -> None:
        async with contextlib.nullcontext() if writing else self._writer:
            process.kill()
            while True:
                try:
                    return await self.start()
                except (LostError, QueryError, OSError):
                    await asyncio.sleep(AGAIN)

    def _drop(self, process: QueryProcess, channel: Channel, until: float) -> None:
        """Leave an answer unread: its channel is free again when the query ends by itself, or is stopped as any."""
        task = asyncio.create_task(self._skip(process, channel, until))
        self._dropped.add(task)
        task.add_done_callback(self._dropped.discard)

    async def _skip(self, process: QueryProcess, channel: Channel, until: float) -> None:
        try:
            async with asyncio.timeout_at(until):
                await channel.skip()
        except (TimeoutError, LostError):
            self._reopen(process)
        else:
            self._give_back(process, channel)

    async def _rest(self, process: QueryProcess, channel: Channel, until: float) -> AsyncGenerator[bytes]:
        try:
            yield b""
            async with asyncio.timeout_at(until):
                while (piece := await channel.more()) is not None:
                    yield piece
        except TimeoutError:
            self.stopped["time"] += 1
            self._reopen(process)
            raise too_long(self._bounds.seconds) from None
        except LostError:
            self._reopen(process)
            raise QueryError("The answer was cut off: its process ended.") from None
        except QueryError:
            self._give_back(process, channel)
            raise
        except BaseException:
            self._drop(process, channel, until)
            raise
        self._give_back(process, channel)
