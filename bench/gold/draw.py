"""The paragraphs of the gold set, drawn at random from the official sample.

Run: .venv/bin/python bench/gold/draw.py ../shared/corpus en

Prints each work's symbol, the paragraph's id and its words; the labels stand in ``en.yaml`` and ``zh.yaml`` beside
this file, which hold no words of the texts.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from resograph.documents import Document, Part, PartKind
from resograph.reading import UnreadableError, read_all

SEED = 20261124
SHARE = {"GAresolutions": 45, "SCresolutions": 20, "ECOSOCresolutions": 15, "HRCresolutions": 15, "GAdecisions": 5}
"""Paragraphs from each organ's repository, of a hundred in one language."""

_SPEAKING = (PartKind.PREAMBULAR, PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)


def paragraphs(corpus: Path, language: str) -> list[tuple[Document, Part]]:
    """The hundred parts: two operative paragraphs or points for one preambular paragraph, as the draw has it."""
    chosen: list[tuple[Document, Part]] = []
    for repository, share in SHARE.items():
        held = [
            (document, part)
            for path in sorted((corpus / repository).rglob("*.xml"))
            for document in _versions(path)
            if document.language == language
            for part in document.walk()
            if part.kind in _SPEAKING and len(part.text) > 15
        ]
        preambular = [pair for pair in held if pair[1].kind is PartKind.PREAMBULAR]
        others = [pair for pair in held if pair[1].kind is not PartKind.PREAMBULAR]
        dice = random.Random(f"{SEED}-{language}-{repository}")
        third = min(share // 3, len(preambular))
        chosen += dice.sample(preambular, third) + dice.sample(others, share - third)
    return chosen


def _versions(path: Path) -> list[Document]:
    try:
        return read_all(path.read_bytes(), path.name)
    except UnreadableError:
        return []


if __name__ == "__main__":
    for document, part in paragraphs(Path(sys.argv[1]), sys.argv[2]):
        above = [other for other in document.walk() if part in other.parts]
        print(f"## {document.symbol} ~{part.eid} ({part.kind.value}, number {part.number})")
        for parent in above:
            print(f"   under {parent.eid}: {parent.text}")
        print(f"   {part.text}\n")
