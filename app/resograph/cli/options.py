"""Options that several commands take, and the settings that they change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resograph.pipeline import check_base
from resograph.settings import Settings

StoreOption = Annotated[
    Path | None, typer.Option("--store", help="Release directory; without it, one in your data folder.", metavar="DIR")
]
BaseOption = Annotated[
    str | None, typer.Option("--base", help="Base of all addresses; ends in a slash.", metavar="URL")
]


def settings_for(base: str | None) -> Settings:
    """The settings of the environment, with the base of the command line where it has one."""
    settings = Settings.from_environment()
    return Settings(**{**vars(settings), "base": check_base(base or settings.base)})
