"""What a search gives, and what it may use."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.errors import ReportedError


class SearchError(ReportedError, ValueError):
    """The search cannot be done; the message says what to do."""


class SearchTimeoutError(SearchError):
    """It took too long."""


@dataclass(frozen=True)
class SearchLimits:
    """What one search may use: seconds, characters of its words, matches that may be taken."""

    seconds: float = 5.0
    length: int = 500
    matches: int = 5_000


@dataclass(frozen=True)
class Filters:
    """What matches must be of; "" for anything. ``organ`` and ``session`` are paths below the base."""

    organ: str = ""
    session: str = ""
    year: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Match:
    """A document (no ``eid``) or a part that matches, in which languages, best where; the score has no unit."""

    unit: int
    symbol: str
    eid: str
    language: str
    languages: tuple[str, ...]
    score: float

    @property
    def path(self) -> str:
        """Its address below the base, whatever the language."""
        return f"{self.symbol}~{self.eid}" if self.eid else self.symbol


@dataclass(frozen=True)
class Found:
    """Some of the matches, the best first, and how many there are altogether."""

    matches: tuple[Match, ...]
    total: int
