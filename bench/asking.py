"""Questions and names as people type them, against their gold tables.

Run: .venv/bin/python -m bench.asking STORE [-v]

Questions: ``tests/gold/questions.tsv`` (the open half) and ``bench/gold/questions-2.tsv`` (the half that nobody looks
at while the ways of asking are worked on); both were written before any way of asking. A question is right where the
query is the one of the table and its values are just those. Names: ``tests/gold/typed-names.tsv``.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from resograph.asking import Asker, Recogniser
from resograph.reconciling import Beginnings
from resograph.reconciling.known import names_of
from resograph.releases import open_current
from resograph.releases.reader import ReleaseGraph
from resograph.sparql.operations import operations

ROOT = Path(__file__).parents[1]
HALVES = {"open": ROOT / "tests/gold/questions.tsv", "kept": ROOT / "bench/gold/questions-2.tsv"}
NAMES = ROOT / "tests/gold/typed-names.tsv"


@dataclass(frozen=True)
class Counts:
    """How many of some questions: all, right first, right among three, certain, certain and wrong."""

    all: int
    first: int
    three: int
    certain: int
    wrong: int


def rows_of(table: Path) -> list[list[str]]:
    """The rows of a table, without its head."""
    return [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]


def measure(asker: Asker, table: Path, verbose: bool = False) -> Counts:
    """The questions of a table, asked."""
    first = three = certain = wrong = 0
    rows = rows_of(table)
    for language, text, query, parameters in rows:
        wanted = dict(pair.split("=", 1) for pair in parameters.split())
        found = asker.questions(text, language)
        right = [(one.operation.name, dict(one.values)) == (query, wanted) for one in found]
        first += right[:1] == [True]
        three += any(right[:3])
        certain += bool(found) and found[0].certain
        is_wrong = bool(found) and found[0].certain and not right[0]
        wrong += is_wrong
        if verbose and (right[:1] != [True] or is_wrong):
            print(language, text, "\n   wanted", query, wanted)
            for one in found[:3]:
                print("   found ", one.operation.name, dict(one.values), one.score, one.certain)
    return Counts(len(rows), first, three, certain, wrong)


def things_first(beginnings: Beginnings, verbose: bool = False) -> float:
    """Share of the names typed that find the thing that is meant first."""
    rows = rows_of(NAMES)
    right = 0
    for language, typed, path in rows:
        found = [entry.path for entry, _ in beginnings.find(typed, language, 8)]
        right += found[:1] == [path]
        if verbose and found[:1] != [path]:
            print(language, typed, path, found[:3])
    return right / len(rows)


def made(graph: ReleaseGraph) -> tuple[Asker, Beginnings]:
    """What understands the questions and the names of a release."""
    names = names_of(graph)
    recogniser = Recogniser(names, lambda symbol: graph.says(graph.iri(symbol)))
    return Asker(operations().values(), recogniser), Beginnings(names)


def main() -> None:
    """Print the figures for a store."""
    graph = ReleaseGraph(open_current(Path(sys.argv[1])))
    verbose = "-v" in sys.argv
    asker, beginnings = made(graph)
    for name, table in HALVES.items():
        counts = measure(asker, table, verbose and name == "open")
        shares = (counts.first, counts.three, counts.certain)
        told = " ".join(f"{one / counts.all:.2f}" for one in shares)
        print(f"{name}: {counts.all} questions; first, among three, certain: {told}")
        print(f"   certain and wrong: {counts.wrong}")
    print(f"names: {len(rows_of(NAMES))} typed, the thing first {things_first(beginnings, verbose):.3f}")
    seconds = []
    for language, typed, _ in rows_of(NAMES):
        for end in range(1, len(typed) + 1):
            start = time.perf_counter()
            beginnings.find(typed[:end], language, 8)
            seconds.append(time.perf_counter() - start)
    slow = 1000 * statistics.quantiles(seconds, n=20)[-1]
    print(f"   {len(seconds)} beginnings, letter by letter: 95 in 100 within {slow:.0f} ms")


if __name__ == "__main__":
    main()
