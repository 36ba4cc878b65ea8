"""A query process: opens a store and answers, one thread a socket, until its server is gone.

pyoxigraph cannot be stopped from Python once it computes; a process can. Run with ``python -m`` by ``process``, which
sends the options as JSON and the sockets as open files.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from resograph.sparql import Formats, Query, QueryError, RefusedQueryError, ResultKind
from resograph.stores.embedded import ENGINE_ERRORS, PIECE, EmbeddedStore, in_words, too_many
from resograph.stores.port import BusyError, TooLargeError
from resograph.stores.processes.options import Options
from resograph.stores.processes.rows import ROWS_BEFORE, SHORTEST, row_counter
from resograph.stores.processes.updating import carry_out
from resograph.stores.processes.wire import DATA, END, HEAD, READY, error_frame, frame, read_frame, told

OUT_OF_MEMORY = 77
"""Exit code of a process whose query took more memory than it may, where Python was the first to see it."""


class _Sink(io.RawIOBase):
    """Where the engine writes an answer: pieces go out as they fill, up to the limits."""

    def __init__(self, connection: socket.socket, head: bytes, options: Options, format_: str | None) -> None:
        self._connection = connection
        self._unsent = head
        self._most = options
        self._count = row_counter(format_) if format_ else None
        self._shortest = SHORTEST.get(format_ or "", 1)
        self._uncounted: list[bytes] = []
        self._rows = ROWS_BEFORE.get(format_ or "", 0)
        self._bytes = 0
        self._piece = bytearray()

    def write(self, data: Any) -> int:
        """Take what the engine gives."""
        self._piece += data
        if len(self._piece) >= PIECE:
            self._send()
        return len(data)

    def end(self) -> None:
        """Send the rest."""
        self._send(frame(END))

    def _send(self, after: bytes = b"") -> None:
        piece = bytes(self._piece)
        self._piece.clear()
        self._bytes += len(piece)
        if self._count:
            self._uncounted.append(piece)
            if self._bytes > self._most.rows * self._shortest:
                self._rows += sum(map(self._count, self._uncounted))
                self._uncounted.clear()
        if self._rows > self._most.rows:
            raise TooLargeError(too_many(self._most.rows, "rows"))
        if self._bytes > self._most.answer_bytes:
            raise TooLargeError(too_many(self._most.answer_bytes, "bytes"))
        self._connection.sendall(self._unsent + (frame(DATA, piece) if piece else b"") + after)
        self._unsent = b""


def _answer(store: EmbeddedStore, question: dict[str, Any], connection: socket.socket, options: Options) -> None:
    query = _query(question)
    found = store.find(query)
    head = told(HEAD, [found.kind.value, found.format])
    sink = _Sink(connection, head, options, found.format if found.kind is ResultKind.ROWS else None)
    try:
        found.write(cast(IO[bytes], sink), options.rows)
        sink.end()
    except (QueryError, ConnectionError):
        raise
    except ENGINE_ERRORS as error:
        raise QueryError(in_words(error, query.text)) from error


def _query(question: dict[str, Any]) -> Query:
    """A query that the server looked at before it sent it."""
    return Query(
        question["text"],
        default_graphs=question["default_graphs"],
        named_graphs=question["named_graphs"],
        substitutions=question["substitutions"],
        formats=Formats(*question["formats"]),
    )


def _serve(store: EmbeddedStore, connection: socket.socket, options: Options) -> None:
    """Answer the questions of one socket."""
    stream = connection.makefile("rb")
    connection.sendall(frame(READY))
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            _, payload = read_frame(stream)
            question = json.loads(payload)
            try:
                if question["do"] == "query":
                    _answer(store, question, connection, options)
                else:
                    body = read_frame(stream)[1] if question.get("has_body") else b""
                    connection.sendall(told(HEAD, carry_out(store.store, question, body)) + frame(END))
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
            except (QueryError, RefusedQueryError, BusyError) as error:
                connection.sendall(error_frame(error))


def _open(options: Options) -> EmbeddedStore:
    """The store; one that is written to may be held for a moment yet by a process that is ending."""
    if not options.writable:
        return EmbeddedStore.read_only(Path(options.store), options.base)
    for attempt in range(100):
        try:
            return EmbeddedStore(ox.Store(options.store), options.base)
        except OSError:
            if attempt == 99:
                raise
            time.sleep(0.1)
    raise AssertionError


def _end_with_the_server() -> None:
    """The server holds the other end of standard input; it ends when the server does, however that came about."""
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    """Serve the sockets whose numbers are the arguments."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us
    line = sys.stdin.buffer.readline()
    options = Options(**json.loads(line))
    connections = [socket.socket(fileno=int(number)) for number in sys.argv[1:]]
    try:
        store = _open(options)
    except OSError as error:
        held = "another server has it open; stop that one, or give another --store" if "lock" in str(error) else error
        connections[0].sendall(error_frame(QueryError(f"{options.store} cannot be opened: {held}.")))
        sys.exit(1)
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    bound = used + options.memory_bytes
    bound = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for connection in connections[1:]:
        threading.Thread(target=_serve, args=(store, connection, options), daemon=True).start()
    _serve(store, connections[0], options)  # in the first thread, the one that a process's priority is that of


if __name__ == "__main__":
    main()
