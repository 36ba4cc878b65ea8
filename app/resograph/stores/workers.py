"""Queries in worker processes that open a release read-only: one past its time is killed, the others go on (DESIGN §5).

pyoxigraph cannot be stopped from Python once it computes; only ending its process frees the core.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import resource as limits
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from resograph.stores.embedded import EmbeddedStore
from resograph.stores.guard import RefusedQueryError, shape_of
from resograph.stores.port import Answer, QueryError, ResultKind


class QueryTimeoutError(RuntimeError):
    """The query took longer than it may."""


class BusyError(RuntimeError):
    """All workers are busy."""


@dataclass(frozen=True)
class Limits:
    """What one query may use: seconds, bytes of answer, bytes of memory beyond the worker's own."""

    seconds: float = 30.0
    answer_bytes: int = 256 * 1024 * 1024
    memory_bytes: int = 4 * 1024 * 1024 * 1024


class _Worker:
    def __init__(self, path: Path, bounds: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(str(path), theirs, bounds.memory_bytes), daemon=True)
        self.process.start()
        theirs.close()
        self.path = path
        self.spoilt = False

    def stop(self) -> None:
        self.process.kill()
        self.process.join(timeout=5)
        self.connection.close()


class WorkerPool:
    """A store (see ``Store``) whose queries run in other processes."""

    def __init__(self, path: Path, size: int = 2, bounds: Limits | None = None) -> None:
        self._path = path
        self._bounds = bounds or Limits()
        self._idle: queue.Queue[_Worker] = queue.Queue()
        self._lock = threading.Lock()
        for _ in range(size):
            self._idle.put(_Worker(path, self._bounds))

    def switch(self, path: Path) -> None:
        """Ask a new release from now on; queries under way end on the old one."""
        with self._lock:
            self._path = path

    def close(self) -> None:
        """End all idle workers."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().stop()

    def query(
        self,
        text: str,
        formats: Mapping[ResultKind, str],
        *,
        substitutions: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """See ``Store.query``.

        Raises:
            QueryTimeoutError: it took too long; its worker was ended and replaced.
            BusyError: no worker became free in time.
        """
        shape_of(text)
        deadline = time.monotonic() + self._bounds.seconds
        worker = self._take(deadline)
        try:
            worker.connection.send(
                (text, dict(formats), dict(substitutions or {}), tuple(default_graphs), tuple(named_graphs))
            )
            kind, format_ = self._receive(worker, deadline)
        except (QueryError, RefusedQueryError, QueryTimeoutError, OSError):
            self._give_back(worker)
            raise
        chunks = self._chunks(worker, deadline)
        next(chunks)  # begun, so that an answer dropped unread gives its worker back too
        return Answer(ResultKind(kind), format_, chunks)

    def _take(self, deadline: float) -> _Worker:
        try:
            worker = self._idle.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise BusyError("All workers are busy; try again in a moment.") from None
        if worker.path != self._path or not worker.process.is_alive():
            worker.stop()
            worker = _Worker(self._path, self._bounds)
        return worker

    def _receive(self, worker: _Worker, deadline: float) -> tuple[str, str]:
        try:
            if not worker.connection.poll(max(0.0, deadline - time.monotonic())):
                worker.spoilt = True
                raise QueryTimeoutError(
                    f"The query was stopped after {self._bounds.seconds:g} seconds. Make it smaller: "
                    "add a LIMIT, name the graph with FROM, or start from a bound subject."
                )
            tag, *values = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            worker.spoilt = True
            raise QueryError(
                "The query used more memory than it may. Make it smaller: add a LIMIT, or ask for fewer variables."
            ) from None
        if tag == "refused":
            raise RefusedQueryError(values[0])
        if tag == "error":
            raise QueryError(values[0])
        return values[0], values[1]

    def _chunks(self, worker: _Worker, deadline: float) -> Iterator[bytes]:
        worker.spoilt = True  # until the last piece is read
        try:
            yield b""
            while True:
                if not worker.connection.poll(max(0.0, deadline - time.monotonic())):
                    raise QueryTimeoutError("The answer was cut off: it took too long.")
                piece = worker.connection.recv_bytes()
                if not piece:
                    worker.spoilt = False
                    return
                yield piece
        except (EOFError, ConnectionResetError):
            raise QueryError("The answer was cut off: its worker ended.") from None
        finally:
            self._give_back(worker)

    def _give_back(self, worker: _Worker) -> None:
        """Keep a worker that is ready for the next query; replace one that is not."""
        if worker.spoilt or not worker.process.is_alive():
            worker.stop()
            worker = _Worker(self._path, self._bounds)
        self._idle.put(worker)


def _serve(path: str, connection: Connection, memory: int) -> None:
    """Answer queries until the pipe closes."""
    store = EmbeddedStore.read_only(Path(path))
    used = limits.getrusage(limits.RUSAGE_SELF).ru_maxrss * 1024
    limits.setrlimit(limits.RLIMIT_DATA, (used + memory, used + memory))
    with contextlib.suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        while True:
            text, formats, substitutions, default_graphs, named_graphs = connection.recv()
            try:
                answer = store.query(
                    text,
                    formats,
                    substitutions=substitutions,
                    default_graphs=default_graphs,
                    named_graphs=named_graphs,
                )
                pieces = iter(answer.chunks)
                first = next(pieces, b"")
            except RefusedQueryError as error:
                connection.send(("refused", str(error)))
                continue
            except QueryError as error:
                connection.send(("error", str(error)))
                continue
            connection.send(("answer", answer.kind.value, answer.format))
            if first:
                connection.send_bytes(first)
                for piece in pieces:
                    connection.send_bytes(piece)
            connection.send_bytes(b"")
