"""The actors that a document names in full, and which of them a short form shortens."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from resograph.annotating.meant.heads import alike
from resograph.annotating.meant.names import LEAD, is_head_first, names_of
from resograph.annotating.units import units
from resograph.languages.profile import profile
from resograph.vocabularies.concepts import Concept, Vocabulary

Stems = tuple[str, ...]


@dataclass(frozen=True)
class KnownActor:
    """An actor that stands at a place of the document (number of the part, offset), with the stems of its names."""

    place: tuple[int, int]
    target: str
    names: tuple[Stems, ...]


class KnownActors:
    """The actors of a document, by kind, in the order of their places."""

    def __init__(self) -> None:
        self._by_kind: dict[str, list[KnownActor]] = defaultdict(list)

    def add(self, kind: str, actor: KnownActor) -> None:
        """Take one that the document names."""
        insort(self._by_kind[alike(kind)], actor, key=lambda one: one.place)

    def before(self, kind: str, words: Stems, place: tuple[int, int]) -> str | None:
        """The nearest before a place whose name holds the words in their order."""
        actors = self._by_kind[alike(kind)]
        last = bisect_left(actors, place, key=lambda one: one.place)
        for index in range(last - 1, max(-1, last - _LOOKED_AT), -1):
            if shortened(words, actors[index].names):
                return actors[index].target
        return None

    def only(self, kind: str, words: Stems) -> str | None:
        """The only one of the document whose name holds the words in their order."""
        actors = self._by_kind[alike(kind)][:_LOOKED_AT]
        found = {one.target for one in actors if shortened(words, one.names)}
        return found.pop() if len(found) == 1 else None


_LOOKED_AT = 100
"""Actors among which a short form's is looked for."""


def shortened(words: Stems, names: Sequence[Stems]) -> bool:
    """Whether all words stand in one of some names, in their order."""
    return any(_in_order(words, name) for name in names)


def _in_order(words: Stems, name: Stems) -> bool:
    there = iter(name)
    return all(word in there for word in words)


@lru_cache(maxsize=1 << 14)
def stems(text: str, code: str) -> Stems:
    """The stems of words, as a language's gazetteer has them."""
    return tuple(unit.key for unit in units(text, profile(code)))


@lru_cache(maxsize=8)
def concepts_of(vocabulary: Vocabulary, code: str) -> ConceptNames:
    """What the names of a vocabulary's actors tell of their kinds, made once."""
    return ConceptNames(vocabulary, code)


class ConceptNames:
    """Kinds and names of the actors of a vocabulary in one language."""

    def __init__(self, vocabulary: Vocabulary, code: str) -> None:
        self._code = code
        self._vocabulary = vocabulary
        self._only = lru_cache(maxsize=1 << 12)(self._find_only)
        self._found: dict[str, tuple[str, tuple[Stems, ...]] | None] = {}
        self.regimes = {
            (symbol, alike(kind)): concept.path
            for concept in vocabulary
            for symbol in _set_up_by(concept, vocabulary)
            if (kind := self.kind(concept.path))
        }
        """Symbol of a resolution and kind of the body that it set up, or that assists that body → path."""

    def kind(self, path: str) -> str | None:
        """The kind of an actor, by the head of its name; None for groups, and where no name has one."""
        found = self.get(path)
        return found[0] if found else None

    def get(self, path: str) -> tuple[str, tuple[Stems, ...]] | None:
        """Kind and stems of the names of an actor."""
        if path not in self._found:
            concept = self._vocabulary.get(path)
            self._found[path] = self._of(concept) if concept else None
        return self._found[path]

    def _of(self, concept: Concept) -> tuple[str, tuple[Stems, ...]] | None:
        if "ActorGroup" in concept.classes or not concept.path.startswith(("actor/", "body/")):
            return None
        labels = [label for label in concept.labels if label.language == self._code]
        for label in sorted(labels, key=lambda one: one.kind != "preferred"):
            if kind := _head_kind(label.text, self._code):
                return kind, tuple(stems(one.text, self._code) for one in labels)
        return None

    def with_words(self, kind: str, words: Stems) -> str | None:
        """The only actor of a kind whose names hold all longer words, in whatever order; they are two at least."""
        wanted = frozenset(word for word in words if len(word) >= _LONG)
        if len(wanted) < _TELLING:
            return None
        return self._only(kind, wanted)

    def _find_only(self, kind: str, wanted: frozenset[str]) -> str | None:
        found = {path for path, names in self._of_kind.get(alike(kind), ()) if any(wanted <= name for name in names)}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _of_kind(self) -> Mapping[str, list[tuple[str, list[frozenset[str]]]]]:
        indexed: dict[str, list[tuple[str, list[frozenset[str]]]]] = defaultdict(list)
        for concept in self._vocabulary:
            if found := self.get(concept.path):
                indexed[alike(found[0])].append((concept.path, [frozenset(name) for name in found[1]]))
        return indexed


def _set_up_by(concept: Concept, vocabulary: Vocabulary) -> Iterator[str]:
    """Symbols of what set up a body, or the body that it assists."""
    above = (vocabulary.get(path) for path in concept.values.get("subOrganizationOf", ()))
    for one in (concept, *above):
        yield from one.values.get("establishedBy", ()) if one else ()


_LONG, _TELLING = 4, 2


def _head_kind(label: str, code: str) -> str | None:
    """The kind of the first name in a label that reaches its end, or whose head is followed by what it is for."""
    text = f"{LEAD}{label[:1].upper()}{label[1:]}"
    names = list(names_of(code).find(text, label=True))
    whole = (name for name in names if name.complete or name.bare or name.span.end == len(text))
    first = (name for name in names if name.span.start == len(LEAD))
    found = first if is_head_first(code) else (*whole, *first)
    return next((name.kind for name in found), None)
