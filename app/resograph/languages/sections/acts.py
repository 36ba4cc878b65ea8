"""``acts.toml``: how paragraphs are parted into acts, what these mean, and how long what they decide holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from resograph.languages.pattern import NEVER, Pattern


@dataclass(frozen=True)
class Sense:
    """A verb that is meant, of those that a phrase can mean, by the words around: ``of`` is the likeliest else."""

    verb: str
    of: str
    pattern: Pattern


@dataclass(frozen=True)
class Force:
    """The force of a clause by its function, where one of the verbs heads it."""

    verbs: tuple[str, ...]
    force: str
    pattern: Pattern


@dataclass(frozen=True)
class Continued:
    """A further complement of a verb that is an act of its own: "calls upon … to … and for … to …"; group ``verb``."""

    after: tuple[str, ...]
    verb: str
    pattern: Pattern


@dataclass(frozen=True)
class Acts:
    """Acts of a language."""

    opening: Pattern
    """How a paragraph of a preamble may begin, beside the known verbs."""
    boundary: Pattern
    """Where a further act may begin inside a paragraph."""
    linkers: tuple[str, ...]
    """What may stand behind a boundary, before the verb."""
    continuing: tuple[str, ...]
    """Linkers that carry on the clause before: behind ``subordinate`` they begin no act of the body."""
    lead_only: tuple[str, ...]
    """Verbs of the body only at the head of a paragraph: inside one they are what others do."""
    existing_resources: Pattern
    """What is to be done without new means."""
    until: Pattern
    """What stands before the day on which something ends; the words told begin with the last group."""
    period: Pattern
    """How long something holds."""
    review: Pattern
    """When the body takes something up again."""
    review_by: Pattern
    """What stands before the day of that."""
    subordinate: Pattern = NEVER
    """Words that open a clause about others."""
    not_before: tuple[str, ...] = ()
    """What makes a word behind a boundary no verb: "requests for assistance"."""
    sentence: Pattern = NEVER
    """What a further sentence begins with whose subject is the body."""
    participial: Pattern = NEVER
    """What in a preamble makes a participle behind "and" one of others: "including promoting and encouraging"."""
    fronted: Pattern = NEVER
    """What may stand before its verb: "et le prie de"."""
    told_behind: Pattern | None = None
    """Behind what a decision is told, after the body's name, where not behind a comma alone."""
    subject_not_before: Pattern = NEVER
    """What makes the body's name no subject."""
    subject_lead: Pattern = NEVER
    """Taken off the body's name where it is the subject of a sentence."""
    proclitic: str = ""
    """A conjunction written as part of the verb behind it."""
    one_form: bool = False
    """Whether verbs have one form, so that it tells no section."""
    adverbs_before: bool = False
    """Whether adverbs stand before their verb alone."""
    adverbial: tuple[str, ...] = ()
    """An opening that is no act where another follows."""
    instead: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Body → verb → the verb that it says with the same phrase."""
    asked_of_un: Mapping[str, str] = field(default_factory=dict)
    """Verb → the verb that is meant where none but bodies of the United Nations are asked."""
    senses: tuple[Sense, ...] = ()
    forces: tuple[Force, ...] = ()
    continued: tuple[Continued, ...] = ()
