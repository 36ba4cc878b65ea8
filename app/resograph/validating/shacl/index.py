"""A graph as columns, one a predicate: subject → objects. All that SHACL asks of a graph is asked of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Protocol

import pyoxigraph as ox

from resograph.validating.shacl.terms import RDF, term_of

TYPE = f"{RDF}type"
SUBCLASS_OF = "http://www.w3.org/2000/01/rdf-schema#subClassOf"

Column = Mapping[str, Sequence[str]]
"""Node → value nodes, each once, in the order of the graph."""


class Path(Protocol):
    """A SHACL property path (SHACL §2.3.1): the nodes it starts from, each with its value nodes."""

    def column(self, index: Index) -> Column:
        """Its value nodes in a graph."""


class Index:
    """The triples of one graph, terms as text (``shacl_terms``).

    Args:
        triples: the graph.
        predicates: those that will be asked for, as terms; all where None.
    """

    def __init__(self, triples: Iterable[ox.Triple], predicates: Container[str] | None = None) -> None:
        self._columns = _columns(triples, predicates)
        self._inverses: dict[str, Column] = {}
        self._derived: dict[Path, Column] = {}
        self._instances: dict[str, dict[str, None]] = {}

    @property
    def predicates(self) -> Iterable[str]:
        """Those that are there."""
        return self._columns.keys()

    def column(self, predicate: str) -> Column:
        """Subject → objects."""
        return self._columns.get(predicate, {})

    def inverse(self, predicate: str) -> Column:
        """Object → subjects."""
        if predicate not in self._inverses:
            self._inverses[predicate] = _inverted(self.column(predicate))
        return self._inverses[predicate]

    def values(self, path: Path) -> Column:
        """The value nodes of a path, worked out once."""
        if path not in self._derived:
            self._derived[path] = path.column(self)
        return self._derived[path]

    def instances(self, of: str) -> dict[str, None]:
        """The SHACL instances of a class: those typed by it or by a subclass that the graph names (SHACL §1.1)."""
        if of not in self._instances:
            typed = self.inverse(TYPE)
            self._instances[of] = dict.fromkeys(node for sub in self._subclasses(of) for node in typed.get(sub, ()))
        return self._instances[of]

    def _subclasses(self, of: str) -> list[str]:
        below = self.inverse(SUBCLASS_OF)
        found = [of]
        for one in found:
            found.extend(sub for sub in below.get(one, ()) if sub not in found)
        return found


def _columns(triples: Iterable[ox.Triple], predicates: Container[str] | None) -> dict[str, dict[str, list[str]]]:
    columns: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for triple in triples:
        name = triple.predicate.value
        if predicates is not None and name not in predicates:
            continue
        subject, held = triple.subject, triple.object
        node = subject.value if isinstance(subject, ox.NamedNode) else term_of(subject)
        value = held.value if isinstance(held, ox.NamedNode) else term_of(held)
        column = columns[name]
        if node in column:
            column[node].append(value)
        else:
            column[node] = [value]
    for column in columns.values():
        for node, values in column.items():
            if len(values) > 1 and len(set(values)) < len(values):
                column[node] = list(dict.fromkeys(values))
    return dict(columns)


def _inverted(column: Column) -> Column:
    inverse: defaultdict[str, list[str]] = defaultdict(list)
    for subject, values in column.items():
        for value in values:
            inverse[value].append(subject)
    return dict(inverse)
