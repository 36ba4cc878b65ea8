"""Two states of the code, measured in turns on one machine: ratios, each with the spread of its pairs.

The earlier state is checked out beside this one (``git worktree``) and run with what is installed here. Each measure is
taken of one, then of the other, the order changed from pair to pair; shown is the median of the pairs' ratios, now to
before, of processor time (a build, a conversion, a draft) or of wall-clock time (a server's answers). Exit code 1 where
a ratio is above ``--most`` and three quarters of its pairs say so.

Run: python -m bench.compare [COMMIT, by default where this branch left main] [--pairs 5] [--most 1.2]
"""

from __future__ import annotations

import argparse
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
SEED = "data/documents"
DRAFT = ROOT / SEED / "A_RES_67_138-zh.txt"
BASE = "http://localhost:8000/"
PAGES = {
    "page of a document": "/zh/A/RES/67/138",
    "document as Turtle": "/A/RES/67/138.ttl",
    "search": "/search?q=志愿",
    "mandates": "/mandates",
    "a question": "/queries/mandates-of.json?actor=actor/member-states",
}
ROUNDS = 20
"""Requests of which a pair takes the median."""


@dataclass(frozen=True)
class State:
    """A state of the code: where it lies, a release that it built, and where its server answers."""

    name: str
    folder: Path
    release: Path
    port: int

    def environment(self) -> dict[str, str]:
        """So that what is installed runs this code, with its own data."""
        return {**os.environ, "PYTHONPATH": str(self.folder / "app"), "RESOGRAPH_CACHE_MB": "0", "RESOGRAPH_LOG": "off"}

    def run(self, *arguments: str) -> float:
        """Seconds of processor time that a command took, those of its processes with it."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "resograph", *arguments]
        subprocess.run(command, env=self.environment(), cwd=self.folder, check=True, capture_output=True, timeout=600)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commands() -> Mapping[str, Callable[[State], float]]:
    """What is measured of commands, in seconds."""

    def build(state: State) -> float:
        with tempfile.TemporaryDirectory() as folder:
            return state.run("add", str(state.folder / SEED), "--store", f"{folder}/release", "--jobs", "1")

    return {
        "version": lambda state: state.run("--version"),
        "convert": lambda state: state.run("convert", str(DRAFT), "--to", "akn"),
        "draft": lambda state: state.run("draft", str(DRAFT), "--store", str(state.release)),
        "build": build,
    }


def answer(state: State, path: str) -> float:
    """The median time of an answer, in seconds.

    Raises:
        httpx.HTTPStatusError: it is none.
    """
    times = []
    with httpx.Client(base_url=f"http://127.0.0.1:{state.port}", timeout=60) as http:
        for _ in range(ROUNDS):
            started = time.perf_counter()
            http.get(path).raise_for_status()
            times.append(time.perf_counter() - started)
    return statistics.median(times)


@contextmanager
def served(state: State) -> Iterator[None]:
    """Its server, warm."""
    command = [sys.executable, "-m", "resograph", "serve", "--store", str(state.release), "--port", str(state.port)]
    server = subprocess.Popen(command, env=state.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                httpx.get(f"http://127.0.0.1:{state.port}/health", timeout=30)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        for path in PAGES.values():
            httpx.get(f"http://127.0.0.1:{state.port}{path}", timeout=60)
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)


def paired(before: State, now: State, measure: Callable[[State], float], pairs: int) -> list[tuple[float, float]]:
    """Pairs of figures, before and now; who is first changes."""
    found = []
    for number in range(pairs):
        order = (before, now) if number % 2 == 0 else (now, before)
        taken = {state.name: measure(state) for state in order}
        found.append((taken[before.name], taken[now.name]))
    return found


def is_slower(found: list[tuple[float, float]], most: float) -> bool:
    """Whether now takes longer: by the median of the ratios, and in three quarters of the pairs."""
    ratios = [now / before for before, now in found]
    return statistics.median(ratios) > most and sum(ratio > most for ratio in ratios) >= 0.75 * len(ratios)


def row(name: str, found: list[tuple[float, float]], most: float) -> str:
    """A line of the table."""
    ratios = sorted(now / before for before, now in found)
    first, second = (statistics.median(side) * 1000 for side in zip(*found, strict=True))
    told = " slower" if is_slower(found, most) else ""
    middle = statistics.median(ratios)
    return f"| {name} | {first:,.1f} | {second:,.1f} | {middle:.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f}){told} |"


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """A state of the repository in a folder of its own."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "before"
        git("worktree", "add", "--detach", "--quiet", str(folder), commit)
        try:
            yield folder
        finally:
            git("worktree", "remove", "--force", str(folder))


def git(*arguments: str) -> str:
    """What git tells."""
    return subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, capture_output=True, text=True).stdout


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def left_main() -> str:
    """The commit at which this branch left main."""
    for name in ("origin/main", "main"):
        try:
            return git("merge-base", "HEAD", name).strip()
        except subprocess.CalledProcessError:
            continue
    raise SystemExit("There is no main here; name a commit.")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("commit", nargs="?", default="")
    options.add_argument("--pairs", type=int, default=5)
    options.add_argument("--most", type=float, default=1.2)
    given = options.parse_args()
    commit = given.commit or left_main()
    print(f"Now beside {git('log', '-1', '--format=%h %s', commit).strip()}, in turns, {given.pairs} pairs.\n")
    print("| what | before, ms | now, ms | ratio |\n|---|---|---|---|", flush=True)
    slower = False
    with ExitStack() as stack:
        folder = stack.enter_context(checked_out(commit))
        releases = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        before = State("before", folder, releases / "before", free_port())
        now = State("now", ROOT, releases / "now", free_port())
        for state in (before, now):
            state.run("add", str(state.folder / SEED), "--store", str(state.release), "--base", BASE)
        measures = dict(commands())
        for name, measure in measures.items():
            found = paired(before, now, measure, given.pairs)
            slower |= is_slower(found, given.most)
            print(row(name, found, given.most), flush=True)
        stack.enter_context(served(before))
        stack.enter_context(served(now))
        for name, path in PAGES.items():
            found = paired(before, now, lambda state, path=path: answer(state, path), given.pairs)  # type: ignore[misc]
            slower |= is_slower(found, given.most)
            print(row(name, found, given.most), flush=True)
    return 1 if slower else 0


if __name__ == "__main__":
    sys.exit(main())
