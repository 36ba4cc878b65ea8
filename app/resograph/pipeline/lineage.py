"""Which documents renew which, and which paragraphs continue which: derived from all works at the end of a build.

``lineage.tsv.gz`` of a release keeps what was found of each two documents, so that the next build compares only those
of which one is new or changed.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from resograph.pipeline.atomic import write_whole
from resograph.pipeline.digests import stage_digest
from resograph.pipeline.facts import WorkFacts
from resograph.wording.comparing import Change
from resograph.wording.lineage import Continued, Lineage, Words, lineage_of
from resograph.wording.members import Member
from resograph.wording.reuse import Wording, wordings
from resograph.wording.series import renewed
from resograph.writing.entry import Ballot
from resograph.writing.lineage import Renewal, Reuse

NAME = "lineage.tsv.gz"
_LEVEL = 4
Comparison = Callable[[Sequence[tuple[Words, Words]]], Iterable[Lineage]]
"""Gives the lineage of each two documents, by the words of both, in order."""
_Pair = tuple[str, str]
"""Symbols of a document and of one that it renews."""


@dataclass(frozen=True)
class Comparing:
    """The step: what it gives depends on the words alone."""

    cache: Path
    code: str
    stage: str = "comparing"

    def __call__(self, item: tuple[Words, Words]) -> Lineage:
        """The lineage of a document (its words first) beside one that it renews."""
        return lineage_of(*item)

    def is_known(self, item: tuple[Words, Words]) -> bool:
        """Nothing is kept."""
        return False

    def needs(self, item: tuple[Words, Words]) -> Mapping[str, Path]:
        """No files."""
        return {}

    def moved(self, item: tuple[Words, Words], folder: Path) -> tuple[Comparing, tuple[Words, Words]]:
        """The same elsewhere."""
        return Comparing(folder, self.code), item


class _Pairs(Sequence[tuple[Words, Words]]):
    """The words of each two documents, read when they are asked for."""

    def __init__(self, pairs: Sequence[_Pair], words_of: Callable[[str], Words]) -> None:
        self._pairs = pairs
        self._words_of = words_of

    def __len__(self) -> int:
        return len(self._pairs)

    @overload
    def __getitem__(self, place: int) -> tuple[Words, Words]: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[Words, Words]]: ...

    def __getitem__(self, place: int | slice) -> tuple[Words, Words] | Sequence[tuple[Words, Words]]:
        if isinstance(place, slice):
            return _Pairs(self._pairs[place], self._words_of)
        later, earlier = self._pairs[place]
        return self._words_of(later), self._words_of(earlier)


@dataclass(frozen=True)
class Lineages:
    """All renewals of a release, with what was found of each two documents under the key of both, and the words that
    several series share."""

    renewals: tuple[Renewal, ...]
    reused: tuple[Reuse, ...]
    keys: Mapping[_Pair, str]

    @property
    def continued(self) -> Iterator[tuple[str, str]]:
        """Paths of parts and of those that they continue."""
        for later, earlier, lineage in self.renewals:
            for one in lineage.continued if lineage else ():
                yield f"{later}~{one.later}", f"{earlier}~{one.earlier}"

    def write(self, path: Path) -> None:
        """Keep them for the next build."""
        lines = io.StringIO()
        for later, earlier, lineage in self.renewals:
            pair = later.text, earlier.text
            if lineage is not None:
                lines.write("\t".join((*pair, self.keys[pair], _to_json(lineage))) + "\n")
        write_whole(path, gzip.compress(lines.getvalue().encode(), _LEVEL, mtime=0))


def lineages(
    works: Iterable[WorkFacts],
    before: Path | None,
    words_of: Callable[[str], Words],
    compare: Comparison,
) -> Lineages:
    """What all works renew.

    Args:
        works: what is kept of each.
        before: the file of the release before, if there is one.
        words_of: the words of a held document.
        compare: the lineage of each two documents, in order.
    """
    members: list[Member] = []
    digests: dict[str, str] = {}
    ballots: dict[str, Ballot | None] = {}
    for work in works:
        digests[work.symbol] = work.digest
        if (member := work.member) is not None:
            members.append(member)
            ballots[work.symbol] = work.entry.ballot
    series = [(later, earlier) for later, some in sorted(renewed(members).items()) for earlier in some]
    code = comparing_digest()
    keys = {
        (later.text, earlier.text): f"{code} {digests[later.text]} {digests[earlier.text]}"
        for later, earlier in series
        if earlier.text in digests
    }
    known = {pair: lineage for pair, key, lineage in _kept(before) if keys.get(pair) == key}
    wanted = [pair for pair in keys if pair not in known]
    known.update(zip(wanted, compare(_Pairs(wanted, words_of)), strict=True))
    renewals = tuple((later, earlier, known.get((later.text, earlier.text))) for later, earlier in series)
    return Lineages(renewals, tuple(_reuse(one, ballots) for one in wordings(members, series)), keys)


def _reuse(wording: Wording, ballots: Mapping[str, Ballot | None]) -> Reuse:
    """A wording, with how many of its documents were adopted without a vote, and with one."""
    adopted = [ballot for symbol in wording.documents if (ballot := ballots[symbol.text]) is not None]
    without_vote = sum(ballot.without_vote for ballot in adopted)
    return Reuse(wording, without_vote, sum(ballot.in_favour is not None for ballot in adopted))


def comparing_digest() -> str:
    """What comparing depends on beside the words."""
    return stage_digest(__name__)


def _kept(path: Path | None) -> Iterator[tuple[_Pair, str, Lineage]]:
    if path is None or not path.is_file():
        return
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            later, earlier, key, lineage = line.rstrip("\n").split("\t")
            yield (later, earlier), key, _from_json(lineage)


def _to_json(lineage: Lineage) -> str:
    continued = [(one.later, one.earlier, one.similarity, one.change) for one in lineage.continued]
    return json.dumps([continued, lineage.dropped], separators=(",", ":"))


def _from_json(text: str) -> Lineage:
    continued, dropped = json.loads(text)
    return Lineage(
        tuple(
            Continued(later, earlier, alike, tuple(map(Change, change))) for later, earlier, alike, change in continued
        ),
        tuple(dropped),
    )
