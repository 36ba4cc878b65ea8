"""What can be known of an entity, by property; compared with what a query says of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from rapidfuzz import fuzz

from resograph.reconciling.folding import folded
from resograph.resources import table

_ALIKE = 88.0
"""Likeness from which two texts say the same."""


@dataclass(frozen=True)
class Property:
    """A property: its id, its IRI, the kind of its values, the class of those that are entities, and who has it."""

    id: str
    predicate: str
    kind: str
    names: dict[str, str]
    of: tuple[str, ...]
    range: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Value:
    """A value: a path or address with its name, or a text with its language."""

    text: str
    name: str = ""
    language: str = ""


class Facts(Protocol):
    """What is known of entities; the graph behind the matcher."""

    def values(self, path: str, property_: Property) -> list[Value]:
        """The values of a property."""
        ...

    def has(self, path: str, property_: Property, value: str) -> bool:
        """Whether an entity, by its path, is a value of a property."""
        ...

    def having(self, property_: Property, value: str) -> list[str]:
        """Paths of the entities with just this value."""
        ...


@cache
def properties() -> tuple[Property, ...]:
    """All properties, in the order of the data file."""
    return tuple(
        Property(
            row["id"],
            row["predicate"],
            row["kind"],
            {"en": row["en"], "zh": row["zh"]},
            tuple(row["of"]),
            row.get("range", ""),
            tuple(row.get("also", ())),
        )
        for row in table("data", "reconciling.toml")["properties"]
    )


def property_named(name: str) -> Property | None:
    """The property of an id, another id of it, its IRI or its local name."""
    local = name.rpartition("#")[2].rpartition("/")[2].removeprefix("reso:").removeprefix("skos:").removeprefix("dct:")
    for known in (name, local):
        for one in properties():
            if known in (one.id, one.predicate, *one.also):
                return one
    return None


def agrees(values: list[Value], wanted: str, kind: str) -> bool:
    """Whether one of the values is what is wanted: an address, a date or the beginning of one, words that are alike."""
    return any(_same(value, wanted, kind) for value in values)


def _same(value: Value, wanted: str, kind: str) -> bool:
    if kind in ("date", "year"):
        return value.text.startswith(wanted[:10])
    if wanted in (value.text, value.name):
        return True
    if kind == "entity" and value.text.rpartition("/")[2].casefold() == wanted.casefold():
        return True
    one, other = folded(value.name or value.text), folded(wanted)
    return one.key == other.key or (one.figures == other.figures and fuzz.ratio(one.key, other.key) >= _ALIKE)
