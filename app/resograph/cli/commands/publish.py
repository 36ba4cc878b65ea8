"""``publish``: a release put to a SPARQL server."""

from __future__ import annotations

from typing import Annotated

import typer

from resograph.cli.console import note
from resograph.cli.options import StoreOption, credentials_in, settings_for
from resograph.cli.progress import progress
from resograph.releases import open_current
from resograph.settings import default_store


def publish(
    address: Annotated[str, typer.Argument(help="Where the server takes queries.", metavar="ADDRESS")],
    store: StoreOption = None,
    graphs: Annotated[str | None, typer.Option(help="Where it takes graphs, if elsewhere.", metavar="URL")] = None,
    update: Annotated[str | None, typer.Option(help="Where it takes updates, if elsewhere.", metavar="URL")] = None,
    in_pieces: Annotated[
        bool, typer.Option("--in-pieces", help="Graph by graph, for differences too large for one step.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--everything", help="Compare every graph, whatever the server says that it holds.")
    ] = False,
) -> None:
    """Make a SPARQL server hold what a release holds: what differs is sent, graphs of others are left alone.

    Who may write there: RESOGRAPH_STORE_USER and RESOGRAPH_STORE_PASSWORD. Serve it then with
    resograph serve --store ADDRESS (docs/engines.md).
    Example: resograph publish http://127.0.0.1:7878 --store ./release
    """
    from resograph.releases.publishing import publish_to  # brings an HTTP client

    release = open_current(store or default_store())
    with progress() as show_progress:
        done = publish_to(
            address,
            release,
            credentials=credentials_in(settings_for(release.manifest.base)),
            graphs_address=graphs,
            update_address=update,
            in_pieces=in_pieces,
            everything=everything,
            progress=lambda count, total: show_progress("publish", count, total),
        )
    note(
        f"{address} holds the release {release.name} ({done.way.value}): {done.graphs:,} graphs written or removed, "
        f"{done.added:,} triples lacked and {done.removed:,} were too many."
    )
