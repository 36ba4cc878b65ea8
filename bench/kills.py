"""``kill -9`` at random moments of builds, of serving and of updates, and a full disk: what is lost, what is broken.

After each kill the last release must open whole (its triples counted, its index sound), no request may have failed
where one worker of many was killed, and every update that was acknowledged must be there. The full disk is a small
tmpfs, which takes root; without it that part is left out, aloud.
Run: python -m bench.kills [--builds 15] [--workers 10] [--updates 15] [--publishing 10] [--disks 20] [--seed 1]
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pyoxigraph as ox

from bench.serving import JSON, Server, ours, serving
from resograph.releases import Release, open_current
from resograph.sparql import Formats, Query
from resograph.stores import StoreError
from resograph.stores.remote import RemoteStore

SEED = Path(__file__).parents[1] / "data" / "documents" / "A_RES_67_138-zh.txt"
TOKEN = "a-token-for-kills"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
UPDATE = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}


def _counter() -> Counter[str]:
    return Counter()


# ── builds ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def building(store: Path, file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "resograph", "add", str(file), "--store", str(store)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def check_release(release: Release) -> None:
    """See that a release is whole: its store, its packed quads, its documents, its tables."""
    triples = len(ox.Store.read_only(str(release.store)))
    assert triples == release.manifest.counts["triples"], (release.name, triples)
    packed = [path for name in ("works", "shared") for path in (release.path / name).rglob("*.nq.gz")]
    assert sum(gzip.decompress(path.read_bytes()).count(b"\n") for path in packed) == triples, release.name
    for row in release.held():
        form = release.form(row["language"], row["symbol"], row["issue"])
        assert hashlib.sha256(form.read_bytes()).hexdigest() == row["sha256"], (release.name, form)
    for segment in release.tables.glob("*.sqlite"):
        with closing(sqlite3.connect(segment)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",), release.name


def variant(folder: Path, number: int) -> Path:
    """The product's own document under another symbol."""
    file = folder / f"{number}.txt"
    file.write_text(SEED.read_text(encoding="utf-8").replace("67/138", f"67/{139 + number}"), encoding="utf-8")
    return file


def kill_builds(folder: Path, times: int, dice: random.Random) -> Counter[str]:
    """Builds ended at random moments; the next one goes on where it stood."""
    store, seen = folder / "builds", _counter()
    begun = time.monotonic()
    assert building(store, SEED).wait() in (0, 1)
    takes = time.monotonic() - begun
    held, number = 1, 0
    for _ in range(times):
        file = variant(folder, number)
        process = building(store, file)
        time.sleep(dice.uniform(0, takes * 1.1))
        done = process.poll() is not None
        os.killpg(process.pid, signal.SIGKILL) if not done else None
        process.wait()
        release = open_current(store)
        check_release(release)
        works = release.manifest.counts["works"]
        assert works in (held, held + 1) and (works == held + 1 or not done), (works, held)
        seen["a new release stood" if works > held else "the last release stood"] += 1
        if works > held or number % 5 == 4:
            number += 1
        held = works
    assert building(store, variant(folder, number)).wait() in (0, 1)
    check_release(open_current(store))
    partial = list((store / "releases").glob(".*"))
    assert not partial, partial
    return seen


# ── serving ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def children(process: int) -> list[int]:
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


class Load:
    """Look-ups without end from two threads; what was answered, by status, and what broke."""

    def __init__(self, server: Server) -> None:
        self.seen = _counter()
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(server, number)) for number in range(2)]
        for thread in self._threads:
            thread.start()

    def _ask(self, server: Server, thread: int) -> None:
        with httpx.Client(timeout=30) as http:
            number = 0
            while not self._over.is_set():
                number += 1
                query = f"SELECT ?s ?o {{ ?s a ?o }} LIMIT 5 # {thread} {number}"
                try:
                    answer = http.get(server.address(query), headers={"Accept": JSON})
                    rows = len(answer.json()["results"]["bindings"]) if answer.is_success else 0
                    self.seen["answered" if rows == 5 else f"status {answer.status_code}"] += 1
                except httpx.TransportError as error:
                    self.seen[type(error).__name__] += 1

    def end(self) -> Counter[str]:
        self._over.set()
        for thread in self._threads:
            thread.join()
        return self.seen


def kill_workers(folder: Path, times: int, dice: random.Random) -> Counter[str]:
    """Query processes ended while look-ups run, and a new release taken up in between."""
    store = folder / "builds"
    with ours(store, 9208, log="off", cache_mb=0) as server:
        load = Load(server)
        for number in range(times):
            time.sleep(dice.uniform(0, 0.3))
            if running := children(server.process):
                os.kill(dice.choice(running), signal.SIGKILL)
            if number == times // 2:
                assert building(store, variant(folder, 50)).wait() in (0, 1)
                time.sleep(3)
        found = load.end()
        root = server.prefix.removesuffix("sparql?query=")
        assert httpx.get(f"{root}health").json()["release"] == open_current(store).name
    assert set(found) == {"answered"}, found
    return found


# ── updates ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@contextmanager
def writable(store: Path, port: int) -> Iterator[Server]:
    command = [sys.executable, "-m", "resograph", "serve", "--writable", "--store", str(store), "--port", str(port)]
    root = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "RESOGRAPH_TOKEN": TOKEN, "RESOGRAPH_LOG": "off"}
    with serving("writable", command, f"{root}/health", f"{root}/sparql?query=", environment) as server:
        yield server


def insert(http: httpx.Client, root: str, number: int) -> int:
    """An update of two triples that belong together; its status."""
    text = f"INSERT DATA {{ <x:{number}> <x:a> {number} . GRAPH <x:g> {{ <x:{number}> <x:b> {number} }} }}"
    return http.post(f"{root}/sparql", content=text, headers=UPDATE).status_code


def held_numbers(server: Server) -> set[int]:
    """The numbers whose update is there; a half of one is an error."""
    both = []
    for query in ("SELECT ?n { ?s <x:a> ?n }", "SELECT ?n { GRAPH <x:g> { ?s <x:b> ?n } }"):
        rows = httpx.get(server.address(query), headers={"Accept": JSON}).json()["results"]["bindings"]
        both.append({int(row["n"]["value"]) for row in rows})
    assert both[0] == both[1], both[0] ^ both[1]
    return both[0]


def kill_updates(folder: Path, times: int, dice: random.Random) -> Counter[str]:
    """A server, or the process of its store, ended while updates come."""
    store, sent, seen = folder / "writable", 0, _counter()
    acknowledged: set[int] = set()
    for _ in range(times):
        whom = dice.choice(["server", "store"])
        with writable(store, 9209) as server, httpx.Client(timeout=30) as http:
            there = held_numbers(server)
            assert acknowledged <= there <= set(range(1, sent + 1)), sorted(acknowledged - there)
            root = server.prefix.removesuffix("/sparql?query=")
            victim = server.process if whom == "server" else children(server.process)[0]
            killer = threading.Timer(dice.uniform(0.02, 0.6), os.kill, (victim, signal.SIGKILL))
            killer.start()
            until = time.monotonic() + 0.9
            while time.monotonic() < until:
                sent += 1
                try:
                    status = insert(http, root, sent)
                except httpx.TransportError:
                    break
                if status == 204:
                    acknowledged.add(sent)
                assert status in (204, 503), status
            killer.join()
        seen[f"{whom} ended"] += 1
    with writable(store, 9209) as server:
        there = held_numbers(server)
    assert acknowledged <= there, sorted(acknowledged - there)
    seen["updates acknowledged, all there"] = len(acknowledged)
    seen["updates there that were never acknowledged"] = len(there - acknowledged)
    return seen


# ── publishing ──────────────────────────────────────────────────────────────────────────────────────────────────────
@contextmanager
def engine(folder: Path, port: int) -> Iterator[str]:
    """An Oxigraph server over a folder; its address."""
    root = f"http://127.0.0.1:{port}"
    command = [str(Path(sys.executable).with_name("oxigraph")), "serve", "-l", str(folder), "-b", root[7:]]
    with serving("oxigraph", command, root, f"{root}/query?query="):
        yield root


def publishing(store: Path, address: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "resograph", "publish", address, "--store", str(store)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def held_at(address: str, wanted: Counter[int]) -> str:
    """What readers find at a server: no release yet, or a whole one."""
    try:
        remote = RemoteStore(address)
    except StoreError:
        return "no release yet"
    answer = remote.query(Query.of(COUNT, formats=Formats("json")))
    count = int(json.loads(b"".join(answer.chunks))["results"]["bindings"][0]["n"]["value"])
    assert count in wanted, (count, wanted)
    return "a whole release"


def kill_publishing(folder: Path, times: int, dice: random.Random) -> Counter[str]:
    """Publishing of one release and then of another, ended at random moments; readers find the one, or the other."""
    stores = [folder / f"published-{number}" for number in range(2)]
    wanted: Counter[int] = Counter()
    for number, store in enumerate(stores):
        assert building(store, variant(folder, 70 + number)).wait() in (0, 1)
        wanted[default_graph(open_current(store))] += 1
    seen = _counter()
    with engine(folder / "engine", 9211) as address:
        begun = time.monotonic()
        assert publishing(stores[0], address).wait() == 0
        takes = time.monotonic() - begun
        for number in range(times):
            process = publishing(stores[(number + 1) % 2], address)
            time.sleep(dice.uniform(0, takes * 1.1))
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            seen[held_at(address, wanted)] += 1
        assert publishing(stores[0], address).wait() == 0
        assert held_at(address, Counter([default_graph(open_current(stores[0]))])) == "a whole release"
    return seen


def default_graph(release: Release) -> int:
    """The triples of a release's default graph."""
    return sum(1 for _ in ox.Store.read_only(str(release.store)).quads_for_pattern(None, None, None, ox.DefaultGraph()))


# ── a full disk ─────────────────────────────────────────────────────────────────────────────────────────────────────
@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path | None]:
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)], check=False)
    try:
        yield folder if done.returncode == 0 else None
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", str(folder)], check=True)


def fill_builds(folder: Path, times: int) -> Counter[str]:
    """Builds on a disk with ever less room: each is done whole, or leaves the last release."""
    seen = _counter()
    with small_disk(folder / "small", 160) as disk:
        if disk is None:
            return Counter({"left out: mount takes root": 1})
        store, ballast = disk / "store", disk / "ballast"
        assert building(store, SEED).wait() in (0, 1)
        before = open_current(store)
        for place in range(times):
            room = 1 + 40 * place // times
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            ballast.write_bytes(b"\0" * max(0, free - room * 1024 * 1024))
            code = building(store, variant(folder, 60 + place)).wait()
            release = open_current(store)
            check_release(release)
            seen["built" if code in (0, 1) else "refused, the last release stood"] += 1
            assert code in (0, 1) or release.name == before.name, code
            before = release
            ballast.unlink()
        assert building(store, variant(folder, 59)).wait() in (0, 1)
    return seen


def fill_updates(folder: Path, times: int) -> Counter[str]:
    """Updates until the disk is full, and again when there is room."""
    seen = _counter()
    for round_ in range(times):
        with small_disk(folder / f"tiny-{round_}", 60) as disk:
            if disk is None:
                return Counter({"left out: mount takes root": 1})
            seen += _filled(disk, 50_000 + 100_000 * round_)
    return seen


def _filled(disk: Path, room: int) -> Counter[str]:
    seen = _counter()
    store, ballast = disk / "store", disk / "ballast"
    acknowledged: list[int] = []
    with writable(store, 9210) as server, httpx.Client(timeout=30) as http:
        root = server.prefix.removesuffix("/sparql?query=")
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        ballast.write_bytes(b"\0" * (free - room))
        for number in range(1, 4000):
            status = insert(http, root, number)
            seen[f"status {status}"] += 1
            if status == 204:
                acknowledged.append(number)
            elif seen[f"status {status}"] > 5:
                break
            assert status in (204, 503), status
        assert http.get(server.address(COUNT)).status_code in (200, 503)
        ballast.unlink()
        for _ in range(100):
            if insert(http, root, 9999) == 204:
                break
            time.sleep(0.1)
        assert {*acknowledged, 9999} <= held_numbers(server)
    seen["updates acknowledged, all there"] = len(acknowledged)
    return seen


def fill_publishing(folder: Path, times: int) -> Counter[str]:
    """A server whose disk is full is published to, and again when there is room."""
    seen = _counter()
    store = folder / "filling"
    assert building(store, variant(folder, 80)).wait() in (0, 1)
    wanted = Counter([default_graph(open_current(store))])
    for round_ in range(times):
        with small_disk(folder / f"server-{round_}", 120) as disk:
            if disk is None:
                return Counter({"left out: mount takes root": 1})
            ballast = disk / "ballast"
            with engine(disk / "engine", 9212) as address:
                free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
                ballast.write_bytes(b"\0" * max(0, free - (1 + 4 * round_) * 1024 * 1024))
                code = publishing(store, address).wait()
                seen["published" if code == 0 else "refused"] += 1
                seen[held_at(address, wanted)] += 1
                ballast.unlink()
            with engine(disk / "engine", 9212) as address:  # its own engine may need to be started again
                assert publishing(store, address).wait() == 0
                assert held_at(address, wanted) == "a whole release"
    return seen


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    for name, times in (("builds", 15), ("workers", 10), ("updates", 15), ("publishing", 10), ("disks", 20)):
        options.add_argument(f"--{name}", type=int, default=times)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    dice = random.Random(given.seed)
    disks = [given.disks - given.disks // 2, given.disks // 4, given.disks // 2 - given.disks // 4]
    print("| what was ended | times | what was seen |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts: tuple[tuple[str, int, Callable[[], Counter[str]]], ...] = (
            ("a build", given.builds, lambda: kill_builds(folder, given.builds, dice)),
            ("a query process, under load", given.workers, lambda: kill_workers(folder, given.workers, dice)),
            (
                "the server or its store, during updates",
                given.updates,
                lambda: kill_updates(folder, given.updates, dice),
            ),
            ("publishing", given.publishing, lambda: kill_publishing(folder, given.publishing, dice)),
            ("nothing: the disk was full, builds", disks[0], lambda: fill_builds(folder, disks[0])),
            ("nothing: the disk was full, updates", disks[1], lambda: fill_updates(folder, disks[1])),
            ("nothing: the disk was full, publishing", disks[2], lambda: fill_publishing(folder, disks[2])),
        )
        for what, times, do in (part for part in parts if part[1]):
            told = ", ".join(f"{what}: {count:,}" for what, count in sorted(do().items()))
            print(f"| {what} | {times} | {told} |", flush=True)


if __name__ == "__main__":
    main()
