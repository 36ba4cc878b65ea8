"""Releases: directories that are written apart, then switched to by one pointer (DESIGN §5).

A store directory holds ``releases/{id}/`` and ``current``, a file that names the release being served.
"""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from resograph.stores import StoreError

_POINTER = "current"
_HELD = "held.jsonl.gz"
_FORMAT = 6


class ReleaseError(StoreError):
    """There is no release, or it is not for this server; the message says what to do."""


class NoReleaseError(ReleaseError):
    """Nothing was built there yet."""


@dataclass(frozen=True)
class Manifest:
    """What a release says of itself; ``held.jsonl.gz`` has the SHA-256 of each file of ``documents/``."""

    base: str
    version: str
    counts: Mapping[str, int]
    content: str = ""
    """Digest that tells its graph apart from any other, as its description in the graph has it."""
    recipe: str = ""
    """Digest of its vocabulary and ontology."""
    works: Mapping[str, str] = field(default_factory=dict)
    """Symbol → digest of its quads."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Registry → digest of its records as they were read."""
    format: int = _FORMAT


@dataclass(frozen=True)
class Release:
    """A finished release."""

    path: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """Its id."""
        return self.path.name

    @property
    def written_at(self) -> float:
        """When it was finished, in seconds since 1970."""
        return (self.path / "manifest.json").stat().st_mtime

    @property
    def store(self) -> Path:
        """The directory of the triple store."""
        return self.path / "store"

    @property
    def derived(self) -> Path:
        """The quads that no work owns and each build derives anew, packed."""
        return self.path / "derived.nq.gz"

    @property
    def taught(self) -> Path:
        """The vocabularies and corrections of the deployment that it was built with."""
        return self.path / "taught"

    @property
    def tables(self) -> Path:
        """The folder of the tables: search, register, catalogue."""
        return self.path / "tables"

    @property
    def names(self) -> Path:
        """The file of all names (``reconciling/stored.py``)."""
        return self.path / "names.sqlite"

    @property
    def dumps(self) -> Path:
        """The folder of dumps of the graph."""
        return self.path / "dumps"

    def document(self, language: str, symbol: str) -> Path:
        """The Akoma Ntoso form of a language version."""
        return self.path / "documents" / language / f"{symbol}.xml"

    def form(self, language: str, symbol: str, issue: str) -> Path:
        """The Akoma Ntoso form of one issue: the newest has the plain name, earlier ones their date."""
        dated = self.document(language, f"{symbol}@{issue}")
        return dated if issue and dated.is_file() else self.document(language, symbol)

    def held(self) -> list[dict[str, Any]]:
        """The versions held, each with name and SHA-256 of its form."""
        with gzip.open(self.path / _HELD, "rt", encoding="utf-8", newline="\n") as lines:
            return [json.loads(line) for line in lines]

    def languages(self, symbol: str) -> list[str]:
        """Languages in which a document is held."""
        folders = sorted((self.path / "documents").iterdir()) if (self.path / "documents").is_dir() else []
        return [folder.name for folder in folders if self.document(folder.name, symbol).is_file()]


def current_name(directory: Path) -> str | None:
    """The id of the release that the pointer names."""
    try:
        return (directory / _POINTER).read_text(encoding="utf-8").strip() or None
    except (FileNotFoundError, NotADirectoryError):
        return None


def open_current(directory: Path) -> Release:
    """The release being served.

    Raises:
        NoReleaseError: there is none.
        ReleaseError: it was written by another version, or is not whole.
    """
    name = current_name(directory)
    if name is None:
        raise NoReleaseError(f"{directory} holds no release; build one with: resograph add FILE --store {directory}")
    return read_release(directory / "releases" / name)


def earlier(directory: Path, content: str) -> Release | None:
    """The release of that content, if it is still there."""
    for path in (directory / "releases").glob("[!.]*"):
        with suppress(ReleaseError):
            release = read_release(path)
            if release.manifest.content == content:
                return release
    return None


def read_release(path: Path) -> Release:
    """The release in a directory.

    Raises:
        ReleaseError: it was written by another version, or is not whole.
    """
    try:
        data = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ReleaseError(
            f"{path} is no whole release: its manifest cannot be read. Bring it back from a copy, or build anew with "
            "resograph add in another --store."
        ) from None
    known = {one.name for one in fields(Manifest)}
    if data.get("format") != _FORMAT or not known.issuperset(data):
        raise ReleaseError(
            f"{path} was written by another version of resograph. Build it again, into another directory: "
            "resograph add FILES --store DIR."
        )
    return Release(path, Manifest(**data))


class ReleaseWriter:
    """Writes a new release; until ``publish`` nobody sees it."""

    def __init__(self, directory: Path, name: str) -> None:
        self._directory = directory
        self.path = directory / "releases" / name
        self._partial = directory / "releases" / f".{name}.partial"
        shutil.rmtree(self._partial, ignore_errors=True)
        (self._partial / "documents").mkdir(parents=True)

    def path_of(self, name: str) -> Path:
        """Where a part of the release is being written."""
        return self._partial / name

    def write_held(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write what ``Release.held`` gives."""
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        self.path_of(_HELD).write_bytes(gzip.compress(text.encode(), mtime=0))

    def add_document(self, language: str, symbol: str, issue: str, form: Path) -> None:
        """Link the Akoma Ntoso form of a language version; an earlier issue has its date in its name."""
        name = f"documents/{language}/{symbol}{f'@{issue}' if issue else ''}.xml"
        link(form, self.path_of(name))

    def publish(self, manifest: Manifest) -> Release:
        """Write the manifest, with the documents written, and switch the pointer in one step or not at all."""
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
        (self._partial / "manifest.json").write_text(text, encoding="utf-8")
        self._partial.replace(self.path)
        pointer = self._directory / f".{_POINTER}.{os.getpid()}"
        with pointer.open("w", encoding="utf-8") as file:
            file.write(self.path.name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self._directory / _POINTER)
        return Release(self.path, manifest)

    def discard(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._partial, ignore_errors=True)


def is_one_store(directory: Path) -> bool:
    """Whether a directory is itself a store of the engine's."""
    try:
        return (directory / "CURRENT").read_bytes().startswith(b"MANIFEST-")
    except OSError:
        return False


@contextmanager
def only_writer(directory: Path) -> Iterator[None]:
    """Hold the store directory for one build.

    Raises:
        ReleaseError: another build is under way there, or it holds a store that is written to.
    """
    if is_one_store(directory):
        raise ReleaseError(
            f"{directory} holds one store for queries and updates (serve --writable), not releases; "
            "choose another --store, or send it what is new with an update."
        )
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ReleaseError(
                f"Another build is writing to {directory}; wait for it, or choose another --store."
            ) from None
        yield


def link(source: Path, target: Path) -> None:
    """A hard link, or a copy where the file system has none."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def remove_old(directory: Path, keep: int = 3) -> None:
    """Remove all but the newest releases and whatever a killed build left."""
    current = current_name(directory)
    for partial in (directory / "releases").glob(".*.partial"):
        shutil.rmtree(partial, ignore_errors=True)
    folders = sorted((directory / "releases").glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for folder in [folder for folder in folders if folder.name != current][keep - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
