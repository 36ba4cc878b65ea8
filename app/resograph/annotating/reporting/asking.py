"""Who asks for a report, in which session and on which day: nothing is due before it is asked for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from resograph.annotating.reporting.items import session_year
from resograph.documents import Document
from resograph.vocabularies.concepts import Vocabulary

_CLOSES = (9, 10)
"""About when a regular session of the Assembly ends, in the year after it opened: month, day."""


@dataclass(frozen=True)
class Asking:
    """``body`` is the adopting one ("un-ga"); session and day are None where they are unknown."""

    body: str
    session: str | None = None
    adopted: datetime.date | None = None

    @classmethod
    def of(cls, document: Document, body: str) -> Asking:
        """Who asks in a document, by its cover, else by its symbol."""
        cover, symbol = document.cover, document.symbol
        own = symbol.session if symbol.body == body else None
        return cls(body, cover.session or own, cover.adopted)

    def is_at(self, path: str) -> bool:
        """Whether a session is the one that asks."""
        return path == f"session/{self.body}/{self.session}"

    def is_past(self, path: str, vocabulary: Vocabulary) -> bool:
        """Whether a session ended before something was asked for; False where that is unknown."""
        _, organ, number = path.split("/", 2)
        if organ == self.body and number.isdecimal() and (self.session or "").isdecimal():
            return int(number) < int(self.session or 0)
        opened = session_year(path, vocabulary)
        if opened is None or self.adopted is None:
            return False
        if organ == "un-ga" and number.isdecimal():
            return datetime.date(opened + 1, *_CLOSES) <= self.adopted
        return opened < self.adopted.year

    def allows(self, day: datetime.date | str | None, year: int | None) -> bool:
        """Whether something can be due on a day, in a month ("2024-03") or a year."""
        if self.adopted is None:
            return True
        if isinstance(day, datetime.date):
            return day > self.adopted
        if isinstance(day, str):
            return day >= f"{self.adopted.year:04}-{self.adopted.month:02}"
        if year is None:
            return True
        return year >= self.adopted.year and not (self.body == "un-ecosoc" and str(year) == self.session)
