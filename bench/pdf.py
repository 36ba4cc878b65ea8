"""Pages of PDF a second: our reader beside the bare extractor. Run: .venv/bin/python bench/pdf.py FILE... [times]

The bare extractor is pdfplumber's ``extract_text``: words in lines, without their meaning. Our reader starts a process
for each file (bounds on time and memory), draws, and gives the document with its paragraphs, notes and cover.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from resograph.reading import read
from resograph.reading.pdf.drawing import sheets_of


def extracted(path: Path) -> int:
    with pdfplumber.open(path) as file:
        return len([page.extract_text() for page in file.pages])


def drawn(path: Path) -> int:
    return len({sheet.page for sheet in sheets_of(path.read_bytes(), path.name)})


def read_whole(path: Path) -> int:
    read(path.read_bytes(), path.name)
    return 0


def seconds(work: Callable[[Path], int], paths: list[Path], times: int) -> float:
    """The best of several runs over all files."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        for path in paths:
            work(path)
        best = min(best, time.perf_counter() - begin)
    return best


def main(paths: list[Path], times: int) -> None:
    pages = sum(extracted(path) for path in paths)
    print(f"{len(paths)} files, {pages} pages, the best of {times} runs, processes included")
    for name, work in (("pdfplumber extract_text", extracted), ("glyphs drawn", drawn), ("read", read_whole)):
        print(f"{name:>24}: {pages / seconds(work, paths, times):.1f} pages/s")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    count = int(arguments.pop()) if arguments and arguments[-1].isdigit() else 3
    main([Path(argument) for argument in arguments], count)
