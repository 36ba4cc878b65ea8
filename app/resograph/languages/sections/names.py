"""``names.toml``: how names are compared, and those told by their shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from resograph.languages.pattern import NEVER, Pattern


@dataclass(frozen=True)
class Sessions:
    """Sessions named in a text; its words are in small letters, with plain hyphens."""

    pattern: Pattern
    """Groups ``session``, ``ordinal``, and where there are such ``special`` and ``body``."""
    bodies: Mapping[str, str]
    """What names the body of a session before it → the organ: "?" that which a longer name in the text or the text's
    own body tells, "own" the text's own, "" none whose sessions are counted."""
    special: Mapping[str, str]
    """Words of special sessions → what stands before their number in addresses."""
    own: Pattern = NEVER
    """Behind these words a session is the adopting body's own, whoever is named before it."""
    listed: Pattern = NEVER
    """Several numbers under one noun that stands apart from them: group ``numbers``."""
    one: Pattern = NEVER
    """One of those."""
    clause: Pattern | None = None
    """What parts the words among which a session's body is named, where not the marks of clauses alone."""


@dataclass(frozen=True)
class Shape:
    """A name told by its shape: groups ``name``, and of events ``year``, ``month``, ``day``, ``last``."""

    kind: str
    rule: str
    pattern: Pattern


@dataclass(frozen=True)
class Names:
    """Names in a language."""

    sessions: Sessions
    stemmer: str = ""
    """Snowball's algorithm for words; "" where characters are compared."""
    exact_states: bool = True
    """Whether a State's name wants its own letters, since its stem is also that of its people."""
    exact_words: bool = False
    """Whether each name of one word wants its own letters, since stems of few letters mean many things."""
    exact_groups: bool = False
    """Whether a group's name of one word wants its own letters, which tell number and gender: "homme" is no men."""
    article: Pattern = NEVER
    """An article written together with a word: a State's name without it never takes one."""
    conjunction: Pattern | None = None
    """"And" written together with a word: taken off before names are compared."""
    endings: Pattern = NEVER
    """Endings that change with the case."""
    proclitics: Pattern = NEVER
    """What is written together with the word behind it."""
    none: tuple[str, ...] = ()
    """Words that hold a name by chance."""
    patterns: tuple[Shape, ...] = field(default=())
