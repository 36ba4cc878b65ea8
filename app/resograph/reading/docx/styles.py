"""Styles of a Word file: what a paragraph or run has by its style and by those that it is based on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from resograph.reading.docx.package import w

_OFF = ("0", "false", "off", "none")
_FIRST = 3
"""Children among which a paragraph's properties stand: they come first (ECMA-376, Part 1, §17.3.1.26)."""
_MOST_BASES = 20
"""Styles based on one another; Word allows eleven."""


class Styles:
    """The styles by id; a chain of bases that never ends is cut."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {} if root is None else {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}
        self._default = next(
            (
                id_
                for id_, style in self._styles.items()
                if style.get(w("type")) == "paragraph" and is_on(style.get(w("default")), False)
            ),
            "",
        )

    def of_paragraph(self, paragraph: etree._Element) -> list[etree._Element]:
        """The style of a paragraph and its bases, nearest first."""
        properties = next((child for child in islice(paragraph, _FIRST) if child.tag == w("pPr")), None)
        return list(self._chain(value(properties, "pStyle") or self._default))

    def of_run(self, run: etree._Element) -> list[etree._Element]:
        """The character style of a run and its bases, nearest first."""
        return list(self._chain(value(run.find(w("rPr")), "rStyle") or ""))

    def numbering(self, style: str) -> etree._Element | None:
        """The numbering that a style of numbering names."""
        found = self._styles.get(style)
        return None if found is None else found.find(f"{w('pPr')}/{w('numPr')}")

    def _chain(self, id_: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while id_ in self._styles and id_ not in seen and len(seen) < _MOST_BASES:
            seen.add(id_)
            yield self._styles[id_]
            id_ = value(self._styles[id_], "basedOn") or ""


def value(parent: etree._Element | None, name: str) -> str | None:
    """The value of a child such as ``w:pStyle``."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(w("val"))


def is_on(word: str | None, absent: bool) -> bool:
    """A value that is on or off; ``absent`` where there is none."""
    return absent if word is None else word not in _OFF


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """Whether run properties switch something on (bold, italics); None where they are silent."""
    child = None if properties is None else properties.find(w(name))
    return None if child is None else is_on(child.get(w("val")), True)
