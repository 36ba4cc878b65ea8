"""The words of a paragraph of a compilation text: as they are put together, and as they were read."""

from __future__ import annotations

from dataclasses import dataclass, field

from resograph.documents import Span, Variant
from resograph.documents.choosing import joined
from resograph.reading.compilation.labels import Label


@dataclass(frozen=True)
class Paragraph:
    """The words as first proposed, the variants, the label; ``pieces`` are (start in the text given, start in the
    words, length) of each stretch that was kept; ``unclear`` marks whose words were not found.
    """

    text: str
    variants: tuple[Variant, ...] = ()
    label: Label | None = None
    pieces: tuple[tuple[int, int, int], ...] = ()
    unclear: tuple[str, ...] = ()

    def place(self, offset: int) -> int:
        """Where in the words a place of the text given is."""
        place = 0
        for start, at, length in self.pieces:
            if offset < start:
                break
            place = at + min(offset - start, length)
        return min(place, len(self.text))


@dataclass
class TextInMaking:
    """Words in the making, with their variants; ``last`` is the place of the words in the last brackets, and where
    the text given goes on behind them.
    """

    words: str = ""
    variants: list[Variant] = field(default_factory=list)
    pieces: list[tuple[int, int, int]] = field(default_factory=list)
    last: tuple[Span, int] | None = None

    def put(self, source: str, start: int, end: int) -> None:
        """Add a stretch of the text given, from ``start`` to before ``end``."""
        piece = source[start:end]
        if not self.words:
            lead = len(piece) - len(piece.lstrip())
            start, piece = start + lead, piece.lstrip()
        before = len(self.words)
        whole = joined(self.words, piece) if before and start and self.pieces else self.words + piece
        adjacent = self.pieces and sum(self.pieces[-1][::2]) == start
        if adjacent:
            whole = self.words + piece
        self.words = whole
        if piece:
            lead = len(piece) - len(piece.lstrip()) if not adjacent else 0
            length = len(piece.strip()) if not adjacent else len(piece)
            self.pieces.append((start + lead, len(whole) - len(piece) + lead if piece.strip() else len(whole), length))

    @property
    def place(self) -> int:
        """Where an insertion stands: behind the last word."""
        return len(self.words.rstrip())

    def first(self, start: int) -> int:
        """The place of the first word from a place on."""
        rest = self.words[start:]
        return start + len(rest) - len(rest.lstrip())
