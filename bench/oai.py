"""Records a second out of the OAI-PMH provider, in each format, harvested over HTTP; and a harvest of it, twice.

bench/oai.py STORE
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from resograph.pipeline.fetching import Fetcher, Manners
from resograph.pipeline.oai import Harvester, Wanted
from resograph.pipeline.records import KeptRecords

HEADS = {"ListRecords": b"<record><header", "ListIdentifiers": b"<header"}


def taken(http: httpx.Client, verb: str, prefix: str) -> tuple[int, int, float]:
    """Records, bytes and seconds of a whole list."""
    began, records, size = time.perf_counter(), 0, 0
    parameters = {"verb": verb, "metadataPrefix": prefix}
    while True:
        content = http.get("/oai", params=parameters).content
        records += content.count(HEADS[verb])
        size += len(content)
        token = content.rpartition(b"<resumptionToken")[2].partition(b">")[2].partition(b"<")[0].decode()
        if not token or b"<resumptionToken" not in content:
            return records, size, time.perf_counter() - began
        parameters = {"verb": verb, "resumptionToken": token}


def main() -> None:
    """Measure, three times each, the best shown."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "resograph", "serve", "--store", sys.argv[1], "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as http:
            for _ in range(300):
                try:
                    http.get("/health")
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            for verb, prefix in (
                ("ListIdentifiers", "oai_dc"),
                ("ListRecords", "oai_dc"),
                ("ListRecords", "marcxml"),
                ("ListRecords", "akn"),
            ):
                records, size, seconds = min((taken(http, verb, prefix) for _ in range(3)), key=lambda row: row[2])
                print(
                    f"{verb} {prefix}: {records} records, {size / 1e6:.1f} MB, {records / seconds:.0f} records a second"
                )
            with TemporaryDirectory() as folder, Fetcher(Manners(delay=0)) as fetcher:
                kept = KeptRecords(Path(folder), "ours")
                for _ in range(2):
                    began = time.perf_counter()
                    harvester = Harvester(fetcher, kept, Wanted(f"{http.base_url}/oai"), lambda *_: None)
                    print(f"harvest oai: {harvester.harvest()} ({time.perf_counter() - began:.1f} s)")
    finally:
        server.terminate()
        server.wait()


main()
