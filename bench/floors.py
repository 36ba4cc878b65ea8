"""The floors beneath a build of the sample: parsing its files with lxml, loading its quads into the store.

Run: .venv/bin/python bench/floors.py ../shared/corpus STORE (a store directory that `resograph add` filled with it)
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from lxml import etree


def main(corpus: Path, store: Path) -> None:
    files = sorted(corpus.rglob("*.xml"))
    start = time.perf_counter()
    for file in files:
        etree.parse(file, etree.XMLParser(recover=True, resolve_entities=False))
    print(f"lxml: {len(files) / (time.perf_counter() - start):.0f} files/s")
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        loaded = ox.Store(folder)
        for file in sorted((store / "cache" / "works").glob("*.nq")):
            loaded.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        seconds = time.perf_counter() - start
        print(f"bulk load: {len(loaded):,} quads in {seconds:.1f} s, {len(files) / seconds:.0f} files/s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
