"""What a deployment adds beside the product's own data: vocabularies and corrections in its store directory.

``vocabularies/*.ttl`` and ``corrections/{language}/{symbol}.toml`` are read by every build and copied into the release:
what serves it reads its documents as the build did.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from resograph.annotating import Correction
from resograph.annotating.correction_files import correction_path, read_corrections
from resograph.resources import resource
from resograph.symbols import Symbol, parse
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import Vocabulary, load, vocabulary, vocabulary_files


@dataclass(frozen=True)
class Extensions:
    """The folder that holds both; ``digest`` tells its vocabularies from others, "" where there are none."""

    folder: Path | None = field(default=None, compare=False)
    digest: str = ""

    @classmethod
    def in_folder(cls, folder: Path) -> Extensions:
        """The extensions in a folder, which need not be there."""
        digest = hashlib.sha256()
        files = _own_vocabularies(folder)
        for path in files:
            digest.update(path.name.encode() + path.read_bytes())
        return cls(folder, digest.hexdigest()[:16] if files else "")

    def vocabulary_files(self) -> list[Path]:
        """The product's files, then those of the folder."""
        return [*vocabulary_files(), *(_own_vocabularies(self.folder) if self.folder else ())]

    def vocabulary(self) -> Vocabulary:
        """All concepts, read once a process.

        Raises:
            VocabularyError: a file is broken.
        """
        return _vocabulary(self) if self.digest else vocabulary()

    def corrections(self, symbol: Symbol, language: str) -> tuple[Correction, ...]:
        """The corrections to a version: the product's, then those of the folder.

        Raises:
            CorrectionError: a file is broken.
        """
        folders = [resource("data", "corrections"), *([self.folder / "corrections"] if self.folder else [])]
        return tuple(
            correction
            for folder in folders
            for correction in read_corrections(correction_path(folder, symbol, language), symbol, language)
        )

    def unused_corrections(self, held: Iterable[tuple[str, str]]) -> list[Path]:
        """Files of corrections at a place that nothing reads, and those of the folder to no version that is held.

        Args:
            held: the versions held, as language and symbol.
        """
        product = resource("data", "corrections")
        found = [path for path in product.rglob("*.toml") if path.parent not in {product / one for one in LANGUAGES}]
        if self.folder:
            own = self.folder / "corrections"
            read = {correction_path(own, parse(symbol), language) for language, symbol in held}
            found += [path for path in own.rglob("*.toml") if path not in read]
        return sorted(found)

    def files_for(self, versions: Mapping[str, Symbol]) -> dict[str, Path]:
        """What it takes to read some versions (language → symbol) elsewhere: place in another folder → file."""
        if self.folder is None:
            return {}
        found = {f"vocabularies/{path.name}": path for path in _own_vocabularies(self.folder)}
        for language, symbol in versions.items():
            path = correction_path(self.folder / "corrections", symbol, language)
            if path.is_file():
                found[path.relative_to(self.folder).as_posix()] = path
        return found

    def moved(self, folder: Path) -> Extensions:
        """The same where its files lie in another folder."""
        return replace(self, folder=folder)

    def copy_to(self, folder: Path) -> None:
        """Copy the files into another folder."""
        for name, pattern in (("vocabularies", "*.ttl"), ("corrections", "*/*.toml")):
            for path in sorted((self.folder / name).glob(pattern)) if self.folder else ():
                target = folder / path.relative_to(self.folder or path)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def _own_vocabularies(folder: Path) -> list[Path]:
    return sorted((folder / "vocabularies").glob("*.ttl"))


@lru_cache(maxsize=4)
def _vocabulary(extensions: Extensions) -> Vocabulary:
    return load(extensions.vocabulary_files())
