"""Dumps of the graph for those who take it whole: N-Quads, gzipped, by organ and session, with their checksums.

Nothing is packed for them: a release has the quads of each work, and those that works share, as packed files, its
members; a dump is some of them one behind the other, which is a packed file again (RFC 1952 §2.2). The folder ``dumps``
has the index and a list of the members of each dump.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from resograph.releases.release import Release, link
from resograph.symbols import Symbol, parse

_INDEX = "index.json"
_PIECE = 1 << 18
"""Bytes that are read at once."""


@dataclass(frozen=True)
class Dump:
    """A file ``{name}.nq.gz``: N-Quads of the works of one organ and session, or of what works share."""

    name: str
    key: str
    """Digest of what it was made of."""
    works: int
    quads: int
    bytes: int
    sha256: str

    @property
    def file(self) -> str:
        """Its file name."""
        return f"{self.name}.nq.gz"


def dumps_of(release: Release) -> list[Dump]:
    """The dumps of a release."""
    rows = json.loads((release.dumps / _INDEX).read_text(encoding="utf-8"))
    return [Dump(**row) for row in rows]


def content_of(release: Release, dump: Dump, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The bytes of a dump, or those from one place to another, piece by piece."""
    left = (dump.bytes if end is None else end) - start
    lines = (release.dumps / f"{dump.name}.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        size, _, member = line.partition(" ")
        if left <= 0:
            return
        if start >= int(size):
            start -= int(size)
            continue
        with (release.path / member).open("rb") as file:
            file.seek(start)
            start = 0
            while left > 0 and (piece := file.read(min(_PIECE, left))):
                left -= len(piece)
                yield piece


class DumpsWriter:
    """Writes the index of the dumps of a release, whose members are there already.

    Args:
        path: of the release.
        before: the release before: the checksum of a dump that would be the same is taken from it.
    """

    def __init__(self, path: Path, before: Release | None) -> None:
        self._path = path
        self._before = before
        self._known = {dump.name: dump for dump in dumps_of(before)} if before else {}
        self._dumps: list[Dump] = []
        (path / "dumps").mkdir(exist_ok=True)

    def add_works(self, works: Mapping[str, str], quads: Mapping[str, int]) -> None:
        """The dumps of works, which are in ``works/{symbol}.nq.gz``.

        Args:
            works: symbol → what tells its quads from any others.
            quads: symbol → how many they are.
        """
        groups: dict[str, list[str]] = defaultdict(list)
        for symbol in sorted(works):
            groups[_name(parse(symbol))].append(symbol)
        for name, group in sorted(groups.items()):
            members = [f"works/{symbol}.nq.gz" for symbol in group]
            number = sum(quads[symbol] for symbol in group)
            self._add(name, (works[symbol] for symbol in group), members, number, len(group))

    def add_shared(self, name: str, shared: Mapping[str, str], quads: int) -> None:
        """The dump of what works share, which is in ``shared/{name}.nq.gz``.

        Args:
            name: of the dump.
            shared: name of a member → what tells its quads from any others.
            quads: how many they are together.
        """
        self._add(name, shared.values(), [f"shared/{member}.nq.gz" for member in shared], quads)

    def finish(self) -> None:
        """Write the index."""
        rows = [asdict(dump) for dump in self._dumps]
        (self._path / "dumps" / _INDEX).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")

    def _add(self, name: str, keys: Iterable[str], members: Sequence[str], quads: int, works: int = 0) -> None:
        key = hashlib.sha256("\n".join(keys).encode()).hexdigest()[:32]
        known, target = self._known.get(name), self._path / "dumps" / f"{name}.txt"
        if self._before and known and known.key == key:
            link(self._before.dumps / target.name, target)
            self._dumps.append(known)
            return
        digest, lines, total = hashlib.sha256(), [], 0
        for member in members:
            content = (self._path / member).read_bytes()
            digest.update(content)
            total += len(content)
            lines.append(f"{len(content)} {member}\n")
        target.write_text("".join(lines), encoding="utf-8")
        self._dumps.append(Dump(name, key, works, quads, total, digest.hexdigest()))


def _name(symbol: Symbol) -> str:
    """Organ and session, as a file is called: "un-ga-76", "un-sc-2023"; "other" for what no organ adopted."""
    session = symbol.session_number or symbol.session
    return f"{symbol.body}-{session}" if symbol.body and session else "other"
