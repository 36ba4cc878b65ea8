"""A release's graphs, put to a SPARQL server by Graph Store HTTP Protocol.

A server without graphs of this base is filled by one request of N-Quads where it takes them; else each graph is put in
its place (§5.3) and graphs that are no more are removed (§5.4). The release's description of itself goes last. Graphs
of others are left alone.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from resograph.stores.confining import graphs_at
from resograph.stores.endpoint import Addresses, Endpoint
from resograph.stores.release import Release, ReleaseError

SECONDS = 3600.0
"""Longest time of one request while publishing."""


@dataclass(frozen=True)
class Upload:
    """What was done: graphs written and removed, and whether in one request."""

    written: int
    removed: int
    in_bulk: bool


def publish_to(
    address: str,
    release: Release,
    *,
    graphs_address: str | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Upload:
    """Make a server hold what a release holds.

    Args:
        address: where the server takes queries.
        release: what to publish.
        graphs_address: where it takes graphs, if not where ``Addresses.of`` expects.
        progress: told of graphs done and altogether.

    Raises:
        ReleaseError: the server did not take a graph; the message has its name and the status.
    """
    addresses = Addresses.of(address)
    endpoint = Endpoint(Addresses(addresses.query, graphs_address or addresses.graphs), SECONDS)
    try:
        store = ox.Store.read_only(str(release.store))
        return _publish(endpoint, store, release.manifest.base, progress)
    finally:
        endpoint.close()


def _publish(endpoint: Endpoint, store: ox.Store, base: str, progress: Callable[[int, int], None]) -> Upload:
    last = f"{base}graph/release"
    names = sorted((str(graph.value) for graph in store.named_graphs()), key=lambda name: (name == last, name))
    there = graphs_at(endpoint, base)
    if not there and _taken(endpoint.send_graphs("POST", None, _dump(store, None), "application/n-quads")):
        progress(len(names), len(names))
        return Upload(len(names), 0, in_bulk=True)
    for done, name in enumerate(names, start=1):
        status = endpoint.send_graphs("PUT", name, _dump(store, name), "application/n-triples")
        if not _taken(status):
            raise ReleaseError(
                f"{endpoint.addresses.graphs} did not take {name} ({status}); may this user write there?"
            )
        progress(done, len(names))
    gone = sorted(set(there) - set(names))
    for name in gone:
        status = endpoint.send_graphs("DELETE", name)
        if not _taken(status) and status != 404:
            raise ReleaseError(f"{endpoint.addresses.graphs} did not remove {name} ({status}).")
    return Upload(len(names), len(gone), in_bulk=False)


def _dump(store: ox.Store, graph: str | None) -> bytes:
    """One graph as N-Triples, or all as N-Quads."""
    out = io.BytesIO()
    if graph is None:
        store.dump(out, ox.RdfFormat.N_QUADS)
    else:
        store.dump(out, ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
    return out.getvalue()


def _taken(status: int) -> bool:
    return 200 <= status < 300
