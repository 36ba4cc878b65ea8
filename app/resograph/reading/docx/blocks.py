"""A story of a Word file (its body, a header) as blocks: numbered paragraphs, rows of tables, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from resograph.reading.docx.numbering import Numbering
from resograph.reading.docx.package import w
from resograph.reading.docx.words import Words
from resograph.reading.layout.inline import has_changes, words_of
from resograph.reading.layout.pages import Block
from resograph.reading.layout.signs import close_set

_ROOMS = {w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
"""What paragraphs stand in beside the body."""


@dataclass
class Story:
    """Reads one story after the other; ``blocks`` are those so far."""

    words: Words
    numbering: Numbering
    blocks: list[Block] = field(default_factory=list)
    framed: list[tuple[str, list[str]]] = field(default_factory=list)
    """Notes typed in a frame at the page's foot, as asterisk notes of covers are: mark, and its one line."""
    _paragraphs: int = 0
    _unended: str = ""
    """Words of a paragraph whose end was deleted: it goes on with the next."""

    def read(self, root: etree._Element, masthead: bool = False) -> None:
        """Add a story's blocks.

        Args:
            root: the body, or a header.
            masthead: whether its tables only set things side by side, so that each cell stands alone. In a body that
                is so for tables before the first words.
        """
        for element in _content(root):
            if element.tag == w("p"):
                text = self._paragraph(element)
                if not self._is_framed_note(element, text):
                    self._add(text)
            elif masthead or not self.blocks:
                for cell in element.iter(w("tc")):
                    self.read(cell, masthead=True)
            else:
                for row in element.iterchildren(w("tr")):
                    self._row(row)
            self._read_boxes()

    def _row(self, row: etree._Element) -> None:
        """A row of a table; one with words in one cell only sets them on the page."""
        cells = [[self._paragraph(paragraph).strip() for paragraph in cell.iter(w("p"))] for cell in _cells(row)]
        full = [[text for text in cell if words_of(text).strip()] for cell in cells]
        if sum(map(bool, full)) == 1:
            for text in next(filter(None, full)):
                self._add(text)
        else:
            self._add(" | ".join(" ".join(texts).replace("\n", " ") for texts in full))

    def _is_framed_note(self, paragraph: etree._Element, text: str) -> bool:
        found = re.match(r"\s*(\*+)\s*", words_of(text))
        if not found or paragraph.find(f"{w('pPr')}/{w('framePr')}") is None:
            return False
        self.framed.append((found[1], [" ".join(words_of(text)[found.end() :].split())]))
        return True

    def _read_boxes(self) -> None:
        boxes, self.words.boxes = self.words.boxes, []
        for box in boxes:
            for paragraph in box.iter(w("p")):
                self._add(self._paragraph(paragraph))

    def _paragraph(self, paragraph: etree._Element) -> str:
        self._paragraphs += 1
        text = self.words.of(paragraph)
        if paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None:
            self._unended += text
            return ""
        text, self._unended = self._unended + text, ""
        return self.numbering.label(paragraph) + text if words_of(text).strip() else text

    def _add(self, text: str) -> None:
        """One block; what its line breaks part is told later."""
        lines = (" ".join(line.split()) for line in text.split("\n"))
        text = close_set("\n".join(line for line in lines if line))
        if has_changes(text) and not words_of(text).strip() and self.blocks:  # nothing is left of the paragraph
            before = self.blocks[-1]
            self.blocks[-1] = Block(before.text + text.replace("\n", ""), before.line)
        elif text.replace("|", "").strip():
            self.blocks.append(Block(text, self._paragraphs))


def _content(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables of a story, in order."""
    for child in root.iterchildren("*"):
        if child.tag in (w("p"), w("tbl")):
            yield child
        elif child.tag in _ROOMS:
            yield from _content(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, those in rooms of their own too."""
    for child in row.iterchildren("*"):
        if child.tag == w("tc"):
            yield child
        elif child.tag in _ROOMS:
            yield from _cells(child)
