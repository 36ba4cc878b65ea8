"""The paragraphs and notes of the gold set of citations, drawn at random from the official sample.

Run: .venv/bin/python bench/gold/draw_citations.py ../shared/corpus zh

What is drawn from holds a figure that may be part of a number or symbol; no reader of ours chose it. The labels stand
in ``citations.tsv`` beside this file, which holds no words of the texts.
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from pathlib import Path

from resograph.documents import Document, Note, Part, PartKind
from resograph.reading import UnreadableError, read_all

SEED = 20261125
SHARE = {"en": 60, "zh": 20, "fr": 20, "es": 20, "ru": 20, "ar": 20}
"""Paragraphs and notes of each language."""

_FIGURE = re.compile(r"\d/\w|\(\d{4}\)|\(\w-?\d+\)|\([IVXХ]+\)")
_SPEAKING = (PartKind.PREAMBULAR, PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)


def drawn(corpus: Path) -> dict[str, list[tuple[Document, Part | Note]]]:
    """By language, three paragraphs for each note."""
    paragraphs: dict[str, list[tuple[Document, Part | Note]]] = defaultdict(list)
    notes: dict[str, list[tuple[Document, Part | Note]]] = defaultdict(list)
    for path in sorted(corpus.rglob("*.xml")):
        try:
            documents = read_all(path.read_bytes(), path.name)
        except UnreadableError:
            continue
        for document in documents:
            for part in document.in_order():
                if not _FIGURE.search(part.text):
                    continue
                if isinstance(part, Note):
                    notes[document.language].append((document, part))
                elif part.kind in _SPEAKING:
                    paragraphs[document.language].append((document, part))
    chosen: dict[str, list[tuple[Document, Part | Note]]] = {}
    for language, share in SHARE.items():
        dice = random.Random(f"{SEED}-{language}")
        of_notes = share // 4
        chosen[language] = [
            *dice.sample(paragraphs[language], share - of_notes),
            *dice.sample(notes[language], of_notes),
        ]
    return chosen


if __name__ == "__main__":
    for document, part in drawn(Path(sys.argv[1]))[sys.argv[2]]:
        print(f"## {document.symbol}~{part.eid}\n   {part.text}\n")
