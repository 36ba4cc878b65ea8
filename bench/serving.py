"""Servers for the figures of bench/endpoint.py, bench/crowd.py and bench/memory.py, each on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox

from resograph.stores import Release, open_current

JSON, TURTLE = "application/sparql-results+json", "text/turtle"


@dataclass(frozen=True)
class Server:
    """A server under measurement: its process, and what goes before the query in an address."""

    name: str
    process: int
    prefix: str

    def address(self, query: str) -> str:
        return self.prefix + quote(query)


@contextmanager
def serving(
    name: str, command: list[str], address: str, prefix: str, settings: dict[str, str] | None = None
) -> Iterator[Server]:
    """A server that answers, until the block ends."""
    process = subprocess.Popen(
        command, env={**os.environ, **(settings or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            try:
                httpx.get(address)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield Server(name, process.pid, prefix)
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def ours(store: Path, port: int, name: str = "resograph", **settings: object) -> Iterator[Server]:
    """``resograph serve`` on a release directory."""
    base = open_current(store).manifest.base
    command = [sys.executable, "-m", "resograph", "serve", "--store", str(store), "--port", str(port), "--base", base]
    environment = {f"RESOGRAPH_{key.upper()}": str(value) for key, value in settings.items()}
    root = f"http://127.0.0.1:{port}"
    with serving(name, command, f"{root}/health", f"{root}/sparql?query=", environment) as server:
        yield server


@contextmanager
def native(release: Release, port: int) -> Iterator[Server]:
    """The Oxigraph server of PyPI on a copy of a release's store."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ox.Store.read_only(str(release.store)).backup(str(folder / "store"))
        program = str(Path(sys.executable).with_name("oxigraph"))
        command = [program, "serve-read-only", "-l", str(folder / "store"), "-b", f"127.0.0.1:{port}"]
        root = f"http://127.0.0.1:{port}"
        yield stack.enter_context(serving("oxigraph", command, root, f"{root}/query?union-default-graph=&query="))
