"""Citations, cited parts and kinds against the gold set.

Run: .venv/bin/python bench/gold/measure_citations.py ../shared/corpus [-v]

The labels of ``citations.tsv`` were made by reading, apart from the code: one line for each document that a paragraph
or note cites by number or symbol, in order of first mention, none (an empty symbol) where it cites none. Cited parts
are ranges written out; kinds are those that a reader may take the first mention for, none for notes, whose governing
verb stands elsewhere. Each version is read alone.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from draw_citations import drawn  # the script beside this one

from resograph.annotating import annotate
from resograph.documents import Document
from resograph.vocabularies.concepts import vocabulary

Label = tuple[frozenset[str], frozenset[str]]
"""The parts cited of a document, and the kinds of its first mention."""


def labels() -> dict[tuple[str, str], dict[str, Label]]:
    """Language and part → symbol → what is said of it."""
    found: dict[tuple[str, str], dict[str, Label]] = defaultdict(dict)
    for line in Path(__file__).with_name("citations.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        language, part, symbol, parts, kinds = line.split("\t")
        label = found[language, part]
        if symbol:
            label[symbol] = frozenset(parts.split()), frozenset(kinds.split())
    return found


def read(document: Document, part: str) -> dict[str, Label]:
    """What was read of a part, by symbol."""
    found: dict[str, Label] = {}
    for citation in annotate(document, vocabulary()).citations:
        if citation.part == part and not citation.by_name:
            parts, kinds = found.get(citation.symbol.text, (frozenset(), frozenset({citation.kind})))
            found[citation.symbol.text] = parts | set(citation.paragraphs), kinds
    return found


def main(corpus: Path) -> None:
    wanted = labels()
    print("| | citations | cited parts | kinds |\n|---|---|---|---|")
    for language, chosen in drawn(corpus).items():
        right, wrong = Counter[str](), Counter[str]()
        for document, part in chosen:
            place = f"{document.symbol}~{part.eid}"
            label, found = wanted[language, place], read(document, part.eid)
            differing = {"citations": label.keys() ^ found.keys(), "parts": _parts(label) ^ _parts(found)}
            right["citations"] += len(label.keys() & found.keys())
            right["parts"] += len(_parts(label) & _parts(found))
            differing["kinds"] = {
                s for s in label.keys() & found.keys() if label[s][1] and not found[s][1] <= label[s][1]
            }
            right["kinds"] += sum(bool(label[s][1]) for s in label.keys() & found.keys()) - len(differing["kinds"])
            for kind, items in differing.items():
                wrong[kind] += len(items)
                if "-v" in sys.argv and items:
                    print(f"{language} {place}: {kind} {sorted(items)}: label {label}, read {found}")
        kinds = right["kinds"] + wrong["kinds"]
        figures = [_f1(right[kind], wrong[kind]) for kind in ("citations", "parts")]
        print(f"| {language} | {' | '.join(figures)} | {right['kinds'] / kinds:.2f} ({kinds}) |")


def _parts(found: dict[str, Label]) -> set[str]:
    """Symbols with cited parts."""
    return {f"{symbol}~{part}" for symbol, (parts, _) in found.items() for part in parts}


def _f1(right: int, wrong: int) -> str:
    """F1, and of how many."""
    return f"{2 * right / (2 * right + wrong):.3f} ({right + wrong})"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
