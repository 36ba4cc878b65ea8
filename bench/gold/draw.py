"""The paragraphs of the gold set, drawn at random from the official sample.

Run: .venv/bin/python bench/gold/draw.py ../shared/corpus en [second]

Prints each work's symbol, the paragraph's id and its words; the labels stand beside this file in ``en.yaml`` and
``zh.yaml``, those of the second draw in ``en-2.yaml`` and ``zh-2.yaml``. They hold no words of the texts.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from resograph.documents import Document, Part, PartKind
from resograph.reading import UnreadableError, read_all


@dataclass(frozen=True)
class Draw:
    """``shares``: paragraphs from each organ's repository, by language; every ``preambular``-th of a preamble."""

    seed: int
    shares: Mapping[str, Mapping[str, int]]
    preambular: int


_HUNDRED = {"GAresolutions": 45, "SCresolutions": 20, "ECOSOCresolutions": 15, "HRCresolutions": 15, "GAdecisions": 5}
FIRST = Draw(20261124, {"en": _HUNDRED, "zh": _HUNDRED}, 3)
SECOND = Draw(
    20261125,
    {
        "en": {"GAresolutions": 22, "SCresolutions": 16, "ECOSOCresolutions": 8, "HRCresolutions": 8, "GAdecisions": 6},
        "zh": {"GAresolutions": 18, "SCresolutions": 13, "ECOSOCresolutions": 7, "HRCresolutions": 7, "GAdecisions": 5},
    },
    4,
)
"""Every second paragraph of it is held out: its errors were not looked at while the rules were written."""

_SPEAKING = (PartKind.PREAMBULAR, PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)


def paragraphs(corpus: Path, language: str, draw: Draw = FIRST) -> list[tuple[Document, Part]]:
    """The parts of a draw, operative paragraphs and points behind preambular ones."""
    chosen: list[tuple[Document, Part]] = []
    for repository, share in draw.shares[language].items():
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
        dice = random.Random(f"{draw.seed}-{language}-{repository}")
        few = min(share // draw.preambular, len(preambular))
        chosen += dice.sample(preambular, few) + dice.sample(others, share - few)
    return chosen


def _versions(path: Path) -> list[Document]:
    try:
        return read_all(path.read_bytes(), path.name)
    except UnreadableError:
        return []


if __name__ == "__main__":
    for document, part in paragraphs(Path(sys.argv[1]), sys.argv[2], SECOND if "second" in sys.argv else FIRST):
        above = [other for other in document.walk() if part in other.parts]
        print(f"## {document.symbol} ~{part.eid} ({part.kind.value}, number {part.number})")
        for parent in above:
            print(f"   under {parent.eid}: {parent.text}")
        print(f"   {part.text}\n")
