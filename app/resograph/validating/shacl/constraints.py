"""SHACL Core constraint components (SHACL §4), as tests of one value node, and of all value nodes of a focus node."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Protocol

import rdflib

from resograph.validating.shacl.index import Index
from resograph.validating.shacl.terms import (
    LANG_STRING,
    STRING,
    datatype,
    ill_typed,
    integer,
    is_iri,
    is_literal,
    language,
    literal,
    text,
)

ValueTest = Callable[[Index, Collection[str]], list[str]]
"""Of some value nodes, those that do not meet the constraint: each is a result."""

SetTest = Callable[[Index, str, Sequence[str]], Iterable[str | None]]
"""Focus node and value nodes → the ``sh:value`` of each result, None where it has none."""


class Conformance(Protocol):
    """A shape that nodes are held against."""

    def nonconforming(self, index: Index, nodes: Collection[str]) -> set[str]:
        """The nodes that do not fit."""


# ── one value node ──────────────────────────────────────────────────────────────────────────────────────────────────
def has_class(of: str) -> ValueTest:
    """``sh:class`` (§4.1.1)."""

    def failing(index: Index, values: Collection[str]) -> list[str]:
        instances = index.instances(of)
        return [value for value in values if value not in instances]

    return failing


def has_datatype(wanted: str) -> ValueTest:
    """``sh:datatype`` (§4.1.2)."""
    if wanted == STRING:
        return lambda index, values: [value for value in values if value[-1] != '"']
    if wanted == LANG_STRING:
        return lambda index, values: [value for value in values if not language(value)]
    return lambda index, values: [
        value for value in values if not is_literal(value) or datatype(value) != wanted or ill_typed(value)
    ]


def is_iri_node(index: Index, values: Collection[str]) -> list[str]:
    """``sh:nodeKind sh:IRI`` (§4.1.3)."""
    return [value for value in values if not is_iri(value)]


def is_literal_node(index: Index, values: Collection[str]) -> list[str]:
    """``sh:nodeKind sh:Literal`` (§4.1.3)."""
    return [value for value in values if not is_literal(value)]


def min_inclusive(limit: int) -> ValueTest:
    """``sh:minInclusive`` (§4.3.2)."""
    return lambda index, values: [value for value in values if not _at_least(value, limit)]


def _at_least(value: str, limit: int) -> bool:
    number = integer(value)
    if number is not None:
        return number >= limit
    if not is_literal(value) or isinstance(literal(value).value, str):
        return False
    other, bound = literal(value), rdflib.Literal(limit)
    try:
        return bool(other.eq(bound) or other > bound)
    except (TypeError, NotImplementedError):
        return False


def min_length(least: int) -> ValueTest:
    """``sh:minLength`` (§4.4.1)."""
    return lambda index, values: [value for value in values if value[0] == "_" or len(text(value)) < least]


def matches(pattern: str) -> ValueTest:
    """``sh:pattern`` (§4.4.3)."""
    search = re.compile(pattern).search

    def failing(index: Index, values: Collection[str]) -> list[str]:
        return [value for value in values if value[0] == "_" or not search(text(value))]

    return failing


def language_in(tags: Collection[str]) -> ValueTest:
    """``sh:languageIn`` (§4.4.4)."""
    allowed = frozenset(tag.lower() for tag in tags)

    def failing(index: Index, values: Collection[str]) -> list[str]:
        return [value for value in values if language(value).partition("-")[0] not in allowed]

    return failing


def is_in(members: Collection[str]) -> ValueTest:
    """``sh:in`` (§4.8.3)."""
    allowed = frozenset(members)
    return lambda index, values: [value for value in values if value not in allowed]


def conforms_not(shape: Conformance) -> ValueTest:
    """``sh:not`` (§4.6.1)."""

    def failing(index: Index, values: Collection[str]) -> list[str]:
        others = shape.nonconforming(index, values)
        return [value for value in values if value not in others]

    return failing


def conforms_any(shapes: Sequence[Conformance]) -> ValueTest:
    """``sh:or`` (§4.6.3)."""

    def failing(index: Index, values: Collection[str]) -> list[str]:
        left = list(values)
        for shape in shapes:
            others = shape.nonconforming(index, left)
            left = [value for value in left if value in others]
        return left

    return failing


# ── all value nodes of a focus node ─────────────────────────────────────────────────────────────────────────────────
def unique_lang(index: Index, focus: str, values: Sequence[str]) -> Iterator[None]:
    """``sh:uniqueLang true`` (§4.4.5): one result a language that is used twice."""
    if len(values) > 1:
        tags = [tag for tag in map(language, values) if tag]
        for tag in set(tags):
            if tags.count(tag) > 1:
                yield None


def disjoint(predicate: str) -> SetTest:
    """``sh:disjoint`` (§4.5.2)."""

    def test(index: Index, focus: str, values: Sequence[str]) -> Iterator[str]:
        others = frozenset(index.column(predicate).get(focus, ()))
        return (value for value in values if value in others)

    return test


def less_than(predicate: str) -> SetTest:
    """``sh:lessThan`` (§4.5.3): a result each pair that is not so, or cannot be compared."""

    def test(index: Index, focus: str, values: Sequence[str]) -> Iterator[str]:
        others = index.column(predicate).get(focus, ())
        return (value for value in values for other in others if not _less(value, other))

    return test


def _less(one: str, other: str) -> bool:
    first, second = integer(one), integer(other)
    if first is not None and second is not None:
        return first < second
    if one[0] == "_" or other[0] == "_":
        return False
    left, right = _string(one), _string(other)
    if left is not None and right is not None:
        return left < right
    if left is not None or right is not None:
        return False
    try:
        return bool(literal(one) < literal(other))
    except TypeError:
        return False


def _string(term: str) -> str | None:
    """What is compared as a string: an IRI, a literal whose value is one."""
    return text(term) if is_iri(term) or isinstance(literal(term).value, str) else None


def qualified_min_count(shape: Conformance, least: int) -> SetTest:
    """``sh:qualifiedValueShape`` with ``sh:qualifiedMinCount`` (§4.7.3)."""

    def test(index: Index, focus: str, values: Sequence[str]) -> Iterator[None]:
        if len(values) - len(shape.nonconforming(index, values)) < least:
            yield None

    return test
