"""What a query costs the processor, and what is held in memory at rest: our pool of processes, and Oxigraph's server.

Processor time of a server and its children, not the wall's, so that other work on the machine changes little. Also
whether each refuses SERVICE and keeps a limit of time (docs/decisions/0012-the-pool-stays.md).
Run: python -m bench.pool RELEASE [--requests 300]
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx

from bench.endpoint import queries
from bench.serving import JSON, Server, native, ours
from resograph.releases import open_current

CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
KINDS = ("lookup", "paragraph list", "describe")
TICKS = os.sysconf("SC_CLK_TCK")


def family(process: int) -> Iterator[int]:
    """A process and all that it started."""
    yield process
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from family(int(child))


def used(process: int) -> float:
    """Seconds of the processor that a family has used."""
    fields = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in family(process)]
    return sum(int(row[11]) + int(row[12]) for row in fields) / TICKS


def held(process: int) -> float:
    """Proportional set size of a family, in MiB: pages that are shared counted once."""
    lines = [line for one in family(process) for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def cost(server: Server, text: str, accept: str, requests: int) -> float:
    """Milliseconds of the processor a request."""
    with httpx.Client(headers={"Accept": accept}, timeout=120) as http:
        http.get(server.address(text)).raise_for_status()
        before = used(server.process)
        for _ in range(requests):
            http.get(server.address(text)).raise_for_status()
        return (used(server.process) - before) / requests * 1000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("release", type=Path)
    options.add_argument("--requests", type=int, default=300)
    given = options.parse_args()
    release = open_current(given.release)
    with ExitStack() as stack:
        servers = [
            stack.enter_context(native(release, 9211)),
            stack.enter_context(ours(given.release, 9212, "ours", cache_mb=0, log="off", query_seconds=5)),
        ]
        print("| | " + " | ".join(server.name for server in servers) + " |\n|---|---|---|")
        print("| MiB at rest | " + " | ".join(f"{held(server.process):.0f}" for server in servers) + " |", flush=True)
        for kind, (text, accept) in queries(servers[0], release.manifest.base).items():
            if kind in KINDS:
                cells = (f"{cost(server, text, accept, given.requests):.2f}" for server in servers)
                print(f"| {kind}, ms | " + " | ".join(cells) + " |", flush=True)
        for server in servers:
            service = f"SELECT * {{ SERVICE <{server.prefix.partition('?')[0]}> {{ ?s ?p ?o }} }} LIMIT 1"
            asked = httpx.get(server.address(service), headers={"Accept": JSON}, timeout=60)
            begun = time.monotonic()
            try:
                stopped = str(httpx.get(server.address(CROSS), headers={"Accept": JSON}, timeout=20).status_code)
            except httpx.TimeoutException:
                stopped = "no answer"
            print(f"{server.name}: SERVICE {asked.status_code}; cross product {stopped} after ", end="")
            print(f"{time.monotonic() - begun:.0f} s; {held(server.process):.0f} MiB then", flush=True)


if __name__ == "__main__":
    main()
