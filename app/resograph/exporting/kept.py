"""Exports kept beside the releases that they are of: ``{store}/tables/{release}/``."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from resograph.exporting.export import FORMATS, index_of


class KeptTables:
    """A folder of exports, named by their releases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, release: str) -> Path:
        """Where the export of a release stands, or will."""
        return self.folder / release

    def all(self) -> Iterator[dict[str, Any]]:
        """What their indexes say, the newest first."""
        found = self.folder.glob("[!.]*") if self.folder.is_dir() else ()
        for path in sorted(found, reverse=True):
            if index := index_of(path):
                yield index

    def remove_old(self, keep: int) -> None:
        """Remove all but the newest."""
        for index in list(self.all())[keep:]:
            shutil.rmtree(self.path(index["release"]), ignore_errors=True)


def formats_here() -> tuple[str, ...]:
    """The formats that can be written on this machine."""
    return tuple(name for name in FORMATS if name != "parquet" or find_spec("pyarrow"))
