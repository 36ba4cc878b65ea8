"""The paragraphs of the fourth gold set: forty in each language, from works that are not in the official sample.

Run: .venv/bin/python -m bench.gold.draw_fourth ARCHIVES ../shared/corpus LANGUAGE [--context]

ARCHIVES is the folder in which ``../shared/corpus-archives/unpack`` laid out whole sessions. Each work gives one
paragraph in one language. Of forty, thirteen are any paragraph of a body or preamble, thirteen seem to ask for a
report in their English version, fourteen name somebody close behind a directive verb of it; both are told by patterns
of this file, not by the reader that is measured. The labels stand beside this file in ``{language}-4.yaml``.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.gold.draw_meant import files, read
from resograph.documents import Document, Part, PartKind
from resograph.reading import UnreadableError
from resograph.symbols.address import LANGUAGES
from resograph.symbols.symbol import Symbol

SEED = 20261201
STRATA: Mapping[str, Mapping[str, int]] = {
    "random": {"ga": 6, "sc": 3, "ecosoc": 2, "hrc": 2},
    "reports": {"ga": 6, "sc": 3, "ecosoc": 2, "hrc": 2},
    "addressees": {"ga": 6, "sc": 4, "ecosoc": 2, "hrc": 2},
}
"""Paragraphs of a language from each archive."""
_LONGEST = 2500
"""Characters of a paragraph: a longer one is a list without marks, whose labels would outweigh all others."""
_OPERATIVE = (PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)
_ASKING = re.compile(r"\b(?i:requests|decides|invites|encourages|calls upon|urges|asks|mandate)\b")
_REPORT = re.compile(
    r"\b(?:report(?:ing)? (?:back|to|on|regularly|annually|every|by|no later)|brief|keep\b.{0,60}\b(?:informed|updated)"
    r"|(?:submit|provide|present|prepare|include|issue|undertake|conduct|deliver)\b.{0,150}?"
    r"\b(?:reports?|reporting|updates?|briefings?|stud(?:y|ies)|information)|provisional agenda)\b"
)
_DIRECTED = re.compile(
    r"\b(?i:requests|calls upon|calls on|invites|encourages|urges|directs|demands|appeals to|recommends)\b"
    r"(?: \w+){0,3}? (?:the |its )?"
    r"(?!Secretary-General|Member|States|Parties|United Nations)[A-Z][\w’-]+"
)


@dataclass(frozen=True)
class Drawn:
    """One paragraph: the six files of its work, the version and part to be labelled, and why it was drawn."""

    versions: Mapping[str, Path]
    document: Document
    part: Part
    stratum: str


def drawn(archives: Path, corpus: Path, language: str) -> list[Drawn]:
    """The paragraphs of a language, in the order of the labels."""
    return [one for one in every_drawn(archives, corpus) if one.document.language == language]


def every_drawn(archives: Path, corpus: Path) -> Iterator[Drawn]:
    """Those of all languages, one after another."""
    held = {read(path).symbol for path in sorted(corpus.rglob("English/*.xml")) if _readable(path)}
    queues = {folder: _works(archives / folder) for folder in STRATA["random"]}
    for language in LANGUAGES:
        for stratum, shares in STRATA.items():
            for folder, share in shares.items():
                yield from _some(queues[folder], held, language, stratum, share)


def _works(folder: Path) -> list[Mapping[str, Path]]:
    """The works of an archive that are there in all languages, in the order of the dice."""
    english = [path for path in sorted(folder.rglob("*.xml")) if path.parent.name == "English"]
    whole = [work for work in (files(path) for path in english) if len(work) == len(LANGUAGES)]
    random.Random(f"{SEED}-{folder.name}").shuffle(whole)
    return whole


def _some(
    queue: list[Mapping[str, Path]], held: set[Symbol], language: str, stratum: str, share: int
) -> Iterator[Drawn]:
    """The next works of a queue that have such a paragraph; they leave the queue."""
    for work in list(queue):
        if not share:
            return
        if not (_readable(work["en"]) and _readable(work[language])):
            continue
        english, document = read(work["en"]), read(work[language])
        if english.symbol in held:
            continue
        eids = set(_fitting(english, stratum))
        fit = [part for part in document.walk() if part.eid in eids and 15 < len(part.text) < _LONGEST]
        if fit:
            queue.remove(work)
            share -= 1
            yield Drawn(work, document, random.Random(f"{SEED}-{document.symbol}").choice(fit), stratum)
    assert not share, f"too few works: {language}, {stratum}"


def _fitting(document: Document, stratum: str) -> Sequence[str]:
    """The parts of an English version that a stratum takes."""
    above = {part.eid: parent.text for parent in document.walk() for part in parent.parts}
    parts = list(document.walk())
    if stratum == "random":
        return [part.eid for part in parts if part.kind in (*_OPERATIVE, PartKind.PREAMBULAR)]
    operative = [part for part in parts if part.kind in _OPERATIVE]
    if stratum == "addressees":
        return [part.eid for part in operative if _DIRECTED.search(part.text)]
    return [
        part.eid
        for part in operative
        if _REPORT.search(part.text) and _ASKING.search(above.get(part.eid, "") + " " + part.text)
    ]


def _readable(path: Path) -> bool:
    try:
        read(path)
    except (UnreadableError, ValueError):
        return False
    return True


def main() -> None:
    """Print each paragraph with what stands above it, and on request with the paragraphs before it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("language", choices=LANGUAGES)
    parser.add_argument("--context", action="store_true", help="print the title and the three paragraphs before it")
    chosen = parser.parse_args()
    for number, one in enumerate(drawn(chosen.archives, chosen.corpus, chosen.language), 1):
        print(f"## {number} {one.document.symbol}~{one.part.eid} ({one.part.kind.value}, {one.stratum})")
        if chosen.context:
            print(f"   title: {one.document.title}")
            parts = list(one.document.walk())
            place = next(place for place, part in enumerate(parts) if part is one.part)
            for before in parts[max(0, place - 3) : place]:
                print(f"   before {before.eid}: {before.text[:250]}")
        for parent in (other for other in one.document.walk() if one.part in other.parts):
            print(f"   under {parent.eid}: {parent.text}")
        print(f"   {one.part.text}\n")


if __name__ == "__main__":
    main()
