"""The verb that opens each paragraph, read from one language alone and from all versions together, beside English.

The measure is the words that the official English files emphasise at the head of a paragraph. Works with odd numbers
only: the phrase tables were mined from even ones. Run: .venv/bin/python bench/verbs.py ../shared/corpus [STEP] [-v]
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from versions import versions  # the script beside this one

from resograph.annotating import Act, annotate
from resograph.annotating.acts import best
from resograph.annotating.units import units
from resograph.annotating.verbs import lexicon
from resograph.documents import Document, PartKind
from resograph.languages import profile
from resograph.merging import Version, merge
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies import vocabulary


def emphasised(document: Document) -> dict[str, str]:
    """The verb that each paragraph's emphasised head names, by part."""
    found: dict[str, str] = {}
    rules = profile("en")
    for part in document.walk():
        if part.kind not in (PartKind.PREAMBULAR, PartKind.OPERATIVE) or not part.emphasis:
            continue
        if part.emphasis[0].start > 1:
            continue
        words = part.text[slice(*part.emphasis[0])]
        section = "preambular" if part.kind is PartKind.PREAMBULAR else "operative"
        if match := lexicon("en").match(words, units(words, rules, stemmed=False), 0, section):
            found[part.eid] = best(match.verbs)
    return found


def force(verb: str) -> str:
    """The usual force of a verb."""
    concept = vocabulary().get(f"verb/{verb}")
    return ((concept.first("broader") if concept else None) or "").removeprefix("force/")


def opening(acts: tuple[Act, ...]) -> dict[str, Act]:
    """The first act of each part."""
    return {act.part: act for act in acts if act.position == 1}


def main(folder: Path, step: int, verbose: bool) -> None:
    right: Counter[tuple[str, str]] = Counter()
    wrong: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for work in versions(folder)[::step]:
        symbol = work["en"].symbol
        if not symbol.text.rstrip("ABCDEFGH)").endswith(tuple("13579")):
            continue
        leads = emphasised(work["en"])
        read = {code: annotate(work[code], vocabulary()) for code in LANGUAGES}
        merged = merge(Version(work[code], read[code]) for code in LANGUAGES)
        pooled = {act.part: (act.verb, act.force) for act in merged.acts if act.position == 1}
        for code in (*LANGUAGES, "pooled"):
            first = opening(read[code].acts) if code in read else {}
            english = opening(read["en"].acts)
            for part, verb in leads.items():
                if code in read and all(one.eid != part for one in work[code].walk()):
                    continue
                has = pooled.get(part) if code == "pooled" else (first[part].verb, first[part].force) if part in first else None
                right[code, "all"] += 1
                right[code, "verb"] += bool(has and has[0] == verb)
                right[code, "force"] += bool(has and has[1] == force(verb))
                right[code, "force of the English clause"] += bool(has and part in english and has[1] == english[part].force)
                if not has or has[0] != verb:
                    wrong[code][verb, has[0] if has else "-"] += 1
                if not has or has[1] != force(verb):
                    wrong[f"{code} force"][f"{verb} {force(verb)}", f"{has[0]} {has[1]}" if has else "-"] += 1
    for kind in ("verb", "force", "force of the English clause"):
        print(kind, {code: round(right[code, kind] / right[code, "all"], 3) for code in (*LANGUAGES, "pooled")})
    print({code: right[code, "all"] for code in (*LANGUAGES, "pooled")})
    if verbose:
        for code, errors in wrong.items():
            print(code, errors.most_common(14))


if __name__ == "__main__":
    steps = [int(word) for word in sys.argv[2:] if word.isdigit()]
    main(Path(sys.argv[1]), steps[0] if steps else 1, "-v" in sys.argv)
