"""What is seen of a server: log, request ids, health, metrics, slow queries."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Client
from prometheus_client.parser import text_string_to_metric_families
from servers import TOKEN, served

from conftest import free_port, wait_for
from resograph.releases import Release


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def http(release: Release, store_directory: Path, log: Path) -> Iterator[Client]:
    settings = {"slow_query_ms": 0, "token": TOKEN}
    with served("--store", str(store_directory), log=log, settings=settings) as client:
        yield client


def events(log: Path, name: str, identity: str) -> list[dict[str, Any]]:
    """The events of a request, as soon as they are written."""
    for _ in range(50):
        lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
        found = [line for line in lines if line["event"] == name and line.get("id") == identity]
        if found:
            return found
        time.sleep(0.1)
    return []


def test_a_request_is_a_line(http: Client, log: Path) -> None:
    answer = http.get("/sparql", params={"query": "ASK {}"}, headers={"X-Request-ID": "mine-1"})
    assert answer.headers["x-request-id"] == "mine-1"
    (line,) = events(log, "request", "mine-1")
    assert (line["method"], line["path"], line["status"], line["bytes"]) == ("GET", "/sparql", 200, len(answer.content))
    assert 0 < line["ms"] < 30_000
    assert line["time"].endswith("Z")


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "a\tb", '"}', "a/b"])
def test_an_insane_id_is_replaced(http: Client, given: str) -> None:
    made = http.get("/health", headers={"X-Request-ID": given}).headers["x-request-id"]
    assert (made != given, len(made)) == (True, 16)


def test_a_slow_query_is_shown_short_and_without_the_token(http: Client, log: Path) -> None:
    query = f"SELECT * {{ ?s ?p '{TOKEN}' }} #" + "long " * 300
    http.post("/sparql", data={"query": query}, headers={"X-Request-ID": "slow", "Authorization": f"Bearer {TOKEN}"})
    (line,) = events(log, "slow query", "slow")
    assert line["query"].startswith("SELECT * { ?s ?p '…' }")
    assert len(line["query"]) <= 500
    assert TOKEN not in log.read_text()


def test_health_tells_release_and_workers(http: Client, release: Release) -> None:
    told = http.get("/health").json()
    assert (told["status"], told["release"], told["workers"]["idle"]) == ("ok", release.name, 3)
    assert told["release_age_seconds"] >= 0
    assert told["running_seconds"] >= 0


def figures(http: Client) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(http.get("/metrics").text)
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value for family in families for sample in family.samples
    }


def test_metrics_count_what_was_asked(http: Client) -> None:
    before = figures(http)
    http.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 7"})
    http.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 7"})
    http.get("/sparql", params={"query": "SELECT"})
    http.get("/nothing/here")
    http.request("LINK", "/sparql")
    after = figures(http)
    grown = {key: value - before.get(key, 0) for key, value in after.items()}
    assert grown["resograph_requests_total", "200", "GET", "sparql"] == 2
    assert grown["resograph_requests_total", "400", "GET", "sparql"] == 1
    assert grown["resograph_requests_total", "405", "other", "sparql"] == 1
    assert grown["resograph_requests_total", "404", "GET", "address"] == 1
    assert grown["resograph_cache_total", "hit"] == 1
    assert grown["resograph_queries_total", "answered"] == 1
    assert grown["resograph_queries_total", "refused"] == 1
    assert after["resograph_workers", "idle"] == 3
    assert after["resograph_stopped_total", "time"] == 0


@pytest.mark.parametrize(("form", "line"), [("text", " request id="), ("off", None)])
def test_the_log_has_other_forms(
    release: Release, store_directory: Path, tmp_path: Path, form: str, line: str | None
) -> None:
    log = tmp_path / "log"
    with served("--store", str(store_directory), log=log, settings={"log": form}) as http:
        http.get("/health")
    told = log.read_text()
    assert "{" not in told
    assert (line in told) if line else ("/health" not in told)


def test_a_log_that_nobody_reads_does_not_stop_the_server(release: Release, store_directory: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "resograph", "serve", "--store", str(store_directory), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        with Client(base_url=f"http://127.0.0.1:{port}", timeout=10) as http:
            wait_for(http)
            for _ in range(600):
                assert http.get("/sparql", params={"query": "ASK {}"}).status_code == 200
    finally:
        server.kill()
        server.wait()
