"""Parts in the making, and their turning into the document's parts and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from resograph.documents import Note, Part, PartKind, Span
from resograph.languages.profile import Profile
from resograph.reading.akn.words import RawNote, Words
from resograph.text.digits import figure


def heading_joint(rules: Profile) -> str:
    """Between the lines of one heading: "Annex II — General temporary assistance positions"."""
    return "——" if rules.spacing.unspaced else " — "


def cell_joint(rules: Profile) -> str:
    """Between the cells of a row."""
    return "|" if rules.spacing.unspaced else " | "


@dataclass(eq=False)
class OpenPart:
    """A part in the making. ``sources`` are the file's own ids of what went into it."""

    kind: PartKind
    words: Words = field(default_factory=Words)
    number: str | None = None
    heading: Words = field(default_factory=Words)
    role: str = "p"
    children: list[OpenPart] = field(default_factory=list)
    source_id: str | None = None
    line: int = 0
    eid: str = ""
    cells: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """Its own words."""
        return self.words.text

    def walk(self) -> Iterator[OpenPart]:
        """This node and those below it, in document order."""
        yield self
        for node in self.children:
            yield from node.walk()

    def points(self) -> list[OpenPart]:
        """Its sub-paragraphs."""
        return [node for node in self.children if node.kind is PartKind.SUBPARAGRAPH]


def to_parts(nodes: Sequence[OpenPart], before: Sequence[RawNote] = ()) -> tuple[tuple[Part, ...], tuple[Note, ...]]:
    """Parts without ids, and notes whose bearer is the running position of the part as text.

    Args:
        nodes: the tops of the tree.
        before: notes to the title, which are borne by the first part.
    """
    notes: list[Note] = []
    order = 0

    def convert(node: OpenPart) -> Part:
        nonlocal order
        mine, order = order, order + 1
        notes.extend(_note(raw, mine, 0) for raw in node.heading.notes)
        notes.extend(_note(raw, mine, raw.anchor) for raw in node.words.notes)
        children = tuple(convert(inner) for inner in node.children)
        return Part(
            node.kind,
            node.text,
            node.number or None,
            node.heading.text or None,
            children,
            eid=node.eid,
            role=node.role,
            emphasis=node.words.emphasis,
            links=node.words.links,
            source_id=node.source_id,
            cells=node.cells,
            variants=node.words.variants,
        )

    notes.extend(_note(raw, 0, 0) for raw in before)
    parts = tuple(convert(node) for node in nodes)
    return parts, _marked(notes)


def _note(raw: RawNote, bearer: int, anchor: int) -> Note:
    return Note(
        raw.mark, raw.words.text, str(bearer), anchor, raw.eid, raw.words.links, source_id=raw.guid or raw.eid or None
    )


def _marked(notes: list[Note]) -> tuple[Note, ...]:
    """Notes without a usable mark are counted behind the one before."""
    marked: list[Note] = []
    last = 0
    for note in notes:
        mark = note.mark if re.fullmatch(r"\d{1,4}|\*{1,4}|[^\W\d_]{1,3}", note.mark) else str(last + 1)
        number = figure(mark)
        last = last if number is None else number
        marked.append(replace(note, mark=mark))
    return tuple(marked)
