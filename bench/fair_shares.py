"""What one client can do to others: runaway queries, slow readers, slow bodies, half-open requests, endless heads.

Run: python -m bench.fair_shares RELEASE [--seconds 8] [--beside NAME …]

The others are four who look up and one who asks /health; the one asks from 127.0.0.2. Prints p50 and p99 in ms and what
was not answered with 200, and the memory of the server in MiB before and after.
"""

from __future__ import annotations

import argparse
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx

from bench.serving import Server, ours

_NUMBERS = " ".join(map(str, range(60)))
_PRODUCT = " ".join(f"VALUES ?v{place} {{ {_NUMBERS} }}" for place in range(6))
RUNAWAY = f"SELECT (COUNT(*) AS ?n) {{ {_PRODUCT} VALUES ?k {{ %d }} }}"
LISTING = f"SELECT * {{ {_PRODUCT} }}"
LOOKUP = "SELECT * { ?s a <https://w3id.org/resograph/ns#Resolution> ; ?p ?o } LIMIT 10"
_OTHER = ("127.0.0.2", 0)
_SETTLED = 30
"""Seconds after which a server has indexed names."""


def memory(server: Server) -> float:
    """Resident MiB of the server's own process."""
    lines = Path(f"/proc/{server.process}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1]) / 1024


def others(root: str, seconds: float) -> tuple[list[float], list[float], int]:
    """Times in ms of look-ups and of /health, and how many were not answered."""
    until = time.monotonic() + seconds
    looked: list[float] = []
    healthy: list[float] = []
    failed: list[int] = []

    def ask(address: str, times: list[float], pause: float) -> None:
        with httpx.Client(timeout=60) as http:
            while time.monotonic() < until:
                begun = time.perf_counter()
                status = http.get(address).status_code
                times.append((time.perf_counter() - begun) * 1000)
                if status != 200:
                    failed.append(status)
                time.sleep(pause)

    threads = [
        threading.Thread(target=ask, args=(f"{root}sparql?query={quote(LOOKUP)}", looked, 0.02)) for _ in range(4)
    ]
    threads.append(threading.Thread(target=ask, args=(f"{root}health", healthy, 0.05)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return looked, healthy, len(failed)


@contextmanager
def runaways(root: str, count: int) -> Iterator[None]:
    """So many queries that do not end, again and again."""
    over = threading.Event()

    def run(number: int) -> None:
        with httpx.Client(timeout=60, transport=httpx.HTTPTransport(local_address=_OTHER[0])) as http:
            while not over.is_set():
                http.get(f"{root}sparql?query={quote(RUNAWAY % number)}")

    threads = [threading.Thread(target=run, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    time.sleep(2)
    yield
    over.set()


@contextmanager
def connections(root: str, count: int, sent: bytes, more: bytes = b"") -> Iterator[None]:
    """So many connections that begin so, and then send a piece now and then, or nothing."""
    place = urlsplit(root)
    over = threading.Event()
    opened: list[socket.socket] = []

    def keep() -> None:
        for _ in range(count):
            try:
                one = socket.create_connection((place.hostname or "", place.port or 80), 10, source_address=_OTHER)
                one.sendall(sent)
                opened.append(one)
            except OSError:
                continue
        while not over.wait(0.5 if len(more) < 1000 else 0.0):
            for one in opened:
                with suppress(OSError):
                    one.sendall(more)

    thread = threading.Thread(target=keep, daemon=True)
    thread.start()
    time.sleep(2)
    yield
    over.set()
    thread.join(timeout=10)
    for one in opened:
        one.close()


@contextmanager
def nobody(root: str) -> Iterator[None]:
    """At rest."""
    yield


def p(times: list[float], share: float) -> float:
    """A percentile."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] if times else float("nan")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("release", type=Path)
    options.add_argument("--seconds", type=float, default=8)
    options.add_argument("--beside", nargs="*", default=[], help="only these, by how their names begin")
    given = options.parse_args()
    form = b"POST /resolve HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"
    listing = f"GET /sparql?query={quote(LISTING)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    trials: list[tuple[str, Callable[[str], AbstractContextManager[None]]]] = [
        ("at rest", nobody),
        ("16 runaways", lambda root: runaways(root, 16)),
        ("40 runaways", lambda root: runaways(root, 40)),
        ("60 slow readers", lambda root: connections(root, 60, listing)),
        ("256 slow bodies", lambda root: connections(root, 256, form, b"x")),
        ("2,000 half-open", lambda root: connections(root, 2000, b"GET / HT")),
        ("4 heads of 150 MB", lambda root: connections(root, 4, b"GET / HTTP/1.1\r\nX: ", b"x" * 1_000_000)),
    ]
    print("| beside | look-ups p50 | p99 | /health p99 | not 200 | MiB |\n|---|---|---|---|---|---|")
    with ours(given.release, 9214, cache_mb=0, query_seconds=20) as server:
        root = f"http://{urlsplit(server.prefix).netloc}/"
        time.sleep(_SETTLED)
        others(root, 2)
        for name, beside in trials:
            if given.beside and not name.startswith(tuple(given.beside)):
                continue
            with beside(root):
                looked, healthy, failed = others(root, given.seconds)
            figures = f"{p(looked, 0.5):.1f} | {p(looked, 0.99):.1f} | {p(healthy, 0.99):.1f} | {failed}"
            print(f"| {name} | {figures} | {memory(server):.0f} |", flush=True)
            time.sleep(3)


if __name__ == "__main__":
    main()
