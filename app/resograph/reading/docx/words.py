"""The words of a paragraph as Word shows them: without what is deleted, hidden or code, notes and emphasis marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from resograph.reading.docx.changes import Changes
from resograph.reading.docx.package import W, w
from resograph.reading.docx.styles import Styles, switch
from resograph.reading.layout.inline import BOLD_END, BOLD_START, EMPHASIS_END, EMPHASIS_START, cleaned, mark
from resograph.reading.layout.signs import of_symbol_font

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_HAN = re.compile(r"[\u3400-\u9fff]")
_RTL = re.compile(r"[\u0590-\u08ff]")
_GONE = {w(name) for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText")}
_DELETED = {w("del"), w("moveFrom")}
_INSERTED = {w("ins"), w("moveTo")}
_TEXTS = (w("t"), w("delText"))
_SIGNS = {
    w("tab"): " ", w("ptab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): "",
}  # fmt: skip


@dataclass
class Run:
    """Words of one style; ``emphasised`` is None where they have no letters. A note's mark is a piece of its own."""

    text: str
    emphasised: bool | None = None


@dataclass
class NoteReference:
    """A note that the text leads to: its id in the file, whether an endnote, and the mark where it is typed."""

    id: str
    is_endnote: bool
    typed: str | None


@dataclass
class Words:
    """What a document's paragraphs are read with, in order: open fields, notes met, text boxes met."""

    styles: Styles
    notes: list[NoteReference] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    """Words that are struck out, which are not read."""
    changes: Changes = field(default_factory=Changes)
    _fields: list[bool] = field(default_factory=list)
    """For each open field, whether its code, which is not shown, goes on."""

    def of(self, paragraph: etree._Element) -> str:
        """The text of a paragraph with inline marks; emphasis only where not all of it is emphasised."""
        pieces: list[Run] = []
        self._walk(paragraph, paragraph, pieces)
        told = [piece.emphasised for piece in pieces if piece.emphasised is not None]
        if all(told):
            return "".join(piece.text for piece in pieces)
        text, emphasised = list[str](), False
        for piece, behind in zip(pieces, _behind(pieces), strict=True):
            wanted = piece.emphasised
            if wanted is None:  # between two emphasised pieces
                wanted = emphasised and behind and not _is_mark(piece.text)
            if wanted != emphasised:
                text.append(EMPHASIS_START if wanted else EMPHASIS_END)
                emphasised = wanted
            text.append(piece.text)
        return "".join(text) + (EMPHASIS_END if emphasised else "")

    def _walk(self, node: etree._Element, paragraph: etree._Element, pieces: list[Run]) -> None:
        for child in node.iterchildren("*"):
            if child.tag in _GONE:
                continue
            if child.tag in _DELETED:
                words = cleaned("".join(text.text or "" for text in child.iter(*_TEXTS)))
                if words:
                    pieces.append(Run(self.changes.deleted(child, " ".join(words.split()))))
            elif child.tag in _INSERTED:
                begins, ends = self.changes.inserted(child)
                pieces.append(Run(begins))
                self._walk(child, paragraph, pieces)
                pieces.append(Run(ends))
            elif child.tag in (w("commentRangeStart"), w("commentRangeEnd")):
                mark_ = self.changes.comment(child.get(w("id"), ""), child.tag == w("commentRangeStart"))
                pieces.append(Run(mark_))
            elif child.tag == w("r"):
                self._run(child, paragraph, pieces)
            elif child.tag == _CHOICES:
                if len(child):
                    self._walk(child[0], paragraph, pieces)
            elif child.tag == f"{_MATH}t":
                pieces.append(Run(cleaned(child.text or "")))
            elif str(child.tag).startswith((f"{{{W}}}", _MATH)) and child.tag != w("p"):
                self._walk(child, paragraph, pieces)

    def _run(self, run: etree._Element, paragraph: etree._Element, pieces: list[Run]) -> None:
        properties = run.find(w("rPr"))
        hidden = bool(switch(properties, "vanish"))
        struck = self._is_struck(run, properties)
        text, typed_mark = "", False
        for child in self._children(run):
            if child.tag == w("fldChar"):
                self._field(child.get(w("fldCharType")))
            elif hidden or any(self._fields):
                continue
            elif child.tag == w("t"):
                text += cleaned(child.text or "")
            elif child.tag in _SIGNS:
                text += _SIGNS[child.tag]
            elif child.tag == w("sym"):
                text += cleaned(of_symbol_font(_character(child.get(w("char"), ""))))
            elif child.tag in (w("footnoteReference"), w("endnoteReference")):
                typed_mark = child.get(w("customMarkFollows"), "0") not in ("0", "false", "off")
                if not struck:
                    self._add(text, run, paragraph, pieces)
                text = ""
                self.notes.append(NoteReference(child.get(w("id"), ""), child.tag == w("endnoteReference"), None))
                pieces.append(Run(mark(len(self.notes) - 1)))
            elif child.tag in (w("drawing"), w("pict"), w("object")):
                self.boxes += child.iter(w("txbxContent"))
        if struck and not typed_mark:
            self.struck.append(text)
            if text.strip():
                pieces.append(Run(self.changes.struck(" ".join(text.split()))))
        elif typed_mark:
            self.notes[-1].typed = text.strip()
        else:
            self._add(text, run, paragraph, pieces)

    def _is_struck(self, run: etree._Element, properties: etree._Element | None) -> bool:
        own = [properties, *(style.find(w("rPr")) for style in self.styles.of_run(run))]
        for name in ("strike", "dstrike"):
            if next((told for each in own if (told := switch(each, name)) is not None), False):
                return True
        return False

    @staticmethod
    def _children(run: etree._Element) -> list[etree._Element]:
        """A run's content; of forms for newer and older versions of Word, the first."""
        found: list[etree._Element] = []
        for child in run.iterchildren("*"):
            found += list(child[0]) if child.tag == _CHOICES and len(child) else [child]
        return found

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, text: str, run: etree._Element, paragraph: etree._Element, pieces: list[Run]) -> None:
        if text:
            self.changes.plain()
            if ("(" in text or ":" in text) and self._switched("b", run, paragraph):
                text = f"{BOLD_START}{text}{BOLD_END}"
            letters = any(char.isalpha() for char in text)
            pieces.append(Run(text, self._emphasised(text, run, paragraph) if letters else None))

    def _emphasised(self, text: str, run: etree._Element, paragraph: etree._Element) -> bool:
        """Italics; in Han and Arabic, which have none of their own, bold too."""
        complex_ = bool(_RTL.search(text))
        names = ["iCs", "i", "bCs", "b"] if complex_ else ["i", "b"] if _HAN.search(text) else ["i"]
        return any(self._switched(name, run, paragraph) for name in names)

    def _switched(self, name: str, run: etree._Element, paragraph: etree._Element) -> bool:
        own = [run.find(w("rPr")), *(style.find(w("rPr")) for style in self.styles.of_run(run))]
        by_paragraph = (style.find(w("rPr")) for style in self.styles.of_paragraph(paragraph))
        for properties in (*own, *by_paragraph):
            if (told := switch(properties, name)) is not None:
                return told
        return False


def _character(code: str) -> str:
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""


def _behind(pieces: Sequence[Run]) -> list[bool]:
    """For each piece whether the next behind it that can be emphasised is so."""
    found: list[bool] = []
    behind = False
    for piece in reversed(pieces):
        found.append(behind)
        behind = behind if piece.emphasised is None else piece.emphasised
    return found[::-1]


def _is_mark(text: str) -> bool:
    return len(text) == 1 and "\ue000" <= text <= "\uf7ff"
