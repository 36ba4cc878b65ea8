"""Parts of a version to those of the reference version: one tree and one id for one part (DESIGN §2, "Part ids").

Ids count unnumbered paragraphs, so that one paragraph that a file lacks moves all behind it; and files set two headings
as one, or a heading as a paragraph. Here such a version is laid beside the reference version: by printed numbers, and
else by what a translation keeps. What fits takes the reference's id and its place under the reference's headings; the
id that the version alone would give it is kept beside (``own_eid``). No word leaves its place in the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from resograph.documents import Document, Part, PartKind
from resograph.languages.profile import Profile, profile
from resograph.merging.likeness import Unit, matches, shared, unit_of, unit_of_line, unit_of_note
from resograph.symbols.address import LANGUAGES

_HOLDING = (PartKind.ANNEX, PartKind.DRAFT)


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
    """A line of a heading, or a part that stands under headings; ``above`` is the annex, draft or section it is in.

    ``part`` of a line is its section.
    """

    unit: Unit
    part: Part
    above: str
    line: str | None = None
    is_first: bool = True


def _joint(rules: Profile) -> str:
    return " — " if rules["spacing"]["join"] else "——"


def _items(document: Document) -> Iterator[_Item]:
    """A document as a row of heading lines and parts, in document order."""
    rules = profile(document.language)
    whole = sum(len(part.text) + len(part.heading or "") for part in document.walk()) or 1

    def visit(parts: Sequence[Part], above: str) -> Iterator[_Item]:
        for part in parts:
            if part.kind is PartKind.SECTION and not part.text:
                number = rules.fold(part.number).lower() if part.number else ""
                for place, line in enumerate((part.heading or "").split(_joint(rules))):
                    eid = part.eid if place == 0 else f"{part.eid} {place}"
                    unit = unit_of_line(eid, "" if place else number, line, whole)
                    yield _Item(unit, part, above, line, place == 0)
                yield from visit(part.parts, part.eid)
            else:
                yield _Item(unit_of(part, rules, whole), part, above)
                if part.kind in (*_HOLDING, PartKind.SECTION):
                    yield from visit(part.parts, part.eid)

    return visit(document.parts, "")


@dataclass
class _Open:
    """A part in the making with those in it."""

    part: Part
    children: list[_Open] = field(default_factory=list)
    holds: bool = False
    """Whether ``children`` are its parts; else it keeps those that it has."""

    def done(self) -> Part:
        return replace(self.part, parts=tuple(child.done() for child in self.children)) if self.holds else self.part


class _Builder:
    """Sets the items of a version under the headings of the reference version."""

    def __init__(self, document: Document, reference: Document) -> None:
        self._rules = profile(document.language)
        self._their_rules = profile(reference.language)
        self._taken = {part.eid for part in reference.walk()}
        self._top = _Open(Part(PartKind.PLAIN), holds=True)
        self._open: dict[str, _Open] = {}
        self._here = self._top
        self._before = ""
        self.ids: dict[str, str] = {}

    def parts(self) -> tuple[Part, ...]:
        """What was built."""
        return self._top.done().parts

    def build(self, ours: Sequence[_Item], theirs: Sequence[_Item], pairs: Mapping[str, str]) -> None:
        """Place every item of ours."""
        by_id = {item.unit.eid: item for item in theirs}
        self._above = {item.part.eid: item.above for item in theirs}
        for item in ours:
            other = by_id.get(pairs.get(item.unit.eid, ""))
            if other is None:
                self._add_alone(item)
            elif other.line is not None and self._can_be_line(item):
                self._add_line(item, other)
            else:
                self._add_part(item, other)

    @staticmethod
    def _can_be_line(item: _Item) -> bool:
        return item.line is not None or not (item.part.parts or item.part.number or item.part.heading)

    def _place(self, other: _Item) -> _Open:
        """The open part under which one of the reference stands: where this version lacks it, the one above that."""
        above = other.above
        while above and above not in self._open:
            above = self._above.get(above, "")
        return self._open[above] if above else self._top

    def _add_line(self, item: _Item, other: _Item) -> None:
        """A line of a heading, to the section that the reference has it in."""
        words = item.line if item.line is not None else item.part.text
        section = self._open.get(other.part.eid)
        if section is None:
            number = item.part.number if item.line is not None and item.is_first else None
            part = Part(
                PartKind.SECTION,
                number=number,
                heading=words or None,
                eid=other.part.eid,
                source_id=item.part.source_id,
            )
            section = self._put(self._place(other), part, item, holds=True)
        else:
            heading = _joint(self._rules).join(filter(None, (section.part.heading, words)))
            section.part = replace(section.part, heading=heading, number=section.part.number or item.part.number)
            if item.is_first or item.line is None:
                self.ids[item.part.eid] = section.part.eid
        self._here, self._before = section, section.part.eid

    def _add_part(self, item: _Item, other: _Item) -> None:
        """A part, with the reference's id; a heading that the reference has as a paragraph is one."""
        if other.part.eid in self._open or other.unit.eid != other.part.eid:
            self._add_alone(item)
            return
        place = self._place(other)
        if item.line is not None:
            plain = Part(PartKind.PLAIN, item.line, eid=other.part.eid, role="p", source_id=item.part.source_id)
            self._put(place, plain, item, holds=False)
        elif item.part.kind in (*_HOLDING, PartKind.SECTION):
            opened = self._put(place, replace(item.part, eid=other.part.eid), item, holds=True)
            self._here, self._before = opened, opened.part.eid
            return
        else:
            below = self._below(item.part, other.part)
            self._put(place, _renamed(item.part, below), item, holds=False)
            self.ids |= below
        self._here, self._before = place, other.part.eid

    def _below(self, part: Part, other: Part) -> dict[str, str]:
        """The ids of a part and of all in it, beside those of the part that it is."""
        ours = [unit_of(below, self._rules, 1000) for below in part.walk()]
        theirs = [unit_of(below, self._their_rules, 1000) for below in other.walk()]
        pairs = {part.eid: other.eid} | matches(ours[1:], theirs[1:])
        return self._named(part, "", pairs)

    def _named(self, part: Part, above: str, pairs: Mapping[str, str]) -> dict[str, str]:
        ids: dict[str, str] = {}
        before = self._before

        def visit(one: Part, parent: Part | None) -> None:
            nonlocal before
            eid = pairs.get(one.eid) or self._free(one.eid, parent.eid if parent else above, ids, before)
            self._taken.add(eid)
            ids[one.eid] = before = eid
            for child in one.parts:
                visit(child, one)

        visit(part, None)
        return ids

    def _free(self, eid: str, above: str, ids: Mapping[str, str], before: str) -> str:
        """Its own id, below its parent's new one; where that is another part's, one behind the part before."""
        tail = eid.removeprefix(f"{above}__") if above else eid
        new = ids.get(above) or self.ids.get(above)
        own = f"{new}__{tail}" if new and tail != eid else eid
        if own not in self._taken:
            return own
        stem, count = before or own, 1
        while f"{stem}__p_{count}" in self._taken:
            count += 1
        return f"{stem}__p_{count}"

    def _add_alone(self, item: _Item) -> None:
        """What the reference does not have stays behind what stands before it."""
        if item.line is not None:
            if not item.is_first and item.part.eid in self.ids and (held := self._open.get(self.ids[item.part.eid])):
                held.part = replace(
                    held.part, heading=_joint(self._rules).join(filter(None, (held.part.heading, item.line)))
                )
                return
            eid = self._free(item.unit.eid.replace(" ", "__p_"), item.above, self.ids, self._before)
            number = item.part.number if item.is_first else None
            part = Part(PartKind.SECTION, number=number, heading=item.line or None, eid=eid)
            self._taken.add(eid)
            self._before = self._put(self._here, part, item, holds=True).part.eid
            return
        ids = self._named(item.part if item.part.kind not in _HOLDING else replace(item.part, parts=()), item.above, {})
        self.ids |= ids
        holds = item.part.kind in (*_HOLDING, PartKind.SECTION)
        place = self._top if holds else self._here
        put = self._put(
            place, replace(item.part, eid=ids[item.part.eid]) if holds else _renamed(item.part, ids), item, holds
        )
        self._before = put.part.eid
        if holds:
            self._here = put

    def _put(self, place: _Open, part: Part, item: _Item, holds: bool) -> _Open:
        own = item.part.eid if item.is_first and item.part.eid != part.eid else None
        opened = _Open(replace(part, own_eid=own), holds=holds)
        place.children.append(opened)
        self._open[part.eid] = opened
        if item.is_first:
            self.ids[item.part.eid] = part.eid
        return opened


def _renamed(part: Part, ids: Mapping[str, str]) -> Part:
    eid = ids[part.eid]
    below = tuple(_renamed(child, ids) for child in part.parts)
    return replace(part, eid=eid, parts=below, own_eid=part.eid if part.eid != eid else None)


def _with_notes(moved: Document, document: Document, reference: Document, ids: Mapping[str, str]) -> Document:
    """The same for notes, which stand with the part that bears their mark."""
    left = {note.eid: (unit_of_note(note, 1), note.bearer) for note in reference.notes}
    count = len(reference.notes)
    notes = []
    for note in document.notes:
        unit, bearer = unit_of_note(note, 1), ids.get(note.bearer, note.bearer)
        near = [other for other, there in left.values() if there == bearer]
        best = max(
            near, key=lambda other: (shared(unit.figures, other.figures), other.number == unit.number), default=None
        )
        count += best is None
        eid = best.eid if best else f"note_{count}"
        left.pop(eid, None)
        notes.append(replace(note, eid=eid, bearer=bearer, own_eid=note.eid if note.eid != eid else None))
    return replace(moved, notes=tuple(notes))
