"""A list of citations and what is found of each row, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ListedRow:
    """A row of a list. ``number`` counts from 1, the row of heads included, as programs for tables number rows."""

    number: int
    cells: Mapping[str, str]
    """Every cell, by its head."""
    symbol: str
    """As it is written."""
    source: str = ""
    """What the list says of whose document it is: "Security Council resolutions"."""
    entities: tuple[str, ...] = ()
    """The entity as the row has it, by code and by name."""
    subprogramme: str = ""
    damage: str = ""
    """A date that a program for tables made of the symbol, as it shows it; "" where it is whole."""
    likely: tuple[str, ...] = ()
    """What may have stood there."""

    @property
    def entity(self) -> str:
        """The entity as it is written first; "" where there is none."""
        return self.entities[0] if self.entities else ""


@dataclass(frozen=True)
class Listing:
    """A list: its heads in order, and its rows."""

    heads: tuple[str, ...]
    rows: tuple[ListedRow, ...]


@dataclass(frozen=True)
class Asked:
    """An act that asks someone: path of the act, its part, the verb, whom, when reports are due."""

    path: str
    part: str
    verb: str
    force: str
    addressees: tuple[str, ...]
    due: tuple[str, ...] = ()
    is_answered: bool = False


@dataclass(frozen=True)
class EntityChange:
    """What asks an entity in the cited text, beside what does in the newest; None where there is no such."""

    cited: Asked | None
    newest: Asked | None
    change: str
    """same, edited, new or dropped."""
    strength: str = ""
    """weaker or stronger; "" where neither."""


@dataclass(frozen=True)
class Newest:
    """The newest document of a series that is held, and how many documents the series has."""

    symbol: str
    adopted: str
    of: int


@dataclass(frozen=True)
class Proposal:
    """What is proposed, the sentence that says why with the values in its places, and the parts behind it."""

    code: str
    """"" where nothing can be proposed."""
    reason: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReviewedRow:
    """A row with what was found."""

    row: ListedRow
    symbol: str
    """Its one spelling; "" where it names no document."""
    is_held: bool
    entity: str
    """Its path; "" where it is not known."""
    newest: Newest | None
    changes: tuple[EntityChange, ...]
    beside: tuple[int, ...]
    """Numbers of the other rows that cite the document or one of its series."""
    proposal: Proposal


@dataclass(frozen=True)
class Review:
    """A whole list reviewed."""

    listing: Listing
    rows: tuple[ReviewedRow, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Entities that are not known, as they are written."""
        return tuple(sorted({one.row.entity for one in self.rows if one.row.entity and not one.entity}))
