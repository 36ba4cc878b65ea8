"""The rules of ``shapes/*.ttl`` as values that can be shown. ``validating`` judges by the same files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from resograph.resources import resource
from resograph.web.components.prefixes import compact

_SAID_ELSEWHERE = {SH.message, SH.severity, SH.path, SH.property, SH.prefixes, SH.targetClass, SH.sparql, RDF.type}


@dataclass(frozen=True)
class ShapeRule:
    """A rule: on which class, along which path, how grave, in plain words."""

    shape: str
    target: str
    """IRI of the class."""
    path: str
    """Compact names along the path, "" for the node itself."""
    properties: frozenset[str]
    """IRIs of the properties on the path."""
    severity: str
    """Violation, Warning or Info."""
    messages: Mapping[str, str]
    constraints: tuple[str, ...]


@cache
def shape_rules() -> tuple[ShapeRule, ...]:
    """All rules, in the order of the shapes' names."""
    graph = rdflib.Graph()
    for file in sorted(resource("shapes").glob("*.ttl")):
        graph.parse(file, format="turtle")
    return tuple(
        rule
        for shape in sorted(graph.subjects(RDF.type, SH.NodeShape), key=str)
        for target in sorted(graph.objects(shape, SH.targetClass), key=str)
        for rule in _rules(graph, shape, str(target))
    )


def _rules(graph: rdflib.Graph, shape: Node, target: str) -> Iterator[ShapeRule]:
    name = str(shape).rpartition("#")[2]
    inner = [*graph.objects(shape, SH.property), *graph.objects(shape, SH.sparql)]
    rules = [_rule(graph, name, target, node) for node in [shape, *inner] if (node, SH.message, None) in graph]
    order = {"Violation": 0, "Warning": 1}
    yield from sorted(rules, key=lambda rule: (rule.path, order.get(rule.severity, 2), sorted(rule.messages.items())))


def _rule(graph: rdflib.Graph, shape: str, target: str, node: Node) -> ShapeRule:
    path = graph.value(node, SH.path)
    steps = list(_steps(graph, path)) if path is not None else []
    messages = {
        str(value.language): str(value)
        for value in graph.objects(node, SH.message)
        if isinstance(value, rdflib.Literal)
    }
    severity = graph.value(node, SH.severity, default=SH.Violation)
    return ShapeRule(
        shape,
        target,
        " / ".join(("^" if inverse else "") + compact(iri) for iri, inverse in steps),
        frozenset(iri for iri, _ in steps),
        str(severity).rpartition("#")[2],
        messages,
        tuple(sorted(_constraints(graph, node))),
    )


def _steps(graph: rdflib.Graph, path: Node) -> Iterator[tuple[str, bool]]:
    """The properties along a path, and whether each is walked backwards."""
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        yield str(inverse), True
    elif (path, RDF.first, None) in graph:
        for step in Collection(graph, path):
            yield from _steps(graph, step)
    elif isinstance(path, rdflib.URIRef):
        yield str(path), False


def _constraints(graph: rdflib.Graph, node: Node) -> Iterator[str]:
    for predicate, value in graph.predicate_objects(node):
        if predicate in _SAID_ELSEWHERE or not str(predicate).startswith(str(SH)) or predicate == SH.select:
            continue
        yield f"{str(predicate).rpartition('#')[2]} {_shown(graph, value)}"


def _shown(graph: rdflib.Graph, value: Node) -> str:
    if (value, RDF.first, None) in graph:
        return " | ".join(_shown(graph, item) for item in Collection(graph, value))
    if isinstance(value, rdflib.BNode):
        inner = [*_constraints(graph, value)]
        inner += [one for node in graph.objects(value, SH.property) for one in _constraints(graph, node)]
        path = graph.value(value, SH.path) or next(
            (graph.value(node, SH.path) for node in graph.objects(value, SH.property)), None
        )
        return f"[{' '.join(filter(None, (compact(str(path)) if path else '', ', '.join(sorted(inner)))))}]"
    if isinstance(value, rdflib.Literal):
        return str(value) if value.datatype in (XSD.integer, XSD.boolean) else f"“{value}”"
    return compact(str(value))
