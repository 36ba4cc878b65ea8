"""The ontology as values that can be shown: each term with its labels, its place, its rules and its alignments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from resograph.resources import resource, table
from resograph.web.components.prefixes import compact
from resograph.web.pages.shapes.rules import ShapeRule, shape_rules
from resograph.writing.terms import RESO

NAMESPACE = RESO
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.FunctionalProperty)
_ALIGNING = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, SKOS.closeMatch)


@dataclass(frozen=True)
class Reference:
    """Another term: its compact name and IRI; ``own`` is its name in our namespace, "" for the terms of others."""

    name: str
    iri: str
    own: str


@dataclass(frozen=True)
class Alignment:
    """How a term stands to one of another ontology; ``relation`` is a local name such as subClassOf."""

    relation: str
    other: Reference


@dataclass(frozen=True)
class Term:
    """A class or property of ours."""

    name: str
    kinds: tuple[str, ...]
    """Local names of its OWL types."""
    labels: Mapping[str, str]
    comments: Mapping[str, str]
    examples: tuple[str, ...]
    above: tuple[Reference, ...]
    below: tuple[Reference, ...]
    domain: tuple[Reference, ...]
    range: tuple[Reference, ...]
    inverse: tuple[Reference, ...]
    disjoint: tuple[Reference, ...]
    has: tuple[Reference, ...]
    """Properties whose domain it is."""
    pointed: tuple[Reference, ...]
    """Properties whose range it is."""
    verbs: tuple[str, ...]
    alignments: tuple[Alignment, ...]
    rules: tuple[ShapeRule, ...]

    @property
    def iri(self) -> str:
        """The full address."""
        return RESO + self.name

    @property
    def is_class(self) -> bool:
        """Whether it is a class; else it is a property."""
        return "Class" in self.kinds


@dataclass(frozen=True)
class Family:
    """Terms that belong together."""

    id: str
    terms: tuple[Term, ...]


@cache
def terms() -> Mapping[str, Term]:
    """All terms by name, in the order of their families."""
    ontology = rdflib.Graph().parse(resource("ontology", "resograph.ttl"), format="turtle")
    alignments = rdflib.Graph().parse(resource("ontology", "alignments.ttl"), format="turtle")
    names = [name for family in _pages()["families"] for name in family["terms"]]
    return {name: _term(ontology, alignments, name) for name in names}


@cache
def families() -> tuple[Family, ...]:
    """The families, with their terms: classes first."""
    return tuple(Family(row["id"], tuple(terms()[name] for name in row["terms"])) for row in _pages()["families"])


def _pages() -> dict[str, Any]:
    return table("data", "ontology-pages.toml")


def reference(iri: str) -> Reference:
    """A term by its IRI."""
    return Reference(compact(iri), iri, iri.removeprefix(RESO) if iri.startswith(RESO) else "")


def _term(ontology: rdflib.Graph, alignments: rdflib.Graph, name: str) -> Term:
    me = rdflib.URIRef(RESO + name)

    def values(*predicates: Node) -> tuple[Reference, ...]:
        return _sorted(value for predicate in predicates for value in ontology.objects(me, predicate))

    def users(*predicates: Node) -> tuple[Reference, ...]:
        return _sorted(subject for predicate in predicates for subject in ontology.subjects(predicate, me))

    return Term(
        name=name,
        kinds=tuple(str(kind).rpartition("#")[2] for kind in _KINDS if (me, RDF.type, kind) in ontology),
        labels=_texts(ontology, me, RDFS.label),
        comments=_texts(ontology, me, RDFS.comment),
        examples=tuple(sorted(str(value) for value in ontology.objects(me, SKOS.example))),
        above=values(RDFS.subClassOf, RDFS.subPropertyOf),
        below=users(RDFS.subClassOf, RDFS.subPropertyOf),
        domain=values(RDFS.domain),
        range=values(RDFS.range),
        inverse=tuple(sorted({*values(OWL.inverseOf), *users(OWL.inverseOf)}, key=lambda found: found.name)),
        disjoint=tuple(sorted({*values(OWL.disjointWith), *users(OWL.disjointWith)}, key=lambda found: found.name)),
        has=users(RDFS.domain),
        pointed=users(RDFS.range),
        verbs=tuple(sorted(str(value) for value in ontology.objects(me, rdflib.URIRef(f"{RESO}verbSlug")))),
        alignments=tuple(
            Alignment(str(predicate).rpartition("#")[2], other)
            for predicate in _ALIGNING
            for other in _sorted(alignments.objects(me, predicate))
        ),
        rules=tuple(rule for rule in shape_rules() if str(me) == rule.target or str(me) in rule.properties),
    )


def _sorted(nodes: Any) -> tuple[Reference, ...]:
    return tuple(sorted((reference(str(node)) for node in nodes), key=lambda found: found.name))


def _texts(graph: rdflib.Graph, subject: Node, predicate: Node) -> dict[str, str]:
    found = {str(v.language): str(v) for v in graph.objects(subject, predicate) if isinstance(v, rdflib.Literal)}
    return dict(sorted(found.items()))
