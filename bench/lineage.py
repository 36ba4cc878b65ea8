"""Series and lineage beside labels that were given apart from the code (bench/gold/series.tsv, lineage.tsv).

Usage: bench/lineage.py ARCHIVES [LANGUAGE]: official files of one language, as corpus-archives/unpack lays them out.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path

from resograph.annotating import annotate
from resograph.documents.errors import UnreadableError
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.reading import read_all
from resograph.symbols import SymbolError, parse
from resograph.vocabularies.concepts import vocabulary
from resograph.wording.lineage import lineage_of
from resograph.wording.members import Member, member_of
from resograph.wording.series import renewed

GOLD = Path(__file__).parent / "gold"
FOLDERS = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "zh": "Chinese", "ar": "Arabic"}
_UNHELD = "unheld:"

Read = tuple[str, list[tuple[str, str]]]
"""A member as JSON, and its parts: ids and words."""


@dataclass
class Score:
    """What was right, ours that was wrong, theirs that was missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    seen: list[str] = field(default_factory=list)

    def add(self, ours: set[str], theirs: set[str], what: str) -> None:
        """One more."""
        self.right += len(ours & theirs)
        self.wrong += len(ours - theirs)
        self.missed += len(theirs - ours)
        if ours != theirs:
            self.seen.append(f"{what}: ours {sorted(ours)}, labelled {sorted(theirs)}")

    def __str__(self) -> str:
        precision = self.right / ((self.right + self.wrong) or 1)
        recall = self.right / ((self.right + self.missed) or 1)
        told = f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        return f"{told}: precision {precision:.3f}, recall {recall:.3f}"


def read(path: Path) -> list[Read]:
    """The members in a file."""
    try:
        documents = read_all(path.read_bytes(), path.name)
    except UnreadableError:
        return []
    found = []
    for document in documents:
        member = member_of(merge([Version(document, annotate(document, vocabulary()))]))
        if member is not None:
            found.append((member.to_json(), [(part.eid, part.text or part.heading or "") for part in document.walk()]))
    return found


def members(folder: Path, language: str) -> Iterator[Read]:
    """The members in all files of a language."""
    files = sorted(path for path in folder.rglob("*.xml") if FOLDERS[language] in path.parts)
    with Pool() as pool:
        for some in pool.imap(read, files, 8):
            yield from some


def series(known: Mapping[str, Member]) -> tuple[Score, Score]:
    """Held documents that others renew, and those not held."""
    found = {later.text: {one.text for one in some} for later, some in renewed(known.values()).items()}
    held, unheld = Score(), Score()
    for row in _rows("series.tsv"):
        later = _symbol(row["later"])
        if later not in known:
            continue
        labels = [one.strip() for one in re.split(r"[;,]", row["earlier"]) if one.strip() != "none"]
        ours = found.get(later, set())
        if any(_UNHELD not in one and _symbol(one) not in known for one in labels):
            continue  # it was not read in this language
        held.add({one for one in ours if one in known}, {_symbol(one) for one in labels if _UNHELD not in one}, later)
        told = {_symbol(one.removeprefix(_UNHELD)) for one in labels if _UNHELD in one}
        unheld.add({one for one in ours if one not in known}, told, later)
    return held, unheld


def paragraphs(words: Mapping[str, list[tuple[str, str]]], language: str) -> tuple[Score, int, int]:
    """Pairs of paragraphs; how many of the right ones have the labelled changes, and how many there are."""
    labelled: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in _rows("lineage.tsv"):
        labelled[_symbol(row["later_doc"]), _symbol(row["earlier_doc"])].append(row)
    score, same, of = Score(), 0, 0
    for (later, earlier), rows in labelled.items():
        if later not in words or earlier not in words:
            continue
        lineage = lineage_of(*({language: [one for one in words[symbol] if one[1]]} for symbol in (later, earlier)))
        ours = {f"{_plain(one.later)} {_plain(one.earlier)}": set(map(str, one.change)) for one in lineage.continued}
        theirs = {
            f"{_plain(row['later_par'])} {_plain(row['earlier_par'])}": set(row["change"].split(","))
            for row in rows
            if row["later_par"] and row["earlier_par"]
        }
        read_by_both = {_plain(row["later_par"]) for row in rows}
        ours = {pair: change for pair, change in ours.items() if pair.partition(" ")[0] in read_by_both}
        score.add(set(ours), set(theirs), f"{later} {earlier}")
        both = ours.keys() & theirs.keys()
        of += len(both)
        same += sum(ours[pair] == theirs[pair] for pair in both)
    return score, same, of


def _rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _symbol(text: str) -> str:
    try:
        return parse(text).text
    except SymbolError:
        return text


def _plain(eid: str) -> str:
    """An id as people who label write it: without lists, and without sections."""
    return re.sub(r"__list_\d+", "", re.sub(r"^sec_[^_]+__", "", eid))


def main() -> None:
    """Print the figures and what differs."""
    language = sys.argv[2] if len(sys.argv) > 2 else "en"
    known: dict[str, Member] = {}
    words: dict[str, list[tuple[str, str]]] = {}
    for text, parts in members(Path(sys.argv[1]), language):
        member = Member.from_json(text)
        known.setdefault(member.symbol.text, member)
        words.setdefault(member.symbol.text, parts)
    held, unheld = series(known)
    pairs, same, of = paragraphs(words, language)
    print("\n".join([*held.seen, *unheld.seen, *pairs.seen]))
    print(f"{len(known)} documents; those before, held: {held}; not held: {unheld}")
    print(f"paragraphs: {pairs}; changes {same / (of or 1):.3f} of {of}")


if __name__ == "__main__":
    main()
