"""The paragraphs of the gold set, drawn at random from the official sample.

Run: .venv/bin/python bench/gold/draw.py ../shared/corpus en [second|third]

Prints each work's symbol, the paragraph's id and its words; the labels stand beside this file in ``en.yaml`` and
``zh.yaml``, those of the second draw in ``en-2.yaml`` and ``zh-2.yaml``, those of the third, which is rich in reports,
in ``{language}-3.yaml``. They hold no words of the texts.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from resograph.documents import Document, Part, PartKind
from resograph.reading import UnreadableError, read_all


@dataclass(frozen=True)
class Draw:
    """``shares``: paragraphs from each organ's repository, by language; every ``preambular``-th of a preamble.

    ``reporting``: further paragraphs, in which the English version seems to ask for a report.
    """

    seed: int
    shares: Mapping[str, Mapping[str, int]]
    preambular: int
    reporting: Mapping[str, int] = field(default_factory=dict)


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
_FEW = {"GAresolutions": 4, "SCresolutions": 3, "ECOSOCresolutions": 2, "HRCresolutions": 2}
_SOME = {"GAresolutions": 9, "SCresolutions": 5, "ECOSOCresolutions": 3, "HRCresolutions": 3, "GAdecisions": 1}
THIRD = Draw(
    20261126,
    {"en": _FEW, "zh": _FEW, "fr": _SOME, "es": _SOME, "ru": _SOME, "ar": _SOME},
    5,
    {"GAresolutions": 13, "SCresolutions": 8, "ECOSOCresolutions": 5, "HRCresolutions": 5},
)
"""Every second paragraph of it is held out, too."""

_SPEAKING = (PartKind.PREAMBULAR, PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)
_ASKING = re.compile(r"\b(?:Requests|requests|Decides|Invites|invites|Encourages|Calls|Urges)\b")
_REPORT = re.compile(r"\b(?:reports?|reporting|updates?|updated|brief|briefings?|inform|informed|agenda)\b")


def paragraphs(corpus: Path, language: str, draw: Draw = FIRST) -> list[tuple[Document, Part]]:
    """The parts of a draw, operative paragraphs and points behind preambular ones, those of reports behind all."""
    chosen: list[tuple[Document, Part]] = []
    reporting: list[tuple[Document, Part]] = []
    for repository, share in draw.shares[language].items():
        documents = _documents(corpus / repository)
        held = [
            (document, part)
            for document in documents
            if document.language == language
            for part in document.walk()
            if part.kind in _SPEAKING and len(part.text) > 15
        ]
        asking = {(one.symbol, eid) for one in documents if one.language == "en" for eid in _asking(one)}
        asked = [pair for pair in held if (pair[0].symbol, pair[1].eid) in asking]
        preambular = [pair for pair in held if pair[1].kind is PartKind.PREAMBULAR]
        others = [pair for pair in held if pair[1].kind is not PartKind.PREAMBULAR]
        dice = random.Random(f"{draw.seed}-{language}-{repository}")
        few = min(share // draw.preambular, len(preambular))
        chosen += dice.sample(preambular, few) + dice.sample(others, share - few)
        reporting += dice.sample(asked, draw.reporting.get(repository, 0))
    return chosen + reporting


def _asking(document: Document) -> list[str]:
    """The operative parts that seem to ask for a report, in words of their own or of the part above."""
    above = {part.eid: parent.text for parent in document.walk() for part in parent.parts}
    return [
        part.eid
        for part in document.walk()
        if part.kind in (PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)
        and _REPORT.search(part.text)
        and _ASKING.search(above.get(part.eid, "") + " " + part.text)
    ]


@lru_cache
def _documents(folder: Path) -> list[Document]:
    return [document for path in sorted(folder.rglob("*.xml")) for document in _versions(path)]


def _versions(path: Path) -> list[Document]:
    try:
        return read_all(path.read_bytes(), path.name)
    except UnreadableError:
        return []


if __name__ == "__main__":
    drawn = {"second": SECOND, "third": THIRD}.get(sys.argv[-1], FIRST)
    for document, part in paragraphs(Path(sys.argv[1]), sys.argv[2], drawn):
        above = [other for other in document.walk() if part in other.parts]
        print(f"## {document.symbol} ~{part.eid} ({part.kind.value}, number {part.number})")
        for parent in above:
            print(f"   under {parent.eid}: {parent.text}")
        print(f"   {part.text}\n")
