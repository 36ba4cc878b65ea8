"""A compiled shape, and how a graph is held against it (SHACL §3.4, §3.5)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from resograph.documents import Severity
from resograph.validating.shacl_constraints import SetTest, ValueTest
from resograph.validating.shacl_index import Index, Path


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

    ``minimum`` and ``maximum`` count the value nodes; ``tests`` judge each, ``set_tests`` all of one focus node.
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

    def conforms(self, index: Index, node: str) -> bool:
        """Whether a node gives no result (SHACL §3.4.3)."""
        return next(self.results(index, (node,)), None) is None

    def results(self, index: Index, focuses: Collection[str]) -> Iterator[Result]:
        """The results of all focus nodes."""
        if self.path is None:
            yield from self._of_nodes(index, focuses)
        else:
            yield from self._of_values(index, focuses, self.path)

    def _of_nodes(self, index: Index, focuses: Collection[str]) -> Iterator[Result]:
        for test in self.tests:
            for focus in focuses:
                if not test(index, focus):
                    yield Result(self, focus, focus, self.messages)
        for rule in self.rules:
            for focus in focuses:
                for value, messages in rule(index, focus):
                    yield Result(self, focus, value, messages)
        for shape in self.properties:
            yield from shape.results(index, focuses)

    def _of_values(self, index: Index, focuses: Collection[str], path: Path) -> Iterator[Result]:
        column = index.values(path)
        minimum, maximum, tests, set_tests, messages = (
            self.minimum,
            self.maximum,
            self.tests,
            self.set_tests,
            self.messages,
        )
        broken: dict[str, int] = {}  # many focus nodes share a value: it is tested once
        for focus in focuses:
            values = column.get(focus, ())
            if len(values) < minimum:
                yield Result(self, focus, None, messages)
            if len(values) > maximum:
                yield Result(self, focus, None, messages)
            for value in values if tests else ():
                count = broken.get(value)
                if count is None:
                    count = broken[value] = sum(not test(index, value) for test in tests)
                for _ in range(count):
                    yield Result(self, focus, value, messages)
            for set_test in set_tests:
                for found in set_test(index, focus, values):
                    yield Result(self, focus, found, messages)


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
