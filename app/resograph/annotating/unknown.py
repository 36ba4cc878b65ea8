"""Actors that no vocabulary has: they become nodes of their work, numbered within their part (DESIGN §2)."""

from __future__ import annotations

KIND = "Actor"


def unknown_actor(part: str, number: int) -> str:
    """The target of the actor with a number in a part: "~para_14__actor_1"."""
    return f"~{part}__{KIND.lower()}_{number}"


def is_unknown(target: str) -> bool:
    """Whether a target is such an actor."""
    return target.startswith("~") and f"__{KIND.lower()}_" in target
