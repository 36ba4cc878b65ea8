"""Drive clients in Python, in JavaScript and of the command line against a server; exit 1 where one fails.

Run: python -m bench.clients RELEASE [--python PYTHON] [--node FOLDER]

RELEASE: a store directory whose base is http://localhost:PORT/, with A/RES/67/138. PYTHON: one that has
``requirements.txt``. FOLDER: where ``npm install`` was run beside a copy of ``package.json``. Clients that are not
installed are named and passed over.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bench.clients import commands
from bench.serving import ours
from resograph.releases import open_current

_HERE = Path(__file__).parent


def _told(command: list[str], folder: Path | None = None) -> Iterator[tuple[str, ...]]:
    """What a driver prints: client, version, use, outcome."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        yield tuple(line.rstrip("\n").split("\t"))
    if process.wait():
        yield command[0], "-", "driver", f"exit {process.returncode}"


def main(store: Path, python: str, node: Path | None) -> int:
    """Print a line a client; 1 where one failed."""
    root = open_current(store).manifest.base
    failed = 0
    with ours(store, urlsplit(root).port or 80):
        drivers = [_told([python, str(_HERE / "in_python.py"), root]), commands.run(root)]
        if node:
            drivers.append(_told(["node", str(_HERE / "in_node.mjs"), root], node))
        for row in (row for driver in drivers for row in driver):
            print("\t".join(row), flush=True)
            failed += row[-1] not in ("ok", "not installed")
    return int(failed > 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--node", type=Path)
    asked = parser.parse_args()
    sys.exit(main(asked.release, asked.python, asked.node))
