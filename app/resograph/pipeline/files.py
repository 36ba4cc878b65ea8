"""The files that go in: found in order, read one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from resograph.reading import MAX_BYTES, UnreadableError


@dataclass(frozen=True)
class Source:
    """A file to read; ``language`` where it is known.

    ``adopted`` (a day in ISO 8601) and ``item`` (a number, "27 (b)") are what a table has beside the text, or "".
    """

    path: Path
    language: str | None = None
    adopted: str = ""
    item: str = ""

    @property
    def name(self) -> str:
        """Its name, for messages and as a hint at the symbol."""
        return self.path.name


def content_of(path: Path, most: int = MAX_BYTES, advice: str = "") -> bytes:
    """A file's bytes; one that is longer than ``most`` bytes is not read to its end, and what to do is told.

    Raises:
        UnreadableError: it cannot be opened, or is too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror or error}.") from None
    if len(content) > most:
        raise UnreadableError(f"{path.name} is too large; at most {most:,} bytes are read. {advice}".rstrip())
    return content


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
