"""Publishing to servers: what is done, what is left alone, and that nobody reads half a release."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from engines import COUNT, FOREIGN, VIRTUOSO, count, rows, server

import resograph.releases.publishing.publisher
from conftest import BASE, SEED
from resograph.pipeline import Builder, Source
from resograph.releases import Release, ReleaseError
from resograph.releases.publishing import publish_to
from resograph.releases.publishing.publisher import Upload, Way
from resograph.stores.credentials import Credentials
from resograph.stores.port import StoreError
from resograph.stores.remote import RemoteStore, dialect_at
from resograph.stores.remote.confining import graphs_at
from resograph.stores.remote.endpoint import Addresses, Endpoint

RESO, ABOUT = "https://w3id.org/resograph/ns#", "https://schema.org/about"
MARK, ALL, FIRST, SECOND = (f"{BASE}graph/{name}" for name in ("release", "all", "source/one", "source/two"))
RECORDS = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
KEPT = (f"{RESO}inDocument", f"{RESO}position")
PARTS = f"""SELECT ?version (COUNT(DISTINCT ?part) AS ?parts) (COUNT(DISTINCT ?record) AS ?records) WHERE {{
  ?dataset <http://www.w3.org/2002/07/owl#versionInfo> ?version . ?part <{RESO}inDocument> ?document .
  GRAPH ?source {{ ?record <{ABOUT}> ?work }}
}} GROUP BY ?version"""
# No sub-selects: Virtuoso joins two counts with a graph to nothing.


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Release, Release]:
    """A release, and the one after it with one document more."""
    folder = tmp_path_factory.mktemp("two")
    other = folder / "other.txt"
    other.write_text(SEED.read_text(encoding="utf-8").replace("67/138", "67/139"), encoding="utf-8")
    found = [Builder(folder / "store", BASE).build([Source(file)])[0] for file in (SEED, other)]
    assert found[0] and found[1]
    return smaller(found[0], {FIRST: 2}), smaller(found[1], {FIRST: 3, SECOND: 1})


def smaller(release: Release, records: Mapping[str, int]) -> Release:
    """The release with a few triples only, for Virtuoso takes long over seventy thousand, and records of registries."""
    whole = ox.Store.read_only(str(release.store))
    kept = [quad for quad in whole if f"{BASE}.well-known" in str(quad.subject) or quad.predicate.value in KEPT]
    for graph, number in records.items():
        for index in range(number):
            work, about = ox.NamedNode(f"{BASE}A/RES/67/138"), ox.NamedNode(ABOUT)
            kept.append(ox.Quad(ox.NamedNode(f"{graph}#{index}"), about, work, ox.NamedNode(graph)))
    del whole
    shutil.rmtree(release.store)
    ox.Store(str(release.store)).bulk_extend(kept)
    return release


def size(release: Release) -> int:
    return len(ox.Store.read_only(str(release.store)))


def parts_of(release: Release) -> tuple[str, ...]:
    """What ``PARTS`` gives of a release."""
    store = ox.Store.read_only(str(release.store))
    parts, records = (
        len({quad.subject for quad in store.quads_for_pattern(None, ox.NamedNode(name), None, None)})
        for name in (f"{RESO}inDocument", ABOUT)
    )
    return release.manifest.content, str(parts), str(records)


class Server:
    """A server and who may write to it."""

    def __init__(self, address: str, credentials: Credentials | None) -> None:
        self.address = address
        self.credentials = credentials
        graphs = f"{address}-graph-crud-auth" if credentials else Addresses.of(address).graphs
        self.endpoint = Endpoint(replace(Addresses.of(address), graphs=graphs), 60.0, credentials)

    def publish(self, release: Release, **more: Any) -> Upload:
        return publish_to(self.address, release, credentials=self.credentials, **more)

    def clear(self) -> None:
        """Leave nothing of a release."""
        for name in self.graphs():
            self.endpoint.send_graphs("DELETE", {"graph": name})

    def graphs(self) -> list[str]:
        """The graphs of a release there."""
        return graphs_at(self.endpoint, dialect_at(self.endpoint, 60.0), BASE)


@pytest.fixture(scope="module")
def at_oxigraph() -> Iterator[Server]:
    with server() as address:
        yield Server(address, None)


@pytest.fixture(scope="module")
def at_virtuoso(virtuoso_address: str, sourced: Release) -> Iterator[Server]:
    found = Server(virtuoso_address, VIRTUOSO)
    yield found
    found.publish(sourced, everything=True)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def at(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(f"at_{request.param}")
    return found


def test_what_is_done_and_what_is_left_alone(at: Server, two: tuple[Release, Release]) -> None:
    first, second = two
    at.clear()
    put = {"graph": "x:graph"}, FOREIGN.splitlines()[0].replace("<x:graph> .", ".").encode(), "application/n-triples"
    assert at.endpoint.send_graphs("PUT", *put) in (200, 201, 204)
    assert at.publish(first) == Upload(Way.FILLED, 2, size(first))
    store = RemoteStore(at.address)
    assert count(store, COUNT) == size(first) - 2
    assert at.publish(first) == Upload(Way.NOTHING)
    done = at.publish(second)
    assert done.way is (Way.IN_PIECES if at.credentials else Way.ONE_STEP)
    assert done.added - done.removed == size(second) - size(first)
    assert (done.graphs, done.removed < 10) == (3, True)
    assert count(store, COUNT) == size(second) - 4
    assert at.graphs() == [ALL, MARK, FIRST, SECOND]
    assert count(store, RECORDS) == 4
    assert at.publish(first).graphs == 3
    assert at.graphs() == [ALL, MARK, FIRST]
    assert (count(store, COUNT), count(store, RECORDS)) == (size(first) - 2, 2)
    assert count(store, COUNT, default_graphs=["x:graph"]) == 1
    at.endpoint.send_graphs("DELETE", {"graph": "x:graph"})


def test_nobody_reads_half_a_release(at: Server, two: tuple[Release, Release]) -> None:
    at.publish(two[0])
    store = RemoteStore(at.address, seconds=120.0)
    seen: set[tuple[str, ...]] = set()
    failures: list[Exception] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            try:
                row = rows(store, PARTS)[0]
                seen.add(tuple(row[name]["value"] for name in ("version", "parts", "records")))
            except Exception as error:
                failures.append(error)
            over.wait(0.02)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for release in (two[1], two[0], two[1]):
        at.publish(release)
    over.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert seen == {parts_of(release) for release in two}
    assert store.version() == two[1].manifest.content


def test_what_broke_off_or_was_spoilt_is_made_good(at: Server, two: tuple[Release, Release]) -> None:
    first, second = two
    at.publish(second)
    at.endpoint.send_graphs("DELETE", {"graph": MARK})
    with pytest.raises(StoreError, match="holds no release"):
        RemoteStore(at.address)
    at.endpoint.send_graphs("DELETE", {"graph": ALL})
    with pytest.raises(StoreError, match="holds no release"):
        RemoteStore(at.address)
    assert at.publish(second).way is Way.IN_PIECES
    assert count(RemoteStore(at.address), COUNT) == size(second) - 4
    at.endpoint.send_graphs("PUT", {"graph": FIRST}, b"<x:a> <x:b> <x:c> .", "application/n-triples")
    assert at.publish(second) == Upload(Way.NOTHING)
    assert at.publish(second, everything=True).graphs == 1
    assert at.publish(first, in_pieces=True).way is Way.IN_PIECES
    assert count(RemoteStore(at.address), COUNT) == size(first) - 2


def test_a_difference_too_large_for_one_step_is_refused(
    at_oxigraph: Server, two: tuple[Release, Release], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = at_oxigraph
    at.publish(two[0])
    monkeypatch.setattr(resograph.releases.publishing.publisher, "MOST_AT_ONCE", 10)
    with pytest.raises(ReleaseError, match="--in-pieces"):
        at.publish(two[1])
    assert count(RemoteStore(at.address), COUNT) == size(two[0]) - 2
    assert at.publish(two[1], in_pieces=True).way is Way.IN_PIECES
    assert count(RemoteStore(at.address), COUNT) == size(two[1]) - 4


def test_a_server_that_does_not_take_graphs_is_told(client: httpx.Client, two: tuple[Release, Release]) -> None:
    with pytest.raises(ReleaseError, match=r"did not take|holds what it held"):
        publish_to(f"{client.base_url}/sparql", two[1])


@pytest.mark.parametrize("credentials", [None, Credentials("dba", "wrong")])
def test_virtuoso_is_not_written_to_by_anybody(
    virtuoso_address: str, two: tuple[Release, Release], credentials: Credentials | None
) -> None:
    with pytest.raises(ReleaseError, match=r"\(401\); give a user"):
        publish_to(virtuoso_address, two[1], credentials=credentials)
