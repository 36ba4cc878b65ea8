"""What ontology and alignments entail for a graph's types and properties (DESIGN §3, "No engine infers").

The rules of OWL 2 RL that our terms use: prp-spo1, prp-inv, prp-dom, prp-rng and cax-sco, equivalence
as both ways.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from resograph.resources import resource
from resograph.writing.terms import OWL, RDFS, TYPE


class Entailer:
    """Closes graphs under the hierarchy of some ontologies."""

    def __init__(self, ontologies: Iterable[ox.Triple]) -> None:
        above: dict[str, dict[str, set[str]]] = {"class": defaultdict(set), "property": defaultdict(set)}
        self._inverse: dict[str, set[str]] = defaultdict(set)
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
                    self._inverse[pair[0]].add(pair[1])
                    self._inverse[pair[1]].add(pair[0])
                case "domain":
                    domains[pair[0]].add(pair[1])
                case "range":
                    ranges[pair[0]].add(pair[1])
            if predicate == TYPE.value and pair[1] == f"{OWL}ObjectProperty":
                object_properties.add(pair[0])
        self._classes = _closed(above["class"])
        self._properties = _closed(above["property"])
        self._domains = domains
        self._ranges = {name: found for name, found in ranges.items() if name in object_properties}

    def close(self, triples: Iterable[ox.Triple], owned: Callable[[str], bool]) -> list[ox.Triple]:
        """The triples and all that they entail about subjects that are ``owned``, sorted, each once."""
        known: set[ox.Triple] = set()
        waiting = list(triples)
        while waiting:
            triple = waiting.pop()
            if triple in known:
                continue
            known.add(triple)
            waiting += [new for new in self._step(triple) if owned(_name(new.subject)) and new not in known]
        return sorted(known, key=str)

    def _step(self, triple: ox.Triple) -> list[ox.Triple]:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if triple.predicate == TYPE:
            return [ox.Triple(subject, TYPE, ox.NamedNode(name)) for name in self._classes.get(_name(value), ())]
        new = [ox.Triple(subject, ox.NamedNode(name), value) for name in self._properties.get(predicate, ())]
        new += [ox.Triple(subject, TYPE, ox.NamedNode(name)) for name in self._domains.get(predicate, ())]
        if isinstance(value, ox.NamedNode):
            new += [ox.Triple(value, ox.NamedNode(name), subject) for name in self._inverse.get(predicate, ())]
            new += [ox.Triple(value, TYPE, ox.NamedNode(name)) for name in self._ranges.get(predicate, ())]
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


def _name(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else ""
