"""Look-ups while runaway queries run: their times at rest, beside one runaway, and beside sixteen.

Run: python -m bench.crowd RELEASE [--seconds 10] [--connections 2]
"""

from __future__ import annotations

import argparse
import threading
import time
from pathlib import Path

import httpx

from bench.endpoint import measure
from bench.serving import JSON, Server, ours

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LOOKUP = "SELECT * { ?s a <https://w3id.org/resograph/ns#Resolution> ; ?p ?o } LIMIT 10"


def beside(server: Server, runaways: int, seconds: int, connections: int) -> tuple[float, float, float]:
    """Requests a second, p50 and p99 in ms of look-ups while so many runaways run."""
    over = threading.Event()
    statuses: list[int] = []

    def run() -> None:
        with httpx.Client(timeout=60) as http:
            while not over.is_set():
                statuses.append(http.get(server.address(CROSS)).status_code)

    threads = [threading.Thread(target=run, daemon=True) for _ in range(runaways)]
    for thread in threads:
        thread.start()
    time.sleep(2 if runaways else 0)
    found = measure(server.address(LOOKUP), JSON, seconds, connections)
    over.set()
    for thread in threads:
        thread.join(timeout=60)
    assert set(statuses) <= {400, 429, 503}, statuses  # out of memory, too many, out of time
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("release", type=Path)
    options.add_argument("--seconds", type=int, default=10)
    options.add_argument("--connections", type=int, default=2)
    given = options.parse_args()
    print("| runaways | requests/s | p50 ms | p99 ms | p99 against rest |\n|---|---|---|---|---|")
    with ours(given.release, 9204, cache_mb=0, query_seconds=20) as server:
        rest = 0.0
        measure(server.address(LOOKUP), JSON, 2, given.connections)
        for runaways in (0, 1, 16):
            rate, p50, p99 = beside(server, runaways, given.seconds, given.connections)
            rest = rest or p99
            print(f"| {runaways} | {rate:,.0f} | {p50:.1f} | {p99:.1f} | {p99 / rest:.1f} |", flush=True)


if __name__ == "__main__":
    main()
