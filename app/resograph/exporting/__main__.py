"""``python -m resograph.exporting RELEASE DIR FORMAT…``: how a server makes tables, apart and after all other work."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from resograph.errors import ReportedError
from resograph.exporting.export import export
from resograph.releases.release import read_release


def main(release: str, directory: str, *formats: str) -> None:
    """Write the tables of the release in a directory."""
    os.nice(10)
    gc.disable()  # nothing here refers to itself, and looking for that takes a tenth of the time
    try:
        export(read_release(Path(release)), Path(directory), formats)
    except ReportedError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
