"""What runs on the event loop for more than five milliseconds of processor time, while requests of all kinds come.

Run: python -m bench.loop RELEASE [count, by default 3,000] [seed]

The server runs in this process, on asyncio's own loop, each step of which is timed; requests are those of
``bench.requests`` from a thread. Prints the steps that were too long, by what they ran. Exits 1 where there are any.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import threading
import time
from asyncio import events
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from bench.requests import Made, faults_of, from_description, from_grammar
from resograph.releases import open_current
from resograph.settings import Settings
from resograph.web.app import create_app
from resograph.web.protocol import bounded

MOST = 0.005
_LONG = 30_000
LONG_HEADS = [
    {"Accept": "," * _LONG * 2},
    {"Accept": "a/b;" * (_LONG // 2)},
    {"Accept": "a/b," * (_LONG // 2)},
    {"Accept-Language": "a," * _LONG},
    {"Accept-Encoding": "a," * _LONG},
    {"Cookie": "a=b;" * (_LONG // 2)},
    {"Cookie": ";" * _LONG * 2},
    {"If-None-Match": '"a",' * (_LONG // 2)},
    {"If-Match": '"' * _LONG * 2},
    {"Range": "bytes=" + "0-1," * (_LONG // 2)},
    {"X-Forwarded-For": "1," * _LONG},
    {"Content-Type": ";" * _LONG * 2},
    {"Authorization": "Bearer " + "x" * _LONG},
]
LONG_ADDRESSES = ["?" + "a&" * 15_000, "?" + "&" * _LONG, "?" + "=" * _LONG, "?" + "%41" * 10_000]
LONG_ADDRESSES += ["/" * _LONG, "~" * _LONG]
LONG_BODIES = [b"a=b&" * 200_000, b"query=" + b"%41" * 400_000, b"queries=" + b"%41" * 400_000, b"[" * 900_000]
LONG_BODIES += [b'["' + b"A/" * 400_000 + b'"]', b"extend=" + b"{" * 100_000, b"SELECT * {" + b"a.-" * 200_000]
PLACES = ["/A/RES/67/138", "/search", "/sparql", "/resolve", "/documents", "/oai", "/health", "/reconcile", "/mandates"]
_PORT = 9215


def timed(found: dict[str, list[float]], asked: list[str]) -> None:
    """Time each step of the loop; those that are too long go to ``found``, by what ran."""
    run = events.Handle._run

    def _run(self: events.Handle) -> None:
        name = _name_of(self)
        begun = time.thread_time()
        run(self)
        taken = time.thread_time() - begun
        if taken > MOST:
            found[f"{name} at {asked[-1] if asked else ''}"].append(taken)

    vars_of: Any = events.Handle
    vars_of._run = _run


def _name_of(handle: events.Handle) -> str:
    """What a step goes on with: the innermost function that waits."""
    callback: Any = handle._callback  # type: ignore[attr-defined]
    task = getattr(callback, "__self__", None)
    if not isinstance(task, asyncio.Task):
        return str(getattr(callback, "__qualname__", repr(callback)))[:90]
    waiting: Any = task.get_coro()
    names = []
    while (frame := getattr(waiting, "cr_frame", None)) is not None:
        names.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}")
        waiting = waiting.cr_await
    return " > ".join(names[-4:])


def ask(root: str, count: int, seed: int, asked: list[str], over: threading.Event) -> None:
    """The requests, one behind the other."""
    dice = random.Random(seed)
    with httpx.Client(base_url=root, timeout=120) as http:
        for _ in range(600):
            try:
                described = from_description(json.loads(http.get("/openapi.json").content))
                break
            except httpx.TransportError:
                time.sleep(0.1)
        for _ in range(count):
            made = dice.choice([described, from_grammar])(dice)
            asked[:] = [f"{made.method} {made.target[:100]}"]
            faults_of(http, made)
        for place, headers in product(PLACES, LONG_HEADS):
            asked[:] = [f"{place} {str(headers)[:40]}"]
            faults_of(http, Made("GET", place, headers))
        for place, body in product(PLACES, LONG_BODIES):
            asked[:] = [f"{place} {body[:40]!r}"]
            for media in ("application/x-www-form-urlencoded", "application/json", "application/sparql-query"):
                faults_of(http, Made("POST", place, {"Content-Type": media}, body))
        for place, rest in product(PLACES, LONG_ADDRESSES):
            asked[:] = [f"{place}{rest[:20]}"]
            faults_of(http, Made("GET", place + rest))
    over.set()


async def served(server: uvicorn.Server, over: threading.Event) -> None:
    """Serve until all was asked."""
    task = asyncio.create_task(server.serve())
    while not over.is_set() and not task.done():
        await asyncio.sleep(0.2)
    server.should_exit = True
    await task


def main(store: Path, count: int, seed: int) -> int:
    release = open_current(store)
    settings = Settings(base=release.manifest.base, log="off", query_seconds=5)
    protocol: Any = bounded(settings)
    config = uvicorn.Config(
        create_app(release, settings), port=_PORT, http=protocol, log_level="warning", loop="asyncio"
    )
    found: dict[str, list[float]] = defaultdict(list)
    asked: list[str] = []
    over = threading.Event()
    thread = threading.Thread(target=ask, args=(f"http://127.0.0.1:{_PORT}", count, seed, asked, over), daemon=True)
    thread.start()
    timed(found, asked)
    asyncio.run(served(uvicorn.Server(config), over))
    for name, times in sorted(found.items(), key=lambda item: -max(item[1])):
        print(f"{len(times)} times, {max(times) * 1000:.1f} ms at most: {name}")
    print(f"{count:,} requests, {sum(map(len, found.values()))} steps over {MOST * 1000:g} ms")
    return int(bool(found))


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[2:]]
    raise SystemExit(main(Path(sys.argv[1]), *(given + [3_000, 0][len(given) :])))
