"""Whether a verb asks more or less than another (``reso:strength`` of the verbs' scheme)."""

from __future__ import annotations

from enum import StrEnum

from resograph.vocabularies.concepts import Vocabulary


class Shift(StrEnum):
    """How the strength of a later verb stands to that of an earlier one."""

    WEAKER = "weaker"
    SAME = "same"
    STRONGER = "stronger"


def shift(a: str | None, b: str | None, vocabulary: Vocabulary) -> Shift | None:
    """From one verb to another, by their slugs; None where one of them is not there or has no strength.

    >>> from resograph.vocabularies.concepts import vocabulary
    >>> shift("requests", "invites", vocabulary())
    <Shift.WEAKER: 'weaker'>
    """
    of_a, of_b = _strength(a, vocabulary), _strength(b, vocabulary)
    if of_a is None or of_b is None:
        return None
    return Shift.SAME if of_a == of_b else Shift.STRONGER if of_b > of_a else Shift.WEAKER


def _strength(verb: str | None, vocabulary: Vocabulary) -> int | None:
    concept = vocabulary.get(f"verb/{verb}") if verb else None
    told = concept.first("strength") if concept else None
    return int(told) if told else None
