"""One, two and four web processes over one release: memory at rest, answers a second, how soon all have a new release.

Asked are pages and questions of one document, none twice, by clients in processes of their own. Memory is the
proportional set size of a server and its query processes. With a release of its own, which it changes twice.
Run: python -m bench.several FILE… [--seconds 8] [--clients 4]
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

from resograph.releases.release import current_name

FIRST_PORT = 9300
PATHS = ("/A/RES/67/138.html?_={n}", "/A/RES/67/138.ttl?_={n}", "/sparql?query=ASK%20{{?s%20?p%20{n}}}")
REST = 15
"""Seconds after which a server that nobody asks has done what it does beforehand."""


def proportional(process: int) -> float:
    """Memory of a process and its children, what they share counted once, in MiB."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    kilobytes = 0
    for pid in (process, *map(int, children)):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


@contextmanager
def processes(store: Path, number: int, workers: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many servers on ports from ``FIRST_PORT`` on, each with so many query processes."""
    environment = {**os.environ, "RESOGRAPH_WORKERS": str(workers), "RESOGRAPH_LOG": "off"}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "resograph", "serve", "--store", str(store), "--port", str(FIRST_PORT + place)],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        for place in range(number)
    ]
    try:
        for place in range(number):
            for _ in range(600):
                try:
                    httpx.get(f"http://127.0.0.1:{FIRST_PORT + place}/health", timeout=30)
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
        yield started
    finally:
        for server in started:
            server.terminate()
        for server in started:
            server.wait(timeout=30)


def ask(client: int, number: int, seconds: float) -> list[float]:
    """The times of answers that one client had, of one server after the other."""
    servers = [http.client.HTTPConnection("127.0.0.1", FIRST_PORT + place, timeout=60) for place in range(number)]
    times: list[float] = []
    until = time.perf_counter() + seconds
    count = 0
    while (started := time.perf_counter()) < until:
        server = servers[(client + count) % number]
        server.request("GET", PATHS[count % len(PATHS)].format(n=client * 1_000_000 + count))
        answer = server.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        times.append(time.perf_counter() - started)
        count += 1
    return times


def taken_up(store: Path, files: list[str], number: int) -> tuple[float, float]:
    """Seconds from the pointer's change until the first and until the last server has the new release."""
    command = [sys.executable, "-m", "resograph", "add", *files, "--store", str(store), "--jobs", "1"]
    subprocess.run(command, check=True, capture_output=True)
    name, changed = current_name(store), (store / "current").lstat().st_mtime
    seen: dict[int, float] = {}
    while len(seen) < number:
        for place in set(range(number)) - set(seen):
            told = httpx.get(f"http://127.0.0.1:{FIRST_PORT + place}/health", timeout=30).json()
            if told["release"] == name:
                seen[place] = time.time() - changed
        time.sleep(0.05)
    return min(seen.values()), max(seen.values())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="+")
    options.add_argument("--seconds", type=float, default=8)
    options.add_argument("--clients", type=int, default=4)
    given = options.parse_args()
    print("| processes × query processes | MiB at rest | answers/s | p50 ms | p99 ms | new release: first, last s |")
    print("|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first"
        command = [sys.executable, "-m", "resograph", "add", given.files[0], "--store", str(first)]
        subprocess.run(command, check=True, capture_output=True)
        for number, workers in ((1, 3), (1, 1), (2, 1), (4, 1)):
            store = Path(folder) / f"store-{number}-{workers}"
            shutil.copytree(first, store, symlinks=True)
            with processes(store, number, workers) as started:
                time.sleep(REST)
                memory = sum(proportional(server.pid) for server in started)
                with ProcessPoolExecutor(given.clients) as pool:
                    sent = [pool.submit(ask, client, number, given.seconds) for client in range(given.clients)]
                    times = sorted(one for future in sent for one in future.result())
                soon, late = taken_up(store, given.files, number)
            rate = len(times) / given.seconds
            middle, worst = statistics.median(times) * 1000, times[int(len(times) * 0.99)] * 1000
            print(
                f"| {number} × {workers} | {memory:,.0f} | {rate:,.0f} | {middle:.1f} | {worst:.1f} "
                f"| {soon:.1f}, {late:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
