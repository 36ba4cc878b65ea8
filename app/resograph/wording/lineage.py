"""Which paragraphs of a document take up which of one that it renews (``reso:continues``), by all languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from resograph.documents import PartKind
from resograph.symbols.address import LANGUAGES
from resograph.wording.comparing import Change, compare
from resograph.wording.paragraphs import ComparedParagraph

Words = Mapping[str, Sequence[tuple[str, str]]]
"""By language: ids of the parts of a document with their words, in order."""

_AROUND = ("formula", "conclusions", "status", "intro", "note")
_PREAMBLE = "preamble"


@dataclass(frozen=True)
class Continued:
    """A part that takes up an earlier one: ids of both, how alike they are (0–1), what became of it."""

    later: str
    earlier: str
    similarity: float
    change: tuple[Change, ...]


@dataclass(frozen=True)
class Lineage:
    """Of a document beside one that it renews: what continues what, in the order of the later, and what was dropped."""

    continued: tuple[Continued, ...]
    dropped: tuple[str, ...]


def lineage_of(later: Words, earlier: Words) -> Lineage:
    """What most of the languages show in which both documents are held, ties by the first of these."""
    shared = [language for language in LANGUAGES if later.get(language) and earlier.get(language)]
    similarities: dict[tuple[str, str], list[float]] = defaultdict(list)
    changes: dict[tuple[str, str], Counter[Change]] = defaultdict(Counter)
    first: set[tuple[str, str]] = set()
    for place, language in enumerate(shared):
        a, b = (_paragraphs(words[language], language) for words in (earlier, later))
        for row in compare(a, b).rows:
            if row.a and row.b:
                pair = row.b.eid, row.a.eid
                similarities[pair].append(row.similarity)
                changes[pair].update(row.change)
                if place == 0:
                    first.add(pair)
    kept = {pair: found for pair, found in similarities.items() if 2 * len(found) + (pair in first) > len(shared)}
    order = {eid: place for place, eid in enumerate(_ids(later, shared))}
    continued = tuple(
        Continued(
            later_eid, earlier_eid, round(median_low(found), 3), _changes(median_low(found), changes[pair], len(found))
        )
        for pair, found in sorted(kept.items(), key=lambda one: (order[one[0][0]], one[0]))
        for later_eid, earlier_eid in [pair]
    )
    taken_up = {one.earlier for one in continued}
    return Lineage(continued, tuple(eid for eid in _ids(earlier, shared) if eid not in taken_up))


def _changes(similarity: float, found: Counter[Change], of: int) -> tuple[Change, ...]:
    """The same or edited, and what most of the languages that show the pair tell beside."""
    beside = (Change.MERGED, Change.SPLIT, Change.MOVED)
    return (Change.SAME if similarity == 1 else Change.EDITED, *(one for one in beside if 2 * found[one] > of))


def _paragraphs(words: Sequence[tuple[str, str]], language: str) -> list[ComparedParagraph]:
    return [
        ComparedParagraph(eid, _kind(eid), text, language, _number(eid)) for eid, text in words if is_compared_id(eid)
    ]


def _ids(words: Words, languages: Iterable[str]) -> list[str]:
    """The ids that are compared, of all these languages, in order."""
    found: dict[str, None] = {}
    for language in languages:
        found.update((eid, None) for eid, _ in words[language] if is_compared_id(eid))
    return list(found)


def is_compared_id(eid: str) -> bool:
    """Whether a part is of the text, by its id."""
    return bool(eid) and not _last(eid).startswith(_AROUND)


def _last(eid: str) -> str:
    return eid.rpartition("__")[2]


def _number(eid: str) -> str:
    """What stands for the printed number: that of a preambular paragraph is its place."""
    return "" if _last(eid).startswith(_PREAMBLE) else _last(eid).partition("_")[2]


def _kind(eid: str) -> PartKind:
    return PartKind.PREAMBULAR if _last(eid).startswith(_PREAMBLE) else PartKind.OPERATIVE
