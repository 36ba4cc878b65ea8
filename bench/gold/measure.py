"""Acts, addressees, mandates and reports against the gold set.

Run: .venv/bin/python -m bench.gold.measure ../shared/corpus [SETS, such as fr-3] [-v]

The labels were made by reading, apart from the code. Each version is read alone, without the other languages' help.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from bench.gold.draw import FIRST, SECOND, THIRD, paragraphs
from resograph.annotating import Annotations, annotate
from resograph.documents import Document, Part
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import vocabulary

_ARTICLES = re.compile(
    r"^(?:(?:the|all|both|those|these|each|its|el|la|los|las|le|les|all[ae]s|tod[oa]s|tou(?:te)?s|все|всех|всем)\b\s?"
    r"|l’|d’|各|所有|جميع\s|كل\s|وال|بال|كال|لل|ال)+"
)
KINDS = ("verbs", "verbs with force", "addressees", "requests", "mandates", "reports", "reports with kind, date")


def expected(label: dict[str, Any]) -> Counter[tuple[str, ...]]:
    """What the gold set says of one part."""
    found: Counter[tuple[str, ...]] = Counter()
    for act in label["acts"]:
        found["verbs", act["verb"]] += 1
        found["verbs with force", act["verb"], act["force"]] += 1
        for words in act["addressees"]:
            found["addressees", folded(words)] += 1
        if act["kind"] != "none":
            found["requests", act["verb"]] += 1
        if act["kind"] == "mandate":
            found["mandates", act["verb"]] += 1
    for report in label["reporting"]:
        said = (folded(report["to"] or ""), str(report["session"]), folded(report["item"] or ""))
        found["reports", *said] += 1
        found["reports with kind, date", report["kind"], *said, folded(report["date"] or "")] += 1
    return found


def read(part: Part, annotations: Annotations, language: str) -> Counter[tuple[str, ...]]:
    """What was read of it."""
    found: Counter[tuple[str, ...]] = Counter()
    labels = {entity.target: entity.label for entity in annotations.entities}
    every = annotations.acts
    for act in (act for act in every if act.part == part.eid):
        found["verbs", act.verb] += 1
        found["verbs with force", act.verb, act.force] += 1
        for addressee in act.addressees:
            found["addressees", folded(addressee.words or part.text[slice(*addressee.span)])] += 1
        if act.is_request:
            found["requests", act.verb] += 1
        if act.is_mandate:
            found["mandates", act.verb] += 1
    for report in (report for act in every for report in act.reporting if report.part == part.eid):
        concept = vocabulary().get(report.to)
        to = folded((concept.preferred(language) if concept else None) or labels.get(report.to, report.to))
        session = report.session.rpartition("/")[2] if report.session else "None"
        item = folded(report.item or "")
        found["reports", to, session, item] += 1
        found["reports with kind, date", report.kind, to, session, item, folded(report.when or "")] += 1
    return found


def folded(words: str) -> str:
    """Small letters, without articles and words of quantity, which the conventions drop."""
    return _ARTICLES.sub("", " ".join(words.lower().replace("'", "’").split()))


def main(corpus: Path, sets: list[str]) -> None:
    for language in LANGUAGES:
        for name, draw, chosen in (
            (f"{language}", FIRST, slice(None)),
            (f"{language}-2", SECOND, slice(0, None, 2)),
            (f"{language}-2", SECOND, slice(1, None, 2)),
            (f"{language}-3", THIRD, slice(0, None, 2)),
            (f"{language}-3", THIRD, slice(1, None, 2)),
        ):
            path = Path(__file__).parent / f"{name}.yaml"
            if not path.exists() or (sets and name not in sets):
                continue
            labels = yaml.safe_load(path.read_text(encoding="utf-8"))["paragraphs"][chosen]
            drawn = paragraphs(corpus, language, draw)[chosen]
            print(f"{name}{' held out' if chosen.start else ''}: precision / recall / F1")
            # What is held out shows no errors, so that no rule is made for it.
            compare(labels, drawn, language, verbose="-v" in sys.argv and not chosen.start)


def compare(labels: list[dict[str, Any]], drawn: list[tuple[Document, Part]], language: str, verbose: bool) -> None:
    """Print the figures, and the errors if wanted."""
    right: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    made_up: Counter[str] = Counter()
    for label, (document, part) in zip(labels, drawn, strict=True):
        assert label["part"] == f"{document.symbol}~{part.eid}", label["part"]
        wanted, found = expected(label), read(part, annotate(document, vocabulary()), language)
        both = wanted & found
        for counts, items in ((right, both), (missed, wanted - both), (made_up, found - both)):
            for item, count in items.items():
                counts[item[0]] += count
                if counts is not right and verbose:
                    print(f"{'-' if counts is missed else '+'} {label['part']} {' | '.join(item)}")
    for kind in KINDS:
        yes, no, extra = right[kind], missed[kind], made_up[kind]
        precision, recall = yes / (yes + extra or 1), yes / (yes + no or 1)
        f1 = 2 * yes / (2 * yes + no + extra or 1)
        print(f"  {kind:24}{precision:.2f} / {recall:.2f} / {f1:.2f}  ({yes} right, {no} missed, {extra} made up)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [word for word in sys.argv[2:] if word[0] != "-"])
