"""Releases: directories that are written apart, then switched to by one pointer (DESIGN §5).

A store directory holds ``releases/{id}/`` and ``current``, a file that names the release being served.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyoxigraph as ox

_POINTER = "current"
_FORMAT = 1


class ReleaseError(RuntimeError):
    """There is no release, or it is not for this server; the message says what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a release says of itself. ``files`` has the SHA-256 of each document file."""

    base: str
    version: str
    counts: Mapping[str, int]
    inputs: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
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
    def store(self) -> Path:
        """The directory of the triple store."""
        return self.path / "store"

    def document(self, language: str, symbol: str) -> Path:
        """The Akoma Ntoso form of a language version."""
        return self.path / "documents" / language / f"{symbol}.xml"

    def languages(self, symbol: str) -> list[str]:
        """Languages in which a document is held."""
        folders = sorted((self.path / "documents").iterdir()) if (self.path / "documents").is_dir() else []
        return [folder.name for folder in folders if self.document(folder.name, symbol).is_file()]


def current_name(directory: Path) -> str | None:
    """The id of the release that the pointer names."""
    try:
        return (directory / _POINTER).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def open_current(directory: Path) -> Release:
    """The release being served.

    Raises:
        ReleaseError: there is none, or it was written by another version.
    """
    name = current_name(directory)
    path = directory / "releases" / (name or "")
    try:
        data = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise ReleaseError(
            f"{directory} holds no release; build one with: resograph add FILE --store {directory}"
        ) from None
    if data.get("format") != _FORMAT:
        raise ReleaseError(f"{path} was written by another version of resograph; build it again with resograph add.")
    return Release(path, Manifest(**data))


class ReleaseWriter:
    """Writes a new release; until ``publish`` nobody sees it."""

    def __init__(self, directory: Path, name: str) -> None:
        self._directory = directory
        self.path = directory / "releases" / name
        self._partial = directory / "releases" / f".{name}.partial"
        shutil.rmtree(self._partial, ignore_errors=True)
        (self._partial / "documents").mkdir(parents=True)
        self._files: dict[str, str] = {}
        self._quads: list[Path] = []

    def add_document(self, language: str, symbol: str, content: bytes) -> None:
        """Keep the Akoma Ntoso form of a language version."""
        path = self._partial / "documents" / language / f"{symbol}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._files[f"{language}/{symbol}"] = hashlib.sha256(content).hexdigest()

    def add_graphs(self, graphs: Iterable[tuple[str, Iterable[ox.Triple]]]) -> int:
        """Load named graphs into the store; gives the number of triples."""
        store = ox.Store(str(self._partial / "store"))
        count = 0
        for iri, triples in graphs:
            graph = ox.NamedNode(iri)
            quads = [ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]
            store.bulk_extend(quads)
            count += len(quads)
        store.flush()
        store.optimize()
        return count

    def publish(self, base: str, version: str, counts: Mapping[str, int], inputs: Mapping[str, str]) -> Release:
        """Write the manifest, and switch the pointer in one step that either happens or does not."""
        manifest = Manifest(
            base, version, dict(counts), dict(sorted(inputs.items())), dict(sorted(self._files.items()))
        )
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


def remove_old(directory: Path, keep: int = 2) -> None:
    """Remove all but the newest releases and whatever a killed build left."""
    current = current_name(directory)
    folders = sorted((directory / "releases").glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for folder in [folder for folder in folders if folder.name != current][keep - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
