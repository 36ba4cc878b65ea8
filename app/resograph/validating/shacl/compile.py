"""The shapes graph to shapes that can be asked (SHACL §2–4). What is not understood is refused, never passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from resograph.validating.shacl import constraints as core
from resograph.validating.shacl.index import SUBCLASS_OF, TYPE
from resograph.validating.shacl.paths import predicates
from resograph.validating.shacl.shapes import Rule, Shape, Target
from resograph.validating.shacl.source import Source, UnsupportedShapeError, sh
from resograph.validating.shacl.spans import PREDICATES, QUERY_SHA256, SHAPE, digest, span_rule
from resograph.validating.shacl.terms import integer, text

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_RS = "https://w3id.org/resograph/shapes#"

_SILENT = frozenset((TYPE, f"{_RDFS}label", f"{_RDFS}comment", f"{_RS}conforming", f"{_RS}failing"))
_TARGETS = frozenset(map(sh, ("targetClass", "targetSubjectsOf")))
_OF_ALL = frozenset(map(sh, ("severity", "message")))
_OF_NODES = frozenset(map(sh, ("property", "sparql"))) | _TARGETS
_COUNTED = ("minCount", "maxCount", "uniqueLang", "disjoint", "lessThan", "qualifiedValueShape", "qualifiedMinCount")
_OF_VALUES = frozenset(map(sh, ("path", *_COUNTED)))
_OF_QUERIES = frozenset((TYPE, *map(sh, ("message", "prefixes", "select"))))
_INSIDE = frozenset(map(sh, ("alternativePath", "inversePath", "prefixes", "declare", "prefix", "namespace", "select")))
_REPEATABLE = frozenset(("class", "pattern", "not", "or"))
_NODE_KINDS: Mapping[str, core.ValueTest] = {sh("IRI"): core.is_iri_node, sh("Literal"): core.is_literal_node}
_VAGUE_DATATYPES = frozenset((f"{_RDFS}Literal", f"{_RDFS}Datatype"))


@dataclass(frozen=True)
class Shapes:
    """All shapes with their targets, and the predicates that they ask for."""

    targeted: tuple[tuple[Target, Shape], ...]
    predicates: frozenset[str]


def compile_shapes(triples: Iterable[ox.Triple]) -> Shapes:
    """The shapes of a shapes graph.

    Raises:
        UnsupportedShapeError: something in it would not be judged.
    """
    compiler = _Compiler(Source(triples))
    return Shapes(compiler.targeted(), frozenset(compiler.asked))


class _Compiler:
    """``asked`` gathers the predicates that the shapes ask for."""

    def __init__(self, source: Source) -> None:
        self.asked = {TYPE, SUBCLASS_OF}
        self._source = source
        self._open: list[str] = []
        self._tests: Mapping[str, Callable[[str], core.ValueTest]] = {
            "class": core.has_class,
            "datatype": self._datatype,
            "nodeKind": self._node_kind,
            "minInclusive": lambda value: core.min_inclusive(_whole(value)),
            "minLength": lambda value: core.min_length(_whole(value)),
            "pattern": lambda value: core.matches(text(value)),
            "languageIn": lambda value: core.language_in(list(map(text, source.members(value)))),
            "in": lambda value: core.is_in(source.members(value)),
            "not": lambda value: core.conforms_not(self._shape(value)),
            "or": lambda value: core.conforms_any(list(map(self._shape, source.members(value)))),
        }
        self._known = _SILENT | _OF_ALL | frozenset(map(sh, self._tests))

    def targeted(self) -> tuple[tuple[Target, Shape], ...]:
        """Every shape that says whom it judges."""
        self._source.refuse_unknown(self._known | _OF_NODES | _OF_VALUES | _INSIDE)
        return tuple((self._target(node), self._shape(node, reports=True)) for node in self._source.shapes(_TARGETS))

    def _target(self, node: str) -> Target:
        subjects_of = self._source.values(node, "targetSubjectsOf")
        self.asked.update(subjects_of)
        return Target(tuple(self._source.values(node, "targetClass")), tuple(subjects_of))

    def _shape(self, node: str, reports: bool = False) -> Shape:
        """A node or property shape; ``reports`` where its results are shown and so need words."""
        if node in self._open:
            raise UnsupportedShapeError(f"{node} is part of itself, and not judged.")
        self._open.append(node)
        source = self._source
        way = source.value(node, "path")
        source.refuse_unknown_at(node, self._known | (_OF_VALUES if way else _OF_NODES))
        path = source.path(way) if way else None
        self.asked.update(predicates(path) if path else ())
        maximum = source.number(node, "maxCount")
        shape = Shape(
            path,
            source.severity(node),
            source.messages(node),
            source.number(node, "minCount") or 0,
            float("inf") if maximum is None else maximum,
            tuple(self._value_tests(node)),
            tuple(self._set_tests(node)),
            tuple(self._shape(inner, reports) for inner in source.values(node, "property")),
            tuple(self._rule(node, query) for query in source.values(node, "sparql")),
        )
        if reports and not shape.messages and (path or shape.tests):
            raise UnsupportedShapeError(f"{node} has no sh:message: what it finds could not be said.")
        self._open.pop()
        return shape

    def _value_tests(self, node: str) -> Iterator[core.ValueTest]:
        for name, make in self._tests.items():
            if name not in _REPEATABLE:
                self._source.value(node, name)
            yield from map(make, self._source.values(node, name))

    def _set_tests(self, node: str) -> Iterator[core.SetTest]:
        unique = self._source.value(node, "uniqueLang")
        if unique is not None and text(unique) == "true":
            yield core.unique_lang
        for name, make in (("disjoint", core.disjoint), ("lessThan", core.less_than)):
            for predicate in self._source.values(node, name):
                self.asked.add(predicate)
                yield make(predicate)
        shape, least = self._source.value(node, "qualifiedValueShape"), self._source.number(node, "qualifiedMinCount")
        if (shape is None) != (least is None):
            raise UnsupportedShapeError(f"{node} has one of sh:qualifiedValueShape and sh:qualifiedMinCount only.")
        if shape is not None and least is not None:
            yield core.qualified_min_count(self._shape(shape), least)

    def _rule(self, node: str, query: str) -> Rule:
        """The one query that is written natively."""
        self._source.refuse_unknown_at(query, _OF_QUERIES)
        select = self._source.value(query, "select")
        if node != SHAPE or select is None or digest(text(select)) != QUERY_SHA256:
            raise UnsupportedShapeError(
                f"The sh:sparql of {node} is none that is judged: write it in shacl/spans.py, with its checksum."
            )
        messages = self._source.messages(query)
        if not messages:
            raise UnsupportedShapeError(f"{query} has no sh:message: what it finds could not be said.")
        self.asked.update(PREDICATES)
        return span_rule(messages)

    @staticmethod
    def _node_kind(value: str) -> core.ValueTest:
        if value not in _NODE_KINDS:
            raise UnsupportedShapeError(f"sh:nodeKind {value} is not judged.")
        return _NODE_KINDS[value]

    @staticmethod
    def _datatype(value: str) -> core.ValueTest:
        if value in _VAGUE_DATATYPES:
            raise UnsupportedShapeError(f"sh:datatype {value} is not judged.")
        return core.has_datatype(text(value))


def _whole(value: str) -> int:
    number = integer(value)
    if number is None:
        raise UnsupportedShapeError(f"{value} should be a whole number.")
    return number
