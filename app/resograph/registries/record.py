"""A registry's record of a document, as frozen values, whatever form it came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from resograph.writing.entry import AgendaItem, Ballot


class Related(NamedTuple):
    """A document that a record names beside its own: relation ("draft", "report", …; "" where unknown) and symbol."""

    relation: str
    symbol: str


class Cast(NamedTuple):
    """How a State voted: "in_favour", "against", "abstaining", "not_voting", "absent" (it was not there to vote) or
    "not_member", and its name as written, or its path."""

    how: str
    state: str


class Place(NamedTuple):
    """Where the document is kept: language ("" where it is not stated) and address."""

    language: str
    address: str


class Heading(NamedTuple):
    """A heading of the registry's authority file with its number there.

    ``kind`` is "theme" or "name", for a heading in words; "series" (the symbols of a session) or "path", where
    ``heading`` is a path.
    """

    kind: str
    heading: str
    number: str


class BudgetCitation(NamedTuple):
    """That a budget cites a document: which budget and where in it, and for which entity (path, "" where unknown).

    ``code`` is the entity as the budget writes it.
    """

    budget: str
    section: str
    section_title: str
    programme: str
    programme_title: str
    subprogramme: str
    part: str
    entity: str
    code: str


class Estimate(NamedTuple):
    """What a statement says that a draft costs: in US dollars, and in posts; None and "" where it does not say."""

    symbol: str
    kind: str
    committee: str
    amount: int | None
    posts: int | None
    levels: str
    section: str
    recurring: bool | None
    several_years: bool | None
    published: str
    year: int | None
    notes: str


@dataclass(frozen=True)
class Record:
    """What a registry says of a document. All is as written, but for symbols and dates, which are read.

    ``number`` is the registry's own for the record; ``symbols`` are those of the document in their one spelling;
    dates are ISO 8601, "" where there is none; ``ballot`` is how it was adopted.
    """

    source: str
    number: str
    symbols: tuple[str, ...]
    title: str = ""
    published: str = ""
    acted: str = ""
    subjects: tuple[str, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    related: tuple[Related, ...] = ()
    ballot: Ballot | None = None
    casts: tuple[Cast, ...] = ()
    places: tuple[Place, ...] = ()
    citation: BudgetCitation | None = None
    estimates: tuple[Estimate, ...] = ()
    words: str = ""
    """What it is about, where that is no document with a symbol."""
    headings: tuple[Heading, ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    """What the registry alone can give a record, by what ``data/marc.toml`` calls it: "job_number" → text."""
    additional_sponsors: str = ""
    """Names of those who joined the sponsors later, as written."""
    voted_on: str = ""
    """"paragraph" or "amendment" where the vote was on such, "" where it was on the whole."""
    voted: str = ""
    """The day of the vote."""
