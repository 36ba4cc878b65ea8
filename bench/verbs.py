"""The verb that opens each paragraph, read from one language alone and from all versions together, beside English.

The measure is the words that the official English files emphasise at the head of a paragraph, the usual force of that
verb, and the force that the English clause has by its function (reference conventions, "Force"). Works with odd
numbers only: the phrase tables were mined from even ones. Usage: python -m bench.verbs ../shared/corpus [-v]
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from bench.versions import versions
from resograph.annotating import Act, annotate
from resograph.annotating.acts import best
from resograph.annotating.units import units
from resograph.annotating.verbs import lexicon
from resograph.documents import Document, PartKind
from resograph.languages.profile import profile
from resograph.merging.merge import merge
from resograph.merging.work import Version, WorkAct
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import vocabulary

POOLED = "pooled"


def emphasised(document: Document) -> dict[str, str]:
    """The verb that each paragraph's emphasised head names, by part."""
    found: dict[str, str] = {}
    for part in document.walk():
        if part.kind not in (PartKind.PREAMBULAR, PartKind.OPERATIVE) or not part.emphasis:
            continue
        if part.emphasis[0].start > 1:
            continue
        words = part.text[slice(*part.emphasis[0])]
        section = "preambular" if part.kind is PartKind.PREAMBULAR else "operative"
        pieces = units(words, profile("en"), stemmed=False)
        if match := lexicon("en").match(words, pieces, 0, section):
            found[part.eid] = best(match.verbs)
    return found


def force(verb: str) -> str:
    """The usual force of a verb."""
    concept = vocabulary().get(f"verb/{verb}")
    return ((concept.first("broader") if concept else None) or "").removeprefix("force/")


def readings(work: Mapping[str, Document]) -> dict[str, dict[str, tuple[str, str]]]:
    """Verb and force of the first act of each part, by language alone and pooled."""
    read = {code: annotate(work[code], vocabulary()) for code in LANGUAGES}
    merged = merge(Version(work[code], read[code]) for code in LANGUAGES)
    sources: dict[str, tuple[Act | WorkAct, ...]] = {code: read[code].acts for code in LANGUAGES}
    sources[POOLED] = merged.acts
    return {
        code: {act.part: (act.verb, act.force) for act in acts if act.position == 1} for code, acts in sources.items()
    }


def main(folder: Path, verbose: bool) -> None:
    right: Counter[tuple[str, str]] = Counter()
    wrong: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for work in versions(folder):
        if int(work["en"].symbol.number or 0) % 2 == 0:
            continue
        leads = emphasised(work["en"])
        read = readings(work)
        for code, first in read.items():
            held = {part.eid for part in work.get(code, work["en"]).walk()}
            for part, verb in leads.items():
                if part not in held:
                    continue
                has, force_ = first.get(part, ("-", "-"))
                right[code, "all"] += 1
                right[code, "verb"] += has == verb
                right[code, "usual force of the verb"] += force_ == force(verb)
                right[code, "force of the English clause"] += force_ == read["en"].get(part, ("-", "-"))[1]
                if has != verb:
                    wrong[code][verb, has] += 1
    codes = (*LANGUAGES, POOLED)

    def share(code: str, kind: str) -> float:
        return right[code, kind] / right[code, "all"]

    print(f"| | {' | '.join(codes)} |")
    for kind in ("verb", "usual force of the verb", "force of the English clause"):
        print(f"| {kind} | {' | '.join(f'{share(code, kind):.3f}' for code in codes)} |")
    print(f"| paragraphs | {' | '.join(str(right[code, 'all']) for code in codes)} |")
    if verbose:
        for code, errors in wrong.items():
            print(code, errors.most_common(15))


if __name__ == "__main__":
    main(Path(sys.argv[1]), "-v" in sys.argv)
