"""``publish``: a release put to a SPARQL server, wherever that takes queries, updates and graphs."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from resograph.releases.publishing.publisher import Progress, Publisher, Upload
from resograph.releases.release import Release
from resograph.stores.credentials import Credentials
from resograph.stores.remote import dialect_at
from resograph.stores.remote.endpoint import Addresses, Endpoint

SECONDS = 3600.0
"""Longest time of one request while publishing."""


def publish_to(
    address: str,
    release: Release,
    *,
    credentials: Credentials | None = None,
    graphs_address: str | None = None,
    update_address: str | None = None,
    in_pieces: bool = False,
    everything: bool = False,
    progress: Progress = lambda done, total: None,
) -> Upload:
    """Make a server hold what a release holds.

    Args:
        address: where the server takes queries.
        release: what to publish.
        credentials: who may write there.
        graphs_address: where it takes graphs, if not where ``Addresses.of`` expects.
        update_address: where it takes updates, likewise.
        in_pieces: graph by graph even where one update would do; for differences beyond ``MOST_AT_ONCE``.
        everything: compare every graph, whatever the server says that it holds.
        progress: told of graphs done and altogether.

    Raises:
        ReleaseError: the server did not take it, or the difference is too large for one step.
        UnreachableError: the server does not answer.
    """
    addresses = Addresses.of(address)
    addresses = replace(addresses, update=update_address or addresses.update)
    with closing(Endpoint(addresses, SECONDS, credentials)) as endpoint:
        dialect = dialect_at(endpoint, SECONDS)
        graphs = graphs_address or dialect.graphs_address(addresses.query) or addresses.graphs
        endpoint.addresses = replace(addresses, graphs=graphs)
        return Publisher(endpoint, dialect, release, progress).publish(in_pieces, everything)
