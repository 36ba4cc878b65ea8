"""``masthead.toml``: what covers, closing lines and notes of reissue say."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.languages.pattern import Pattern


@dataclass(frozen=True)
class Closing:
    """The lines at the end of a text."""

    meeting: Pattern
    """A meeting told in figures: group ``meeting``."""
    meeting_in_words: Pattern
    """A meeting told in words: group ``ordinal``."""
    meeting_noun: str
    """Small letters that stand in each meeting told in words."""
    line: Pattern
    """Lines that tell how the text was adopted."""


@dataclass(frozen=True)
class Notes:
    """Notes on a reissue: ``reissue`` with its group ``date``, ``reissued`` the words alone."""

    reissue: Pattern
    reissued: Pattern


@dataclass(frozen=True)
class Masthead:
    """The cover."""

    recycle: Pattern
    session: Pattern
    """Group ``ordinal``."""
    agenda_item: Pattern
    """Group ``numbers``."""
    adopted: Pattern
    """What begins the line that tells by whom and when the text was adopted."""
    untitled: str
    """The title of a Council resolution whose cover leaves it out; ``{number}`` is its number."""
    council_title: Pattern
    """Group ``number``."""
    statement: Pattern
    """The title of a statement of the Council's President."""
    draft: Pattern
    """What a draft calls itself."""
    report: Pattern
    """On whose report a text was adopted: groups ``committee``, ``symbol``."""
    distribution: Pattern
    """What a cover says of the circulation of its text; most say it in English."""
    original: Pattern
    """What a cover says of the language of its text."""
    closing: Closing
    notes: Notes
    particles: tuple[str, ...] = ()
    """What stands before the organ in its formula, and before nothing else."""
