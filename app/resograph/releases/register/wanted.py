"""Which acts are wanted, as a condition in SQL with its values apart."""

from __future__ import annotations

import json
from dataclasses import dataclass

from resograph.releases.tables import LIVE
from resograph.releases.tables.schema import IN_WORK

KINDS = {"acts": 0, "requests": 1, "mandates": 2, "reports": 3}
"""Kind of act → its number in the tables, each a kind of the one before."""

STATUSES = ("in_force", "ended", "unknown")
"""What an act is on a day, as far as the texts held say."""

SORTS = {
    "newest": "adopted DESC, symbol, id",
    "oldest": "adopted = '', adopted, symbol, id",
    "due": "due = '', due, adopted DESC, symbol, id",
    "document": "symbol, id",
    "longest": "first_on = '', first_on, symbol, id",
    "renewed": "renewed DESC, first_on, symbol, id",
    "verb": "verb, adopted DESC, symbol, id",
}
"""Order → its columns in SQL; the acts of a document are numbered in its order."""


_ENDED_BY = (
    "act.id IN (SELECT act FROM {last}.changed WHERE how IN ('terminates', 'replaces', 'suspends') AND day <= ?)"
)
_ENDS = (
    "max(act.ends, coalesce((SELECT max(until) FROM {last}.changed AS more WHERE more.act = act.id"
    " AND more.how = 'extends' AND more.day <= ?), ''))"
)
_STATUS = {
    "ended": f"({_ENDED_BY} OR ({_ENDS} != '' AND {_ENDS} < ?))",
    "in_force": f"(NOT {_ENDED_BY} AND {_ENDS} >= ?)",
    "unknown": f"(NOT {_ENDED_BY} AND {_ENDS} = '')",
}
"""The status on a day, in SQL; as ``Act.status`` tells it."""
_OVER = """CASE WHEN day != '' THEN day < substr(json_extract(?, '$[0]'), 1, length(day))
 WHEN session != '' THEN session IN (SELECT value FROM json_each(?, '$[1]'))
 ELSE year < CAST(substr(json_extract(?, '$[0]'), 1, 4) AS INTEGER) END"""
"""Whether the time of a report is over, as ``Over.includes`` has it."""


@dataclass(frozen=True)
class Over:
    """What is over on a day: years and days before it, and the sessions that surely ended."""

    day: str
    """YYYY-MM-DD."""
    sessions: tuple[str, ...]
    """Their paths."""

    def includes(self, day: str, session: str, year: int | None) -> bool:
        """Whether a time is over: the day or month that words name, else the session, else the year."""
        if day:
            return day < self.day[: len(day)]
        if session:
            return session in self.sessions
        return year is not None and year < int(self.day[:4])

    def as_json(self) -> str:
        """The day and the sessions, as the condition in SQL takes them."""
        return json.dumps([self.day, self.sessions])


@dataclass(frozen=True)
class Wanted:
    """Features that acts must have; "" and None leave one open. Things are paths below the base."""

    kind: str = "acts"
    addressees: tuple[str, ...] = ()
    """Any of these: an office with its head."""
    verb: str = ""
    force: str = ""
    session: str = ""
    """At which they are due."""
    year: int | None = None
    """In which they are due."""
    themes: tuple[str, ...] = ()
    """Any of these: a theme with those below it."""
    organ: str = ""
    """That adopted the document."""
    document: str = ""
    """Its symbol."""
    recipient: str = ""
    """To which is to be reported."""
    item: str = ""
    """Under which is to be reported."""
    answered: bool | None = None
    never: bool = False
    """Whether none of those that asked so is answered."""
    first_asked: int | None = None
    """In this year or before."""
    last_asked: int | None = None
    """In this year or before: not renewed since."""
    renewed: int | None = None
    """At least so often."""
    twice: bool = False
    """Whether another text perhaps asks the same."""
    endless: bool = False
    """Whether neither an end nor a report is named."""
    on: str = ""
    """Adopted by this day."""
    status: str = ""
    """On that day, one of ``STATUSES``."""
    over: Over | None = None
    """Only acts with a report whose time is over."""
    parts: tuple[str, ...] | None = None
    """Paths of the only parts that count."""
    documents: tuple[str, ...] | None = None
    """Symbols of the only documents that count."""

    def condition(self, without: str = "") -> tuple[str, list[object]]:
        """The condition in SQL over act, part and work of a segment, and its values.

        Args:
            without: the feature that is counted.
        """
        texts = [f"work.id {LIVE}", f"act.kind >= {KINDS[self.kind]}"]
        values: list[object] = []

        def add(name: str, text: str, value: object) -> None:
            if value not in ("", None) and name != without:
                values.append(value)
                texts.append(text.replace("?", f"?{len(values)}"))

        among = "thing IN (SELECT value FROM json_each(?))"
        party = "act.id IN (SELECT act FROM {{s}}.party WHERE how = '{}' AND thing = ?)"
        asked = json.dumps(self.addressees) if self.addressees else ""
        add("addressee", f"act.id IN (SELECT act FROM {{s}}.party WHERE how = 'addressee' AND {among})", asked)
        add("recipient", party.format("reportTo"), self.recipient)
        add("item", party.format("underItem"), self.item)
        add("verb", "act.verb = ?", self.verb)
        add("force", "act.force = ?", self.force)
        add("session", "act.id IN (SELECT act FROM {s}.report WHERE session = ?)", self.session)
        add("year", "act.id IN (SELECT act FROM {s}.report WHERE year = ?)", self.year)
        add("organ", "work.organ = ?", self.organ)
        add("document", f"act.id {IN_WORK}", self.document)
        themes = json.dumps(self.themes) if self.themes else ""
        add("theme", f"act.part IN (SELECT part FROM {{s}}.names WHERE how = 'theme' AND {among})", themes)
        if self.answered is not None and without != "answered":
            texts.append(f"act.id {'' if self.answered else 'NOT '}IN (SELECT act FROM {{last}}.answer)")
        if self.never:
            texts.append("coalesce(life.answered, act.id IN (SELECT act FROM {last}.answer)) = 0")
        add(
            "first_asked",
            "substr(coalesce(life.first_on, work.adopted), 1, 4) BETWEEN '1' AND ?",
            _year(self.first_asked),
        )
        add(
            "last_asked", "substr(coalesce(life.last_on, work.adopted), 1, 4) BETWEEN '1' AND ?", _year(self.last_asked)
        )
        add("renewed", "coalesce(life.renewed, 0) >= ?", self.renewed)
        if self.twice:
            texts.append("act.id IN (SELECT act FROM {last}.twin)")
        if self.endless:
            texts.append("act.ends = '' AND act.id NOT IN (SELECT act FROM {s}.report)")
            texts.append("act.id NOT IN (SELECT act FROM {last}.changed)")
        add("on", "work.adopted BETWEEN '1' AND ?", self.on)
        if self.status:
            values.append(self.on)
            texts.append(_STATUS[self.status].replace("?", f"?{len(values)}"))
        if self.over is not None:
            add("over", f"act.id IN (SELECT act FROM {{s}}.report WHERE {_OVER})", self.over.as_json())
        if self.parts is not None:
            among = "work.symbol || '~' || part.eid IN (SELECT value FROM json_each(?))"
            add("parts", among, json.dumps(self.parts))
        if self.documents is not None:
            add("documents", "work.symbol IN (SELECT value FROM json_each(?))", json.dumps(self.documents))
        return " AND ".join(texts), values


def _year(year: int | None) -> str | None:
    return None if year is None else f"{year:04}"
