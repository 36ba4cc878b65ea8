"""Vocabularies: concepts with their labels, from ``data/vocabularies/`` (docs/vocabularies.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph

from resograph.errors import Exit, ReportedError
from resograph.resources import resource

RESO = "https://w3id.org/resograph/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABELS = {f"{SKOS}prefLabel": "preferred", f"{SKOS}altLabel": "alternative", f"{SKOS}hiddenLabel": "hidden"}
#: Parsed under this base, so that paths can be told from the addresses of others.
_BASE = "vocabulary:///"


class VocabularyError(ReportedError, ValueError):
    """A vocabulary file is broken; the message names file, place and mend."""

    exit_code = Exit.UNREADABLE


@dataclass(frozen=True)
class Label:
    """A name of a concept; ``kind`` is "preferred", "alternative" or "hidden"."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True)
class Concept:
    """A concept by its path (``actor/un-volunteers``), with class names of our ontology, labels and other values."""

    path: str
    classes: frozenset[str]
    labels: tuple[Label, ...]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Local name of a ``reso:`` or ``skos:`` property → its values; paths of this vocabulary without the base."""
    files: tuple[str, ...] = ()
    """Names of the files that say something of it."""

    def preferred(self, language: str) -> str | None:
        """The preferred label in a language."""
        return next(
            (label.text for label in self.labels if label.kind == "preferred" and label.language == language), None
        )

    def first(self, name: str) -> str | None:
        """The first value of a property by its local name."""
        return next(iter(self.values.get(name, ())), None)


class Vocabulary:
    """All concepts, by path."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = {concept.path: concept for concept in concepts}
        self._organs = {code: concept.path for concept in self if (code := concept.first("organCode"))}

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __len__(self) -> int:
        return len(self._concepts)

    def get(self, path: str) -> Concept | None:
        """The concept at a path."""
        return self._concepts.get(path)

    def is_un_entity(self, path: str) -> bool:
        """Whether a concept belongs to the United Nations system."""
        concept = self._concepts.get(path)
        return concept is not None and "UNEntity" in concept.classes

    def organ_paths(self) -> dict[str, str]:
        """Name of an organ in addresses ("un-ga") → its path."""
        return self._organs


def load(paths: Iterable[Path]) -> Vocabulary:
    """The vocabulary of some Turtle files.

    Raises:
        VocabularyError: a file is no Turtle, or a concept has no label.
    """
    classes: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, list[Label]] = defaultdict(list)
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    files: dict[str, dict[str, None]] = defaultdict(dict)
    for path in paths:
        for subject, predicate, value in statements(path, _BASE):
            name = subject.removeprefix(_BASE)
            files[name][path.name] = None
            if predicate == _RDF_TYPE:
                classes[name].add(value.value.removeprefix(RESO).removeprefix(SKOS))
            elif predicate in _LABELS and isinstance(value, pyoxigraph.Literal) and value.language:
                labels[name].append(Label(value.value, value.language, _LABELS[predicate]))
            else:
                local = predicate.rpartition("#")[2].rpartition("/")[2]
                values[name][local].append(value.value.removeprefix(_BASE))
    return Vocabulary(
        Concept(
            name,
            frozenset(kinds),
            tuple(labels[name]),
            {key: tuple(found) for key, found in values[name].items()},
            tuple(files[name]),
        )
        for name, kinds in sorted(classes.items())
        if "ConceptScheme" not in kinds
    )


def statements(path: Path, base: str) -> Iterator[tuple[str, str, pyoxigraph.NamedNode | pyoxigraph.Literal]]:
    """The statements of a Turtle file, its relative addresses resolved against a base.

    Raises:
        VocabularyError: it is no Turtle, or names something by a blank node.
    """
    try:
        for quad in pyoxigraph.parse(path.read_bytes(), pyoxigraph.RdfFormat.TURTLE, base_iri=base):
            subject, value = quad.subject, quad.object
            if not isinstance(subject, pyoxigraph.NamedNode) or not isinstance(
                value, pyoxigraph.NamedNode | pyoxigraph.Literal
            ):
                raise VocabularyError(
                    f"{path.name}: give {subject} an address of its own; blank nodes cannot be referred to."
                )
            yield subject.value, quad.predicate.value, value
    except (SyntaxError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path.name} is no right Turtle: {error}. Mend that line and build again.") from None


def vocabulary_files() -> list[Path]:
    """The product's own vocabulary files."""
    return sorted(resource("data", "vocabularies").glob("*.ttl"))


@cache
def vocabulary() -> Vocabulary:
    """The product's own vocabulary, read once a process."""
    return load(vocabulary_files())


@cache
def citation_properties() -> dict[str, str]:
    """Slug of a governing verb ("recalls") → local name of its citation property, as the ontology says."""
    found: dict[str, str] = {}
    for subject, predicate, value in statements(resource("ontology", "resograph.ttl"), RESO):
        if predicate == f"{RESO}verbSlug":
            found[value.value] = subject.removeprefix(RESO)
    return found
