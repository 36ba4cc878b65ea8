"""What sessions are called without their bodies: "eightieth session"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from resograph.reconciling.entries import KnownEntity, Name
from resograph.reconciling.phrases import keys_of
from resograph.resources import table


def without_body(name: Name, body: KnownEntity) -> tuple[str, ...]:
    """The words of a session's name without its body's and without the small words that led to it."""
    keys = [token.key for token in keys_of(name.text, name.language)]
    for other in sorted(body.names, key=lambda one: -len(one.text)):
        inner = [token.key for token in keys_of(other.text, name.language)] if other.language == name.language else []
        starts = range(len(keys) - len(inner) + 1) if inner else range(0)
        start = next((start for start in starts if _alike(keys[start : start + len(inner)], inner)), None)
        if start is not None:
            keys = keys[:start] + keys[start + len(inner) :]
            break
    small = _small(name.language)
    while keys and keys[-1] in small:
        keys.pop()
    return tuple(keys)


def _alike(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether words are the same but for what endings leave: ассамбл, ассамбле."""
    return all(one.startswith(other) or other.startswith(one) for one, other in zip(some, others, strict=True))


@cache
def _small(language: str) -> frozenset[str]:
    words = table("data", "reconciling.toml")["names"]["small"]
    return frozenset(token.key for word in words for token in keys_of(word, language))
