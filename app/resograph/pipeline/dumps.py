"""Dumps of the graph for those who take it whole: N-Quads, gzipped, by organ and session, with their checksums.

A work's quads were packed where they were written; a dump is packed members put one behind the other (RFC 1952 §2.2),
and one whose works did not change is linked from the release before.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from resograph.pipeline.worker import WorkResult, write_whole
from resograph.stores import Release
from resograph.stores.dumps import INDEX, Dump, dumps_of
from resograph.stores.release import link
from resograph.symbols import Symbol, parse

SHARED = "shared"
"""The dump of the graphs that no work owns."""


def write_dumps(
    folder: Path, works: Sequence[WorkResult], cache: Path, shared: Iterable[ox.Quad], before: Release | None
) -> None:
    """Write the dumps of a release and their index.

    Args:
        folder: where to.
        works: all works of the release.
        cache: where their packed quads lie.
        shared: quads of the graphs that no work owns.
        before: the release before.
    """
    known = {dump.name: dump for dump in dumps_of(before)} if before else {}
    groups: dict[str, list[WorkResult]] = defaultdict(list)
    for work in works:
        groups[_name(parse(work.symbol))].append(work)
    dumps = []
    for name, group in sorted(groups.items()):
        key = hashlib.sha256("\n".join(work.quads for work in group).encode()).hexdigest()[:32]
        path = folder / f"{name}.nq.gz"
        if before and name in known and known[name].key == key and (old := before.dumps / path.name).is_file():
            link(old, path)
            dumps.append(known[name])
            continue
        write_whole(path, b"".join(_packed(cache, work) for work in group))
        quads = sum(work.counts["triples"] for work in group)
        dumps.append(_dump(path, name, key, len(group), quads))
    rest = sorted((ox.serialize(shared, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
    path = folder / f"{SHARED}.nq.gz"
    write_whole(path, gzip.compress(b"".join(rest), 6, mtime=0))
    dumps.append(_dump(path, SHARED, "", 0, len(rest)))
    rows = [vars(dump) for dump in dumps]
    (folder / INDEX).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def _name(symbol: Symbol) -> str:
    """Organ and session, as a file is called: "un-ga-76", "un-sc-2023"; "other" for what no organ adopted."""
    session = symbol.session_number or symbol.session
    return f"{symbol.body}-{session}" if symbol.body and session else "other"


def _packed(cache: Path, work: WorkResult) -> bytes:
    return (cache / "works" / work.quads).with_suffix(".nq.gz").read_bytes()


def _dump(path: Path, name: str, key: str, works: int, quads: int) -> Dump:
    content = path.read_bytes()
    return Dump(name, key, works, quads, len(content), hashlib.sha256(content).hexdigest())
