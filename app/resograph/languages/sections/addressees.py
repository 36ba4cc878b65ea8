"""``addressees.toml``: whom an act asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from resograph.languages.pattern import NEVER, Pattern


@dataclass(frozen=True)
class Object:
    """Whom some verbs ask: between what ``pattern`` matches behind the verb, and ``ends``."""

    verbs: tuple[str, ...]
    pattern: Pattern
    ends: Pattern
    body: bool = False
    """Whether it is a body of the United Nations: one whose mandate is extended, one that is established."""
    needs_end: bool = False
    """Whether the words must end so."""
    needs_actor: bool = False
    """Whether somebody must be named there, else it is read as any other verb."""
    running: bool = False
    """Whether names are read as far as they go."""


@dataclass(frozen=True)
class Addressees:
    """Those asked, in a language."""

    unknown: Pattern
    """An actor that no vocabulary has, by its head noun, in the place of whom is asked: group ``name``."""
    lead: Pattern
    """What stands between the verb and whom it asks."""
    determiners: Pattern
    """Words before a name that are no part of it."""
    qualifiers: Pattern
    """Words before a name that are part of it."""
    connectors: Pattern
    """What joins two actors where names are read as far as they go."""
    ends: Pattern
    """What ends the list of those asked: the infinitive, or the colon before points; its last group where it begins."""
    separators: Pattern
    """What parts the members of a list whose end is known."""
    joining: Pattern
    """What makes a list of them: without it a neighbour is an apposition."""
    resuming: Pattern
    """The separator behind which a list goes on after a remark that may be a list of its own."""
    parted: Pattern
    """The separator behind which a list goes on after a brief remark."""
    aside: Pattern
    """Words that begin a remark between commas."""
    heads: Pattern
    """Nouns that name an actor."""
    headed: Pattern
    """A phrase with such a noun."""
    after: Pattern
    """What may follow such a noun or a name inside its phrase."""
    adjectives: Pattern
    """Adjectives that share the noun of a neighbour: "flag" of "flag and port States"."""
    of_un: Pattern
    """Who belongs to the United Nations, though no vocabulary has it."""
    pronoun: Pattern
    """A pronoun behind the verb: group ``pronoun``."""
    pronouns: Mapping[str, tuple[str, ...]]
    """Classes of what each pronoun means; none: those whom the act before it asks."""
    brief: Pattern = NEVER
    """A remark that is no list of its own."""
    companion: Pattern = NEVER
    """What makes the actor before it a companion of the one who is asked, behind ``companion_connectors``."""
    companion_connectors: tuple[str, ...] = ()
    inner: Pattern = NEVER
    """Articles inside a name that are no part of it."""
    relative: Pattern = NEVER
    """Pronouns that open a clause about an actor, which a separator of ``closed`` ends."""
    closed: Pattern = NEVER
    remark: Pattern = NEVER
    """A remark that no comma parts from the name before it."""
    lasting: Pattern = NEVER
    """Such a remark that goes on over the separators behind it."""
    narrowing: Pattern = NEVER
    """Words between separators that tell which of the group before them is meant."""
    paired: Pattern = NEVER
    """A group told by several such words, each of which makes one of its own: group ``head``."""
    restricted: Pattern = NEVER
    """A clause before its noun, in which no predicate ends the list."""
    clause: Pattern = NEVER
    """What opens a clause with a verb of its own, not an infinitive."""
    finite: Pattern = NEVER
    """The verb of such a clause."""
    further: Pattern = NEVER
    """What begins a further list of those asked, with an infinitive of its own."""
    whole: Pattern = NEVER
    """Names that hold a separator and are one."""
    name: Pattern = NEVER
    """What names an actor by its capital alone."""
    shared: Pattern = NEVER
    """Qualifiers that neighbours share."""
    government: Pattern = NEVER
    """"The Government of", before a State."""
    each: Pattern = NEVER
    """A plural before its several complements: "the Governments of … and …"."""
    agents: Pattern = NEVER
    """What stands before the agents of a deed that is asked for: "the efforts of"."""
    owned: Pattern = NEVER
    """What makes what follows a name one of the United Nations."""
    proclitic: Pattern = NEVER
    """A pronoun before the verb: group ``pronoun``."""
    resumed: Pattern = NEVER
    """Words that take up a body just named: group ``pronoun``."""
    attached: Pattern = NEVER
    """What is written together with a name, so that it may begin behind it."""
    head_first: bool = False
    """Whether the noun stands before what tells which is meant."""
    merging: bool = False
    """Whether words that name nobody go with the next member of the list."""
    objects: tuple[Object, ...] = field(default=())
