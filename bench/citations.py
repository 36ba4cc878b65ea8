"""Citations against the official body links. Run: .venv/bin/python bench/citations.py ../shared/corpus [step]

Both sides folded as the reference says: part letters dropped from old Assembly numbers, case and spaces ignored. A link
and a citation meet when they stand in the same part of the same file and name the same symbol.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from resograph.annotating import annotate
from resograph.documents import Document, Part
from resograph.reading import UnreadableError, read_all
from resograph.symbols import SymbolError, parse
from resograph.vocabularies import vocabulary

_LINK = re.compile(r"https?://(?:docs\.un\.org|undocs\.org)/(?:[a-z]{2}/)?(?P<symbol>.+)")


def folded(text: str) -> str | None:
    try:
        symbol = parse(unquote(text))
    except SymbolError:
        return None
    return symbol.whole.text if symbol.whole else symbol.text


def unlinked(document: Document) -> Document:
    """The document without the file's own links, so that only the words are read."""

    def bare(part: Part) -> Part:
        return replace(part, links=(), parts=tuple(bare(child) for child in part.parts))

    notes = tuple(replace(note, links=()) for note in document.notes)
    return replace(document, parts=tuple(bare(part) for part in document.parts), notes=notes)


def main(folder: Path, step: int) -> None:
    right: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    made_up: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("*.xml"))[::step]:
        try:
            documents = read_all(path.read_bytes(), path.name)
        except UnreadableError:
            continue
        for document in documents:
            found = annotate(unlinked(document), vocabulary())
            ours = {(c.part, folded(c.symbol.text)) for c in found.citations}
            theirs = set()
            for part in document.in_order():
                for link in part.links:
                    match = _LINK.match(link.href)
                    symbol = folded(match["symbol"]) if match else None
                    if symbol:
                        theirs.add((part.eid, symbol))
            code = document.language
            right[code] += len(ours & theirs)
            missed[code] += [f"{document.symbol}~{part} {symbol}" for part, symbol in theirs - ours]
            made_up[code] += [f"{document.symbol}~{part} {symbol}" for part, symbol in ours - theirs]
    for code in sorted(right):
        precision = right[code] / (right[code] + len(made_up[code]))
        recall = right[code] / (right[code] + len(missed[code]))
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{code}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({right[code]} right)")
        print("   missed:", missed[code][:8])
        print("   made up:", made_up[code][:8])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
