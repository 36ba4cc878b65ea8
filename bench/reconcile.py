"""Reconciliation: how many of the messy names land first, and how many queries are answered in a second.

Run: .venv/bin/python bench/reconcile.py STORE [--misses]   (a store of the official sample)
     .venv/bin/python bench/reconcile.py STORE --hard [--misses]   (a store of the files in reconcile/hard-files.txt)
     .venv/bin/python bench/reconcile.py http://127.0.0.1:8000/   (a server of it, asked in batches of ten)
Of the hard names every third is kept apart: counted, never listed.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from resograph.reconciling import Matcher, Query
from resograph.reconciling.known import GraphFacts, names_of
from resograph.releases import open_current
from resograph.releases.reader import ReleaseGraph

MESSY = Path(__file__).parent / "reconcile" / "messy.tsv"


def rows() -> list[tuple[str, str, str]]:
    """Name, what it means, its language."""
    lines = MESSY.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith(("#", "name\t"))]
    return [(name, meant, language) for name, meant, language in cells]


def main(store: Path, show: bool) -> None:
    """Print the figures."""
    graph = ReleaseGraph(open_current(store))
    begun = time.perf_counter()
    matcher = Matcher(names_of(graph), GraphFacts(graph))
    print(f"{len(matcher):,} entities taken up in {time.perf_counter() - begun:.1f} s")
    first = certain = wrong = unrelated = 0
    seconds: list[float] = []
    for name, meant, _ in rows():
        begun = time.perf_counter()
        found = matcher.find(Query(name))
        seconds.append(time.perf_counter() - begun)
        paths = [candidate.entry.path for candidate in found]
        first += paths[:1] == [meant]
        certain += bool(found) and found[0].match
        wrong += bool(found) and found[0].match and paths[0] != meant
        if paths[:1] != [meant]:
            unrelated += bool(paths) and "Document" in found[0].entry.types
            if show:
                near = ", ".join(f"{one.entry.path} {one.score} {one.entry.name()[:50]}" for one in found[:3])
                print(f"  {name} → {near or 'nothing'}; meant {meant}")
    total = len(seconds)
    print(f"first: {first} of {total}; certain: {certain}, of these wrong: {wrong}; misses on a document: {unrelated}")
    slowest = statistics.quantiles(seconds, n=100)[98]
    print(f"{total / sum(seconds):,.0f} queries a second, p99 {slowest * 1000:.1f} ms")


def hard(store: Path, show: bool) -> None:
    """Print the figures of names with numbers, of those that are looked at and of those kept apart."""
    graph = ReleaseGraph(open_current(store))
    matcher = Matcher(names_of(graph), GraphFacts(graph))
    lines = (Path(__file__).parent / "reconcile" / "hard.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith(("#", "name\t"))]
    apart = cells[2::3]
    for what, part, listed in (
        ("looked at", [row for row in cells if row not in apart], show),
        ("kept apart", apart, False),
    ):
        judged = [_judged(matcher, *row) for row in part]
        meant = [one for one in judged if one.meant]
        alone = [one for one in judged if one.alone]
        wrong = [one for one in judged if one.wrong]
        print(
            f"{what}: {len(judged)} names; certain and wrong {len(wrong)}; certain {sum(one.certain for one in alone)}"
            f" of {len(alone)} that name one document; first {sum(one.first for one in meant)} of {len(meant)}"
        )
        for one in judged if listed else ():
            if one.wrong or (one.alone and not one.certain) or (one.meant and not one.first):
                faults = [("wrong", one.wrong), ("unsure", one.alone and not one.certain), ("not first", not one.first)]
                print(f"  {' '.join(name for name, is_so in faults if is_so)}: {one.text} → {one.near}")


@dataclass(frozen=True)
class Judged:
    """What became of a hard name."""

    text: str
    meant: bool
    alone: bool
    first: bool
    certain: bool
    wrong: bool
    near: str


def _judged(matcher: Matcher, name: str, means: str, alone: str, language: str) -> Judged:
    found = matcher.find(Query(name))
    meant = set() if means == "-" else set(means.split())
    path = found[0].entry.path if found else ""
    certain = bool(found) and found[0].match
    near = "; ".join(f"{one.entry.path} {one.score} {one.entry.name(language)[:60]}" for one in found[:2])
    first = path in meant or not meant
    return Judged(name, bool(meant), alone == "yes", first, certain, certain and (alone == "no" or not first), near)


def ask(server: str) -> None:
    """Print how fast a server answers, by one client that sends a batch after the other, as OpenRefine does."""
    names = [name for name, _, _ in rows()]
    batches = [names[start : start + 10] for start in range(0, len(names), 10)]
    with httpx.Client(base_url=server, timeout=120) as client:
        seconds: list[float] = []
        for turn in range(3):
            for batch in batches:
                queries = {f"q{place}": {"query": name, "limit": 3} for place, name in enumerate(batch)}
                begun = time.perf_counter()
                client.post("/reconcile", data={"queries": json.dumps(queries)}).raise_for_status()
                if turn:  # the first makes the index
                    seconds.append(time.perf_counter() - begun)
    slowest = statistics.quantiles(seconds, n=100)[98]
    print(f"{2 * len(names) / sum(seconds):,.0f} queries a second over HTTP, p99 of a batch {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    if sys.argv[1].startswith("http"):
        ask(sys.argv[1])
    elif "--hard" in sys.argv:
        hard(Path(sys.argv[1]), "--misses" in sys.argv)
    else:
        main(Path(sys.argv[1]), "--misses" in sys.argv)
