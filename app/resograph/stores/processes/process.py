"""A query process seen from the server: started, asked over its sockets, moved aside, ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from resograph.stores.embedded import PIECE
from resograph.stores.processes.options import Options
from resograph.stores.processes.wire import DATA, END, ERROR, READY, error_in, next_header

_EXITS = {
    77: "memory",  # told by Python
    -signal.SIGABRT: "memory",  # told by the engine, which aborts
    -signal.SIGSEGV: "depth",  # the engine's parser and planner recurse until there is no stack
    -signal.SIGBUS: "depth",
}
"""Why a process ended, by its exit code."""


YIELDING = 10
"""How much nicer than the server a process is that yields: a tenth of the processor against one that does not.

At 19, a seventieth, a long list waited for ever on a machine that was busy with other things.
"""


class LostError(RuntimeError):
    """The process ended while it was asked."""


class Channel:
    """One socket to a query process: one question at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._header: tuple[bytes, int] | None = None

    async def ready(self) -> None:
        """Until the process has opened its store.

        Raises:
            QueryError: it cannot.
        """
        meaning, payload = await self._next()
        if meaning != READY:
            raise error_in(payload)

    async def ask(self, question: bytes) -> tuple[Any, bytes, bool]:
        """What the answer is, its first piece, and whether that is all.

        Raises:
            QueryError: as the process tells.
            LostError: it is gone.
        """
        try:
            self._writer.write(question)
        except (RuntimeError, ConnectionError):  # a socket that is closed, as the event loop says it
            raise LostError from None
        meaning, payload = await self._next()
        if meaning == ERROR:
            raise error_in(payload)
        head = json.loads(payload)
        piece = await self.more()
        if piece is None:
            return head, b"", True
        return head, piece, len(piece) < PIECE and await self.more() is None

    async def more(self) -> bytes | None:
        """The next piece; None after the last."""
        meaning, payload = await self._next()
        if meaning == END:
            return None
        if meaning == DATA:
            return payload
        raise error_in(payload)

    async def skip(self) -> None:
        """Pass over what is left of an answer."""
        while (await self._next())[0] not in (END, ERROR):
            pass

    async def _next(self) -> tuple[bytes, bytes]:
        """The next frame; one that is waited for in vain is there for the next who waits."""
        try:
            self._header = self._header or await next_header(self._reader)
            meaning, length = self._header
            payload = await self._reader.readexactly(length) if length else b""
        except (EOFError, ConnectionError):
            raise LostError from None
        self._header = None
        return meaning, payload

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


class QueryProcess:
    """A running process and the channels to it."""

    def __init__(self, process: subprocess.Popen[bytes], channels: list[Channel], options: Options) -> None:
        self._process = process
        self.channels = channels
        self.options = options

    @classmethod
    async def start(cls, options: Options, channels: int = 1) -> QueryProcess:
        """Start one, and wait until it has opened its store.

        Raises:
            QueryError: it cannot open it.
            LostError: it ended.
        """
        pairs = [socket.socketpair() for _ in range(channels)]
        theirs = [pair[1].fileno() for pair in pairs]
        home = str(Path(__file__).parents[3])
        path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            [sys.executable, "-m", "resograph.stores.processes.worker", *map(str, theirs)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=theirs,
            env={**os.environ, "PYTHONPATH": path},
        )
        for _, other in pairs:
            other.close()
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(asdict(options)).encode() + b"\n")
            process.stdin.flush()
        opened = [Channel(*await asyncio.open_connection(sock=ours, limit=4 * PIECE)) for ours, _ in pairs]
        started = cls(process, opened, options)
        try:
            for channel in opened:
                await channel.ready()
        except BaseException:
            started.kill()
            raise
        return started

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def used(self) -> float:
        """Seconds of the processor's time that it has used; those of the wall where the system does not tell."""
        try:
            return time.clock_gettime(~self.pid << 3 | 2)  # the clock of another process (clock_getcpuclockid(3))
        except OSError:
            return time.monotonic()

    async def overcome_by(self) -> str | None:
        """What of its question was too much for it when it ended: memory, depth; None where it was ended by others."""
        return _EXITS.get(await asyncio.to_thread(self._process.wait, 5))

    def yield_to_others(self) -> None:
        """Let others go first on the processor, from now on."""
        with contextlib.suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self.pid, os.getpriority(os.PRIO_PROCESS, 0) + YIELDING)

    def take_its_turn(self) -> bool:
        """As the server itself again; whether the system allows that."""
        try:
            os.setpriority(os.PRIO_PROCESS, self.pid, os.getpriority(os.PRIO_PROCESS, 0))
        except (PermissionError, ProcessLookupError):
            return False
        return True

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        for channel in self.channels:
            channel.close()
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            asyncio.get_running_loop().run_in_executor(None, self._process.wait)
        except RuntimeError:
            self._process.wait()
