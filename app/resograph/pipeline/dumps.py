"""Dumps of the graph for those who take it whole: N-Quads, gzipped, by organ and session, with their checksums.

A work's quads were packed where they were written; a dump is packed members put one behind the other (RFC 1952 §2.2),
and one whose works did not change is linked from the release before.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from resograph.pipeline.atomic import write_whole
from resograph.pipeline.packed import Packed, shared_quads, work_quads
from resograph.releases import Release
from resograph.releases.dumps import INDEX, Dump, dumps_of
from resograph.releases.release import link
from resograph.symbols import Symbol, parse


class Dumps:
    """Writes the dumps of a release.

    Args:
        path: of the release.
        before: the release before, whose dumps are linked where they would be the same.
    """

    def __init__(self, path: Path, before: Release | None) -> None:
        self._path = path
        self._folder = path / "dumps"
        self._before = before
        self._known = {dump.name: dump for dump in dumps_of(before)} if before else {}
        self._dumps: list[Dump] = []

    def add_works(self, works: Mapping[str, str], quads: Mapping[str, int]) -> None:
        """The dumps of works: symbol → digest of its quads, symbol → how many they are."""
        groups: dict[str, list[str]] = defaultdict(list)
        for symbol in works:
            groups[_name(parse(symbol))].append(symbol)
        for name, group in sorted(groups.items()):
            key = hashlib.sha256("\n".join(works[symbol] for symbol in group).encode()).hexdigest()[:32]
            members = [work_quads(self._path, symbol) for symbol in group]
            self._add(name, key, len(group), sum(quads[symbol] for symbol in group), members)

    def add_shared(self, name: str, shared: Mapping[str, Packed]) -> None:
        """The dump of some packed quads that no work owns."""
        key = hashlib.sha256("\n".join(packed.digest for packed in shared.values()).encode()).hexdigest()[:32]
        members = [shared_quads(self._path, one) for one in shared]
        self._add(name, key, 0, sum(packed.quads for packed in shared.values()), members)

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

    def _add(self, name: str, key: str, works: int, quads: int, members: Sequence[Path]) -> None:
        if self._linked(name, key):
            return
        content = b"".join(member.read_bytes() for member in members)
        dump = Dump(name, key, works, quads, len(content), hashlib.sha256(content).hexdigest())
        write_whole(self._folder / dump.file, content)
        self._dumps.append(dump)


def _name(symbol: Symbol) -> str:
    """Organ and session, as a file is called: "un-ga-76", "un-sc-2023"; "other" for what no organ adopted."""
    session = symbol.session_number or symbol.session
    return f"{symbol.body}-{session}" if symbol.body and session else "other"
