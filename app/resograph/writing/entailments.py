"""What ontology and alignments entail for a graph's types and properties (DESIGN §3, "No engine infers").

The rules of OWL 2 RL that our terms use: prp-spo1, prp-inv, prp-dom, prp-rng and cax-sco, equivalence
as both ways.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from resograph.resources import resource
from resograph.writing.terms import OWL, RDFS, TYPE


class Entailer:
    """Closes graphs under the hierarchy of some ontologies."""

    def __init__(self, ontologies: Iterable[ox.Triple]) -> None:
        above: dict[str, dict[str, set[str]]] = {"class": defaultdict(set), "property": defaultdict(set)}
        inverse: dict[str, set[str]] = defaultdict(set)
        domains: dict[str, set[str]] = defaultdict(set)
        ranges: dict[str, set[str]] = defaultdict(set)
        object_properties: set[str] = set()
        for subject, predicate, value in ((t.subject, t.predicate.value, t.object) for t in ontologies):
            if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode):
                continue
            pair = (subject.value, value.value)
            match predicate.removeprefix(RDFS).removeprefix(OWL):
                case "subClassOf":
                    above["class"][pair[0]].add(pair[1])
                case "equivalentClass":
                    above["class"][pair[0]].add(pair[1])
                    above["class"][pair[1]].add(pair[0])
                case "subPropertyOf":
                    above["property"][pair[0]].add(pair[1])
                case "equivalentProperty":
                    above["property"][pair[0]].add(pair[1])
                    above["property"][pair[1]].add(pair[0])
                case "inverseOf":
                    inverse[pair[0]].add(pair[1])
                    inverse[pair[1]].add(pair[0])
                case "domain":
                    domains[pair[0]].add(pair[1])
                case "range":
                    ranges[pair[0]].add(pair[1])
            if predicate == TYPE.value and pair[1] == f"{OWL}ObjectProperty":
                object_properties.add(pair[0])
        self._classes = {name: _nodes(found) for name, found in _closed(above["class"]).items()}
        properties = _closed(above["property"])
        named = {*properties, *inverse, *domains, *(object_properties & set(ranges))}
        self._rules = {
            name: _Rules(
                _nodes(properties.get(name, ())),
                _nodes(inverse[name]),
                _nodes(domains[name]),
                _nodes(ranges[name] if name in object_properties else ()),
            )
            for name in named
        }
        self._worked_out: dict[tuple[str, bool, bool, bool], _Rules] = {}

    def close(self, triples: Iterable[ox.Triple], owned: Callable[[str], bool]) -> list[ox.Triple]:
        """The triples and all that they entail about subjects that are ``owned``, each once."""
        is_owned = cache(owned)
        known = dict.fromkeys(triples)
        more: list[ox.Triple] = []
        types: dict[ox.NamedNode | ox.BlankNode | ox.Triple, set[ox.NamedNode]] = defaultdict(set)
        for triple in known:
            name = triple.predicate.value
            if name == TYPE.value:
                types[triple.subject].update(self._classes.get(_name(triple.object), ()))
            elif name in self._rules:
                subject, _, value = triple
                ends = is_owned(_name(subject)), isinstance(value, ox.NamedNode) and is_owned(value.value)
                found = self._entailed(name, *ends, isinstance(value, ox.NamedNode))
                more += [ox.Triple(subject, upper, value) for upper in found.above]
                if found.domain:
                    types[subject].update(found.domain)
                if isinstance(value, ox.NamedNode):
                    more += [ox.Triple(value, inverse, subject) for inverse in found.inverse]
                    if found.range:
                        types[value].update(found.range)
        more += [ox.Triple(node, TYPE, name) for node, names in types.items() for name in names]
        return list(known | dict.fromkeys(more))

    def _entailed(self, name: str, subject_owned: bool, value_owned: bool, is_node: bool) -> _Rules:
        """All that a triple of a property entails, whatever its nodes: worked out once on two that stand for them."""
        key = (name, subject_owned, value_owned, is_node)
        if key not in self._worked_out:
            owned = {_SUBJECT.value: subject_owned, _VALUE.value: value_owned}
            waiting = [ox.Triple(_SUBJECT, ox.NamedNode(name), _VALUE if is_node else ox.Literal(""))]
            known: dict[ox.Triple, None] = {}
            while waiting:
                triple = waiting.pop()
                if triple in known:
                    continue
                known[triple] = None
                if triple.predicate == TYPE:
                    above = self._classes.get(_name(triple.object), ())
                    waiting += [ox.Triple(triple.subject, TYPE, upper) for upper in above]
                elif rules := self._rules.get(triple.predicate.value):
                    waiting += [new for new in rules.entailed(triple) if owned[_name(new.subject)]]
            self._worked_out[key] = _Rules.of(*known)
        return self._worked_out[key]


_SUBJECT, _VALUE = ox.NamedNode("about:subject"), ox.NamedNode("about:value")


@dataclass(frozen=True)
class _Rules:
    """What a property entails for a triple: upper properties, inverses, classes of both ends."""

    above: tuple[ox.NamedNode, ...]
    inverse: tuple[ox.NamedNode, ...]
    domain: tuple[ox.NamedNode, ...]
    range: tuple[ox.NamedNode, ...]

    def entailed(self, triple: ox.Triple) -> list[ox.Triple]:
        subject, value = triple.subject, triple.object
        new = [ox.Triple(subject, upper, value) for upper in self.above]
        new += [ox.Triple(subject, TYPE, name) for name in self.domain]
        if isinstance(value, ox.NamedNode):
            new += [ox.Triple(value, inverse, subject) for inverse in self.inverse]
            new += [ox.Triple(value, TYPE, name) for name in self.range]
        return new

    @classmethod
    def of(cls, first: ox.Triple, *entailed: ox.Triple) -> _Rules:
        """Those that entail, at once, some triples of the nodes of the first one."""
        typed = [triple for triple in entailed if triple.predicate == TYPE]
        linked = [triple for triple in entailed if triple.predicate != TYPE]
        return cls(
            above=tuple(triple.predicate for triple in linked if triple.subject == first.subject),
            inverse=tuple(triple.predicate for triple in linked if triple.subject != first.subject),
            domain=_nodes(_name(triple.object) for triple in typed if triple.subject == first.subject),
            range=_nodes(_name(triple.object) for triple in typed if triple.subject != first.subject),
        )


def ontology_triples() -> list[ox.Triple]:
    """The ontology and its alignments."""
    return [
        quad.triple
        for name in ("resograph.ttl", "alignments.ttl")
        for quad in ox.parse(resource("ontology", name).read_bytes(), ox.RdfFormat.TURTLE)
    ]


def _closed(above: dict[str, set[str]]) -> dict[str, set[str]]:
    closed: dict[str, set[str]] = {}
    for name in list(above):
        reached: set[str] = set()
        waiting = list(above[name])
        while waiting:
            upper = waiting.pop()
            if upper not in reached:
                reached.add(upper)
                waiting += above.get(upper, ())
        closed[name] = reached - {name}
    return closed


def _nodes(names: Iterable[str]) -> tuple[ox.NamedNode, ...]:
    return tuple(ox.NamedNode(name) for name in sorted(names))


def _name(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else ""
