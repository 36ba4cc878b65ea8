"""The catalogue of a new release: which works changed since the last, and which are gone."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from resograph.pipeline.worker import Held, WorkResult
from resograph.releases import Release
from resograph.releases.catalogue.writing import Change, known_digests, write_catalogue
from resograph.writing.entry import Entry


def catalogue(
    path: Path, before: Release | None, base: str, works: Sequence[WorkResult], held: Sequence[Held], cache: Path
) -> None:
    """Write it.

    Args:
        path: of the file.
        before: the release before, of the same base.
        base: of all addresses.
        works: the works of the new release.
        held: their versions.
        cache: where their quads lie.
    """
    files: dict[str, list[str]] = defaultdict(list)
    for one in held:
        files[one.symbol].append(one.sha256)
    old = before.catalogue if before else None
    known = known_digests(old)
    same = before.manifest.works if before else {}
    gone = sorted(known.keys() - {work.symbol for work in works})
    write_catalogue(path, old, base, _changes(works, files, known, same, cache), gone)


def _changes(
    works: Sequence[WorkResult],
    files: Mapping[str, list[str]],
    known: Mapping[str, str],
    same: Mapping[str, str],
    cache: Path,
) -> Iterator[Change]:
    for work in works:
        if work.symbol in known and same.get(work.symbol) == work.quads:
            continue
        digest = _digest((cache / "works" / work.quads).read_bytes(), work.entry, files[work.symbol])
        if known.get(work.symbol) != digest:
            yield Change(Entry.from_json(work.entry), digest)


def _digest(quads: bytes, entry: str, files: list[str]) -> str:
    """What tells a work from what it was: its graph (its quads are sorted), its entry, its files."""
    return hashlib.sha256(quads + "\n".join([entry, *sorted(files)]).encode()).hexdigest()[:32]
