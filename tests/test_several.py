"""Four web processes behind nginx over one release: every answer as from one, and none fails while things change."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from conftest import BASE, SEED, free_port, wait_for
from proxied import proxied
from resograph.pipeline import Builder, sources_in
from resograph.releases import open_current
from resograph.releases.release import current_name

PROCESSES = 4
ASKED = [
    ("/", "text/html"),
    ("/A/RES/67/138", "text/html"),
    ("/A/RES/67/138", "text/turtle"),
    ("/zh/A/RES/67/138", "application/akn+xml"),
    ("/zh/A/RES/67/138~para_14", "application/json"),
    ("/A/RES/66/67", "text/html"),
    ("/actor/secretary-general.html", "text/html"),
    ("/search?q=志愿", "application/json"),
    ("/mandates.csv", "text/csv"),
    ("/queries/reports-due.json?year=2015", "application/json"),
    ("/sparql?query=SELECT * {?s a ?c} ORDER BY ?s ?c LIMIT 50", "text/csv"),
    ("/sparql?query=DESCRIBE <http://localhost:8000/A/RES/67/138>", "application/n-triples"),
    ("/oai?verb=ListRecords&metadataPrefix=oai_dc", "text/xml"),
    ("/feed.atom", "application/atom+xml"),
    ("/wording?q=增加对特别自愿基金的供资", "application/json"),
    ("/dumps/SHA256SUMS", "text/plain"),
    ("/resolve?symbol=GA res. 67/138", "application/json"),
    ("/nothing/here", "application/json"),
]


@dataclass
class Processes:
    """The servers, each by its port."""

    store: Path
    running: dict[int, subprocess.Popen[bytes]]

    def start(self, port: int) -> None:
        command = [sys.executable, "-m", "resograph", "serve", "--store", str(self.store), "--port", str(port)]
        environment = {**os.environ, "RESOGRAPH_WORKERS": "1", "RESOGRAPH_LOG": "off"}
        self.running[port] = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    def stop(self, port: int) -> None:
        server = self.running.pop(port)
        server.terminate()
        server.wait(timeout=30)

    def wait(self) -> None:
        for port in self.running:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as http:
                wait_for(http)  # a minute at most, and four start at once
                wait_for(http)

    def ask(self, path: str, accept: str = "*/*") -> list[httpx.Response]:
        """The answers of all."""
        with ThreadPoolExecutor(PROCESSES) as pool:
            return list(pool.map(lambda port: get(port, path, accept), sorted(self.running)))


def get(port: int, path: str, accept: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{port}{path}", headers={"Accept": accept}, timeout=60)


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    store = tmp_path_factory.mktemp("several") / "release"
    assert Builder(store, BASE).build(sources_in([SEED.parent]))[0]
    found = Processes(store, {})
    for _ in range(PROCESSES):
        found.start(free_port())
    found.wait()
    yield found
    for port in list(found.running):
        found.stop(port)


@pytest.fixture(scope="module")
def front(processes: Processes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with proxied(tmp_path_factory.mktemp("nginx"), *processes.running) as http:
        yield http


def fixed(answer: httpx.Response) -> tuple[object, ...]:
    """What must be the same from all: status, body, and the headers that say what it is."""
    moving = re.compile(rb"<responseDate>[^<]*</responseDate>|127\.0\.0\.1:\d+")
    body = moving.sub(b"", answer.content)
    names = ["content-type", "location", "vary", "link", "content-location"]
    if body == answer.content:  # else its tag moves with it
        names.append("etag")
    return answer.status_code, body, *(answer.headers.get(name) for name in names)


@pytest.mark.parametrize(("path", "accept"), ASKED, ids=lambda value: str(value)[:40])
def test_every_answer_is_as_from_one(processes: Processes, front: httpx.Client, path: str, accept: str) -> None:
    answers = processes.ask(path, accept)
    assert {answer.status_code for answer in answers} <= {200, 301, 303, 404}
    assert len({fixed(answer) for answer in answers}) == 1
    if path.startswith("/oai"):
        return
    through = front.get(path, headers={"Accept": accept})
    assert (through.status_code, through.headers.get("etag")) == (
        answers[0].status_code,
        answers[0].headers.get("etag"),
    )


@contextmanager
def asking(front: httpx.Client) -> Iterator[list[tuple[int, str]]]:
    """Asks in two threads until the block ends: pages, questions, and what cannot be kept; gives all answers."""
    over, answers = threading.Event(), list[tuple[int, str]]()
    asked = ["/A/RES/67/138.html", "/mandates.json", "/search?q=志愿", "/health", "/queries/reports-due.json?year=2015"]

    def ask() -> None:
        with httpx.Client(base_url=front.base_url, timeout=60) as http:
            number = 0
            while not over.is_set():
                path = asked[number % len(asked)]
                again = f"?_={number}" if path.startswith("/A/") else ""  # so that nginx has not kept it
                try:
                    status = http.get(f"{path}{again}").status_code
                except httpx.TransportError as error:
                    answers.append((0, f"{path}: {error!r}"))
                else:
                    answers.append((status, path))
                number += 1
                time.sleep(0.05)

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        over.set()
        for thread in threads:
            thread.join(timeout=60)


def failed(answers: list[tuple[int, str]]) -> Counter[tuple[int, str]]:
    return Counter(answer for answer in answers if answer[0] != 200)


def test_no_request_fails_while_a_release_changes(processes: Processes, front: httpx.Client, tmp_path: Path) -> None:
    other = tmp_path / "A_RES_67_139-zh.txt"
    other.write_text(SEED.read_text(encoding="utf-8").replace("67/138", "67/139"), encoding="utf-8")
    with asking(front) as answers:
        command = [sys.executable, "-m", "resograph", "add", str(other), "--store", str(processes.store), "--jobs", "1"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        name = current_name(processes.store)
        for _ in range(300):
            if {answer.json()["release"] for answer in processes.ask("/health")} == {name}:
                break
            time.sleep(0.2)
        else:
            pytest.fail("not all have taken up the release")
        time.sleep(1)
    assert len(answers) > 30 and not failed(answers)
    for path in ("/A/RES/67/139.ttl", "/mandates.csv", "/feed.atom"):
        assert len({fixed(answer) for answer in processes.ask(path)}) == 1
    assert open_current(processes.store).manifest.counts["works"] == 2


def test_no_request_fails_while_one_process_after_another_is_started_anew(
    processes: Processes, front: httpx.Client
) -> None:
    """As an upgrade of the program does it."""
    with ExitStack() as stack:
        answers = stack.enter_context(asking(front))
        for port in sorted(processes.running)[:2]:
            processes.stop(port)
            processes.start(port)
            processes.wait()
    assert len(answers) > 20 and not failed(answers)
