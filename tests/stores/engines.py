"""Oxigraph and Virtuoso servers for tests, and short ways to ask a store."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pyoxigraph as ox
import pytest

from conftest import free_port
from resograph.sparql import Formats, Query
from resograph.stores import Answer, AsyncStore, Store
from resograph.stores.credentials import Credentials
from resograph.stores.port import StreamedAnswer
from system_packages import VIRTUOSO as VIRTUOSO_PACKAGE

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
Result = TypeVar("Result")
FOREIGN = "<x:foreign> <x:p> <x:o> <x:graph> .\n<x:foreign> <x:p> <x:o> .\n"


@contextmanager
def server(*options: str) -> Iterator[str]:
    """A native Oxigraph server on loopback, empty."""
    address = f"http://127.0.0.1:{free_port()}"
    program = Path(sys.executable).with_name("oxigraph")
    process = subprocess.Popen(
        [program, "serve", "-b", address.removeprefix("http://"), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


VIRTUOSO = Credentials("dba", "dba")
_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 8
[SPARQL]
{more}
"""


@contextmanager
def virtuoso(folder: Path, buffers: int = 4000, more: str = "") -> Iterator[str]:
    """A Virtuoso of our own in a folder, empty but for its own graphs; its address for queries.

    Skips aloud where Virtuoso is not installed; ``tests/system_packages.py`` installs it where it may.
    """
    program = shutil.which("virtuoso-t")
    if program is None:
        message = (
            "SKIPPED ALOUD: Virtuoso is not installed: apt-get install --no-install-recommends " + VIRTUOSO_PACKAGE
        )
        warnings.warn(message, stacklevel=2)
        pytest.skip(message)
    sql, http = free_port(), free_port()
    ini = _INI.format(sql=sql, http=http, buffers=buffers, dirty=buffers * 3 // 4, more=more)
    (folder / "virtuoso.ini").write_text(ini)
    process = subprocess.Popen(
        [program, "+configfile", "virtuoso.ini", "+foreground"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{http}/sparql"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.kill()
        process.wait(timeout=10)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until a server answers, thirty seconds at most."""
    for _ in range(600):
        try:
            httpx.get(address)
            return
        except httpx.TransportError:
            assert process.poll() is None, f"{process.args!r} ended"
            time.sleep(0.05)
    raise AssertionError(f"{address} did not start")


@contextmanager
def resograph(directory: Path) -> Iterator[str]:
    """Our own server of a release on loopback; its address for queries."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "resograph", "serve", "--store", str(directory), "--port", str(port)],
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}/sparql"
    finally:
        process.terminate()
        process.wait(timeout=20)


class Waited:
    """A ``Store`` over an ``AsyncStore``, whose loop runs in a thread."""

    def __init__(self, store: AsyncStore) -> None:
        self._store = store
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._wait(store.start())

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._store.close)

    def query(self, query: Query) -> Answer:
        answer = self._wait(self._store.query(query))
        chunks = self._pieces(answer)
        next(chunks)  # begun, so that what is dropped unread is closed
        return Answer(answer.kind, answer.format, chunks)

    def _pieces(self, answer: StreamedAnswer) -> Iterator[bytes]:
        rest = answer.rest
        try:
            yield b""
            yield answer.first
            while rest is not None:
                try:
                    yield self._wait(rest.__anext__())
                except StopAsyncIteration:
                    return
        finally:
            if rest is not None:
                self._wait(rest.aclose())

    def _wait(self, task: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(task, self._loop).result()


def ask(store: Store, text: str, format_: str = "json", **more: Any) -> bytes:
    answer = store.query(Query.of(text, formats=Formats(format_, format_, format_), **more))
    assert answer.format == format_
    return b"".join(answer.chunks)


def rows(store: Store, text: str, **more: Any) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(ask(store, text, **more))["results"]["bindings"]
    return found


def count(store: Store, text: str, **more: Any) -> int:
    return int(rows(store, text, **more)[0]["n"]["value"])


def cell(term: object) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode | ox.Literal) else ""
