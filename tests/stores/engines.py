"""An Oxigraph server for tests, and short ways to ask a store."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox

from conftest import free_port
from resograph.stores import ResultKind, Store

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
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
        for _ in range(100):
            try:
                httpx.get(address)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def ask(store: Store, text: str, format_: str = "json", **more: Any) -> bytes:
    formats = dict.fromkeys((ResultKind.ROWS, ResultKind.BOOLEAN, ResultKind.GRAPH), format_)
    answer = store.query(text, formats, **more)
    assert answer.format == format_
    return b"".join(answer.chunks)


def rows(store: Store, text: str, **more: Any) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(ask(store, text, **more))["results"]["bindings"]
    return found


def count(store: Store, text: str, **more: Any) -> int:
    return int(rows(store, text, **more)[0]["n"]["value"])


def cell(term: object) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode | ox.Literal) else ""
