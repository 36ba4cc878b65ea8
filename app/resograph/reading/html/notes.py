"""Notes of a web page: links from raised figures to the words of notes, and the links back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

_MARK = re.compile(r"\s*[\[(]?(?P<mark>\d{1,3}|[*]{1,3}|[a-z])[\])]?\s*")
_ROOMS = {"p", "li", "div", "td", "dd", "aside"}


@dataclass
class LinkedNote:
    """A note that a link leads to; its lines are known once its words are read."""

    mark: str
    lines: list[str] = field(default_factory=list)


class NoteLinks:
    """``references`` are links that lead to a note further on, ``bodies`` the elements that hold the notes' words."""

    def __init__(self, root: etree._Element) -> None:
        self.references: dict[etree._Element, LinkedNote] = {}
        self.bodies: dict[etree._Element, LinkedNote] = {}
        self._backs: set[etree._Element] = set()
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
            found = _MARK.fullmatch("".join(map(str, element.itertext())))
            if order[target] < order[element]:
                self._backs.add(element)
            elif found and (room := _room(target)) is not None and room not in set(element.iterancestors()):
                note = self.bodies.setdefault(room, LinkedNote(found["mark"]))
                self.references[element] = note

    def note_of(self, element: etree._Element) -> LinkedNote | None:
        """The note to which a mark leads."""
        return next((self.references[below] for below in element.iter() if below in self.references), None)

    def is_back(self, element: etree._Element) -> bool:
        """Whether an element is, or holds, a link from a note back to its mark."""
        return any(below in self._backs for below in element.iter())


def _room(target: etree._Element) -> etree._Element | None:
    """The element that holds a note's words: the target, or the paragraph that it marks."""
    if target.tag in _ROOMS:
        return target
    return next((above for above in target.iterancestors() if above.tag in _ROOMS), None)
