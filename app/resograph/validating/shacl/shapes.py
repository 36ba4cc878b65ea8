"""A compiled shape, and how a graph is held against it (SHACL §3.4, §3.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, repeat
from typing import NamedTuple

from resograph.documents import Severity
from resograph.validating.shacl.constraints import SetTest, ValueTest
from resograph.validating.shacl.index import Index, Path


class Result(NamedTuple):
    """One validation result (SHACL §3.6): the shape whose constraint is not met, with messages by language."""

    shape: Shape
    focus: str
    value: str | None
    messages: Mapping[str, str]


Rule = Callable[[Index, str], Iterator[tuple[str, Mapping[str, str]]]]
"""A constraint in a language of its own: index and focus node → value and messages of each result."""


@dataclass(frozen=True, eq=False)
class Shape:
    """A node shape, or a property shape where it has a path.

    ``minimum`` and ``maximum`` count the value nodes; ``tests`` judge each, ``set_tests`` all of one focus node,
    ``properties`` and ``rules`` belong to node shapes.
    """

    path: Path | None
    severity: Severity
    messages: Mapping[str, str]
    minimum: int
    maximum: float
    tests: tuple[ValueTest, ...]
    set_tests: tuple[SetTest, ...]
    properties: tuple[Shape, ...]
    rules: tuple[Rule, ...]

    def nonconforming(self, index: Index, nodes: Collection[str]) -> set[str]:
        """The nodes that give a result (SHACL §3.4.3)."""
        return {result.focus for result in self.results(index, nodes)}

    def results(self, index: Index, focuses: Collection[str]) -> Iterator[Result]:
        """The results of all focus nodes."""
        if self.path is None:
            yield from self._of_nodes(index, focuses)
        else:
            yield from self._of_values(index, focuses, self.path)

    def _of_nodes(self, index: Index, focuses: Collection[str]) -> Iterator[Result]:
        for test in self.tests:
            for focus in test(index, focuses):
                yield Result(self, focus, focus, self.messages)
        for rule in self.rules:
            for focus in focuses:
                for value, messages in rule(index, focus):
                    yield Result(self, focus, value, messages)
        for shape in self.properties:
            yield from shape.results(index, focuses)

    def _of_values(self, index: Index, focuses: Collection[str], path: Path) -> Iterator[Result]:
        """All value nodes are tested at once, each once: only where one fails is it asked whose it is."""
        column = index.values(path)
        given = [column.get(focus, ()) for focus in focuses]
        distinct = set(chain.from_iterable(given)) if self.tests else ()
        broken = Counter(value for test in self.tests for value in test(index, distinct))
        sizes = set(map(len, given))
        miscounted = bool(sizes) and (min(sizes) < self.minimum or max(sizes) > self.maximum)
        if not (broken or miscounted or self.set_tests):
            return
        for focus, values in zip(focuses, given, strict=True):
            for found in chain(
                repeat(None, (len(values) < self.minimum) + (len(values) > self.maximum)),
                (value for value in values for _ in range(broken[value])) if broken else (),
                *(set_test(index, focus, values) for set_test in self.set_tests),
            ):
                yield Result(self, focus, found, self.messages)


@dataclass(frozen=True)
class Target:
    """Whom a node shape judges (SHACL §2.1.3): instances of classes, subjects of predicates."""

    classes: tuple[str, ...]
    subjects_of: tuple[str, ...]

    def focus_nodes(self, index: Index) -> Collection[str]:
        """Each once."""
        found: dict[str, None] = {}
        for of in self.classes:
            found.update(index.instances(of))
        for predicate in self.subjects_of:
            found.update(dict.fromkeys(index.column(predicate)))
        return found
