"""Real parts for tests: a release built from the product's own documents, and a server on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from resograph.annotating import annotate
from resograph.documents import Document
from resograph.merging.work import Version
from resograph.pipeline import Builder, sources_in
from resograph.reading import read
from resograph.releases import Release
from resograph.vocabularies.concepts import vocabulary

pytest_plugins = ["browsing", "sourced"]

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
BASE = "http://localhost:8000/"
SEED = ROOT / "data" / "documents" / "A_RES_67_138-zh.txt"


@pytest.fixture(scope="session")
def seed() -> Document:
    """A/RES/67/138 in Chinese, as read."""
    return read(SEED.read_bytes(), SEED.name)


@pytest.fixture(scope="session")
def version(seed: Document) -> Version:
    return Version(seed, annotate(seed, vocabulary()))


@pytest.fixture(scope="session")
def store_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="session")
def release(store_directory: Path) -> Release:
    built, report = Builder(store_directory, BASE).build(sources_in([SEED.parent]))
    assert built is not None, report
    return built


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(http: httpx.Client) -> None:
    """Until the server answers, a minute at most: many share a machine."""
    for _ in range(600):
        try:
            http.get("/health")
            return
        except httpx.TransportError:
            time.sleep(0.1)


def run(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """The command line, as a user runs it."""
    environment = {**os.environ, "COLUMNS": "160"}
    return subprocess.run(
        [sys.executable, "-m", "resograph", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
        check=False,
        input=stdin,
    )


@pytest.fixture(scope="session")
def client(release: Release, store_directory: Path) -> Iterator[httpx.Client]:
    """A client of a server that runs as its own process."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "resograph", "serve", "--store", str(store_directory), "--port", str(port)],
        env={**os.environ, "RESOGRAPH_QUERY_SECONDS": "8"},
    )
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
        wait_for(http)
        yield http
    server.terminate()
    server.wait(timeout=20)
