"""Actors that no vocabulary has and no text names in full: they become nodes of their work (DESIGN §2)."""

from __future__ import annotations

KIND = "Actor"


def unknown_actor(number: int) -> str:
    """The target of the actor with a number in its work: "~actor_2"."""
    return f"~{KIND.lower()}_{number}"


def is_unknown(target: str) -> bool:
    """Whether a target is such an actor."""
    return target.startswith(f"~{KIND.lower()}_")
