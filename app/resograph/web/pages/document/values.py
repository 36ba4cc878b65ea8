"""What a document's page shows, as values: parts, the pieces of their words, acts, variants, documents cited."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.web.components.links import Link


@dataclass(frozen=True)
class Piece:
    """Words of a text: plain, or naming something, or the mark of a note (its id)."""

    text: str
    kind: str = ""
    """entity, citation, verb (of an act) or note; "" for plain words."""
    link: Link | None = None


@dataclass(frozen=True)
class PartAct:
    """An act as a page shows it."""

    path: str
    verb: Link
    force: Link
    addressees: tuple[Link, ...]
    due: tuple[Link, ...]
    """Sessions, years and dates at which something is due."""
    kind: str
    """Act, Request, Mandate or ReportingMandate."""


@dataclass(frozen=True)
class VariantView:
    """What somebody wants of a paragraph of a draft: the kind, who, how it reads then or what a comment says."""

    path: str
    kind: str
    proponents: str
    text: str


@dataclass(frozen=True)
class PartView:
    """A part in one language."""

    eid: str
    path: str
    kind: str
    number: str
    heading: str
    text: str
    depth: int
    pieces: tuple[Piece, ...] = ()
    acts: tuple[PartAct, ...] = ()
    themes: tuple[Link, ...] = ()
    """The first few."""
    more_themes: int = 0
    """How many there are beside those."""
    notes: tuple[PartView, ...] = ()
    """The notes whose marks stand in its text."""
    cited_by: int = 0
    variants: tuple[VariantView, ...] = ()
    cells: tuple[tuple[Piece, ...], ...] = ()
    """Of a table's row, the words of each cell."""
    rows: tuple[PartView, ...] = ()
    """Of a table, its rows."""


@dataclass(frozen=True)
class Cited:
    """A document cited here, as its card tells: by which verbs, and whether it is held."""

    link: Link
    title: str
    adopted: str
    verbs: tuple[Link, ...]
    is_held: bool
