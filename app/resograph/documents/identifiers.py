"""Ids of parts (DESIGN §2, "Part ids"): the printed number folded to the English form, never a running position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from resograph.documents.values import Document, Note, Part, PartKind


def identified(document: Document, fold: Callable[[str], str]) -> Document:
    """The document with an id on every part and note.

    Args:
        document: its notes' ``bearer`` holds the running position of the part (0, 1, …) as text.
        fold: a printed number ("㈠", "14.") to its English ASCII form ("i", "14").
    """
    namer = _Namer(fold)
    parts = namer.name(document.parts, "")
    ids = [part.eid for top in parts for part in top.walk()]
    notes: list[Note] = []
    for note in sorted(document.notes, key=lambda note: (int(note.bearer), note.anchor)):
        notes.append(replace(note, eid=f"note_{len(notes) + 1}", bearer=ids[int(note.bearer)] if ids else ""))
    return replace(document, parts=parts, notes=tuple(notes))


@dataclass(frozen=True)
class _Rules:
    """Of the main body, an annex or a quoted draft: its prefix, whether numbers begin anew, whether it has
    one paragraph only.
    """

    component: str
    restart: bool
    sole: bool


class _Namer:
    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._used: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._copies: Counter[str] = Counter()

    def name(self, parts: Sequence[Part], component: str) -> tuple[Part, ...]:
        """Name the parts of the main body, an annex or a quoted draft, whose prefix is ``component``."""
        rules = _Rules(component, self._numbers_restart(parts), _has_one_paragraph(parts))
        return self._siblings(parts, component, rules)

    def _siblings(self, parts: Sequence[Part], prefix: str, rules: _Rules) -> tuple[Part, ...]:
        named: list[Part] = []
        preceding = ""
        for part in parts:
            eid = self._unique(self._base(part, prefix, preceding, rules))
            if part.kind is PartKind.OPERATIVE and self._folded(part):
                preceding = eid
            named.append(replace(part, eid=eid, parts=self._below(part, eid, rules)))
        return tuple(named)

    def _below(self, part: Part, eid: str, rules: _Rules) -> tuple[Part, ...]:
        if part.kind in (PartKind.ANNEX, PartKind.DRAFT):
            return self.name(part.parts, f"{eid}__")
        if part.kind is PartKind.SECTION:
            return self._siblings(part.parts, f"{eid}__" if rules.restart else rules.component, rules)
        return self._points(part.parts, eid, rules.component)

    def _points(self, parts: Sequence[Part], parent: str, component: str) -> tuple[Part, ...]:
        """Sub-paragraphs stand in lists; words between two runs of them close the first."""
        named: list[Part] = []
        lists, inside = 0, False
        for part in parts:
            number = self._folded(part)
            if part.kind is PartKind.SUBPARAGRAPH and number:
                if not inside:
                    lists, inside = lists + 1, True
                base = f"{parent}__list_{lists}__point_{number}"
            elif part.role == "wrap" and inside:
                base, inside = self._count(f"{parent}__list_{lists}__wrap"), False
            else:
                role = part.role if part.role in ("row", "table") else "p"
                base = self._count(f"{parent}__{role}")
                inside = inside and part.kind is PartKind.SUBPARAGRAPH  # a bare line in a list does not end it
            eid = self._unique(base)
            named.append(replace(part, eid=eid, parts=self._points(part.parts, eid, component)))
        return tuple(named)

    def _base(self, part: Part, prefix: str, preceding: str, rules: _Rules) -> str:
        number = self._folded(part)
        match part.kind:
            case PartKind.PREAMBULAR if labelled := re.search(r"\d.*", number):  # as delegates label it: "PP2 bis"
                return f"{rules.component}preamble_{labelled[0]}"
            case PartKind.PREAMBULAR:
                return self._count(f"{rules.component}preamble")
            case PartKind.ANNEX:
                return self._count(f"{rules.component}annex")
            case PartKind.DRAFT:
                return self._count(f"{rules.component}draft")
            case PartKind.SECTION:
                return f"{prefix}sec_{number}" if number else self._count(f"{prefix}sec")
            case PartKind.OPERATIVE if number:
                return f"{prefix}para_{number}"
            case PartKind.OPERATIVE if rules.sole:
                return f"{prefix}para_1"
            case PartKind.OPERATIVE if preceding:
                return self._count(f"{preceding}__p")
            case PartKind.SUBPARAGRAPH if number:
                return f"{prefix}point_{number}"
        return self._count(f"{rules.component}{part.role}")

    def _numbers_restart(self, parts: Sequence[Part]) -> bool:
        """Whether the numbers begin anew under a heading; one number printed twice by mistake is no new beginning."""
        beginnings = 0
        for run in _runs(parts):
            numbers = [self._folded(part) for part in run if part.kind is PartKind.OPERATIVE]
            beginnings += next(filter(None, numbers), "") == "1"
        return beginnings > 1

    def _folded(self, part: Part) -> str:
        """The number in its English form; empty for none and for a bullet."""
        return self._fold(part.number) if part.number else ""

    def _count(self, base: str) -> str:
        self._counts[base] += 1
        return f"{base}_{self._counts[base]}"

    def _unique(self, eid: str) -> str:
        """A second part with one number gets ``__2`` behind its id (a finding says so)."""
        unique = eid
        while unique in self._used:
            self._copies[eid] += 1
            unique = f"{eid}__{self._copies[eid] + 1}"
        self._used.add(unique)
        return unique


def _runs(parts: Sequence[Part]) -> list[list[Part]]:
    """The paragraphs outside of any section, and those of each section."""
    runs: list[list[Part]] = [[]]
    for part in parts:
        if part.kind is PartKind.SECTION:
            runs += _runs(part.parts)
        else:
            runs[0].append(part)
    return runs


def _has_one_paragraph(parts: Sequence[Part]) -> bool:
    return sum(part.kind is PartKind.OPERATIVE for run in _runs(parts) for part in run) == 1
