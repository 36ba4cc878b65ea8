"""Whatever one client does, others are answered; what it leaves half done is ended."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import httpx
import pytest
from servers import served

from resograph.releases import Release
from resograph.settings import SettingError
from resograph.sparql import Query, QueryError
from resograph.stores import workers
from resograph.stores.port import BusyError
from resograph.stores.processes.queueing import FairQueue
from resograph.stores.workers import Limits, WorkerPool
from resograph.web.clients import Forwarded, networks_in

_Result = TypeVar("_Result")


def finished(work: Coroutine[object, object, _Result]) -> _Result:
    """What a coroutine gives, run in a thread: another test's browser may leave a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


NUMBERS = " ".join(map(str, range(60)))
PRODUCT = " ".join(f"VALUES ?v{place} {{ {NUMBERS} }}" for place in range(6))
RUNAWAY = f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} VALUES ?k {{ %d }} }}"
LOOKUP = "SELECT * { ?s ?p ?o } LIMIT 3"
SMALL = {"head_seconds": 1, "head_kb": 8, "body_seconds": 1, "send_seconds": 1, "connections_per_client": 50}


@pytest.fixture(scope="module")
def http(release: Release, store_directory: Path) -> Iterator[httpx.Client]:
    settings = {**SMALL, "query_seconds": 4, "cache_mb": 0, "proxies": "127.0.0.9"}
    with served("--store", str(store_directory), settings=settings) as client:
        yield client


def connected(http: httpx.Client, address: str = "127.0.0.1") -> socket.socket:
    """A connection from an address of this machine."""
    place = http.base_url.host, http.base_url.port or 80
    return socket.create_connection(place, timeout=20, source_address=(address, 0))


def said(opened: socket.socket) -> bytes:
    """All that comes until the connection ends."""
    found = b""
    try:
        while piece := opened.recv(65536):
            found += piece
    except ConnectionResetError:
        pass
    return found


HEAD = b"GET /health HTTP/1.1\r\nHost: x\r\n"
UNFINISHED = [
    (b"", b""),
    (HEAD, b" 408 "),
    (b"GET /" + b"x" * 20_000, b" 431 "),
    (HEAD + b"X: " + b"x" * 20_000, b" 431 "),
    (b"GET /?" + b"x" * 10_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b" 414 "),
    (HEAD + b"X: " + b"x" * 10_000 + b"\r\nConnection: close\r\n\r\n", b" 431 "),
    (HEAD + b"Accept: " + b"a," * 600 + b"\r\nConnection: close\r\n\r\n", b" 431 "),
    (HEAD + b"Cookie: " + b"a=b;" * 600 + b"\r\nConnection: close\r\n\r\n", b" 431 "),
    (b"GET /health?" + b"a&" * 1_200 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b" 400 "),
    (b"GET /health HTTP/1.1\r\nConnection: close\r\n\r\n", b" 400 "),
    (b"GET /health HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n", b" 400 "),
    (b"NONSENSE\r\n\r\n", b" 400 "),
    (b"POST /resolve HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n[", b" 408 "),
    (b"POST /reconcile HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nq", b" 408 "),
    (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK",
        b" 408 ",
    ),
]


@pytest.mark.parametrize(("sent", "status"), UNFINISHED)
def test_what_is_not_finished_or_too_long_is_ended(http: httpx.Client, sent: bytes, status: bytes) -> None:
    with connected(http) as opened:
        opened.sendall(sent)
        answer = said(opened)
    assert status in answer.partition(b"\r\n")[0]
    assert not status or b'"detail"' in answer


def test_half_open_connections_of_one_client_leave_room_for_others(http: httpx.Client) -> None:
    opened = [connected(http, "127.0.0.5") for _ in range(120)]
    try:
        for one in opened[:100]:
            one.sendall(b"GET / HT")
        assert http.get("/health").status_code == 200
        opened[-1].sendall(HEAD + b"Connection: close\r\n\r\n")  # its own newest is served, its oldest was ended
        assert b" 200 " in said(opened[-1]).partition(b"\r\n")[0]
        opened[0].settimeout(2)
        assert said(opened[0]) == b""
    finally:
        for one in opened:
            one.close()


def test_an_answer_that_nobody_takes_ends_with_the_time_of_its_query(http: httpx.Client) -> None:
    query = quote(f"SELECT * {{ {PRODUCT} }}").encode()
    request = b"GET /sparql?query=" + query + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    opened = [connected(http, "127.0.0.6") for _ in range(20)]
    for one in opened:
        one.sendall(request)
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            assert http.get("/sparql", params={"query": LOOKUP}).status_code == 200
            workers = http.get("/health").json()["workers"]
            if not workers["long"] and not workers["waiting"] and not workers["busy"]:
                break
            time.sleep(0.3)
        assert workers["long"] == 0
    finally:
        for one in opened:
            one.close()


def test_runaways_of_one_client_leave_places_to_others(http: httpx.Client) -> None:
    ended = threading.Event()
    statuses: set[int] = set()

    def run(number: int) -> None:
        transport = httpx.HTTPTransport(local_address="127.0.0.7")
        with httpx.Client(base_url=http.base_url, transport=transport, timeout=60) as mine:
            while not ended.is_set():
                statuses.add(mine.get("/sparql", params={"query": RUNAWAY % number}).status_code)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(30)]
    for thread in threads:
        thread.start()
    try:
        time.sleep(2)
        assert {http.get("/sparql", params={"query": LOOKUP}).status_code for _ in range(100)} == {200}
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert statuses <= {429, 503} and 503 in statuses


@asynccontextmanager
async def pool_of(release: Release, size: int, long: int) -> AsyncIterator[tuple[WorkerPool, Callable[[int], None]]]:
    """Query processes, and what has a client "a" ask so many queries that do not end."""
    pool = WorkerPool(release.store, size, Limits(seconds=20, long=long))
    await pool.start()
    tasks: list[asyncio.Task[object]] = []

    async def run() -> None:
        with suppress(QueryError, BusyError):
            await pool.query(Query.of(RUNAWAY % len(tasks)), "a")

    try:
        yield pool, lambda count: tasks.extend(asyncio.create_task(run()) for _ in range(count))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        pool.close()


def test_a_query_is_stopped_for_other_clients_and_not_for_those_of_its_own(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LONG", "HELD", "STOPPED"):
        monkeypatch.setattr(workers, name, 0.1)

    async def play() -> list[int]:
        async with pool_of(release, size=1, long=0) as (pool, run_away):
            run_away(3)
            await asyncio.sleep(1)
            stopped = [pool.stopped["crowd"]]
            await (await pool.query(Query.of("ASK {}"), "b")).whole()
            return [*stopped, pool.stopped["crowd"]]

    assert finished(play()) == [0, 1]


def test_queries_that_take_long_leave_a_process_that_runs(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "HELD", 0.3)  # whatever else the machine does

    async def play() -> int:
        async with pool_of(release, size=2, long=12) as (pool, run_away):
            run_away(1)
            while not pool.state()["long"]:
                await asyncio.sleep(0.01)
            while pool.state()["idle"] < 2:
                await asyncio.sleep(0.01)
            run_away(8)
            idle = 2
            while pool.state()["long"] < 4:
                await asyncio.sleep(0.01)
                await (await pool.query(Query.of("ASK {}"), "b")).whole()
                idle = min(idle, pool.state()["idle"])
            return idle

    assert finished(play()) == 1


FORWARDED = [
    ("192.0.2.1", "10.9.9.9", "192.0.2.1"),
    ("10.0.0.1", "203.0.113.5", "203.0.113.5"),
    ("10.0.0.1", "198.51.100.7, 203.0.113.5", "203.0.113.5"),
    ("10.0.0.1", "198.51.100.7, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
    ("10.0.0.1", "nonsense", "10.0.0.1"),
    ("10.0.0.1", "203.0.113.5, nonsense", "10.0.0.1"),
    ("10.0.0.1", "", "10.0.0.1"),
]


@pytest.mark.parametrize(("peer", "header", "client"), FORWARDED)
def test_only_a_trusted_proxy_says_who_asks(peer: str, header: str, client: str) -> None:
    seen: list[str] = []

    async def app(scope: object, receive: object, send: object) -> None:
        assert isinstance(scope, dict)
        seen.append(scope["client"][0])

    scope = {"type": "http", "client": (peer, 5), "headers": [(b"x-forwarded-for", header.encode())]}

    async def nothing(*_: object) -> None:
        return

    finished(Forwarded(app, networks_in("10.0.0.0/24, ::1"))(scope, nothing, nothing))  # type: ignore[arg-type]
    assert seen == [client]


def test_a_setting_that_is_no_network_is_told() -> None:
    with pytest.raises(SettingError, match="RESOGRAPH_PROXIES"):
        networks_in("10.0.0.1, proxy")


def test_nobody_takes_more_than_is_left_and_who_has_least_is_next() -> None:
    async def play() -> list[str]:
        queue: FairQueue[int] = FairQueue()
        for place in range(4):
            queue.put(place)
        held = [await queue.take("a", 1), await queue.take("a", 1)]
        with pytest.raises(BusyError):
            await queue.take("a", 0.01)
        held.append(await queue.take("b", 1))
        order: list[str] = []

        async def wait(client: str) -> None:
            await queue.take(client, 0.5)
            order.append(client)

        waiting = [asyncio.create_task(wait(client)) for client in ("a", "b", "c")]
        await asyncio.sleep(0)
        for place in held[:2]:
            queue.put(place)
        await asyncio.gather(*waiting, return_exceptions=True)
        return order

    assert finished(play()) == ["c", "a"]
