"""``meant.toml``: names of actors that no vocabulary has, and short forms that lead to an actor of their document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resograph.languages.pattern import NEVER, Pattern


@dataclass(frozen=True)
class NameRules:
    """How far a name reaches on both sides of its head."""

    stops: Pattern
    """Words that end what tells which one is meant; before a name where no spaces part words."""
    links: Pattern | None = None
    """Words behind a head with which that begins."""
    modifiers: Pattern | None = None
    """Words before a head that are of its name."""
    joint: Pattern = NEVER
    """The word that joins two words of one name, or a name with the one before it."""
    elided: tuple[str, ...] = ()
    """What may stand before a name with no space between."""
    small: Pattern = NEVER
    """Words that no name ends with."""
    series: Pattern = NEVER
    """A list inside a name: "torture, summary or arbitrary executions"."""
    lower: tuple[str, ...] = ()
    """Heads of bodies whose names go on in small letters, as those of persons do."""
    group: Pattern = NEVER
    """Words of a group that is named in full."""
    deictic: Pattern = NEVER
    """What a name in full never holds, for it points elsewhere."""
    cut: Pattern = NEVER
    """What follows a name and is none of it: "Panel of Experts originally appointed"."""
    before: Pattern | None = None
    """What may stand before a short form, where no spaces part words."""
    telling: Pattern | None = None
    """What a name in full holds, where no spaces part words."""
    proclitics: Pattern | None = None
    """What is written together with the first word of a name."""
    article: str = ""
    """The article that is written together with a noun."""
    to: str = ""
    """The preposition that takes the place of the article's first letter: "لل" of "ل" and "ال"."""
    prepositions: str = ""
    """Letters of those that are written before the article."""
    conjunctions: str = ""
    """Letters of those that are written before all of these."""


@dataclass(frozen=True)
class Definitions:
    """What stands beside a name and tells whom it or another name means."""

    bracket: Pattern
    """Behind an actor, a further name of it: group ``name``."""
    established: Pattern = NEVER
    """Behind a name, the Council's resolution that set it up: groups ``number`` and ``year``."""
    established_before: Pattern = NEVER
    """The same before a name."""
    government: Pattern = NEVER
    """The Government of a State, before the State's name."""


@dataclass(frozen=True)
class Meant:
    """Names and short forms of a language."""

    heads: Mapping[str, tuple[str, ...]]
    """Kind of actor (``data/meant.toml``) → the nouns that head its names."""
    names: NameRules
    definitions: Definitions
    endings: Pattern | None = None
    """Endings of the nominative, where heads are found in all cases."""
    any_ending: Pattern = NEVER
    """What stands in place of these endings in any case."""
