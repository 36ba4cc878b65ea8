"""Measuring a folder of official files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from resograph.documents import Document
from resograph.measuring.compare import DocumentScore, compare
from resograph.measuring.flatten import flatten
from resograph.reading import UnreadableError, read_all


@dataclass(frozen=True)
class Measured:
    """One document: where it is from, and how its page text was read."""

    name: str
    language: str
    organ: str
    text: str
    comparison: DocumentScore
    error: str = ""


@dataclass
class Score:
    """Counts of one kind of thing in one language and organ."""

    right: int = 0
    missed: int = 0
    made_up: int = 0

    @property
    def precision(self) -> float:
        """Share of what was read that is right."""
        return self.right / (self.right + self.made_up) if self.right + self.made_up else 1.0

    @property
    def recall(self) -> float:
        """Share of what there is that was read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = 2 * self.right + self.missed + self.made_up
        return 2 * self.right / total if total else 1.0


@dataclass
class Scores:
    """Scores by (language, organ) and kind."""

    table: dict[tuple[str, str], dict[str, Score]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Score))
    )

    def add(self, measured: Measured) -> None:
        """Count a document in."""
        row = self.table[measured.language, measured.organ]
        for kind, count in measured.comparison.right.items():
            row[kind].right += count
        for kind, count in Counter(item.kind for item in measured.comparison.missed).items():
            row[kind].missed += count
        for kind, count in Counter(item.kind for item in measured.comparison.made_up).items():
            row[kind].made_up += count


def official_files(folder: Path) -> list[Path]:
    """The files to measure, in order."""
    return sorted(folder.rglob("*.xml")) if folder.is_dir() else [folder]


def measure_file(path: Path, seed: int = 0) -> list[Measured]:
    """Each document of a file, flattened and read again; files that cannot be read themselves give nothing."""
    content = path.read_bytes()
    try:
        documents = read_all(content, path.name)
    except UnreadableError:
        return []
    return list(_measured(documents, content, path, seed))


def _measured(documents: Iterable[Document], content: bytes, path: Path, seed: int) -> Iterator[Measured]:
    for document in documents:
        text = flatten(document, content, seed)
        organ = {"un-ga": "GA", "un-sc": "SC", "un-ecosoc": "ECOSOC", "un-hrc": "HRC"}.get(
            document.symbol.body or "", "other"
        )
        try:
            read, error = read_all(text.encode(), "page.txt", document.language)[0], ""
        except UnreadableError as problem:
            read, error = None, str(problem)
        yield Measured(str(path), document.language, organ, text, compare(document, read), error)
