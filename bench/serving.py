"""Servers for the figures of the other modules here, each on loopback."""

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

from resograph.releases import Release, open_current
from resograph.releases.publishing import publish_to
from resograph.stores.credentials import Credentials

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
    name: str,
    command: list[str],
    address: str,
    prefix: str,
    environment: dict[str, str] | None = None,
    folder: Path | None = None,
    seconds: int = 30,
) -> Iterator[Server]:
    """A server that answers, until the block ends."""
    process = subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(seconds * 10):
            try:
                httpx.get(address, timeout=seconds)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield Server(name, process.pid, prefix)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:  # rdflib-endpoint goes on with its queries
            process.kill()


@contextmanager
def ours(store: Path, port: int, name: str = "resograph", **settings: object) -> Iterator[Server]:
    """``resograph serve`` on a release directory."""
    base = open_current(store).manifest.base
    command = [sys.executable, "-m", "resograph", "serve", "--store", str(store), "--port", str(port), "--base", base]
    environment = {**os.environ, **{f"RESOGRAPH_{key.upper()}": str(value) for key, value in settings.items()}}
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
        yield stack.enter_context(serving("oxigraph", command, root, f"{root}/query?query="))


@contextmanager
def virtuoso(release: Release, folder: Path, port: int) -> Iterator[Server]:
    """Debian's Virtuoso, its database kept in a folder; a release is put there the first time."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "virtuoso.ini").write_text(_INI.format(http=port, sql=port + 1000))
    command = ["virtuoso-t", "+configfile", str(folder / "virtuoso.ini"), "+foreground"]
    root = f"http://127.0.0.1:{port}/sparql"
    with serving("Virtuoso", command, root, f"{root}?query=", folder=folder) as server:
        asked = httpx.get(server.address("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), headers={"Accept": JSON}, timeout=600)
        if int(asked.json()["results"]["bindings"][0]["n"]["value"]) < release.manifest.counts["triples"]:
            publish_to(root, release, credentials=Credentials("dba", "dba"))
        yield server


@contextmanager
def rdflib_endpoint(release: Release, python: str, port: int) -> Iterator[Server]:
    """rdflib-endpoint over the same pyoxigraph store, by the Python of an environment that has it and oxrdflib."""
    with tempfile.TemporaryDirectory() as folder:
        ox.Store.read_only(str(release.store)).backup(f"{folder}/store")
        root = f"http://127.0.0.1:{port}"
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        command = [python, "-c", _RDFLIB_ENDPOINT, f"{folder}/store", str(port)]
        with serving("rdflib-endpoint", command, root, f"{root}/?query=", environment) as server:
            yield server


_RDFLIB_ENDPOINT = """
import sys, oxrdflib, pyoxigraph, rdflib, rdflib_endpoint, uvicorn
store = oxrdflib.OxigraphStore(store=pyoxigraph.Store.read_only(sys.argv[1]))
graph = rdflib.Dataset(store=store)
uvicorn.run(rdflib_endpoint.SparqlEndpoint(graph=graph), port=int(sys.argv[2]), log_level="warning")
"""
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
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 16
[SPARQL]
"""
