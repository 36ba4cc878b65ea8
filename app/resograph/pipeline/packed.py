"""Quads packed: the sorted lines of some graphs, gzipped, each line once. They are loaded, dumped and compared as such.

Packed members put one behind the other are a packed file again (RFC 1952 §2.2).
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from resograph.pipeline.atomic import write_whole

_LEVEL = 3
"""How hard quads are packed: 6 takes twice the time for a seventh less."""


@dataclass(frozen=True)
class Packed:
    """A packed file, as told when it was written."""

    quads: int
    digest: str
    """Of its lines: the same for the same graph and for no other."""


def write_packed(path: Path, lines: Iterable[bytes]) -> Packed:
    """Sort the lines and pack them, each once."""
    ordered = sorted(set(lines))
    data = b"".join(ordered)
    write_whole(path, gzip.compress(data, _LEVEL, mtime=0))
    return Packed(len(ordered), hashlib.sha256(data).hexdigest()[:32])


def content_of(path: Path | None) -> bytes:
    """All lines of a packed file; none where there is no file."""
    return gzip.decompress(path.read_bytes()) if path is not None and path.is_file() else b""


def lines_of(path: Path | None) -> list[bytes]:
    """The lines of a packed file, sorted; none where there is no file."""
    return content_of(path).splitlines(keepends=True)


def told_of(path: Path) -> Packed:
    """How many quads a packed file has, and their digest."""
    data = content_of(path)
    return Packed(data.count(b"\n"), hashlib.sha256(data).hexdigest()[:32])


def difference(before: Path | None, after: Path | None) -> tuple[list[bytes], list[bytes]]:
    """The lines that go and the lines that come, from one packed file to another."""
    old, new = lines_of(before), lines_of(after)
    if not old or not new:
        return old, new
    gone, come = set(old).difference(new), set(new).difference(old)
    return [line for line in old if line in gone], [line for line in new if line in come]


def work_quads(release: Path, symbol: str) -> Path:
    """Where the packed quads of a work lie in a release."""
    return release / "works" / f"{symbol}.nq.gz"


def shared_quads(release: Path, name: str) -> Path:
    """Where packed quads that no work owns lie in a release: "vocabulary", "context", "release", "source-{name}"."""
    return release / "shared" / f"{name}.nq.gz"
