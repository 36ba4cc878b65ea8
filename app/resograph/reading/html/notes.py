"""Notes of a web page: links from raised figures to the words of notes, and the links back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

_MARK = re.compile(r"\s*[\[(]?(?P<mark>\d{1,3}|[*]{1,3}|[a-z])[\])]?\s*")
_PIECES = 16
"""Texts of a link among which the figure of a mark is looked for."""
_ROOMS = {"p", "li", "div", "td", "dd", "aside"}


@dataclass
class LinkedNote:
    """A note that a link leads to; its lines are known once its words are read."""

    mark: str
    lines: list[str] = field(default_factory=list)


def holders(elements: Iterable[etree._Element]) -> dict[etree._Element, etree._Element]:
    """Each element that is, or holds, one of some elements → the first of those, as they are given."""
    found: dict[etree._Element, etree._Element] = {}
    for element in elements:
        above: etree._Element | None = element
        while above is not None and above not in found:
            found[above] = element
            above = above.getparent()
    return found


class NoteLinks:
    """``references`` are links that lead to a note further on, ``bodies`` the elements that hold the notes' words."""

    def __init__(self, root: etree._Element) -> None:
        self.references: dict[etree._Element, LinkedNote] = {}
        self.bodies: dict[etree._Element, LinkedNote] = {}
        backs: list[etree._Element] = []
        order: dict[etree._Element, int] = {}
        named: dict[str, etree._Element] = {}
        for index, element in enumerate(root.iter(etree.Element)):
            order[element] = index
            for name in (element.get("id"), element.get("name")):
                if name:
                    named.setdefault(name, element)
        for element in list(order):
            href = element.get("href", "")
            target = named.get(href[1:]) if element.tag == "a" and href.startswith("#") and href[1:] else None
            if target is None:
                continue
            if order[target] < order[element]:
                backs.append(element)
            elif (
                (found := _mark(element))
                and (room := _room(target)) is not None
                and room not in set(element.iterancestors())
            ):
                note = self.bodies.setdefault(room, LinkedNote(found["mark"]))
                self.references[element] = note
        self._referring = holders(self.references)
        self._going_back = holders(backs)

    def note_of(self, element: etree._Element) -> LinkedNote | None:
        """The note to which a mark leads."""
        return self.references[self._referring[element]] if element in self._referring else None

    def is_back(self, element: etree._Element) -> bool:
        """Whether an element is, or holds, a link from a note back to its mark."""
        return element in self._going_back


def _mark(link: etree._Element) -> re.Match[str] | None:
    """The figure of a note, where a link shows nothing else."""
    pieces = list(islice(link.itertext(), _PIECES + 1))
    return _MARK.fullmatch("".join(map(str, pieces))) if len(pieces) <= _PIECES else None


def _room(target: etree._Element) -> etree._Element | None:
    """The element that holds a note's words: the target, or the paragraph that it marks."""
    if target.tag in _ROOMS:
        return target
    return next((above for above in target.iterancestors() if above.tag in _ROOMS), None)
