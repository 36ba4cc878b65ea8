"""Options that several commands take, and the settings that they change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.console import note
from resograph.releases.base import check_base
from resograph.settings import Settings, default_store
from resograph.stores.credentials import Credentials

StoreOption = Annotated[
    Path | None, typer.Option("--store", help="Release directory; without it, one in your data folder.", metavar="DIR")
]
LocationOption = Annotated[
    str | None,
    typer.Option("--store", help="Release directory, or the address of a SPARQL server.", metavar="DIR|URL"),
]
BaseOption = Annotated[
    str | None, typer.Option("--base", help="Base of all addresses; ends in a slash.", metavar="URL")
]


def store_written(store: Path | None) -> Path:
    """The directory that a command writes to; where none was given, said on stderr."""
    if store is None:
        store = default_store()
        note(f"Store: {store} (--store DIR names another)")
    return store


def credentials_in(settings: Settings) -> Credentials | None:
    """Who we are to a SPARQL server, where the settings say so."""
    return Credentials(settings.store_user, settings.store_password) if settings.store_user else None


def settings_for(base: str | None) -> Settings:
    """The settings of the environment, with the base of the command line where it has one."""
    settings = Settings.from_environment()
    return Settings(**{**vars(settings), "base": check_base(base or settings.base)})
