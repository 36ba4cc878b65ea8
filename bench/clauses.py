"""Counts for ``data/languages/{code}/clauses.tsv``. Run: .venv/bin/python bench/clauses.py DIR OTHERS [most]

Over the official files below DIR, without those whose names stand below OTHERS (which measure), at most so many a
language: each place where a verb of a preamble is known, behind a comma or at a paragraph's head, with what
``reading/layout/clauses.py`` tells of it. The most frequent verbs are kept.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from resograph.documents import Document, PartKind
from resograph.reading import UnreadableError, read_all
from resograph.reading.layout.clauses import features, is_relative, opening_at
from resograph.reading.layout.grammar import Grammar, grammar
from resograph.reading.layout.run_on import candidates

CODES = {"Arabic": "ar", "Chinese": "zh", "Russian": "ru"}
"""Folder → language: where a capital or a verb's form does not tell by itself."""
LEAST = 3
"""Places of a verb that is kept."""


def places(document: Document, rules: Grammar) -> Iterator[tuple[bool, list[tuple[str, str]]]]:
    """Whether each place is a paragraph's head, and its features; a head is told with the length of the one before."""
    length, relative = 0, False
    organ = document.symbol.body or ""
    for part in document.walk():
        if part.kind is not PartKind.PREAMBULAR:
            continue
        for at in candidates(part.text, rules):
            ahead = part.text[at : at + 120]
            before = part.text[:at].rstrip()
            if at and not before.endswith(rules.weak):
                continue
            if opening := opening_at(ahead, rules):
                if at:
                    yield False, list(features(opening, at, organ, is_relative(before, rules)))
                elif length:
                    yield True, list(features(opening, length, organ, relative))
        length, relative = len(part.text), is_relative(part.text, rules)


def main(folder: Path, others: Path, most: int) -> None:
    known = {path.name for path in others.rglob("*.xml")}
    for name, code in CODES.items():
        rules, counts = grammar(code), defaultdict[tuple[str, str], Counter[bool]](Counter)
        files = sorted(path for path in folder.rglob(f"{name}/*.xml") if path.name not in known)
        random.Random(1).shuffle(files)
        for path in files[:most]:
            try:
                documents = read_all(path.read_bytes(), path.name)
            except UnreadableError:
                continue
            for document in documents:
                for head, told in places(document, rules):
                    for feature in [("all", "-"), *told]:
                        counts[feature][head] += 1
        target = Path("data/languages") / code / "clauses.tsv"
        target.parent.mkdir(exist_ok=True)
        rows = [
            f"{feature}\t{value}\t{count[True]}\t{count[False]}"
            for (feature, value), count in sorted(counts.items())
            if feature in ("all", "length", "organ", "relative") or count.total() >= LEAST
        ]
        target.write_text("\n".join(["feature\tvalue\theads\tinside", *rows, ""]), encoding="utf-8")
        print(code, len(files[:most]), dict(counts["all", "-"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 300)
