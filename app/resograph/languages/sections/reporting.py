"""``reporting.toml``: what asks for a report, to whom it goes, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.languages.pattern import NEVER, Pattern


@dataclass(frozen=True)
class Kind:
    """What in the words of a request asks for a report of a kind."""

    kind: str
    pattern: Pattern


@dataclass(frozen=True)
class Period:
    """What tells how often a report is due."""

    name: str
    pattern: Pattern


@dataclass(frozen=True)
class Context:
    """The words around a report."""

    recipient: Pattern
    """What stands before the body that is reported to; group ``own`` is the adopting body."""
    parting: Pattern
    """What parts the words of one report from those of the next."""
    verb: Pattern
    """What a deed of its own begins with."""
    and_dates: Pattern
    """What joins two days."""
    further: Pattern
    """What joins two recipients."""
    committee: Pattern
    """A body by its short name; group ``name`` where more is matched."""
    session: Pattern
    """What stands before the session at which something is due."""
    agenda: Pattern
    """What places an item on an agenda."""
    due: Pattern
    """A day or time at which something is due: groups whose name begins with ``when``; ``month``, ``year``, ``of``."""
    item: Pattern
    """An agenda item: groups ``title``, and ``sub`` where it is one below another."""
    not_before: Pattern = NEVER
    """What makes a name the owner of what follows."""
    hint: Pattern | None = None
    """A quick look: without one of these no report is asked for."""
    article: Pattern = NEVER
    """What is written together with a word and left out in short names."""
    same_session: Pattern = NEVER
    """A session named just before."""
    recipient_behind: bool = False
    """Whether only a pronoun names a recipient before the words that ask for the report."""


@dataclass(frozen=True)
class Reports:
    """Reports in a language; the most telling kind stands first."""

    kinds: tuple[Kind, ...]
    context: Context
    periods: tuple[Period, ...]
