"""What texts of a folder do to others, with the words, to be read one by one; and acts that look so and do nothing.

Usage: bench/effects.py FOLDER [FILES] [LANGUAGE]
"""

from __future__ import annotations

import sys
from pathlib import Path

from resograph.annotating import annotate
from resograph.reading import read_all
from resograph.vocabularies.concepts import vocabulary

_MOST_WORDS = 300


def main(folder: str, most: str = "60", language: str = "en") -> None:
    words = vocabulary()
    read = 0
    for path in sorted(Path(folder).rglob("*.xml")):
        for document in read_all(path.read_bytes(), path.name):
            if document.language != language or read >= int(most):
                continue
            read += 1
            found = annotate(document, words)
            texts = {part.eid: part.text for part in document.in_order()}
            cited = {citation.part for citation in found.citations}
            for act in found.acts:
                for effect in act.effects:
                    shown = texts[act.part][slice(*effect.span)]
                    print(document.symbol, act.part, effect.kind, effect.symbol, *effect.parts, "|", shown)
                if not act.effects and act.force == "constitutive" and act.part in cited:
                    print("   none:", document.symbol, act.part, texts[act.part][slice(*act.clause)][:_MOST_WORDS])


if __name__ == "__main__":
    main(*sys.argv[1:])
