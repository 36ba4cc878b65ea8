"""Whether the names and short forms of the gold set lead to the entity that their document means.

Each work is read in all six versions, merged, and asked what stands on the words. Usage:
python -m bench.meant ../shared/corpus [-v] [second]
"""

from __future__ import annotations

import csv
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bench.gold.draw_meant import files, read
from resograph.annotating import annotate
from resograph.annotating.annotate import addressee_mentions
from resograph.annotating.parties import entity as known
from resograph.merging.aligning import aligned
from resograph.merging.merge import merge
from resograph.merging.work import Version, Work
from resograph.symbols.named import named_path
from resograph.vocabularies.concepts import vocabulary

GOLD = Path(__file__).parent / "gold"
SECOND = "meant-2"
"""Labels whose errors are not shown, so that no rule is made for them."""


def rows(name: str) -> list[dict[str, str]]:
    """The labels of a draw."""
    lines = [
        line for line in (GOLD / f"{name}.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    return list(csv.DictReader(lines, delimiter="\t"))


@lru_cache(maxsize=4)
def _works(corpus: Path) -> dict[str, Path]:
    """Letters and digits of a symbol → the English file of its work."""
    english = corpus.rglob("English/*.xml")
    return {_plain(re.sub(r"(?:[-_]\d{6,8})?_?E\.xml$", "", path.name)): path for path in english}


def _plain(symbol: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", symbol)


@lru_cache(maxsize=64)
def work_of(corpus: Path, symbol: str) -> Work:
    """A work of the sample, in all its versions."""
    files_ = _works(corpus)
    english = files_.get(_plain(symbol)) or files_[_plain(symbol.partition("(")[0])]
    documents = aligned([read(path) for path in files(english).values()])
    return merge(Version(document, annotate(document, vocabulary())) for document in documents)


def targets(work: Work, language: str, part: str, words: str) -> Iterator[str]:
    """What stands on some words of a version, the longest first."""
    version = next(one for one in work.versions if one.language == language)
    text = next(one.text for one in version.document.in_order() if one.eid == part)
    start = text.index(words)
    found = [*version.annotations.mentions, *(m for act in version.annotations.acts for m in addressee_mentions(act))]
    over = [one for one in found if one.part == part and one.span.start < start + len(words) and one.span.end > start]
    for one in sorted(over, key=lambda one: (-(one.span.end - one.span.start), one.rule.endswith("unknown"))):
        yield one.target


def main(corpus: Path, name: str, verbose: bool) -> None:
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    started = time.process_time()
    for row in rows(name):
        work = work_of(corpus, row["symbol"])
        found = list(dict.fromkeys(targets(work, row["language"], row["part"], row["words"])))
        wanted = [_path(one) for one in row["entity"].split(" | ")]
        good = bool(found) and (found[0] in wanted or ("~" in wanted and found[0].startswith("~")))
        group = "en" if row["language"] == "en" else "others"
        right[group] += good
        every[group] += 1
        if verbose and not good:
            print(f"- {row['symbol']} {row['language']} {row['part']} “{row['words']}”: {found[:3]} not {wanted}")
    for group in every:
        print(f"{group}: {right[group]} of {every[group]}, {right[group] / every[group]:.2f}")
    print(f"all: {right.total() / every.total():.2f}; {time.process_time() - started:.0f} s of processor")


def _path(entity: str) -> str:
    if entity == "one of the work":
        return "~"
    name = entity.removeprefix("named ")
    return (known(name, vocabulary()) or named_path(name) or "") if name != entity else entity


if __name__ == "__main__":
    drawn = SECOND if "second" in sys.argv else "meant"
    main(Path(sys.argv[1]), drawn, verbose="-v" in sys.argv)
