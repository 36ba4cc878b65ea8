"""What only servers have: how they are told apart, filled, and given up on."""

from __future__ import annotations

from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from engines import COUNT, FOREIGN, cell, count, rows, server

from conftest import BASE, free_port
from resograph.stores import Release, ReleaseError, open_store
from resograph.stores.confining import Confinement, graphs_at
from resograph.stores.endpoint import Addresses, Endpoint, UnreachableError
from resograph.stores.remote import RemoteStore
from resograph.stores.upload import Upload, publish_to
from resograph.stores.workers import Limits, QueryTimeoutError, WorkerPool

VOID = "http://rdfs.org/ns/void#"
STALE = f"<x:stale> <x:p> <x:o> <{BASE}graph/A/RES/1/1> .\n"


def post(address: str, quads: str) -> None:
    assert httpx.post(f"{address}/store", content=quads, headers={"Content-Type": "application/n-quads"}).is_success


def test_publishing_removes_what_is_no_more_and_leaves_what_is_not_ours(release: Release) -> None:
    truth = ox.Store.read_only(str(release.store))
    names = {cell(graph) for graph in truth.named_graphs()}
    with server() as address:
        assert publish_to(address, release) == Upload(len(names), 0, in_bulk=True)
        assert RemoteStore(address).confinement is Confinement.UNION_ASKED
        post(address, FOREIGN + STALE)
        seen: list[tuple[int, int]] = []
        assert publish_to(address, release, progress=lambda done, total: seen.append((done, total))) == Upload(
            len(names), 1, in_bulk=False
        )
        assert seen[-1] == (len(names), len(names))
        store = RemoteStore(address)
        assert store.confinement is Confinement.GRAPHS_NAMED
        assert count(store, COUNT) == len(truth)
        assert set(graphs_at(Endpoint(Addresses.of(address), 10.0), BASE)) == names
        assert count(store, COUNT, default_graphs=["x:graph"]) == 1


def test_a_server_of_its_own_needs_nothing_sent(client: httpx.Client, release: Release, store_directory: Path) -> None:
    there, here = open_store(f"{client.base_url}/sparql"), open_store(str(store_directory))
    assert isinstance(there.store, RemoteStore)
    assert there.store.confinement is Confinement.NOTHING_SENT
    assert (there.base, there.release) == (here.base, None)
    assert here.release == release
    assert count(there.store, COUNT) == count(here.store, COUNT)


def test_a_server_that_does_not_take_graphs_is_told(client: httpx.Client, release: Release) -> None:
    with pytest.raises(ReleaseError, match=r"did not take .* \(40"):
        publish_to(f"{client.base_url}/sparql", release)


def test_a_server_that_is_not_there_or_is_empty_is_told() -> None:
    with pytest.raises(UnreachableError, match="cannot be reached"):
        open_store(f"http://127.0.0.1:{free_port()}")
    with server() as address, pytest.raises(ReleaseError, match="holds no release"):
        open_store(address)


def test_a_server_that_ignores_from_is_refused() -> None:
    about = f"<x:d> a <{VOID}Dataset> ; <{VOID}uriSpace> '{BASE}' ; <{VOID}triples> 3 ."
    with server("--union-default-graph") as address:
        endpoint = Endpoint(Addresses.of(address), 10.0)
        assert endpoint.send_graphs("PUT", f"{BASE}graph/release", about.encode(), "text/turtle") == 201
        with pytest.raises(ReleaseError, match="no notice of FROM"):
            open_store(address)


CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_query_past_its_time_is_given_up(release: Release) -> None:
    pool = WorkerPool(release.store, 1, Limits(seconds=1))
    with pytest.raises(QueryTimeoutError):
        rows(pool, CROSS)
    pool.close()
    with server("--timeout-s", "1") as address:
        triples = "".join(f"<x:{n}> <x:p> <x:{n}> .\n" for n in range(3000))
        endpoint = Endpoint(Addresses.of(address), 0.5)
        assert endpoint.send_graphs("PUT", "x:g", triples.encode(), "application/n-triples") == 201
        with pytest.raises(QueryTimeoutError, match="given up after"):
            b"".join(endpoint.ask(CROSS, "text/csv", [("default-graph-uri", "x:g")]).chunks())
        patient = Endpoint(Addresses.of(address), 20.0)
        for media in ("text/csv", "application/sparql-results+json"):
            with pytest.raises(QueryTimeoutError, match="gave up"):
                b"".join(patient.ask(CROSS, media, [("default-graph-uri", "x:g")]).chunks())
