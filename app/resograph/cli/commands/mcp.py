"""``resograph mcp``: a release for assistants, over standard streams."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from resograph.cli.console import note
from resograph.cli.options import BaseOption, StoreOption, settings_for
from resograph.releases import last_good
from resograph.releases.base import check_release
from resograph.settings import default_store

if TYPE_CHECKING:
    from fastapi import FastAPI


def mcp(store: StoreOption = None, base: BaseOption = None) -> None:
    """Answer an assistant over standard input and output (Model Context Protocol).

    In the settings of an assistant: {"command": "resograph", "args": ["mcp", "--store", "DIR"]}. A server that runs
    (resograph serve) answers the same at /mcp.
    """
    from resograph.web import create_app

    settings = replace(settings_for(base), log="off")
    directory: Path = store or default_store()
    release = last_good(directory, settings.base)
    check_release(release, settings.base)
    note(f"Answering about {release.manifest.counts['works']} documents. Ends with its input.")
    asyncio.run(_answer(create_app(release, settings)))


async def _answer(app: FastAPI) -> None:
    from mcp.server.stdio import stdio_server

    from resograph.assistants import assistant_server

    server = assistant_server(app)
    async with app.router.lifespan_context(app), stdio_server() as (received, sent):
        await server.run(received, sent, server.create_initialization_options())
