"""The files that go in: found in order, read one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from resograph.reading import UnreadableError


@dataclass(frozen=True)
class Source:
    """A file to read; ``language`` where it is known."""

    path: Path
    language: str | None = None

    @property
    def name(self) -> str:
        """Its name, for messages and as a hint at the symbol."""
        return self.path.name


def sources_in(paths: Iterable[Path]) -> Iterator[Source]:
    """The files of some paths, folders gone through in order; hidden ones, and links that lead out, are left out.

    Raises:
        UnreadableError: a path is not there.
    """
    for path in paths:
        if path.is_dir():
            root = path.resolve()
            for file in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
                if not hidden and file.is_file() and file.resolve().is_relative_to(root):
                    yield Source(file)
        elif path.is_file():
            yield Source(path)
        else:
            raise UnreadableError(f"{path} is not there; give a file or a folder.")
