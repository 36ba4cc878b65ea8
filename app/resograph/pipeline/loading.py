"""The store of a release: all in one load while works are still being written, or the store before with what changed.

One load writes each file of the store once; pieces that follow each other are written again and again as they are
merged. Where most works stay as they are, the store begins from hard links to the one before, and exactly what is in
one set of packed quads and not in the other goes out or comes in.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

from resograph.pipeline.packed import content_of, difference

_BUFFER = 1024 * 1024
"""The engine reads two kilobytes at a time, so that it is to find them ready."""

Progress = Callable[[int, int], None]
"""Told (done, total)."""


@dataclass(frozen=True)
class Replacement:
    """Packed quads that take the place of others; None for those that have no successor or no predecessor."""

    before: Path | None
    after: Path | None

    @property
    def is_none(self) -> bool:
        """Whether both are one file, by two names."""
        return self.before is not None and self.after is not None and self.before.samefile(self.after)


class StreamedLoad:
    """A new store, loaded in a thread by one call while packed files are still being handed over.

    Args:
        path: of the store, which is not there yet.
    """

    def __init__(self, path: Path) -> None:
        self._total = self._done = 0
        self.seconds = 0.0
        """How long the load waited for no one."""
        self._handed: SimpleQueue[Path | None] = SimpleQueue()
        self._broken_off = False
        self._thread = ThreadPoolExecutor(1)
        self._loading: Future[None] = self._thread.submit(self._load, path)

    def add(self, packed: Path) -> None:
        """Hand over packed quads.

        Raises:
            OSError: the disk is full.
            SyntaxError: what was handed over before are no quads.
        """
        if self._loading.done():
            self._loading.result()  # it ends early only by an error
        self._total += 1
        self._handed.put(packed)

    def finish(self, progress: Progress) -> None:
        """Come back when all that was handed over is in the store.

        Raises:
            OSError: the disk is full.
            SyntaxError: what was handed over are no quads.
        """
        self._handed.put(None)
        while not self._loading.done():
            progress(self._done, self._total)
            wait([self._loading], timeout=0.2)
        self._loading.result()

    def close(self) -> None:
        """Leave off, whatever is not done: the files of the store may be removed then."""
        self._broken_off = True
        with suppress(Empty):
            while True:
                self._handed.get_nowait()
        self._handed.put(None)
        self._thread.shutdown()

    def _load(self, path: Path) -> None:
        store = ox.Store(str(path))
        begun, self._waited = time.perf_counter(), 0.0
        store.bulk_load(_file_of(self._contents()), ox.RdfFormat.N_QUADS)
        store.flush()
        self.seconds = time.perf_counter() - begun - self._waited

    def _contents(self) -> Iterator[bytes]:
        while True:
            begun = time.perf_counter()
            packed = self._handed.get()
            self._waited += time.perf_counter() - begun
            if packed is None or self._broken_off:
                return
            yield content_of(packed)
            self._done += 1


def change_store(before: Path, path: Path, changes: Iterable[Replacement], progress: Progress) -> None:
    """A new store from hard links to another and what changed.

    Args:
        before: the store to begin from.
        path: of the new one, which is not there yet.
        changes: of its quads; a quad stands in the packed files of one change at most.
        progress: told (done, total).
    """
    ox.Store.read_only(str(before)).backup(str(path))
    store = ox.Store(str(path))
    every = [change for change in changes if not change.is_none]
    for change in every:
        for line in ox.parse(b"".join(difference(change.before, change.after)[0]), ox.RdfFormat.N_QUADS):
            store.remove(line)

    def added() -> Iterator[bytes]:
        for done, change in enumerate(every, start=1):
            yield b"".join(difference(change.before, change.after)[1])
            progress(done, len(every))

    store.bulk_load(_file_of(added()), ox.RdfFormat.N_QUADS)
    store.flush()


def _file_of(pieces: Iterator[bytes]) -> io.BufferedReader:
    """Pieces one behind the other as a file to read."""
    return io.BufferedReader(_Pieces(pieces), _BUFFER)


class _Pieces(io.RawIOBase):
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer as far as one piece goes; 0 at the end."""
        while not self._rest:
            following = next(self._pieces, None)
            if following is None:
                return 0
            self._rest = memoryview(following)
        into = memoryview(buffer).cast("B")
        size = min(len(into), len(self._rest))
        into[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
