"""Memory of the server and its processes after ever more mixed requests: queries, pages, errors, clients that leave.

Run: python -m bench.memory RELEASE [--first 10000] [--last 100000]
"""

from __future__ import annotations

import argparse
import asyncio
import random
from pathlib import Path

import httpx

from bench.serving import Server, ours
from resograph.releases import open_current

QUERIES = (
    "SELECT * {{ <{work}~para_{n}> ?p ?o }} LIMIT {n}",
    "DESCRIBE <{work}~para_{n}>",
    "SELECT (COUNT(*) AS ?n) {{ ?s a ?t{n} }}",
    "SELECT * {{ ?s ?p ?o }} LIMIT {n}00",
    "SELECT broken {n}",
    "CONSTRUCT {{ ?s a ?t }} WHERE {{ ?s a ?t }} LIMIT {n}0",
)
TYPES = ("*/*", "text/csv", "text/turtle", "application/ld+json", "application/sparql-results+xml", "text/html")
AT_ONCE = 8


def resident(process: int) -> int:
    """Memory of a process and its children, in MiB."""
    pages = 0
    for pid in (process, *map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split())):
        pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4 // 1024


async def ask(server: Server, paths: list[str], count: int, seed: int) -> None:
    """So many requests, a few at a time."""
    dice = random.Random(seed)
    root = server.prefix.removesuffix("/sparql?query=")
    async with httpx.AsyncClient(timeout=60) as http:

        async def some(share: int) -> None:
            for _ in range(share):
                path, accept = dice.choice(paths), dice.choice(TYPES)
                if dice.random() < 0.7:
                    text = dice.choice(QUERIES).format(work=path, n=dice.randrange(1, 40))
                    address = server.address(text)
                else:
                    address = f"{root}/{path}"
                if dice.random() < 0.01:
                    async with http.stream("GET", address, headers={"Accept": accept}):
                        continue  # leaves without reading
                answer = await http.get(address, headers={"Accept": accept})
                assert answer.status_code < 500, answer.text

        await asyncio.gather(*(some(count // AT_ONCE) for _ in range(AT_ONCE)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("release", type=Path)
    options.add_argument("--first", type=int, default=10_000)
    options.add_argument("--last", type=int, default=100_000)
    given = options.parse_args()
    paths = sorted(open_current(given.release).manifest.works)[:500]
    print("| requests | MiB, server and workers |\n|---|---|")
    with ours(given.release, 9205, log="off") as server:
        done = 0
        for count in (0, given.first, (given.first + given.last) // 2, given.last):
            asyncio.run(ask(server, paths, count - done, count))
            done = count
            print(f"| {count:,} | {resident(server.process):,} |", flush=True)


if __name__ == "__main__":
    main()
