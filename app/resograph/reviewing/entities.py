"""Entities as lists name them, by code or by name; what is no certain name is not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from resograph.reconciling import KnownEntity, Matcher, Name, Names, Property, Query, Strictness, Value
from resograph.reconciling.entries import NameKind
from resograph.resources import table
from resograph.vocabularies.concepts import Vocabulary

_TYPE = "UNEntity"
_INSTRUMENTS = "instrument/"
_OFFICES = frozenset({"Office", "Programme", "Fund"})
_KINDS = {"preferred": NameKind.PREFERRED, "alternative": NameKind.OTHER, "hidden": NameKind.HIDDEN}


class Entities:
    """The entities of the United Nations in a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._matcher = Matcher(Names.of(_entries(vocabulary)), _NoFacts())
        self._codes: dict[str, set[str]] = defaultdict(set)
        self._below: dict[str, set[str]] = defaultdict(set)
        for concept in vocabulary:
            for code in concept.values.get("notation", ()) if _TYPE in concept.classes else ():
                self._codes[code.casefold()].add(concept.path)
            for whole in (*concept.values.get("headOf", ()), *concept.values.get("subOrganizationOf", ())):
                self._below[whole].add(concept.path)
        self._foundations: dict[str, list[str]] = defaultdict(list)
        for concept in vocabulary:
            for name in ("establishedBy", "adoptedIn"):
                for symbol in concept.values.get(name, ()):
                    self._foundations[symbol].append(concept.path)
        data = table("data", "review.toml")["secretariat"]
        self._acting: frozenset[str] = frozenset(data["acting"])
        self.secretariat: frozenset[str] = self._acting | frozenset(data["others"])
        bodies = frozenset((data["head"], data["body"]))
        self.offices = tuple(
            sorted({one.path for one in vocabulary if _OFFICES & one.classes and _TYPE in one.classes} - bodies)
        )
        """Entities that can be told to do something: offices, programmes and funds."""
        self.find = lru_cache(maxsize=4096)(self._find)

    def _find(self, written: str) -> str:
        """The path of an entity by its code or its name; "" where none is certain."""
        coded = self._codes.get(written.strip().casefold(), set())
        if len(coded) == 1:
            return next(iter(coded))
        found = self._matcher.find(Query(written, (_TYPE,), Strictness.ALL, 2)) if written.strip() else []
        return found[0].entry.path if found and found[0].match else ""

    def name(self, path: str, language: str) -> str:
        """What an entity is called in a language, else in English."""
        concept = self._vocabulary.get(path)
        return (concept and (concept.preferred(language) or concept.preferred("en"))) or path

    def with_head(self, path: str) -> tuple[str, ...]:
        """The entity, who heads it, and what is a part of it."""
        found, waiting = {path}, [path]
        while waiting:
            waiting += (new := self._below.get(waiting.pop(), set()) - found)
            found |= new
        return tuple(sorted(found))

    def is_of_secretariat(self, path: str) -> bool:
        """Whether it is an office of the Secretariat."""
        return path in self.secretariat

    def acts_for_secretary_general(self, path: str) -> bool:
        """Whether it does what is asked of the Secretary-General in its field, the world over."""
        return path in self._acting

    def is_un(self, path: str) -> bool:
        """Whether a path is of an entity of the United Nations."""
        return self._vocabulary.is_un_entity(path)

    def founded_in(self, symbol: str, entity: tuple[str, ...]) -> str:
        """What a document set up or adopted, as the vocabulary has it: the entity, or an instrument; "" for neither."""
        found = self._foundations.get(symbol, ())
        return next((path for path in found if path in entity or path.startswith(_INSTRUMENTS)), "")


class _NoFacts:
    """Names alone are compared."""

    def values(self, path: str, property_: Property) -> list[Value]:
        """None."""
        return []

    def has(self, path: str, property_: Property, value: str) -> bool:
        """No."""
        return False

    def having(self, property_: Property, value: str) -> list[str]:
        """None."""
        return []


def _entries(vocabulary: Vocabulary) -> Iterator[KnownEntity]:
    for concept in vocabulary:
        if _TYPE in concept.classes:
            names = [Name(label.text, label.language, _KINDS[label.kind]) for label in concept.labels]
            codes = [Name(code, "", NameKind.CODE) for code in concept.values.get("notation", ())]
            yield KnownEntity(concept.path, (*names, *codes), frozenset({_TYPE}))
