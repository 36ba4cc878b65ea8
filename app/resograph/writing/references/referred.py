"""A text with its references, and what each of these is called and addressed by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from resograph.annotating.references import Reference
from resograph.symbols import mint
from resograph.vocabularies.concepts import Vocabulary


@dataclass(frozen=True)
class Target:
    """What words refer to: address, path below the base, kind (document, entity, theme), name.

    ``held`` is None where nobody knows.
    """

    address: str
    path: str
    kind: str
    name: str
    held: bool | None = None


@dataclass(frozen=True)
class Referred:
    """A text in a language, its references in order, the base of addresses, and whether a document is held."""

    text: str
    language: str
    references: tuple[Reference, ...]
    base: str
    vocabulary: Vocabulary
    is_held: Callable[[str], bool] | None = None

    def targets(self, one: Reference) -> list[Target]:
        """What a reference refers to: each cited part, else the whole."""
        held = self.is_held(one.path) if self.is_held and one.kind == "document" else None
        return [Target(mint(self.base, path), path, one.kind, self._name(one, path), held) for path in one.paths]

    def _name(self, one: Reference, path: str) -> str:
        concept = None if one.kind == "document" else self.vocabulary.get(one.path)
        if concept is None:
            return path
        return concept.preferred(self.language) or concept.preferred("en") or path

    @cached_property
    def apart(self) -> tuple[Reference, ...]:
        """References of which none overlaps another: documents before others, then longer ones."""
        taken: list[Reference] = []
        reach = -1
        ranked = sorted(self.references, key=lambda one: (one.span.start, one.kind != "document", -one.span.end))
        documents = [one for one in ranked if one.kind == "document"]
        place = 0
        for one in ranked:
            while place < len(documents) and documents[place].span.end <= one.span.start:
                place += 1
            crossed = one.kind != "document" and place < len(documents) and documents[place].span.start < one.span.end
            if one.span.start >= reach and not crossed:
                taken.append(one)
                reach = one.span.end
        return tuple(taken)
