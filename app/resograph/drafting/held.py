"""What a desk for drafts asks of the documents that are held; ``releases`` answers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from resograph.symbols import Symbol
from resograph.wording import Text
from resograph.wording.members import Member


@dataclass(frozen=True)
class SaidBefore:
    """A held paragraph with words like those asked for: its path, the day of its document ("" where unknown), its
    words, how alike they are (0–1)."""

    path: str
    symbol: Symbol
    adopted: str
    text: str
    similarity: float


@dataclass(frozen=True)
class HeldDocument:
    """A held document: the day of its adoption, its titles by language."""

    symbol: Symbol
    adopted: datetime.date | None
    titles: Mapping[str, str]


@dataclass(frozen=True)
class Voted:
    """How a document was adopted: a code ("adopted-without-vote"), and counts where there was a vote."""

    outcome: str
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None


class HeldTexts(Protocol):
    """The held documents, as one release has them."""

    def like(self, words: str, language: str, most: int, without: str) -> Sequence[SaidBefore]:
        """Paragraphs with the same or nearly the same words, the most like first; none of the document ``without``."""
        ...

    def document(self, symbol: Symbol) -> HeldDocument | None:
        """A document; None where it is not held."""
        ...

    def parts(self, symbol: Symbol) -> frozenset[str]:
        """The ids of a document's parts."""
        ...

    def later(self, symbol: Symbol) -> Sequence[Symbol]:
        """The held documents that renew one, or renew what renews it, and so on, the nearest first."""
        ...

    def member(self, symbol: Symbol, language: str) -> Member | None:
        """What of a document tells its series, its paragraphs in a language; None where it is not held."""
        ...

    def text(self, symbol: Symbol, language: str) -> Text | None:
        """A document as it is compared; None where it is not held in the language."""
        ...

    def voted(self, symbol: Symbol) -> Voted | None:
        """How a document was adopted, where that is known."""
        ...

    def series(self, symbol: Symbol) -> frozenset[Symbol]:
        """All held documents of the series of one, itself included."""
        ...

    def asked(self, paths: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Whom some paragraphs ask, by their paths."""
        ...
