"""Acts, addressees, entities, reports and citations against the fourth gold set, with intervals.

Run: .venv/bin/python -m bench.gold.measure_fourth ARCHIVES [LANGUAGES] [--alone] [--kept] [-v]

ARCHIVES is the folder in which ``../shared/corpus-archives/unpack`` laid out whole sessions. Each work is read twice:
its six versions merged, and the labelled version alone (``--alone``: only so, a sixth of the work). Figures are of the
open paragraphs; ``--kept`` prints those of the kept ones too, which are for one reading at the end. ``-v`` lists the
errors of the open paragraphs only, so that no rule is made for a kept one. Intervals are of F1, 95%, by drawing
paragraphs again.

An addressee is right by its words as ``measure.py`` folds them, an entity by its path; alone, a version in another
language than English cannot reach an entity that no vocabulary has, for the labels name it in English. A report is
right where recipient and session or date are; a date by its numbers or words, or by how often. A report that is
labelled optional is neither missed nor made up. Points of cited paragraphs are left off.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bench.gold.draw_meant import files, read
from bench.gold.measure import folded
from resograph.annotating import Annotations, Reporting, annotate
from resograph.annotating.parties import entity as known
from resograph.documents import Document
from resograph.merging.aligning import aligned
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.symbols.address import LANGUAGES
from resograph.symbols.named import named_path
from resograph.vocabularies.concepts import vocabulary

KINDS = (
    "verbs",
    "verbs with force",
    "addressees",
    "entities meant",
    "mandates",
    "reports: whom, when",
    "reports: kind, too",
    "cites",
    "cited paragraphs",
)
_AGAIN = 1000
Label = dict[str, Any]
Score = tuple[int, int, int]
"""Right, missed, made up."""
Scores = dict[str, Score]
Errors = list[str]


def main() -> None:
    """Print both readings of each language and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="of the labels; all if none is given")
    parser.add_argument("--alone", action="store_true", help="read only the labelled version")
    parser.add_argument("--kept", action="store_true", help="also the paragraphs that are kept for the end")
    parser.add_argument("-v", "--verbose", action="store_true", help="list the errors of the open paragraphs")
    asked = parser.parse_intermixed_args()
    everywhere: dict[str, list[Scores]] = {}
    for language in asked.languages or LANGUAGES:
        found: dict[str, list[Scores]] = {}
        for label in labelled(language):
            kept = bool(label.get("kept"))
            if kept and not asked.kept:
                continue
            for reading, document, said in readings(label, asked.archives, language, asked.alone):
                scores, errors = compared(label, document, said)
                found.setdefault(f"{'kept' if kept else 'open'}, {reading}", []).append(scores)
                if asked.verbose and not kept:
                    for error in errors:
                        print(f"{reading} {language} {label['part']} {error}")
        show(language, found)
        for name, rows in found.items():
            everywhere.setdefault(name, []).extend(rows)
    show("all", everywhere)


def show(language: str, found: dict[str, list[Scores]]) -> None:
    """Print the figures of each kind of paragraph and reading."""
    for name, rows in sorted(found.items(), reverse=True):
        print(f"## {language}, {name}, {len(rows)} paragraphs: precision / recall / F1 [95%] (right, missed, made up)")
        for kind in KINDS:
            print(f"  {kind:22}{figures([row[kind] for row in rows])}", flush=True)


def readings(label: Label, archives: Path, language: str, alone: bool) -> Iterator[tuple[str, Document, Annotations]]:
    """The labelled version, read alone and with the others."""
    versions = files(archives / label["file"])
    document = read(versions[language])
    yield "alone", document, annotate(document, vocabulary())
    if not alone:
        documents = aligned([read(path) for path in versions.values()])
        work = merge(Version(one, annotate(one, vocabulary())) for one in documents)
        version = next(version for version in work.versions if version.language == language)
        # Verb and force are the work's, decided by its reference version; all else is as this version has it.
        acts = tuple(
            replace(act.readings[language], verb=act.verb, force=act.force)
            for act in work.acts
            if language in act.readings
        )
        yield "merged", version.document, replace(version.annotations, acts=acts)


def labelled(language: str) -> list[Label]:
    """The labels of a language."""
    text = Path(__file__).with_name(f"{language}-4.yaml").read_text(encoding="utf-8")
    labels: list[Label] = yaml.safe_load(text)["paragraphs"]
    return labels


def compared(label: Label, document: Document, annotations: Annotations) -> tuple[Scores, Errors]:
    """What is right, missed and made up in a part, and its errors in words."""
    symbol, _, eid = label["part"].partition("~")
    assert document.symbol.text == symbol, label["part"]
    text = next(part.text for part in document.walk() if part.eid == eid)
    acts = [act for act in annotations.acts if act.part == eid]
    reports = [report for act in annotations.acts for report in act.reporting if report.part == eid]
    optional = sum(bool(report.get("optional")) for report in label["reporting"])
    due = [report for report in label["reporting"] if not report.get("optional")]
    addressees = [addressee for act in acts for addressee in act.addressees]
    words = [addressee.words or text[slice(*addressee.span)] for addressee in addressees]
    cited = [
        citation
        for citation in annotations.citations
        if citation.part == eid and not citation.by_name and citation.symbol != document.symbol
    ]
    pairs: dict[str, tuple[Sequence[Any], Sequence[Any], Callable[[Any, Any], bool]]] = {
        "verbs": ([act["verb"] for act in label["acts"]], [act.verb for act in acts], _same),
        "verbs with force": (
            [(act["verb"], act["force"]) for act in label["acts"]],
            [(act.verb, act.force) for act in acts],
            _same,
        ),
        "addressees": (
            [folded(words) for act in label["acts"] for words in act["addressees"]],
            [folded(one) for one in words],
            _same,
        ),
        "entities meant": (
            [entity for act in label["acts"] for entity in act.get("meant", ())],
            [addressee.target for addressee in addressees],
            _means,
        ),
        "mandates": (
            [act["verb"] for act in label["acts"] if act["kind"] == "mandate"],
            [act.verb for act in acts if act.is_mandate],
            _same,
        ),
        "reports: whom, when": (due, reports, _in_time),
        "reports: kind, too": (due, reports, _of_kind),
        "cites": (label.get("cites", ()), sorted({citation.symbol.text for citation in cited}), _same),
        "cited paragraphs": (
            [f"{symbol} {part}" for symbol, parts in label.get("cites_parts", {}).items() for part in parts],
            sorted({f"{one.symbol.text} {part.partition('__list')[0]}" for one in cited for part in one.paragraphs}),
            _same,
        ),
    }
    scores: Scores = {}
    errors: Errors = []
    for kind, (wanted, found, fits) in pairs.items():
        missed, made_up = unmatched(wanted, found, fits)
        if kind.startswith("reports"):
            made_up = made_up[optional:]
        scores[kind] = (len(wanted) - len(missed), len(missed), len(made_up))
        errors += [f"{kind} - {_brief(item)}" for item in missed] + [f"{kind} + {_brief(item)}" for item in made_up]
    return scores, errors


def unmatched(
    wanted: Iterable[Any], found: Iterable[Any], fits: Callable[[Any, Any], bool]
) -> tuple[list[Any], list[Any]]:
    """What is wanted and not found, and what is found and not wanted; each is matched once, in order."""
    left, missed = list(found), []
    for item in wanted:
        place = next((place for place, other in enumerate(left) if fits(item, other)), None)
        if place is None:
            missed.append(item)
        else:
            del left[place]
    return missed, left


def figures(rows: Sequence[Score]) -> str:
    """Precision, recall, F1 and its interval.

    >>> figures([(3, 1, 0), (1, 0, 1)])
    '0.80 / 0.80 / 0.80 [0.67-0.86] (4, 1, 1)'
    """
    right, missed, made_up = (sum(column) for column in zip(*rows, strict=True))
    if not right + missed + made_up:
        return "-"
    dice = random.Random(len(rows))
    again = sorted(_f1(dice.choices(rows, k=len(rows))) for _ in range(_AGAIN))
    low, high = again[round(0.025 * _AGAIN)], again[round(0.975 * _AGAIN) - 1]
    precision, recall = right / (right + made_up or 1), right / (right + missed or 1)
    interval = f"[{low:.2f}-{high:.2f}]"
    return f"{precision:.2f} / {recall:.2f} / {_f1(rows):.2f} {interval} ({right}, {missed}, {made_up})"


def _f1(rows: Sequence[Score]) -> float:
    right, missed, made_up = (sum(column) for column in zip(*rows, strict=True))
    return 2 * right / (2 * right + missed + made_up) if right + missed + made_up else 1.0


def _same(wanted: Any, found: Any) -> bool:
    return bool(wanted == found)


def _means(wanted: str, found: str) -> bool:
    return found in {_path(entity) for entity in wanted.split(" | ")}


def _path(entity: str) -> str:
    name = entity.removeprefix("named ")
    return (known(name, vocabulary()) or named_path(name) or "") if name != entity else entity


def _in_time(label: Label, report: Reporting) -> bool:
    if label["to_meant"] and not _means(label["to_meant"], report.to):
        return False
    if label["session"] is not None or report.session:
        return str(label["session"]) == (report.session or "").rpartition("/")[2]
    told = " ".join(str(part) for part in (report.when, report.date, report.year, report.periodicity) if part)
    if label["date"] is None and label["every"] is None:
        return bool(report.inferred_from) or not (report.date or report.year or report.periodicity)
    if label["every"] is not None and label["every"] == report.periodicity:
        return True
    date = label["date"] or label["every"]
    return bool(_numbers(date) and _numbers(date) <= _numbers(told)) or folded(date) in folded(told)


def _of_kind(label: Label, report: Reporting) -> bool:
    return report.kind in label["kind"].split(" | ") and _in_time(label, report)


def _numbers(words: str) -> Counter[int]:
    return Counter(int(digits) for digits in re.findall(r"\d+", words))


def _brief(item: Any) -> str:
    if isinstance(item, Reporting):
        return f"{item.kind} to {item.to}, {item.session or item.when or item.date}, {item.periodicity}"
    if isinstance(item, dict):
        return f"{item['kind']} to {item['to_meant']}, {item['session'] or item['date']}, {item['every']}"
    return " ".join(item) if isinstance(item, tuple) else str(item)


if __name__ == "__main__":
    main()
