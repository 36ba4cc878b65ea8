"""How page text set in one flow is read. Run: .venv/bin/python -m bench.flows DIR LANGUAGE FLOW [files, by default 30]

Official files of a language ("Arabic", as its folder is called), drawn with one seed, each set in the flow that is
given ("blocks", "close", "lines", "run-on"), read again and compared with its own mark-up. F1 with what was missed,
made up and right.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

from resograph.measuring.compare import compare
from resograph.measuring.flatten import flatten
from resograph.measuring.measure import Score
from resograph.reading import UnreadableError, read_all

KINDS = ("preambular paragraphs", "operative paragraphs", "sub-paragraphs", "headings", "places of notes")


def main(folder: Path, language: str, flow: str, count: int) -> None:
    files = sorted(folder.rglob(f"{language}/*.xml"))
    random.Random(5).shuffle(files)
    scores = {kind: Score() for kind in KINDS}
    for path in files[:count]:
        content = path.read_bytes()
        try:
            documents = read_all(content, path.name)
        except UnreadableError:
            continue
        for document in documents:
            try:
                found = read_all(flatten(document, content, 0, flow).encode(), "page.txt", document.language)[0]
            except UnreadableError:
                found = None
            compared = compare(document, found)
            missed, made_up = (Counter(one.kind for one in items) for items in (compared.missed, compared.made_up))
            for kind, score in scores.items():
                score.right += compared.right[kind]
                score.missed += missed[kind]
                score.made_up += made_up[kind]
    for kind, score in scores.items():
        print(f"{kind:<22} {score.f1:.3f}  missed {score.missed}, made up {score.made_up}, right {score.right}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else 30)
