"""What only servers have: how they are told apart and given up on, and what is never sent to them."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from engines import COUNT, VIRTUOSO, Waited, count, rows, server

from conftest import BASE, free_port
from resograph.releases import Release, open_store
from resograph.sparql import QueryError, RefusedQueryError
from resograph.stores.port import QueryTimeoutError, StoreError, TooLargeError
from resograph.stores.remote import RemoteStore
from resograph.stores.remote.endpoint import Addresses, Endpoint, UnreachableError
from resograph.stores.workers import Limits, WorkerPool

VOID = "http://rdfs.org/ns/void#"


def test_a_server_of_its_own_needs_nothing_sent(client: httpx.Client, release: Release, store_directory: Path) -> None:
    there, here = open_store(f"{client.base_url}/sparql"), open_store(str(store_directory))
    assert isinstance(there.store, RemoteStore)
    assert not there.store.held.is_marked
    assert (there.base, there.release) == (here.base, None)
    assert here.release == release
    assert count(there.store, COUNT) == count(here.store, COUNT)
    counts = {name: size for name, size in release.manifest.counts.items() if name not in ("versions", "citations")}
    assert (there.store.held.version, there.store.counts) == (release.manifest.content, counts)


def test_a_server_that_is_not_there_or_is_empty_is_told() -> None:
    with pytest.raises(UnreachableError, match="cannot be reached"):
        open_store(f"http://127.0.0.1:{free_port()}")
    with server() as address, pytest.raises(StoreError, match="holds no release"):
        open_store(address)


def test_a_server_that_ignores_from_is_refused() -> None:
    about = f"<x:d> a <{VOID}Dataset> ; <{VOID}uriSpace> '{BASE}' ; <{VOID}triples> 3 ."
    with server("--union-default-graph") as address:
        endpoint = Endpoint(Addresses.of(address), 10.0)
        graph = {"graph": f"{BASE}graph/release"}
        assert endpoint.send_graphs("PUT", graph, about.encode(), "text/turtle") == 201
        with pytest.raises(StoreError, match="no notice of FROM"):
            open_store(address)


CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_query_past_its_time_is_given_up(release: Release) -> None:
    pool = Waited(WorkerPool(release.store, 1, Limits(seconds=1)))
    with pytest.raises(QueryTimeoutError):
        rows(pool, CROSS)
    pool.close()
    with server("--timeout-s", "1") as address:
        triples = "".join(f"<x:{n}> <x:p> <x:{n}> .\n" for n in range(3000))
        endpoint = Endpoint(Addresses.of(address), 0.5)
        assert endpoint.send_graphs("PUT", {"graph": "x:g"}, triples.encode(), "application/n-triples") == 201
        with pytest.raises(QueryTimeoutError, match="given up after"):
            b"".join(endpoint.ask(CROSS, "text/csv", [("default-graph-uri", "x:g")]).chunks())
        patient = Endpoint(Addresses.of(address), 20.0)
        for media in ("text/csv", "application/sparql-results+json"):
            with pytest.raises(QueryTimeoutError, match="gave up"):
                b"".join(patient.ask(CROSS, media, [("default-graph-uri", "x:g")]).chunks())


# ── Virtuoso ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def hasty(virtuoso_address: str) -> RemoteStore:
    return RemoteStore(virtuoso_address, seconds=5.0)


def test_virtuoso_that_cuts_answers_is_refused(hasty: RemoteStore, virtuoso_address: str) -> None:
    addresses = replace(Addresses.of(virtuoso_address), graphs=f"{virtuoso_address}-graph-crud-auth")
    endpoint = Endpoint(addresses, 20.0, VIRTUOSO)
    more = "".join(f"<x:{n}> <x:p> <x:{n}> .\n" for n in range(10_000)).encode()
    assert endpoint.send_graphs("PUT", {"graph": "x:more"}, more, "application/n-triples") == 201
    try:
        with pytest.raises(StoreError, match="cuts answers after 80000 rows"):
            RemoteStore(virtuoso_address)
        with pytest.raises(TooLargeError, match="more than 80000 rows"):
            rows(hasty, "SELECT ?s { { ?s ?p ?o } UNION { ?s ?p ?o } }")
    finally:
        assert endpoint.send_graphs("DELETE", {"graph": "x:more"}) == 200


def test_half_an_answer_of_virtuoso_is_none(hasty: RemoteStore) -> None:
    with pytest.raises(QueryTimeoutError, match="given up after 5 seconds"):
        rows(hasty, CROSS)
    assert hasty.held.is_marked


WAYS_OUT = [
    "SELECT (bif:http_get('http://127.0.0.1:1/') AS ?x) { }",
    "SELECT (<bif:http_get>('http://127.0.0.1:1/') AS ?x) { }",
    "SELECT (BIF:http_get ('http://127.0.0.1:1/') AS ?x) { }",
    "SELECT (\\u0062if:http_get('http://127.0.0.1:1/') AS ?x) { }",
    "PREFIX b: <bif:> SELECT (b:http_get('http://127.0.0.1:1/') AS ?x) { }",
    "PREFIX b: <bi> SELECT (b:f:http_get('http://127.0.0.1:1/') AS ?x) { }",
    "BASE <bif:> SELECT (<http_get>('http://127.0.0.1:1/') AS ?x) { }",
    "PREFIX xsd: <bif:> SELECT (xsd:http_get('http://127.0.0.1:1/') AS ?x) { }",
    "SELECT ?s { ?s ?p ?o FILTER(1<bif:http_get('http://127.0.0.1:1/')) }",
    "SELECT ?s { ?s ?p ?o FILTER(sql:http_get # )\n ('http://127.0.0.1:1/')) }",
    "PREFIX b: <http://www.openlinksw.com/schemas/bif#> SELECT (b:http_get('x') AS ?x) { }",
    'define get:soft "replacing" SELECT * FROM <http://127.0.0.1:1/x> WHERE { ?s ?p ?o }',
    'DEFINE input:grab-all "yes" SELECT * WHERE { ?s ?p ?o }',
    'SELECT * FROM <http://127.0.0.1:1/x> OPTION (get:soft "soft") WHERE { ?s ?p ?o }',
    "SELECT ?s { ?s ?p `bif:http_get('http://127.0.0.1:1/')` }",
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("text", WAYS_OUT)
def test_virtuosos_own_ways_out_are_refused(hasty: RemoteStore, text: str) -> None:
    with pytest.raises(RefusedQueryError):
        rows(hasty, text)


XSD = "http://www.w3.org/2001/XMLSchema#"
NO_WAYS_OUT = [
    ("SELECT (CONCAT('bif:http_get(', \"define\") AS ?x) { } # bif:http_get('x')", "bif:http_get(define"),
    (f"PREFIX x: <{XSD}> SELECT (x:integer('7') AS ?x) {{ }}", "7"),
    (f"SELECT (<{XSD}string>(7) AS ?x) {{ }}", "7"),
]


@pytest.mark.parametrize(("text", "value"), NO_WAYS_OUT)
def test_what_only_looks_like_one_is_asked(hasty: RemoteStore, text: str, value: str) -> None:
    assert [row["x"]["value"] for row in rows(hasty, text)] == [value]


def test_virtuosos_limits_are_told_in_words(hasty: RemoteStore) -> None:
    with pytest.raises(QueryError, match="rename \\?词"):
        rows(hasty, "SELECT ?词 { ?词 ?p ?o }")


TRICKLES = [
    (b"", b"HTTP/1.1 200 OK\r\n" + b"X-Slow: yes\r\n" * 9),
    (b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n\r\n", b"a,b\r\n" * 9),
    (b"HTTP/1.1 500 No\r\nContent-Length: 900\r\n\r\n", b"wrong" * 9),
]


@pytest.mark.parametrize(("soon", "late"), TRICKLES)
def test_a_server_that_trickles_is_given_up_in_time(soon: bytes, late: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_trickle, args=(listening, soon, late), daemon=True).start()
        endpoint = Endpoint(Addresses.of(f"http://127.0.0.1:{listening.getsockname()[1]}/"), 1.0)
        begun = time.monotonic()
        with pytest.raises((QueryTimeoutError, QueryError)):
            list(endpoint.ask("ASK {}", "text/csv").chunks(ended=False))
        assert time.monotonic() - begun < 4
        endpoint.close()


def _trickle(listening: socket.socket, soon: bytes, late: bytes) -> None:
    opened, _ = listening.accept()
    with opened, suppress(OSError):
        opened.recv(65536)
        opened.sendall(soon)
        for byte in late:
            time.sleep(0.2)
            opened.sendall(bytes([byte]))
