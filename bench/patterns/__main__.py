"""Every pattern of the code and of the data, fed with its worst letters: which take the square of their length.

Run: python -m bench.patterns [--save FILE] [--slow] [--languages [CODE …]]

Prints each that does, with the letters and the seconds at 10 and 100 kB, searched from every place of a text. That is
how most are used; one that is only tried at few places, or on short texts, is no fault. What is one, ``bench.worst``
tells: it feeds the letters saved here into every entry point.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bench.entries import entries
from bench.patterns.sources import Patterns, data, import_all, languages, literals
from bench.patterns.timing import slowest
from resograph.symbols.address import LANGUAGES


def exercise() -> None:
    """Bring the patterns forth that are made at work."""
    for entry in entries().values():
        entry(entry.usual)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--save", type=Path, help="where the letters go, as JSON")
    options.add_argument("--slow", action="store_true", help="show what is slow without being square, too")
    options.add_argument("--languages", nargs="*", metavar="CODE", help="only those of these languages, or of all")
    given = options.parse_args()
    patterns = Patterns()
    made: list[str] = []
    if given.languages is None:
        with patterns.recording():
            import_all()
            exercise()
        made = [place for place in literals(patterns) if place not in patterns.reached]
        data(patterns)
    for code in given.languages or (LANGUAGES if given.languages is not None else ()):
        languages(patterns, code)
    print(f"{len(patterns.all):,} patterns; {len(made)} calls were not reached whose pattern is made there: {made}")
    letters: list[tuple[str, str, str]] = []
    for found in list(patterns.all.values()):
        worst = slowest(found.pattern, found.is_anchored)
        if worst and (worst.is_square or worst.large > 0.05):
            letters.append((worst.beginning, worst.repeated, worst.end))
            if worst.is_square or given.slow:
                place, text = sorted(found.places)[0], str(found.pattern.pattern)[:300]
                print(f"{place} {sorted(found.methods)} {worst}\n    {text!r}", flush=True)
    if given.save:
        given.save.write_text(json.dumps(list(dict.fromkeys(letters))), encoding="utf-8")
    print(f"{len(letters)} take long")


if __name__ == "__main__":
    main()
