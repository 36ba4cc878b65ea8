"""What a release keeps of each work for the builds after it, in one small file: no work is opened to add another.

``works.tsv.gz`` has a line a work, in order of their symbols: symbol, key, digest of its quads, counts, what it says of
shared nodes, its entry in the catalogue, what tells its series.
"""

from __future__ import annotations

import gzip
import io
import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from resograph.pipeline.results import WorkResult
from resograph.wording.members import Member
from resograph.writing.context import Shared
from resograph.writing.entry import Entry

NAME = "works.tsv.gz"
_LEVEL = 4


@dataclass(frozen=True)
class WorkFacts:
    """What is kept of a work; JSON is read when it is asked for."""

    symbol: str
    key: str
    digest: str
    _counts: str
    _shared: str
    _entry: str
    _member: str

    @classmethod
    def of(cls, result: WorkResult) -> WorkFacts:
        """What is kept of a work that was written."""
        return cls(
            result.symbol,
            result.key,
            result.digest,
            json.dumps(dict(result.counts)),
            result.shared,
            result.entry,
            result.member,
        )

    @property
    def counts(self) -> dict[str, int]:
        """Parts, acts, citations, triples."""
        found: dict[str, int] = json.loads(self._counts)
        return found

    @property
    def shared(self) -> Shared:
        """What it says of shared nodes."""
        return Shared.from_json(self._shared)

    @property
    def entry(self) -> Entry:
        """What a catalogue says of it."""
        return Entry.from_json(self._entry)

    @property
    def member(self) -> Member | None:
        """What tells its series; None where it can stand in none."""
        return Member.from_json(self._member) if self._member else None

    @property
    def line(self) -> str:
        """As it is written: JSON holds neither tab nor line break."""
        return "\t".join(vars(self).values()) + "\n"


def read_facts(path: Path) -> Iterator[WorkFacts]:
    """The works of a release, in order of their symbols; none where it has no such file."""
    if not path.is_file():
        return
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield WorkFacts(*line.removesuffix("\n").split("\t"))


class FactsWriter:
    """Writes the file of a new release from that of the release before and the works that are new or changed.

    Args:
        path: of the new file.
        before: of the file before; None to begin anew.
        kept: symbols of the works that stay as they were.
    """

    def __init__(self, path: Path, before: Path | None, kept: Collection[str]) -> None:
        self._file = io.TextIOWrapper(gzip.GzipFile(path, "wb", _LEVEL, mtime=0), encoding="utf-8", newline="\n")
        self._before = (facts for facts in read_facts(before) if facts.symbol in kept) if before else iter(())
        self._waiting = next(self._before, None)
        self.works: dict[str, str] = {}
        """Symbol → digest of its quads, of all that are written."""
        self.counts: Counter[str] = Counter()
        """Sums over them."""

    def add(self, result: WorkResult) -> None:
        """Write a work; they come in order of their symbols."""
        self._write_kept(result.symbol)
        self._write(WorkFacts.of(result))

    def finish(self) -> None:
        """Write the rest of those that stay, and end the file."""
        self._write_kept(None)
        self.close()

    def close(self) -> None:
        """Leave off."""
        self._file.close()

    def _write_kept(self, until: str | None) -> None:
        while self._waiting is not None and (until is None or self._waiting.symbol < until):
            self._write(self._waiting)
            self._waiting = next(self._before, None)

    def _write(self, facts: WorkFacts) -> None:
        self._file.write(facts.line)
        self.works[facts.symbol] = facts.digest
        self.counts.update(facts.counts)
