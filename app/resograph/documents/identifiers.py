"""Ids of parts (DESIGN §2, "Part ids"): the printed number folded to the English form, never a running position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

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


class _Namer:
    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._used: set[str] = set()
        self._counts: Counter[str] = Counter()

    def name(self, parts: Sequence[Part], component: str) -> tuple[Part, ...]:
        """Name the parts of the main body or of an annex, whose prefix is ``component``."""
        restart = self._numbers_restart(parts)
        return self._siblings(parts, component, component, restart)

    def _siblings(self, parts: Sequence[Part], component: str, prefix: str, restart: bool) -> tuple[Part, ...]:
        named: list[Part] = []
        preceding = ""
        sole = sum(part.kind is PartKind.OPERATIVE for part in parts) == 1
        for part in parts:
            eid = self._unique(self._base(part, component, prefix, preceding, sole))
            if part.number and part.kind is PartKind.OPERATIVE:
                preceding = eid
            named.append(replace(part, eid=eid, parts=self._below(part, eid, component, restart)))
        return tuple(named)

    def _below(self, part: Part, eid: str, component: str, restart: bool) -> tuple[Part, ...]:
        if part.kind is PartKind.ANNEX:
            return self.name(part.parts, f"{eid}__")
        if part.kind is PartKind.SECTION:
            return self._siblings(part.parts, component, f"{eid}__" if restart else component, restart)
        return self._points(part.parts, eid, component)

    def _points(self, parts: Sequence[Part], parent: str, component: str) -> tuple[Part, ...]:
        """Sub-paragraphs stand in lists; words between two runs of them close the first."""
        named: list[Part] = []
        lists, inside = 0, False
        for part in parts:
            if part.kind is PartKind.SUBPARAGRAPH and part.number:
                if not inside:
                    lists, inside = lists + 1, True
                base = f"{parent}__list_{lists}__point_{self._fold(part.number)}"
            elif part.role == "wrap" and inside:
                base, inside = self._count(f"{parent}__list_{lists}__wrap"), False
            else:
                base, inside = self._count(f"{parent}__p"), False
            eid = self._unique(base)
            named.append(replace(part, eid=eid, parts=self._points(part.parts, eid, component)))
        return tuple(named)

    def _base(self, part: Part, component: str, prefix: str, preceding: str, sole: bool) -> str:
        number = self._fold(part.number) if part.number else ""
        match part.kind:
            case PartKind.PREAMBULAR:
                return self._count(f"{component}preamble")
            case PartKind.ANNEX:
                return self._count("annex")
            case PartKind.SECTION:
                return f"{prefix}sec_{number}" if number else self._count(f"{prefix}sec")
            case PartKind.OPERATIVE if number:
                return f"{prefix}para_{number}"
            case PartKind.OPERATIVE if sole:
                return f"{prefix}para_1"
            case PartKind.OPERATIVE if preceding:
                return self._count(f"{preceding}__p")
            case PartKind.SUBPARAGRAPH if number:
                return f"{prefix}point_{number}"
        return self._count(f"{component}{part.role}")

    def _numbers_restart(self, parts: Sequence[Part]) -> bool:
        numbers = Counter(
            self._fold(part.number)
            for part in _paragraphs(parts)
            if part.kind is PartKind.OPERATIVE and part.number
        )
        return any(count > 1 for count in numbers.values()) and any(part.kind is PartKind.SECTION for part in parts)

    def _count(self, base: str) -> str:
        self._counts[base] += 1
        return f"{base}_{self._counts[base]}"

    def _unique(self, eid: str) -> str:
        """A second part with one number gets ``__2`` behind its id (a finding says so)."""
        unique, copy = eid, 1
        while unique in self._used:
            copy += 1
            unique = f"{eid}__{copy}"
        self._used.add(unique)
        return unique


def _paragraphs(parts: Sequence[Part]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        if part.kind is PartKind.SECTION:
            found += _paragraphs(part.parts)
        else:
            found.append(part)
    return found
