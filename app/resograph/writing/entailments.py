"""What ontology and alignments entail for a graph's types and properties (DESIGN §3, "No engine infers").

The rules of OWL 2 RL that our terms use: prp-spo1, prp-inv, prp-dom, prp-rng and cax-sco, equivalence
as both ways.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

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

    def close(self, triples: Iterable[ox.Triple], owned: Callable[[str], bool]) -> list[ox.Triple]:
        """The triples and all that they entail about subjects that are ``owned``, each once."""
        known: dict[ox.Triple, None] = {}
        waiting = list(triples)
        while waiting:
            triple = waiting.pop()
            if triple in known:
                continue
            known[triple] = None
            predicate = triple.predicate.value
            if predicate == TYPE.value:
                above = self._classes.get(_name(triple.object), ())
                waiting += [ox.Triple(triple.subject, TYPE, upper) for upper in above]
            elif rules := self._rules.get(predicate):
                waiting += [new for new in rules.entailed(triple) if owned(_name(new.subject))]
        return list(known)


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
