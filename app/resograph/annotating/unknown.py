"""Actors that no vocabulary has: they become nodes of their work, numbered within their part (DESIGN §2)."""

from __future__ import annotations

import re

KIND = "Actor"


def unknown_actor(part: str, number: int) -> str:
    """The target of the actor with a number in a part: "~para_14__actor_1"."""
    return f"~{part}__{KIND.lower()}_{number}"


def is_short_name(words: str, unspaced: bool) -> bool:
    """Whether words can shorten a name: two at least, with a capital; four characters where no spaces part words."""
    return len(words) > 3 if unspaced else words[:1].isupper() and " " in words


def shortens(words: str, name: str) -> bool:
    """Whether all words stand in a longer name, in their order: "Office of the High Commissioner"."""
    there = iter(_units(name))
    return words != name and all(word in there for word in _units(words))


def _units(text: str) -> list[str]:
    return re.findall(r"[\u3400-\u9fff]|\w+", text.lower())


def is_unknown(target: str) -> bool:
    """Whether a target is such an actor."""
    return target.startswith("~") and f"__{KIND.lower()}_" in target
