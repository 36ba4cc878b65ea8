"""Parts of a version to those of the reference version: one tree and one id for one part (DESIGN §2, "Part ids").

Ids count unnumbered paragraphs, so that one paragraph that a file lacks moves all behind it; and files set two headings
as one, or a heading as a paragraph. Here such a version is laid beside the reference version: by printed numbers, and
else by what a translation keeps. What fits takes the reference's id and its place under the reference's headings; the
id that the version alone would give it is kept beside (``own_eid``). No word leaves its place in the order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from resograph.documents import Document, Part, PartKind
from resograph.languages.profile import Profile, profile
from resograph.merging.likeness import Unit, figures_in, matches, shared, unit_of, unit_of_line
from resograph.symbols.address import LANGUAGES


def aligned(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The versions of one work with the tree of the reference version, the first of them by language."""
    reference = min(documents, key=lambda document: LANGUAGES.index(document.language))
    return tuple(document if document is reference else to_reference(document, reference) for document in documents)


def to_reference(document: Document, reference: Document) -> Document:
    """A version with the tree of the reference version; the same where it has it already."""
    if [part.eid for part in document.in_order()] == [part.eid for part in reference.in_order()]:
        return document
    ours, theirs = list(_items(document)), list(_items(reference))
    builder = _Builder(document, reference)
    builder.build(ours, theirs, matches([item.unit for item in ours], [item.unit for item in theirs]))
    moved = replace(document, parts=builder.parts())
    return _with_notes(moved, document, reference, builder.ids)


@dataclass(frozen=True)
class _Item:
    """A part, or a line of a heading; ``above`` is the id of the part it is in.

    ``part`` of a line is the section or annex whose heading has it. ``is_first``: it stands for the whole of its part.
    """

    unit: Unit
    part: Part
    above: str
    line: str | None = None
    is_first: bool = True


def _joint(rules: Profile) -> str:
    return "——" if rules.spacing.unspaced else " — "


def _items(document: Document) -> Iterator[_Item]:
    """A document as a row of parts and lines of headings, in document order."""
    rules = profile(document.language)
    whole = sum(len(part.text) + len(part.heading or "") for part in document.walk()) or 1

    def lines(part: Part, above: str, start: int, some: Sequence[str]) -> Iterator[_Item]:
        number = rules.fold(part.number).lower() if part.number else ""
        for place, line in enumerate(some, start):
            eid = f"{part.eid} {place}" if place else part.eid
            yield _Item(unit_of_line(eid, "" if place else number, line, whole), part, above, line, place == 0)

    def visit(parts: Sequence[Part], above: str) -> Iterator[_Item]:
        for part in parts:
            heading = (part.heading or "").split(_joint(rules))
            if part.kind is PartKind.SECTION and not part.text:
                yield from lines(part, above, 0, heading)
            elif part.kind is PartKind.ANNEX:
                alone = replace(part, heading=heading[0] or None)
                yield _Item(unit_of(alone, rules, whole), alone, above)
                yield from lines(part, above, 1, heading[1:])
            else:
                yield _Item(unit_of(part, rules, whole), part, above)
            yield from visit(part.parts, part.eid)

    return visit(document.parts, "")


@dataclass(eq=False)
class _Open:
    """A part in the making with those in it."""

    part: Part
    children: list[_Open] = field(default_factory=list)

    def done(self) -> Part:
        return replace(self.part, parts=tuple(child.done() for child in self.children))


class _Builder:
    """Sets the items of a version into the tree of the reference version; each goes behind all that stand before it."""

    def __init__(self, document: Document, reference: Document) -> None:
        self._joint = _joint(profile(document.language))
        self._taken = {part.eid for part in reference.walk()}
        self._top = _Open(Part(PartKind.PLAIN))
        self._open: dict[str, _Open] = {}
        self._above: dict[str, str] = {}
        self._here = self._top
        self._before = ""  # the id of the last part or heading that the reference has too
        self._counts: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
        self.ids: dict[str, str] = {}

    def parts(self) -> tuple[Part, ...]:
        """What was built, no two parts of it with the same id of their own."""
        return _distinct(self._top.done().parts, set())

    def build(self, ours: Sequence[_Item], theirs: Sequence[_Item], pairs: Mapping[str, str]) -> None:
        """Place every item of ours."""
        by_id = {item.unit.eid: item for item in theirs}
        self._above = {item.part.eid: item.above for item in theirs}
        for item in ours:
            other = by_id.get(pairs.get(item.unit.eid, ""))
            if other is None:
                self._add_alone(item)
            elif other.line is not None and self._can_be_line(item, other):
                self._add_line(item, other)
            elif other.line is None and other.part.eid not in self._open:
                self._add_part(item, other)
            else:
                self._add_alone(item)

    def _can_be_line(self, item: _Item, other: _Item) -> bool:
        """Whether it can go into a heading of the reference: it is one, or bare words."""
        if other.part.kind is PartKind.ANNEX and other.part.eid not in self._open:
            return False
        return item.line is not None or not (item.part.parts or item.part.number or item.part.heading)

    def _last(self) -> list[_Open]:
        """The parts that still can take another behind all: the last of the top, the last in it, and so on."""
        path = [self._top]
        while path[-1].children:
            path.append(path[-1].children[-1])
        return path

    def _place(self, above: str) -> _Open:
        """The open part with an id; where this version lacks it, the one above that, if nothing stands behind it."""
        while above and above not in self._open:
            above = self._above.get(above, "")
        place = self._open[above] if above else self._top
        return place if any(place is one for one in self._last()) else self._here

    def _add_line(self, item: _Item, other: _Item) -> None:
        """A line of a heading, to the section or annex that the reference has it in."""
        words = item.line if item.line is not None else item.part.text
        section = self._open.get(other.part.eid)
        if section is None:
            number = item.part.number if item.is_first else None
            source = item.part.source_id if item.is_first else None
            part = Part(PartKind.SECTION, number=number, heading=words or None, eid=other.part.eid, source_id=source)
            section = self._put(self._place(other.above), part, item)
        else:
            number = section.part.number or (item.part.number if item.is_first else None)
            section.part = replace(section.part, heading=self._joined(section, words), number=number)
            if item.is_first:
                self.ids[item.part.eid] = section.part.eid
        self._here, self._before = section, section.part.eid

    def _joined(self, section: _Open, words: str) -> str | None:
        return self._joint.join(filter(None, (section.part.heading, words))) or None

    def _add_part(self, item: _Item, other: _Item) -> None:
        """A part, with the reference's id; a heading that the reference has as a paragraph is one."""
        if item.line is None:
            part = replace(item.part, eid=other.part.eid, parts=())
        else:
            source = item.part.source_id if item.is_first else None
            part = Part(PartKind.PLAIN, item.line, eid=other.part.eid, source_id=source)
        self._keep(self._put(self._place(other.above), part, item))
        self._before = part.eid

    def _add_alone(self, item: _Item) -> None:
        """What the reference does not have stays behind what stands before it, in its own part where that is open."""
        above = self.ids.get(item.above, "")
        held = self._open.get(self.ids.get(item.part.eid, ""))
        if item.line is not None and not item.is_first and held is not None:
            held.part = replace(held.part, heading=self._joined(held, item.line))
            return
        eid = self._free(item, above)
        self._taken.add(eid)
        if item.line is None:
            part = replace(item.part, eid=eid, parts=())
        else:
            number = item.part.number if item.is_first else None
            part = Part(PartKind.SECTION, number=number, heading=item.line or None, eid=eid)
        self._keep(self._put(self._place(above) if above else self._here_or_top(item), part, item))

    def _here_or_top(self, item: _Item) -> _Open:
        return self._top if item.part.kind is PartKind.ANNEX else self._here

    def _keep(self, put: _Open) -> None:
        """Remember the part just placed: what nothing tells of goes into it, if it holds others, or beside it."""
        if put.part.kind in (PartKind.SECTION, PartKind.ANNEX, PartKind.DRAFT):
            self._here = put
        else:
            path = self._last()
            self._here = path[path.index(put) - 1] if put in path else self._top

    def _free(self, item: _Item, above: str) -> str:
        """Its own id, below its parent's new one; of words without a number, and where another part has that id, the
        next one behind the last part that the reference has too.
        """
        own = item.unit.eid.replace(" ", "__p_")
        if above and own.startswith(f"{item.above}__"):
            own = f"{above}__{own.removeprefix(f'{item.above}__')}"
        counted = item.unit.is_bare and item.line is None and not own.startswith(f"{above or self._before}__")
        if own not in self._taken and not (counted and self._before):
            return own
        stem = self._before or own
        while (eid := f"{stem}__p_{next(self._counts[stem])}") in self._taken:
            pass
        return eid

    def _put(self, place: _Open, part: Part, item: _Item) -> _Open:
        own = item.part.eid if item.is_first and item.part.eid != part.eid else None
        opened = _Open(replace(part, own_eid=own))
        place.children.append(opened)
        self._open[part.eid] = opened
        if item.is_first:
            self.ids[item.part.eid] = part.eid
        return opened


def _distinct(parts: Sequence[Part], used: set[str]) -> tuple[Part, ...]:
    """The parts; one that the version alone does not have apart gets an id of its own that no other has."""
    made: list[Part] = []
    for part in parts:
        own, count = part.own_eid or part.eid, 1
        while own in used:
            count += 1
            own = f"{part.eid}__{count}"
        used.add(own)
        below = _distinct(part.parts, used)
        made.append(replace(part, parts=below, own_eid=own if own != part.eid else None))
    return tuple(made)


def _with_notes(moved: Document, document: Document, reference: Document, ids: Mapping[str, str]) -> Document:
    """The same for notes, which stand with the part that bears their mark."""
    left = {
        bearer: {note.eid: (note.mark, figures_in(note.text)) for note in notes}
        for bearer, notes in reference.notes_borne().items()
    }
    number = len(reference.notes)
    notes = []
    for note in document.notes:
        figures, bearer = figures_in(note.text), ids.get(note.bearer, note.bearer)
        near = left.get(bearer, {})
        likeness = {eid: (shared(figures, there), mark == note.mark) for eid, (mark, there) in near.items()}
        best = max(likeness, key=likeness.__getitem__, default=None)
        number += best is None
        eid = best or f"note_{number}"
        near.pop(eid, None)
        notes.append(replace(note, eid=eid, bearer=bearer, own_eid=note.eid if note.eid != eid else None))
    return replace(moved, notes=tuple(notes))
