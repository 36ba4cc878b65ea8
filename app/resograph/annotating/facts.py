"""What annotating finds. Every fact names its part, its span of that part's text, and the rule that made it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from resograph.documents import Finding, Span
from resograph.symbols import Symbol

BY_NAME = "mentions"
"""The kind of a citation that only an instrument's name tells: the document is mentioned, not cited by its symbol."""


@dataclass(frozen=True)
class Attribution:
    """The person who decided a fact, when, and why."""

    by: str
    on: datetime.date
    why: str


@dataclass(frozen=True)
class EntityMention:
    """Words that name an entity or theme; ``target`` is its path (``actor/…``, ``theme/…``, ``~para_23__event_1``)."""

    part: str
    span: Span
    target: str
    rule: str
    attribution: Attribution | None = None


@dataclass(frozen=True)
class LocalEntity:
    """An entity that no vocabulary has, labelled with the words that name it: a node of its work, or ``actor/named/…``.

    ``established``: symbol of the resolution that set it up, "" where the words beside its name tell none.
    """

    part: str
    target: str
    kind: str
    label: str
    start: datetime.date | None = None
    end: datetime.date | None = None
    established: str = ""


@dataclass(frozen=True)
class Citation:
    """Words that cite a document. ``verb`` is the slug of the verb that governs them, ``kind`` the property's name."""

    part: str
    span: Span
    symbol: Symbol
    rule: str
    date: datetime.date | None = None
    verb: str | None = None
    kind: str = "cites"
    paragraphs: tuple[str, ...] = ()
    attribution: Attribution | None = None

    @property
    def by_name(self) -> bool:
        """Whether only the name of an instrument tells the document, no number and no symbol."""
        return self.kind == BY_NAME


@dataclass(frozen=True)
class Addressee:
    """Whom an act asks; the span holds the words with their restrictive qualifiers.

    ``words`` name the one alone where it shares some with its neighbours: "regional organizations" for "regional" in
    "regional and subregional organizations"; "" where a person added it. ``of_un``: a body of the United Nations.
    """

    span: Span
    target: str
    rule: str
    attribution: Attribution | None = None
    words: str = ""
    of_un: bool = False


@dataclass(frozen=True)
class Reporting:
    """What is to be reported: to which body, at which session or date, under which agenda item (its title).

    ``to`` is a path, or the words that name a committee which no vocabulary has. ``date`` is a day, or a month as
    "2002-09"; ``when`` the words that tell the time where no numbered session does ("2024 session"). ``part`` and
    ``span`` are where it is asked for: a point may go on with what its lead-in begins. ``told``: the words name the
    recipient. ``until``: the last session (path) or year of several. ``inferred_from``: the part whose report tells the
    time, where the words themselves do not.
    """

    to: str
    kind: str
    session: str | None = None
    year: int | None = None
    date: datetime.date | str | None = None
    when: str | None = None
    item: str | None = None
    parent_item: str | None = None
    periodicity: str | None = None
    part: str = ""
    span: Span | None = None
    told: bool = False
    until: str | None = None
    inferred_from: str | None = None
    rule: str = ""


@dataclass(frozen=True)
class Effect:
    """What an act does to an earlier text: ``kind`` is the property's name ("extends"), ``parts`` ids of its parts.

    The span goes from the act's verb to the citation.
    """

    kind: str
    symbol: Symbol
    parts: tuple[str, ...]
    span: Span
    rule: str


@dataclass(frozen=True)
class Act:
    """A verb-headed clause of the adopting body.

    ``verbs`` are the concepts that its words can mean, each with its support (DESIGN §3, "Six versions, one act").
    ``term`` has the words that tell how long what it decides holds, ``ends`` the last day; ``review_at`` the sessions
    (paths) and ``review_on`` the day by which the body takes it up again.
    """

    part: str
    position: int
    clause: Span
    verb_span: Span
    verb: str
    verbs: Mapping[str, int]
    force: str
    rule: str
    adverbs: tuple[str, ...] = ()
    addressees: tuple[Addressee, ...] = ()
    reporting: tuple[Reporting, ...] = ()
    term: Span | None = None
    ends: datetime.date | None = None
    review_at: tuple[str, ...] = ()
    review_on: datetime.date | None = None
    effects: tuple[Effect, ...] = ()
    is_request: bool = False
    is_mandate: bool = False
    attribution: Attribution | None = None
    decided: frozenset[str] = frozenset()
    """What a person decided of it, whatever other versions show: "act", "verb", "force", "addressees", "reporting"."""


@dataclass(frozen=True)
class Annotations:
    """All that was found in one language version."""

    mentions: tuple[EntityMention, ...] = ()
    themes: tuple[EntityMention, ...] = ()
    citations: tuple[Citation, ...] = ()
    acts: tuple[Act, ...] = ()
    entities: tuple[LocalEntity, ...] = field(default=())
    findings: tuple[Finding, ...] = ()
    """What seemed to be a fact and is none."""
    spoken: tuple[tuple[str, float], ...] = ()
    """Paths of the themes that learnt words speak for, with how likely a cataloguer gives each (0 to 1)."""
