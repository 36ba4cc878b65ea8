"""Servers for the tests of this folder, each a process of its own on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from httpx import Client

from conftest import free_port, wait_for

TOKEN = "a-token-for-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@contextmanager
def served(*options: str, log: Path | None = None, settings: Mapping[str, object] | None = None) -> Iterator[Client]:
    """``resograph serve``, and a client of it; its log goes to a file, where one is given."""
    port = free_port()
    environment = {
        **os.environ,
        **{f"RESOGRAPH_{name.upper()}": str(value) for name, value in (settings or {}).items()},
    }
    with (log or Path(os.devnull)).open("w") as errors:
        server = subprocess.Popen(
            [sys.executable, "-m", "resograph", "serve", "--port", str(port), *options], env=environment, stderr=errors
        )
        try:
            with Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
                http.headers["X-Server-Process"] = str(server.pid)
                wait_for(http)
                yield http
        finally:
            server.terminate()
            server.wait(timeout=20)


def process_of(http: Client) -> int:
    """The server that a client is of."""
    return int(http.headers["X-Server-Process"])


def writable(directory: Path, settings: Mapping[str, object] | None = None) -> AbstractContextManager[Client]:
    """One mutable store."""
    return served("--writable", "--store", str(directory), settings={"token": TOKEN, **(settings or {})})
