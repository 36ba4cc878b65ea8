"""Short and full names of those asked, drawn at random from the official sample, whose entity is to be labelled.

Run: python -m bench.gold.draw_meant ../shared/corpus [second]

Prints the symbol, language, part, words and text of each; the labels stand beside this file in ``meant.tsv``, those of
the second draw, whose errors were not looked at while the rules were written, in ``meant-2.tsv``. What is
drawn is a capitalised name close behind a directive verb of the English version, but for names that every text has,
told by a pattern of its own and not by the reader that is measured. Of the first draw thirty are in English and six in
each other language, of the second twenty and four.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from resograph.documents import Document, Part, PartKind
from resograph.reading import read_all
from resograph.symbols.address import LANGUAGES

FIRST, SECOND = (20261201, 30, 6), (20261202, 20, 4)
"""Seed, names in English, names in each other language."""
WORKS = {"GAresolutions": 20, "SCresolutions": 14, "HRCresolutions": 6, "ECOSOCresolutions": 8}
FOLDERS = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
_SPEAKING = (PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)
_ASKED = re.compile(
    r"\b(?i:requests|calls upon|calls on|invites|encourages|urges|directs|mandate of)(?: \w+)?(?: all)? (?:the|its) "
    r"(?!Secretary-General|Member|States|Government|President|General Assembly|Human Rights Council|United Nations)"
    r"(?P<name>[A-Z][\w’-]+(?: [A-Z][\w’-]+| of [A-Z][\w’-]+| of the [A-Z][\w’-]+)*)"
)


def files(english: Path) -> Mapping[str, Path]:
    """The versions of a work of the sample, by language."""
    found = {}
    for code, folder in FOLDERS.items():
        stem = re.sub(r"(?:-\d+)?_?E\.xml$", "", english.name)
        beside = english.parent.parent / folder
        match = [path for path in beside.glob("*.xml") if re.sub(r"(?:-\d+)?_?[A-Z]\.xml$", "", path.name) == stem]
        if len(match) == 1:
            found[code] = match[0]
    return found


def works(corpus: Path, seed: int = FIRST[0]) -> list[Mapping[str, Path]]:
    """The works from which names are drawn: those that are there in all languages."""
    dice = random.Random(seed)
    chosen: list[Mapping[str, Path]] = []
    for folder, number in WORKS.items():
        whole = [files(path) for path in sorted((corpus / folder).rglob("*.xml")) if path.parent.name == "English"]
        chosen += dice.sample([work for work in whole if len(work) == len(LANGUAGES)], number)
    return chosen


def read(path: Path) -> Document:
    """The document of a file."""
    [document] = read_all(path.read_bytes(), path.name)
    return document


def drawn(corpus: Path, draw: tuple[int, int, int] = FIRST) -> Iterator[tuple[Document, Part, str]]:
    """Each version, part and English words that were drawn, in the order of the labels."""
    seed, english, others = draw
    found = [
        (work, part.eid, match["name"])
        for work in works(corpus, seed)
        for part in read(work["en"]).walk()
        if part.kind in _SPEAKING and (match := _ASKED.search(part.text))
    ]
    random.Random(seed).shuffle(found)
    codes = ["en"] * english + [code for code in LANGUAGES if code != "en" for _ in range(others)]
    seen: set[tuple[Path, str, int]] = set()
    for again, (work, eid, name) in ((again, one) for again in range(2) for one in found):
        if not codes:
            return
        if (work["en"], name, again) in seen:
            continue
        document = read(work[codes[0]])
        part = next((part for part in document.walk() if part.eid == eid), None)
        if part is not None:
            seen.add((work["en"], name, again))
            codes.pop(0)
            yield document, part, name


if __name__ == "__main__":
    for document, part, name in drawn(Path(sys.argv[1]), SECOND if sys.argv[2:] == ["second"] else FIRST):
        print(f"{document.symbol}\t{document.language}\t{part.eid}\t{name}\n\t{document.title}\n\t{part.text[:600]}")
