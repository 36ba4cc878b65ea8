"""A folder of tables made of a release: written beside its place, then put there as a whole or not at all."""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resograph.exporting.csv_files import CsvFile
from resograph.exporting.declared import tables
from resograph.exporting.describing import description_files
from resograph.exporting.errors import ExportError
from resograph.exporting.naming import named_in_registries
from resograph.exporting.parquet import arrow, to_parquet
from resograph.exporting.rows import OF_A_WORK, Row
from resograph.exporting.votes import Dyads, votes
from resograph.exporting.whole import changes, coverage, lineage, wordings
from resograph.exporting.work import Shared, WorkNodes
from resograph.releases import Release
from resograph.symbols import mint

FORMATS = ("csv", "parquet")
INDEX = "export.json"
_WORKS = "works.json"
_SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Before:
    """An earlier release to tell the changes since: its name, and symbol → digest of a work's quads."""

    name: str
    works: Mapping[str, str]


def export(
    release: Release,
    directory: Path,
    formats: Sequence[str] = ("csv",),
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, Any]:
    """Write the tables of a release to a folder, and give what its index says.

    Args:
        release: on this machine.
        directory: a new folder, an empty one, or an earlier export, which is replaced.
        formats: some of ``FORMATS``.
        progress: told works done, of how many.

    Raises:
        ExportError: something else stands in the folder; a format is unknown or needs what is not installed.
    """
    if unknown := [name for name in formats if name not in FORMATS]:
        raise ExportError(f"{unknown[0]} is no format of tables; there are {' and '.join(FORMATS)}.")
    if "parquet" in formats:
        arrow()
    earlier = _check(directory)
    partial = directory.with_name(f".{directory.name}.partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        counts = _write(release, partial, earlier or _release_before(release), progress)
        index = _finish(release, partial, formats, counts)
        if directory.exists():
            gone = directory.with_name(f".{directory.name}.gone")
            directory.replace(gone)
            partial.replace(directory)
            shutil.rmtree(gone, ignore_errors=True)
        else:
            partial.replace(directory)
    except OSError as error:
        raise ExportError(
            f"{directory} cannot be written: {error.strerror or error}. Make room, or give another folder."
        ) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return index


def index_of(directory: Path) -> dict[str, Any] | None:
    """What the index of an export says; None where the folder is no export."""
    try:
        found: dict[str, Any] = json.loads((directory / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _check(directory: Path) -> Before | None:
    """The earlier export in a folder, which the new one replaces."""
    if index := index_of(directory):
        works = json.loads((directory / _WORKS).read_text(encoding="utf-8"))
        return Before(index["release"], works)
    if directory.is_file() or (directory.is_dir() and any(directory.iterdir())):
        raise ExportError(
            f"{directory} holds something else than an earlier export; give a new or an empty folder, so that nothing "
            "of yours is replaced."
        )
    return None


def _release_before(release: Release) -> Before | None:
    """The release before this one in its store directory, by name, which begins with its time."""
    for path in sorted(release.path.parent.glob("[!.]*"), reverse=True):
        if path.name < release.name:
            try:
                manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            if manifest.get("base") == release.manifest.base:
                return Before(path.name, manifest.get("works", {}))
    return None


def _write(
    release: Release, folder: Path, before: Before | None, progress: Callable[[int, int], None]
) -> dict[str, int]:
    """Write the CSV files; gives table → rows."""
    base, works = release.manifest.base, release.manifest.works
    shared = Shared(held=frozenset(mint(base, symbol) for symbol in works))
    derived = release.path / "shared" / "context.nq.gz"
    for path in (release.path / "shared" / "vocabulary.nq.gz", derived):
        shared.read(path)
    counts = dict.fromkeys(tables(), 0)
    dyads = Dyads()
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(CsvFile(folder / f"{name}.csv", table)) for name, table in tables().items()
        }

        def put(name: str, rows: Iterable[Row]) -> None:
            listed = list(rows)
            writers[name].write(listed)
            counts[name] += len(listed)

        for done, symbol in enumerate(sorted(works), 1):
            work = WorkNodes(base, symbol, release.path / "works" / f"{symbol}.nq.gz")
            for name, maker in OF_A_WORK.items():
                put(name, maker(work, shared))
            ballots = list(votes(work, shared))
            put("votes", ballots)
            dyads.add(ballots)
            progress(done, len(works))
        named = [*shared.symbols.values(), *named_in_registries(release.path / "shared", base)]
        whole: Mapping[str, Iterator[Row]] = {
            "dyads": dyads.rows(),
            "lineage": lineage(derived),
            "wordings": wordings(derived),
            "coverage": coverage(works, named),
            "changes": changes(works, before.works, before.name, base) if before else iter(()),
        }
        for name, rows in whole.items():
            for piece in _pieces(rows):
                put(name, piece)
    return counts


def _finish(release: Release, folder: Path, formats: Sequence[str], counts: Mapping[str, int]) -> dict[str, Any]:
    """The other files: Parquet, descriptors, codebook, citation, checksums; gives what the index says."""
    listed: list[dict[str, Any]] = []
    for name, table in tables().items():
        source = folder / f"{name}.csv"
        if "parquet" in formats:
            to_parquet(table, source, folder / f"{name}.parquet")
        if "csv" not in formats:
            source.unlink()
        files = [_told(folder / f"{name}.{ending}") for ending in FORMATS if ending in formats]
        listed.append({"name": name, "rows": counts[name], "files": files})
    day = datetime.datetime.fromtimestamp(release.written_at, datetime.UTC).date().isoformat()
    manifest = release.manifest
    index: dict[str, Any] = {
        "release": release.name,
        "date": day,
        "version": manifest.version,
        "content": manifest.content,
        "base": manifest.base,
        "works": len(manifest.works),
        "tables": listed,
    }
    for name, text in description_files(index).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / _WORKS).write_text(json.dumps(dict(sorted(manifest.works.items())), indent=0), encoding="utf-8")
    (folder / INDEX).write_text(json.dumps(index, ensure_ascii=False, indent=1), encoding="utf-8")
    known = {file["name"]: file["sha256"] for row in listed for file in row["files"]}
    names = sorted(path.name for path in folder.iterdir())
    sums = "".join(f"{known.get(name) or _told(folder / name)['sha256']}  {name}\n" for name in names)
    (folder / _SUMS).write_text(sums, encoding="utf-8")
    return index


def _told(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": digest}


def _pieces(rows: Iterator[Row], size: int = 10_000) -> Iterator[list[Row]]:
    piece: list[Row] = []
    for row in rows:
        piece.append(row)
        if len(piece) == size:
            yield piece
            piece = []
    yield piece
