"""Dumps of the graph for those who take it whole: N-Quads, gzipped, by organ and session, with their checksums.

A work's quads were packed where they were written; a dump is packed members put one behind the other (RFC 1952 §2.2),
and one whose works did not change is linked from the release before.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from resograph.pipeline.worker import WorkResult, write_whole
from resograph.releases import Release
from resograph.releases.dumps import INDEX, Dump, dumps_of
from resograph.releases.release import link
from resograph.symbols import Symbol, parse


class Dumps:
    """Writes the dumps of a release.

    Args:
        folder: where to.
        before: the release before, whose dumps are linked where they would be the same.
    """

    def __init__(self, folder: Path, before: Release | None) -> None:
        self._folder = folder
        self._before = before
        self._known = {dump.name: dump for dump in dumps_of(before)} if before else {}
        self._dumps: list[Dump] = []

    def add_works(self, works: Iterable[WorkResult], cache: Path) -> None:
        """The dumps of works; ``cache`` is where their packed quads lie."""
        groups: dict[str, list[WorkResult]] = defaultdict(list)
        for work in works:
            groups[_name(parse(work.symbol))].append(work)
        for name, group in sorted(groups.items()):
            key = hashlib.sha256("\n".join(work.quads for work in group).encode()).hexdigest()[:32]
            if not self._linked(name, key):
                content = b"".join(_packed(cache, work) for work in group)
                self._add(name, key, len(group), sum(work.counts["triples"] for work in group), content)

    def add_unowned(self, name: str, key: str, quads: Callable[[], list[bytes]]) -> None:
        """The dump of what no work owns; ``key`` tells its quads from any other."""
        if not self._linked(name, key):
            lines = quads()
            content = gzip.compress(b"".join(lines), 6, mtime=0)
            self._add(name, key, 0, len(lines), content)

    def finish(self) -> None:
        """Write the index."""
        rows = [vars(dump) for dump in self._dumps]
        (self._folder / INDEX).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")

    def _linked(self, name: str, key: str) -> bool:
        """Whether the release before has this very dump; it is linked then."""
        known = self._known.get(name)
        if self._before is None or known is None or known.key != key or not (self._before.dumps / known.file).is_file():
            return False
        link(self._before.dumps / known.file, self._folder / known.file)
        self._dumps.append(known)
        return True

    def _add(self, name: str, key: str, works: int, quads: int, content: bytes) -> None:
        dump = Dump(name, key, works, quads, len(content), hashlib.sha256(content).hexdigest())
        write_whole(self._folder / dump.file, content)
        self._dumps.append(dump)


def _name(symbol: Symbol) -> str:
    """Organ and session, as a file is called: "un-ga-76", "un-sc-2023"; "other" for what no organ adopted."""
    session = symbol.session_number or symbol.session
    return f"{symbol.body}-{session}" if symbol.body and session else "other"


def _packed(cache: Path, work: WorkResult) -> bytes:
    return (cache / "works" / work.quads).with_suffix(".nq.gz").read_bytes()
