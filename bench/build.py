"""Builds official files at several sizes and adds one new work of six languages to each: rate, processor, size, memory.

Each size is a store of its own: FILES of the archives, whole works in all their languages, in an order that the seed
gives. Bytes are those of release and cache together, hard links counted once, in blocks of the disk; memory is the most
that one process held; what `add` wrote is what the release of the addition does not share with the one before.
Run: python -m bench.build ../archives [--sizes 1000 4000 11000] [--jobs 2] [--seed 1] [--folder build]
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from resograph.releases import Release, open_current
from resograph.releases.release import link

_WORK = re.compile(r"(?P<work>.+?)-\w+\.xml")
_LANGUAGES = 6


@dataclass(frozen=True)
class Run:
    """What a command took: seconds, processor seconds of all its processes, most KiB of memory in one of them."""

    seconds: float
    processor: float
    memory: int


def works_in(archives: Path, seed: int) -> list[list[Path]]:
    """The files of each work, in an order that the seed gives."""
    works: dict[Path, list[Path]] = defaultdict(list)
    for file in sorted(archives.rglob("*.xml")):
        found = _WORK.fullmatch(file.name)
        works[file.parents[1] / (found["work"] if found else file.name)].append(file)
    found_works = list(works.values())
    random.Random(seed).shuffle(found_works)
    return found_works


def linked(works: list[list[Path]], folder: Path, size: int) -> int:
    """Link the files of so many works that they are ``size``; how many they are."""
    count = 0
    for files in works:
        if count >= size:
            break
        for file in files:
            target = folder / str(count)
            target.mkdir(parents=True)
            link(file, target / file.name)
            count += 1
    return count


def add(paths: list[Path], store: Path, jobs: int) -> Run:
    command = [sys.executable, "-m", "resograph", "add", *map(str, paths), "--store", str(store), "--jobs", str(jobs)]
    begun = time.monotonic()
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        last = told.read()[-2000:]
    if process.returncode not in (0, 1) or "Traceback" in last:
        raise SystemExit(f"resograph add ended with {process.returncode}:\n{last}")
    return Run(time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def blocks(*folders: Path) -> dict[int, int]:
    """Inode → bytes on the disk, of all files below some folders."""
    return {status.st_ino: status.st_blocks * 512 for folder in folders for status in _statuses(folder)}


def _statuses(folder: Path) -> Iterator[os.stat_result]:
    for place, _, names in os.walk(folder):
        for name in names:
            yield (Path(place) / name).lstat()


def measure(works: list[list[Path]], size: int, folder: Path, jobs: int) -> str:
    """One row of the table."""
    store, new = folder / "store", next(files for files in reversed(works) if len(files) == _LANGUAGES)
    count = linked([files for files in works if files is not new], folder / "files", size)
    built = add([folder / "files"], store, jobs)
    release: Release = open_current(store)
    whole = blocks(store)
    triples = release.manifest.counts["triples"]
    added = add(new, store, jobs)
    after = blocks(open_current(store).path)
    wrote = sum(size for inode, size in after.items() if inode not in whole)
    return (
        f"| {count:,} | {built.seconds:.0f} | {count / built.seconds:.1f} | {built.processor / count:.3f} "
        f"| {triples:,} | {sum(whole.values()) / count / 1000:.0f} | {built.memory / 1024:.0f} "
        f"| {added.seconds:.1f} | {added.processor:.1f} | {wrote / 1e6:.1f} | {added.memory / 1024:.0f} |"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("archives", type=Path)
    options.add_argument("--sizes", type=int, nargs="+", default=[1000, 4000, 11000])
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folder", type=Path, help="where the stores are kept; without it they are removed")
    given = options.parse_args()
    works = works_in(given.archives, given.seed)
    print(
        "| files | s | files/s | processor s/file | triples | kB/file | MiB "
        "| add: s | processor s | MB written | MiB |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|"
    )
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = given.folder / str(size) if given.folder else Path(temporary)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            print(measure(works, size, folder, given.jobs), flush=True)


if __name__ == "__main__":
    main()
