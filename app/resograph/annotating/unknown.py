"""Actors that no vocabulary has: words in the place of an addressee become nodes of their work (DESIGN §2).

They are told by their head noun ("the Open-ended Working Group on …"), which the profile of the language lists; a
language without such a list names none.
"""

from __future__ import annotations

import re

from resograph.annotating.addressees import AddresseeReader
from resograph.annotating.facts import Addressee, EntityMention, LocalEntity
from resograph.documents import Span
from resograph.languages import Profile
from resograph.vocabularies import Vocabulary

KIND = "Actor"


def read_addressees(
    part: str,
    text: str,
    place: Span,
    mentions: list[EntityMention],
    rules: Profile,
    vocabulary: Vocabulary,
    named: int,
) -> tuple[tuple[Addressee, ...], tuple[LocalEntity, ...]]:
    """Whom the words at a place ask, with the actors among them that only this text names.

    Args:
        part: id of the part; ``text`` its words, ``mentions`` what they name.
        place: from the end of the verb to the end of its clause.
        named: how many actors of the part have a number already.
    """
    known = list(mentions)
    new: list[LocalEntity] = []
    found = AddresseeReader(text, known, rules, vocabulary).read(*place)
    while span := _unknown(text, found[-1].span.end if found else place.start, place.end, rules, bool(found)):
        target = f"~{part}__{KIND.lower()}_{named + len(new) + 1}"
        known.append(EntityMention(part, span, target, f"{rules.code}.addressee.unknown"))
        again = AddresseeReader(text, known, rules, vocabulary).read(*place)
        if len(again) <= len(found):
            break
        new.append(LocalEntity(part, target, KIND, text[slice(*span)]))
        found = again
    return found, tuple(new)


def _unknown(text: str, start: int, end: int, rules: Profile, coordinated: bool) -> Span | None:
    """Words that name an actor, right behind the verb or behind a connector."""
    pattern = rules.pattern("addressees", "unknown")
    data = rules.get("addressees")
    if pattern is None:
        return None
    glue = "" if rules.code == "zh" else r"\s*"
    whole = "" if rules.code == "zh" else r"(?:(?<=’)|(?!\w))"
    steps = [glue + data.get("lead", ""), rf"(?:(?:{data['determiners']}){whole}{glue})*"]
    for step in [rf"{glue}(?:{data['connectors']}){glue}", *steps] if coordinated else steps:
        found = re.compile(step, re.IGNORECASE).match(text, start, end)
        if found is None:
            return None
        start = found.end()
    name = pattern.match(text, start, end)
    return Span(*name.span("name")) if name else None


def is_unknown(target: str) -> bool:
    """Whether a target is such an actor."""
    return target.startswith("~") and f"__{KIND.lower()}_" in target
