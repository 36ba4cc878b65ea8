"""``serve``: a release over HTTP."""

from __future__ import annotations

import resource as resource_limits
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resograph.cli.building import build
from resograph.cli.console import UsageError, note
from resograph.cli.options import BaseOption, LocationOption, credentials_in, settings_for
from resograph.releases import ReleaseError, last_good, open_current
from resograph.releases.base import check_release
from resograph.releases.opening import is_address
from resograph.releases.release import current_name
from resograph.resources import resource
from resograph.settings import Settings, default_store
from resograph.stores.port import StoreError

if TYPE_CHECKING:
    from fastapi import FastAPI


def serve(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    store: LocationOption = None,
    tables: Annotated[
        Path | None, typer.Option(help="With --store http://…: the directory of the release that was published there.")
    ] = None,
    base: BaseOption = None,
    writable: Annotated[
        bool, typer.Option("--writable", help="Serve one store for queries and updates instead of a release.")
    ] = False,
) -> None:
    """Serve a release over HTTP.

    Without a release yet, the product's own documents are built first. Every address then answers in HTML, Turtle,
    JSON-LD, Akoma Ntoso and more; /sparql takes queries.

    With --store http://… the graph is read from a SPARQL server that a release was published to (resograph publish).
    Search, mandates, Akoma Ntoso, dumps and what harvesters ask for come from the release's directory: --tables DIR.

    With --writable the directory holds one store, empty at first: /sparql takes updates too, /rdf-graph-store whole
    graphs, both with the header “Authorization: Bearer …” that has the value of RESOGRAPH_TOKEN.
    """
    settings = settings_for(base)
    _check_port(host, port)
    if store is not None and is_address(store):
        if writable:
            raise UsageError("--writable takes a directory; write to a server by its own means.")
        app = _remote(store, settings, tables)
    else:
        if tables is not None:
            raise UsageError("--tables goes with --store http://…; a release in a directory has its tables there.")
        directory = Path(store) if store else None
        app = _writable(directory, settings) if writable else _release(directory, settings)
    note(f"Listening on http://{host}:{port}/ (base {settings.base}). Stop with Ctrl-C.")
    _run(app, host, port, settings)


def _release(store: Path | None, settings: Settings) -> FastAPI:
    from resograph.assistants import mount
    from resograph.web import create_app

    directory = store or default_store()
    try:
        release = last_good(directory, settings.base)
    except ReleaseError:
        if store is not None and store.exists() and any(store.iterdir()):
            raise
        note(f"No release in {directory} yet: building one from the product's own documents.")
        build([resource("data", "documents")], directory, settings.base)
        release = open_current(directory)
    if release.name != current_name(directory):
        note(f"The current release in {directory} is damaged; serving the one before. Build it again.")
    check_release(release, settings.base)
    note(f"Serving {release.manifest.counts['works']} documents.")
    app = create_app(release, settings)
    mount(app)
    return app


def _remote(address: str, settings: Settings, tables: Path | None) -> FastAPI:
    from resograph.assistants import mount
    from resograph.stores.remote import RemoteStore
    from resograph.web import create_remote_app

    remote = RemoteStore(address, seconds=settings.query_seconds, credentials=credentials_in(settings))
    if remote.base != settings.base:
        raise ReleaseError(
            f"The release at {address} was built for {remote.base}, not for {settings.base}: "
            f"start with --base {remote.base}."
        )
    note(f"Serving {remote.counts.get('works', 0)} documents from {address}.")
    app = create_remote_app(remote, settings, tables)
    mount(app)
    return app


def _writable(store: Path | None, settings: Settings) -> FastAPI:
    from resograph.web import create_writable_app

    if store is None:
        raise UsageError("--writable needs --store DIR, the directory of a store that may be changed.")
    if not settings.token:
        raise UsageError("--writable needs a token to write with: set RESOGRAPH_TOKEN to a long secret.")
    if current_name(store) is not None:
        raise UsageError(f"{store} holds a release, which nothing may change; give --writable another directory.")
    note(f"Serving the store in {store} for queries and updates at /sparql.")
    return create_writable_app(store, settings)


_SWITCH = 0.0005
"""Seconds that a thread which computes keeps the interpreter while the event loop waits for it: a tenth of Python's
own, since each look-up waits that long several times."""


def _run(app: FastAPI, host: str, port: int, settings: Settings) -> None:
    """Serve until stopped; the application writes the log, the server what it warns of."""
    import uvicorn

    from resograph.web.protocol import bounded
    from resograph.web.state import state_of

    sys.setswitchinterval(_SWITCH)
    _, most = resource_limits.getrlimit(resource_limits.RLIMIT_NOFILE)
    resource_limits.setrlimit(resource_limits.RLIMIT_NOFILE, (most, most))  # each connection takes one
    try:
        uvicorn.run(
            app,
            host=host,
            port=port,
            http=bounded(settings),
            ws="none",
            proxy_headers=False,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
    except SystemExit:
        if why := state_of(app).failure:
            raise StoreError(why) from None
        raise


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise UsageError(f"Port {port} on {host} cannot be used ({error}); choose another with --port.") from None
