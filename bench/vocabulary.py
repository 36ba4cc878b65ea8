"""What the vocabularies know of the official sample. Run: .venv/bin/python bench/vocabulary.py ../shared/corpus [step]

Leads: paragraphs that the file's own emphasis opens; known where the lexicon finds a verb there. Addressees: in
English, the words between a directive verb that opens a paragraph and the next " to ", the 300 most frequent of them;
resolved where the reader finds an actor of the vocabulary there.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from resograph.annotating import annotate
from resograph.documents import Document, PartKind
from resograph.reading import UnreadableError, read_all
from resograph.vocabularies.concepts import vocabulary

_ASKING = ("requests", "urges", "calls-upon", "invites", "encourages", "appeals-to", "recommends", "demands")


def leads(document: Document, known: Counter[str], all_: Counter[str], unknown: Counter[str]) -> None:
    acting = {act.part for act in annotate(document, vocabulary()).acts if act.position == 1}
    for part in document.walk():
        if part.kind not in (PartKind.PREAMBULAR, PartKind.OPERATIVE) or not part.emphasis:
            continue
        if part.emphasis[0].start > 1:
            continue
        all_[document.language] += 1
        if part.eid in acting:
            known[document.language] += 1
        else:
            unknown[f"{document.language}: {part.text[slice(*part.emphasis[0])][:40]}"] += 1


def addressees(document: Document, phrases: Counter[str], resolved: set[str]) -> None:
    texts = {part.eid: part.text for part in document.in_order()}
    for act in annotate(document, vocabulary()).acts:
        if act.position != 1 or act.verb not in _ASKING:
            continue
        words = texts[act.part][act.verb_span.end : act.clause.end]
        found = re.match(r"\s*(?:all |the |both )*([^,;:]{3,80}?)\s+to\s", words)
        if found:
            phrases[found[1]] += 1
            if act.addressees:
                resolved.add(found[1])


def main(folder: Path, step: int) -> None:
    known: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    phrases: Counter[str] = Counter()
    resolved: set[str] = set()
    for path in sorted(folder.rglob("*.xml"))[::step]:
        try:
            documents = read_all(path.read_bytes(), path.name)
        except UnreadableError:
            continue
        for document in documents:
            leads(document, known, all_, unknown)
            if document.language == "en":
                addressees(document, phrases, resolved)
    for code in sorted(all_):
        print(f"{code}: {known[code] / all_[code]:.3f} of {all_[code]} emphasised leads known")
    print("unknown leads:", unknown.most_common(25))
    top = phrases.most_common(300)
    share = sum(phrase in resolved for phrase, _ in top) / len(top)
    weight = sum(count for phrase, count in top if phrase in resolved) / sum(count for _, count in top)
    print(f"addressee phrases: {share:.3f} of the {len(top)} most frequent resolved ({weight:.3f} by occurrence)")
    print("unresolved:", [phrase for phrase, _ in top if phrase not in resolved][:60])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
