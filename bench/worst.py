"""The worst letters of all patterns, fed into every entry point: none takes the square of their length, none long.

Run: python -m bench.worst [--bytes 100000] [--entry NAME …] [--letters FILE]

The letters are those of ``bench.patterns --save FILE``, and some of each kind. Each entry is first given a fortieth and
a tenth of each; those that cost it most, or whose cost grows most, are then given whole. Prints for each entry the
longest processor time in ms, with the letters; marks what grew by the square. Exits 1 where something did.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

from bench.entries import Entry, entries
from bench.patterns.timing import OverError, at_most

Letters = tuple[str, str, str]
_PLAIN = [*"aA1 .,;:-/()[]<>{}'\"\\@#~*_|&%=+?!\n\té志أж۱", "\u200b", "\u0301", "a ", "A ", "1 ", "a\n", "1. ", "(a) "]
_PLAIN += [
    "\n\n",
    "A/",
    "/1",
    "A-",
    "\n1. a",
    "\n(a) a",
    "the ",
    "of the ",
    "第1号",
    "’1‘",
    "“a”",
    "\f",
    "- a\n",
    "| a |\n",
]
_PLAIN += ["**", "<b>", "</p>", "&#1;", "a.-", '"\\', "a_", "\\u0053", "{?s ?p ?o}", "<a>", "?a ", "$a", "_:a ", "@a-"]
_PLAIN += ["^^", "a:b ", "''' "]
_MOST_TRIED = 2
_NOTABLE = 0.003
"""Seconds for a tenth below which growth is noise."""
_TENTH = 1.0
"""Seconds for a tenth past which the whole is not tried."""
_GIVEN_UP = 5.0


def letters_of(file: Path | None) -> list[Letters]:
    """Those of a file, and plain ones."""
    plain = [(beginning, letters, end) for letters, beginning, end in product(_PLAIN, ("", "A/RES/"), ("", "\x00"))]
    saved = [tuple(row) for row in json.loads(file.read_text(encoding="utf-8"))] if file else []
    return list(dict.fromkeys([*saved, *plain]))


def text_of(letters: Letters, size: int) -> str:
    """The letters, so many bytes of them."""
    beginning, repeated, end = letters
    return beginning + repeated * max(1, size // len(repeated.encode("utf-8", "surrogatepass"))) + end


def seconds_of(entry: Entry, text: str, most: float = _GIVEN_UP) -> float:
    """Processor seconds of an entry for a text."""
    begun = time.thread_time()
    try:
        with at_most(most):
            entry(text)
    except OverError:
        return float("inf")
    return time.thread_time() - begun


def worst_of(entry: Entry, letters: Iterable[Letters], size: int) -> Sequence[tuple[float, float, Letters]]:
    """Seconds for a tenth and for the whole size, of letters that cost most or grow most; worst first."""
    tried = []
    for one in letters:
        small = seconds_of(entry, text_of(one, size // 40), _TENTH)
        tenth = seconds_of(entry, text_of(one, size // 10), _TENTH) if small < _TENTH else small
        tried.append((tenth, tenth / max(small, 1e-4) if tenth > _NOTABLE else 0.0, one))
    chosen = sorted(tried, reverse=True)[:_MOST_TRIED] + sorted(tried, key=lambda row: -row[1])[:_MOST_TRIED]
    found = [
        (tenth, seconds_of(entry, text_of(one, size)) if tenth < _TENTH else float("inf"), one)
        for tenth, _, one in dict.fromkeys(chosen)
    ]
    return sorted(found, key=lambda row: (row[1], row[0]), reverse=True)


def is_square(tenth: float, whole: float) -> bool:
    """Whether ten times as long takes far more than ten times as much."""
    return whole > 0.2 and whole > 30 * tenth


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bytes", type=int, default=100_000)
    options.add_argument("--entry", nargs="*", default=[])
    options.add_argument("--letters", type=Path)
    given = options.parse_args()
    letters, squares = letters_of(given.letters), 0
    print(f"| entry point | a tenth, ms | {given.bytes:,} bytes, ms | worst letters |\n|---|---|---|---|")
    for name, entry in entries().items():
        if given.entry and not any(name.startswith(one) for one in given.entry):
            continue
        entry(entry.usual)
        for place, (tenth, whole, one) in enumerate(worst_of(entry, letters, given.bytes)):
            square = is_square(tenth, whole)
            squares += square
            if square or not place:
                mark = " **square**" if square else ""
                print(f"| {name} | {tenth * 1000:.1f} | {whole * 1000:.1f}{mark} | `{one!r}` |", flush=True)
    return int(squares > 0)


if __name__ == "__main__":
    raise SystemExit(main())
