"""What the register tells of an act: whom it asks, its reports, its life, what later texts do to it; and counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """A report that an act asks for; "" and None for what its words do not say."""

    path: str
    kind: str
    recipient: str
    item: str
    session: str
    year: int | None
    day: str
    """As the words have it: a day or a month."""
    due: str
    """The day, or the first day that it can be."""


@dataclass(frozen=True)
class LaterEffect:
    """What a later part does to an act: extends, replaces, suspends, terminates; ``until`` is "" without a day."""

    how: str
    part: str
    day: str
    until: str


@dataclass(frozen=True)
class Act:
    """An act as the register has it."""

    path: str
    part: str
    symbol: str
    adopted: str
    organ: str
    verb: str
    force: str
    kind: int
    due: str
    """Of the first of its reports."""
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    items: tuple[str, ...]
    reports: tuple[Report, ...]
    answers: tuple[str, ...]
    """Documents that answer it."""
    ends: str
    """The day until which it holds, as its words say; "" where they say nothing."""
    first: str
    """The part that first asked so, as far as is held; this part where none did before."""
    first_on: str
    last: str
    """The part that last asked so."""
    last_on: str
    renewed: int
    """How many documents asked so after the first."""
    is_line_answered: bool
    """Whether a report answers it, or one of those that asked so before or after."""
    twins: tuple[str, ...]
    """Parts that perhaps ask the same."""
    changes: tuple[LaterEffect, ...]

    @property
    def is_endless(self) -> bool:
        """Whether neither an end nor a report is named, and no later text does anything to it."""
        return not (self.ends or self.reports or self.changes)

    def status(self, day: str) -> tuple[str, str, str]:
        """What it is on a day as far as is held: its status (``STATUSES``), the day of its end, by which part."""
        before = [one for one in self.changes if one.day <= day]
        for how in ("terminates", "replaces", "suspends"):
            if by := min((one.part for one in before if one.how == how), default=""):
                return "ended", "", by
        longest = max((one for one in before if one.how == "extends"), key=lambda one: one.until, default=None)
        ends, by = (longest.until, longest.part) if longest and longest.until > self.ends else (self.ends, "")
        return ("unknown" if not ends else "ended" if ends < day else "in_force"), ends, by


@dataclass(frozen=True)
class Count:
    """A value of a feature, and how many have it."""

    value: str
    count: int


@dataclass(frozen=True)
class YearCount:
    """A year, and how many of each kind are of it."""

    year: int
    counts: dict[str, int]
