"""The two steps of a build that are done in parallel, and what each needs where it is done."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, Self, TypeVar

from resograph.pipeline.extensions import Taught
from resograph.pipeline.files import Source
from resograph.pipeline.worker import FileResult, Held, WorkResult, kept_file, read_file, work_record, write_one
from resograph.symbols import parse

In = TypeVar("In")
Out = TypeVar("Out", covariant=True)


class Step(Protocol[In, Out]):
    """A pure function whose results lie in a cache folder, and what it takes to do it in another folder."""

    @property
    def stage(self) -> str:
        """Its name for people."""

    @property
    def cache(self) -> Path:
        """The folder where its results lie."""

    def __call__(self, item: In) -> Out:
        """Do it."""

    def is_known(self, item: In) -> bool:
        """Whether the answer is there without work."""

    def needs(self, item: In) -> Mapping[str, Path]:
        """The files that it reads: their place in another folder, where they are."""

    def moved(self, item: In, folder: Path) -> tuple[Self, In]:
        """The same step and item where the files that it needs lie in that folder."""


@dataclass(frozen=True)
class Reading:
    """A file to its documents in our normal form."""

    cache: Path
    stage: str = "reading"

    def __call__(self, item: Source) -> FileResult:
        """Read it."""
        return read_file(item, self.cache)

    def is_known(self, item: Source) -> bool:
        """Whether it was read before, or cannot be opened."""
        try:
            content = item.path.read_bytes()
        except OSError:
            return True
        return kept_file(item, hashlib.sha256(content).hexdigest(), self.cache) is not None

    def needs(self, item: Source) -> Mapping[str, Path]:
        """The file; its name is kept, for it hints at the symbol."""
        return {f"input/{item.name}": item.path}

    def moved(self, item: Source, folder: Path) -> tuple[Reading, Source]:
        """The same where the file lies in that folder."""
        return replace(self, cache=folder), replace(item, path=folder / "input" / item.name)


@dataclass(frozen=True)
class Writing:
    """The versions of a work to its quads."""

    cache: Path
    base: str
    validate: bool
    taught: Taught
    stage: str = "writing"

    def __call__(self, item: Sequence[Held]) -> WorkResult:
        """Write it."""
        return write_one(item, self.base, self.validate, self.cache, self.taught)

    def _record(self, item: Sequence[Held]) -> Path:
        return work_record(item, self.base, self.validate, self.cache, self.taught)

    def quads_of(self, item: Sequence[Held]) -> str:
        """The name of the file that its quads are written to."""
        return self._record(item).with_suffix(".nq").name

    def is_known(self, item: Sequence[Held]) -> bool:
        """Whether it was written before."""
        return self._record(item).exists()

    def needs(self, item: Sequence[Held]) -> Mapping[str, Path]:
        """The normal forms of its versions, and what is taught about them."""
        forms = {f"forms/{held.file}": self.cache / "forms" / held.file for held in item}
        taught = self.taught.files_for({held.language: parse(held.symbol) for held in item})
        return forms | {f"taught/{place}": path for place, path in taught.items()}

    def moved(self, item: Sequence[Held], folder: Path) -> tuple[Writing, Sequence[Held]]:
        """The same where those files lie in that folder."""
        return replace(self, cache=folder, taught=self.taught.moved(folder / "taught")), item
