"""Limits that are on by default, each made small: what is past one is told what to do, and others go on."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from httpx import Client, Response
from servers import process_of, served

from resograph.releases import Release

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PAIRS = "SELECT * { ?s ?p ?o . ?a ?b ?c }"
LOOKUP = "SELECT * { ?s ?p ?o } LIMIT 3"
SMALL = {
    "query_seconds": 2,
    "body_seconds": 2,
    "query_memory_mb": 130,
    "query_rows": 2000,
    "answer_mb": 1,
    "query_length": 40_000,
    "long_queries": 2,
    "cache_mb": 0,
}


@pytest.fixture(scope="module")
def http(release: Release, store_directory: Path) -> Iterator[Client]:
    with served("--store", str(store_directory), settings=SMALL) as client:
        yield client


def ask(http: Client, query: str, accept: str = "*/*") -> Response:
    if len(query) > 5000:
        return http.post("/sparql", data={"query": query}, headers={"Accept": accept})
    return http.get("/sparql", params={"query": query}, headers={"Accept": accept})


SORTED = "SELECT * { ?s ?p ?o . ?a ?b ?c } ORDER BY ?o"
PAST = [
    (CROSS, "*/*", 503, "2 seconds"),
    (SORTED, "*/*", 400, "memory"),
    ("SELECT ?s { ?s a ?t }" + " " * 40_000, "*/*", 413, "40,000 characters"),
    ("SELECT * {" + "{" * 10_000 + "}" * 10_000 + "}", "*/*", 400, "250 deep"),
    ("ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }", "*/*", 400, "250 deep"),
    ("ASK { FILTER(" + "!" * 30_000 + "true) }", "*/*", 400, "too deeply for the engine"),
]


@pytest.mark.parametrize(("query", "accept", "status", "words"), PAST)
def test_what_is_past_a_limit_is_told_what_to_do(
    http: Client, query: str, accept: str, status: int, words: str
) -> None:
    answer = ask(http, query, accept)
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True), answer.text
    assert ("retry-after" in answer.headers) == (status == 503)
    assert ask(http, LOOKUP).status_code == 200


FORMATS = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]


@pytest.mark.parametrize("accept", FORMATS)
def test_rows_past_the_limit_are_no_answer_and_those_up_to_it_are(http: Client, accept: str) -> None:
    whole = ask(http, "SELECT ?s { ?s ?p ?o } LIMIT 2000", accept)
    assert whole.status_code == 200
    with pytest.raises((httpx.RemoteProtocolError, AssertionError)):
        assert ask(http, "SELECT ?s { ?s ?p ?o } LIMIT 2001", accept).status_code == 200


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_triples_past_the_limit_are_no_answer(http: Client, accept: str) -> None:
    whole = ask(http, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2000", accept)
    assert whole.status_code == 200
    with pytest.raises((httpx.RemoteProtocolError, AssertionError)):
        assert ask(http, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2001", accept).status_code == 200


def test_a_small_answer_past_the_limit_is_told_before_it_begins(http: Client) -> None:
    numbers = " ".join(str(number) for number in range(50))
    many = f"SELECT (1 AS ?x) {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }}"
    answer = ask(http, many, "text/tab-separated-values")
    assert (answer.status_code, "2,000 rows" in answer.json()["detail"]) == (400, True)


def test_an_answer_that_is_cut_is_never_taken_for_whole(http: Client) -> None:
    with pytest.raises(httpx.RemoteProtocolError), http.stream("GET", "/sparql", params={"query": PAIRS}) as answer:
        assert answer.status_code == 200
        answer.read()
    assert ask(http, LOOKUP).status_code == 200


def test_sixteen_runaways_do_not_stop_the_service(http: Client) -> None:
    with ThreadPoolExecutor(16) as threads:
        runaways = [threads.submit(ask, http, CROSS) for _ in range(16)]
        time.sleep(0.3)
        seen = 0
        while not all(runaway.done() for runaway in runaways):
            assert ask(http, LOOKUP).status_code == 200
            seen += 1
        assert {runaway.result().status_code for runaway in runaways} == {503}
    assert seen > 3
    workers = http.get("/health").json()["workers"]
    assert (workers["long"], workers["waiting"]) == (0, 0)


def test_a_worker_that_is_killed_from_outside_costs_no_request(http: Client) -> None:
    server = process_of(http)
    ended = threading.Event()

    def kill() -> None:
        while not ended.is_set():
            children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
            os.kill(int(children[0]), signal.SIGKILL)
            time.sleep(0.2)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        assert {ask(http, LOOKUP).status_code for _ in range(300)} == {200}
    finally:
        ended.set()
        killer.join()


def test_requests_at_a_time_are_few_for_one_and_for_all(release: Release, store_directory: Path) -> None:
    settings = {"requests_per_client": 2, "query_seconds": 1.5}
    with served("--store", str(store_directory), settings=settings) as http, ThreadPoolExecutor(8) as threads:
        answers = [answer.result() for answer in [threads.submit(ask, http, CROSS) for _ in range(8)]]
        assert sorted(answer.status_code for answer in answers) == [429] * 6 + [503] * 2
        assert all(answer.headers["retry-after"] for answer in answers)
        assert http.get("/health").status_code == 200
    with (
        served("--store", str(store_directory), settings={**settings, "requests_at_once": 1}) as http,
        ThreadPoolExecutor(4) as threads,
    ):
        answers = [answer.result() for answer in [threads.submit(ask, http, CROSS) for _ in range(4)]]
        assert ["as busy as" in answer.json()["detail"] for answer in answers].count(True) == 3


def test_a_body_is_read_no_further_than_it_may_be(http: Client) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = http.post("/sparql", content=b"query=" + b"%20" * 200_000, headers=form)
    assert answer.status_code == 413
    with socket.create_connection((http.base_url.host, http.base_url.port)) as slow:
        slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n")
        slow.sendall(b"Content-Length: 500\r\n\r\nASK")
        slow.settimeout(10)
        assert b" 408 " in slow.recv(1000)
