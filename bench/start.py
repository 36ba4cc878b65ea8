"""How long a command takes to start: ``python bench/start.py RELEASE [TIMES]``.

Median seconds by the clock and of the processor, of ``--version``, ``--help``, ``query --help`` and a query.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median


def spent(arguments: list[str]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    before, start = os.times(), time.perf_counter()
    command = [sys.executable, "-m", "resograph", *arguments]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, processor


def main(release: str, times: int) -> None:
    question = ["query", "citations-of", "document=A/RES/67/138", "--format", "csv", "--store", release]
    for arguments in (["--version"], ["--help"], ["query", "--help"], question):
        clock, processor = zip(*(spent(arguments) for _ in range(times)), strict=True)
        print(f"{' '.join(arguments[:2]):<20} {median(clock):.2f} s, processor {median(processor):.2f} s")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 9)
