"""The shapes graph to shapes that can be asked (SHACL §2–4). What is not understood is refused, never passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from resograph.documents import Severity
from resograph.validating import shacl_constraints as core
from resograph.validating.shacl_index import TYPE, Index, Path
from resograph.validating.shacl_paths import (
    AlternativePath,
    InversePath,
    PredicatePath,
    SequencePath,
    predicates,
)
from resograph.validating.shacl_shapes import Shape, Target
from resograph.validating.shacl_spans import PREDICATES as SPAN_PREDICATES
from resograph.validating.shacl_spans import QUERY_SHA256, SHAPE, digest, span_rule
from resograph.validating.shacl_terms import RDF, integer, iri, is_iri, is_literal, language, text

_SH = "http://www.w3.org/ns/shacl#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_RS = "https://w3id.org/resograph/shapes#"
_NIL = iri(f"{RDF}nil")
_SEVERITIES = {iri(f"{_SH}Violation"): Severity.VIOLATION, iri(f"{_SH}Warning"): Severity.WARNING}
_NODE_KINDS: Mapping[str, core.ValueTest] = {
    iri(f"{_SH}IRI"): core.is_iri_node,
    iri(f"{_SH}Literal"): core.is_literal_node,
}


class UnsupportedShapeError(Exception):
    """A shape says something that this evaluator does not judge."""


@dataclass(frozen=True)
class Shapes:
    """All shapes with targets, and the predicates that they ask for."""

    targeted: tuple[tuple[Target, Shape], ...]
    predicates: frozenset[str]


def compile_shapes(triples: Iterable[ox.Triple]) -> Shapes:
    """The shapes of a shapes graph.

    Raises:
        UnsupportedShapeError: something in it would not be judged.
    """
    return _Compiler(Index(triples)).shapes()


def _sh(name: str) -> str:
    return iri(_SH + name)


_SILENT = frozenset(
    (TYPE, iri(f"{_RDFS}label"), iri(f"{_RDFS}comment"), iri(f"{_RS}conforming"), iri(f"{_RS}failing"))
)
_COMMON = frozenset(map(_sh, ("severity", "message")))
_TARGETS = frozenset(map(_sh, ("targetClass", "targetSubjectsOf")))
_OF_NODES = frozenset(map(_sh, ("property", "sparql")))
_OF_VALUES = frozenset(
    map(
        _sh,
        ("path", "minCount", "maxCount", "uniqueLang", "disjoint", "lessThan")
        + ("qualifiedValueShape", "qualifiedMinCount"),
    )
)
_OF_SPARQL = frozenset(map(_sh, ("message", "prefixes", "select"))) | {TYPE}
_ELSEWHERE = frozenset(map(_sh, ("alternativePath", "inversePath", "prefixes", "declare", "prefix", "namespace", "select")))


class _Compiler:
    def __init__(self, graph: Index) -> None:
        self._graph = graph
        self._asked: set[str] = {TYPE, iri(f"{_RDFS}subClassOf")}
        self._open: list[str] = []
        self._tests: Mapping[str, Callable[[str, str], core.ValueTest]] = {
            _sh("class"): lambda node, value: core.has_class(value),
            _sh("datatype"): lambda node, value: core.has_datatype(self._datatype(node, value)),
            _sh("nodeKind"): self._node_kind,
            _sh("minInclusive"): lambda node, value: core.min_inclusive(self._number(node, value)),
            _sh("minLength"): lambda node, value: core.min_length(self._number(node, value)),
            _sh("pattern"): lambda node, value: core.matches(text(value)),
            _sh("languageIn"): lambda node, value: core.language_in([text(tag) for tag in self._list(node, value)]),
            _sh("in"): lambda node, value: core.is_in(self._list(node, value)),
            _sh("not"): lambda node, value: core.conforms_not(self._shape(value)),
            _sh("or"): lambda node, value: core.conforms_any([self._shape(one) for one in self._list(node, value)]),
        }

    def shapes(self) -> Shapes:
        """Every node that has a target or is typed as a shape."""
        known = _COMMON | _TARGETS | _OF_NODES | _OF_VALUES | _ELSEWHERE | self._tests.keys()
        for predicate in self._graph.predicates:
            if text(predicate).startswith(_SH) and predicate not in known:
                raise UnsupportedShapeError(f"{text(predicate)} is used in the shapes, and not judged.")
        roots = dict.fromkeys(self._graph.instances(_sh("NodeShape")))
        for target in sorted(_TARGETS):
            roots.update(dict.fromkeys(self._graph.column(target)))
        targeted = tuple((self._target(node), self._shape(node, reports=True)) for node in roots)
        asked = self._asked | {iri("https://w3id.org/resograph/ns#text"), iri("http://www.w3.org/ns/oa#exact")}
        return Shapes(targeted, frozenset(asked))

    def _target(self, node: str) -> Target:
        if self._values(node, "path"):
            raise UnsupportedShapeError(f"{node} is a property shape with a target of its own, and not judged.")
        subjects_of = self._values(node, "targetSubjectsOf")
        self._asked.update(subjects_of)
        return Target(tuple(self._values(node, "targetClass")), tuple(subjects_of))

    def _shape(self, node: str, reports: bool = False) -> Shape:
        """A node or property shape; ``reports`` where its results are shown and so need words."""
        if node in self._open:
            raise UnsupportedShapeError(f"{node} is part of itself, and not judged.")
        self._open.append(node)
        paths = self._values(node, "path")
        self._check(node, _SILENT | _COMMON | self._tests.keys() | (_OF_VALUES if paths else _OF_NODES | _TARGETS))
        path = self._path(paths[0]) if paths else None
        tests = tuple(self._value_tests(node))
        set_tests = tuple(self._set_tests(node))
        minimum = self._count(node, "minCount", 0)
        maximum = self._count(node, "maxCount", None)
        messages = self._messages(node)
        if reports and not messages and (tests or set_tests or minimum or maximum is not None):
            raise UnsupportedShapeError(f"{node} has no sh:message: what it finds could not be said.")
        shape = Shape(
            path,
            self._severity(node),
            messages,
            minimum,
            float("inf") if maximum is None else maximum,
            tests,
            set_tests,
            tuple(self._shape(inner, reports) for inner in self._values(node, "property")),
            tuple(self._span_rule(node, rule) for rule in self._values(node, "sparql")),
        )
        self._open.pop()
        return shape

    # ── constraints ─────────────────────────────────────────────────────────────────────────────────────────────
    def _value_tests(self, node: str) -> Iterator[core.ValueTest]:
        for predicate, make in self._tests.items():
            for value in self._graph.column(predicate).get(node, ()):
                yield make(node, value)

    def _set_tests(self, node: str) -> Iterator[core.SetTest]:
        if any(text(value) == "true" for value in self._values(node, "uniqueLang")):
            yield core.unique_lang
        for name, make in (("disjoint", core.disjoint), ("lessThan", core.less_than)):
            for predicate in self._values(node, name):
                self._asked.add(predicate)
                yield make(predicate)
        shapes, least = self._values(node, "qualifiedValueShape"), self._count(node, "qualifiedMinCount", None)
        if bool(shapes) != (least is not None):
            raise UnsupportedShapeError(f"{node} has one of sh:qualifiedValueShape and sh:qualifiedMinCount only.")
        for shape in shapes:
            yield core.qualified_min_count(self._shape(shape), least or 0)

    def _span_rule(self, node: str, rule: str) -> Rule:
        self._check(rule, _OF_SPARQL)
        queries = self._values(rule, "select")
        if node != iri(SHAPE) or [digest(text(query)) for query in queries] != [QUERY_SHA256]:
            raise UnsupportedShapeError(
                f"The sh:sparql of {node} is none that is judged: write it in shacl_spans.py, with its checksum."
            )
        self._asked.update(SPAN_PREDICATES)
        return span_rule(self._messages(rule))

    def _node_kind(self, node: str, value: str) -> core.ValueTest:
        if value not in _NODE_KINDS:
            raise UnsupportedShapeError(f"{node}: sh:nodeKind {value} is not judged.")
        return _NODE_KINDS[value]

    # ── paths ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _path(self, node: str) -> Path:
        path = self._path_of(node)
        self._asked.update(predicates(path))
        return path

    def _path_of(self, node: str) -> Path:
        if is_iri(node):
            return PredicatePath(node)
        if options := self._values(node, "alternativePath"):
            self._check(node, {_sh("alternativePath")})
            return AlternativePath(tuple(self._path_of(one) for one in self._list(node, options[0])))
        if inverted := self._values(node, "inversePath"):
            self._check(node, {_sh("inversePath")})
            if is_iri(inverted[0]):
                return InversePath(inverted[0])
            raise UnsupportedShapeError(f"{node}: only a predicate is judged against its direction.")
        return SequencePath(tuple(self._path_of(step) for step in self._list(node, node)))

    # ── values ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _check(self, node: str, known: frozenset[str] | set[str]) -> None:
        """Every predicate of a node is one that is judged, or says nothing to be judged."""
        for predicate in self._graph.predicates:
            if node in self._graph.column(predicate) and predicate not in known:
                raise UnsupportedShapeError(f"{text(predicate)} is used at {node}, and not judged there.")

    def _values(self, node: str, name: str) -> list[str]:
        return list(self._graph.column(_sh(name)).get(node, ()))

    def _list(self, node: str, head: str) -> list[str]:
        """An RDF list."""
        found: list[str] = []
        while head != _NIL:
            firsts = self._graph.column(iri(f"{RDF}first")).get(head, ())
            rests = self._graph.column(iri(f"{RDF}rest")).get(head, ())
            if len(firsts) != 1 or len(rests) != 1 or len(found) > 1000:
                raise UnsupportedShapeError(f"{node} should have a list, and has none that is whole.")
            found.append(firsts[0])
            head = rests[0]
        if not found:
            raise UnsupportedShapeError(f"{node} has an empty list.")
        return found

    def _count(self, node: str, name: str, absent: int | None) -> int:
        ...

    def _number(self, node: str, value: str) -> int:
        number = integer(value)
        if number is None:
            raise UnsupportedShapeError(f"{node}: {value} should be a whole number.")
        return number

    def _datatype(self, node: str, value: str) -> str:
        if value in (iri(f"{_RDFS}Literal"), iri(f"{_RDFS}Datatype")):
            raise UnsupportedShapeError(f"{node}: sh:datatype {value} is not judged.")
        return text(value)

    def _severity(self, node: str) -> Severity:
        given = self._values(node, "severity") or [_sh("Violation")]
        if len(given) > 1 or given[0] not in _SEVERITIES:
            raise UnsupportedShapeError(f"{node}: sh:severity {', '.join(given)} is not judged.")
        return _SEVERITIES[given[0]]

    def _messages(self, node: str) -> Mapping[str, str]:
        return {language(one): text(one) for one in self._values(node, "message")}
