"""Acts, addressees and reports of each language version read alone, beside those of the English version of the work.

The English reading is measured against gold labels (bench/gold); equally authentic versions should say the same. Verbs
are compared part by part as sets of what their phrases can mean, addressees and reports by the concepts that they name.
Usage: bench/versions.py ../shared/corpus [WORKS]
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from resograph.annotating import Act, annotate
from resograph.documents import Document
from resograph.reading import read_all
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import vocabulary


def versions(folder: Path) -> list[dict[str, Document]]:
    """The works of a folder that are there in all six languages, in the order of their symbols."""
    by_work: dict[str, dict[str, Document]] = defaultdict(dict)
    for path in sorted(folder.rglob("*.xml")):
        for document in read_all(path.read_bytes(), path.name):
            by_work[document.symbol.text][document.language] = document
    return [by_work[symbol] for symbol in sorted(by_work) if len(by_work[symbol]) == len(LANGUAGES)]


def told(acts: Iterable[Act]) -> dict[str, Counter[tuple[str, ...]]]:
    """What the acts of a version say, by kind, each with its part."""
    found: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for act in acts:
        found["verbs"][act.part, act.verb] += 1
        found["force"][act.part, act.force] += 1
        for addressee in act.addressees:
            if not addressee.target.startswith("~"):
                found["addressees"][act.part, addressee.target] += 1
        for report in act.reporting:
            found["reports"][act.part, report.kind, report.to, report.session or ""] += 1
    return found


def main(folder: str, most: str = "40") -> None:
    words = vocabulary()
    works = versions(Path(folder))
    chosen = works[:: max(1, len(works) // int(most))]
    right: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for work in chosen:
        english = told(annotate(work["en"], words).acts)
        for code in LANGUAGES[1:]:
            other = told(annotate(work[code], words).acts)
            for kind in ("verbs", "force", "addressees", "reports"):
                sums = right[code, kind]
                sums[0] += (english[kind] & other[kind]).total()
                sums[1] += english[kind].total()
                sums[2] += other[kind].total()
    print(f"{len(chosen)} works; F1 beside English\n| | {' | '.join(LANGUAGES[1:])} |")
    for kind in ("verbs", "force", "addressees", "reports"):
        row = (2 * hit / max(1, first + second) for hit, first, second in (right[code, kind] for code in LANGUAGES[1:]))
        print(f"| {kind} | {' | '.join(f'{value:.2f}' for value in row)} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
