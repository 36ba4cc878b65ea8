"""Publishing to servers: what is done, what is left alone, and that nobody reads half a release."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
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
from resograph.stores.remote import RemoteStore
from resograph.stores.remote.confining import Confinement, graphs_at
from resograph.stores.remote.endpoint import Addresses, Endpoint

DESCRIPTION, CONTEXT = ({"graph": f"{BASE}graph/{name}"} for name in ("release", "context"))
OTHER = f"{BASE}graph/A/RES/67/139"
PARTS = f"""SELECT ?version (SUM(IF(?g = <{CONTEXT["graph"]}>, 1, 0)) AS ?context)
                            (SUM(IF(?g = <{OTHER}>, 1, 0)) AS ?other) WHERE {{
  GRAPH <{DESCRIPTION["graph"]}> {{ ?dataset <http://www.w3.org/2002/07/owl#versionInfo> ?version }}
  GRAPH ?g {{ ?s ?p ?o }} FILTER(?g IN (<{CONTEXT["graph"]}>, <{OTHER}>))
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
    return without_most(found[0]), without_most(found[1])


def without_most(release: Release) -> Release:
    """The release with a few triples of each graph only, for Virtuoso takes long over seventy thousand."""
    whole, counted = ox.Store.read_only(str(release.store)), ox.NamedNode("http://rdfs.org/ns/void#triples")
    description = ox.NamedNode(DESCRIPTION["graph"])
    kept = [
        quad
        for graph in whole.named_graphs()
        for quad in islice(whole.quads_for_pattern(None, None, None, graph), 500 if graph != description else None)
    ]
    size = ox.Literal(len(kept))
    del whole
    shutil.rmtree(release.store)
    ox.Store(str(release.store)).bulk_extend(
        ox.Quad(q.subject, counted, size, q.graph_name) if q.predicate == counted else q for q in kept
    )
    return release


def size(release: Release) -> int:
    return len(ox.Store.read_only(str(release.store)))


def parts_of(release: Release) -> tuple[str, ...]:
    """What ``PARTS`` gives of a release."""
    store = ox.Store.read_only(str(release.store))
    context, other = (
        len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(name)))) for name in (CONTEXT["graph"], OTHER)
    )
    return release.manifest.content, str(context), str(other)


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
        for name in (DESCRIPTION["graph"], *graphs_at(self.endpoint, BASE).ours):
            self.endpoint.send_graphs("DELETE", {"graph": name})


@pytest.fixture(scope="module")
def at_oxigraph() -> Iterator[Server]:
    with server() as address:
        yield Server(address, None)


@pytest.fixture(scope="module")
def at_virtuoso(virtuoso_address: str, release: Release) -> Iterator[Server]:
    found = Server(virtuoso_address, VIRTUOSO)
    yield found
    found.publish(release)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def at(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(f"at_{request.param}")
    return found


def test_what_is_done_and_what_is_left_alone(at: Server, two: tuple[Release, Release]) -> None:
    first, second = two
    at.clear()
    put = {"graph": "x:graph"}, FOREIGN.splitlines()[0].replace("<x:graph> .", ".").encode(), "application/n-triples"
    assert at.endpoint.send_graphs("PUT", *put) in (200, 201, 204)
    assert at.publish(first) == Upload(Way.FILLED, 5, size(first))
    store = RemoteStore(at.address)
    assert count(store, COUNT) == size(first)
    assert at.publish(first) == Upload(Way.NOTHING)
    done = at.publish(second)
    assert done.way is (Way.IN_PIECES if at.credentials else Way.ONE_STEP)
    assert done.added - done.removed == size(second) - size(first)
    assert (done.graphs, done.removed < 10) == (2, True)
    assert count(store, COUNT) == size(second)
    assert at.publish(first).graphs == 2
    assert OTHER not in graphs_at(at.endpoint, BASE).ours
    assert count(store, COUNT) == size(first)
    assert count(store, COUNT, default_graphs=["x:graph"]) == 1
    at.endpoint.send_graphs("DELETE", {"graph": "x:graph"})
    assert store.confinement is (Confinement.OTHERS_EXCLUDED if at.credentials else Confinement.GRAPHS_NAMED)


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
                seen.add(tuple(row[name]["value"] for name in ("version", "context", "other")))
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
    at.endpoint.send_graphs("DELETE", DESCRIPTION)
    at.endpoint.send_graphs("DELETE", CONTEXT)
    with pytest.raises(ReleaseError, match="holds no release"):
        RemoteStore(at.address)
    assert at.publish(second).way is Way.IN_PIECES
    assert count(RemoteStore(at.address), COUNT) == size(second)
    at.endpoint.send_graphs("PUT", CONTEXT, b"<x:a> <x:b> <x:c> .", "application/n-triples")
    assert at.publish(second) == Upload(Way.NOTHING)
    assert at.publish(second, everything=True).graphs == 1
    assert at.publish(first, in_pieces=True).way is Way.IN_PIECES
    assert count(RemoteStore(at.address), COUNT) == size(first)


def test_a_difference_too_large_for_one_step_is_refused(
    at_oxigraph: Server, two: tuple[Release, Release], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = at_oxigraph
    at.publish(two[0])
    monkeypatch.setattr(resograph.releases.publishing.publisher, "MOST_AT_ONCE", 100)
    with pytest.raises(ReleaseError, match="--in-pieces"):
        at.publish(two[1])
    assert count(RemoteStore(at.address), COUNT) == size(two[0])


def test_a_server_that_does_not_take_graphs_is_told(client: httpx.Client, two: tuple[Release, Release]) -> None:
    with pytest.raises(ReleaseError, match=r"did not take|holds what it held"):
        publish_to(f"{client.base_url}/sparql", two[1])


@pytest.mark.parametrize("credentials", [None, Credentials("dba", "wrong")])
def test_virtuoso_is_not_written_to_by_anybody(
    virtuoso_address: str, two: tuple[Release, Release], credentials: Credentials | None
) -> None:
    with pytest.raises(ReleaseError, match=r"\(401\); give a user"):
        publish_to(virtuoso_address, two[1], credentials=credentials)
