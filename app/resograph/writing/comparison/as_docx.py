"""A comparison as a Word file: the earlier text with the changes to the later one tracked (ISO/IEC 29500-1, §17.13)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from resograph.documents import PartKind
from resograph.wording import Change, ComparedRow, Op, Stretch
from resograph.writing.comparison.compared import ComparedTexts

AUTHOR = "resograph"
"""Whom Word names beside a change."""
_RIGHT_TO_LEFT = "ar"
_INDENT = Pt(18)


def comparison_docx(texts: ComparedTexts) -> bytes:
    """The file; accepting all changes gives the later text, rejecting them the earlier one, but for moved paragraphs.

    A moved paragraph stands where the later text has it, with its earlier place told before it.
    """
    document = Document()
    document.core_properties.author = AUTHOR
    document.core_properties.title = " → ".join(texts.names)
    writer = _Writer(texts.language == _RIGHT_TO_LEFT)
    title = document.add_heading(level=1)
    writer.add(title, Stretch(Op.SAME, " → ".join(texts.names)))
    for row, words in _once(texts):
        writer.paragraph(document.add_paragraph(), row, words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_plain(document: Any, words: str, language: str) -> None:
    """A paragraph of words that did not change, in the direction of its language."""
    _Writer(language == _RIGHT_TO_LEFT).add(document.add_paragraph(), Stretch(Op.SAME, words))


def _once(texts: ComparedTexts) -> Iterator[tuple[ComparedRow, list[Stretch]]]:
    """The rows with the words of each paragraph once: of merged ones the first has them, of split ones likewise."""
    shown: set[tuple[str, str]] = set()
    for row in texts.comparison.rows:
        has_a = row.a is not None and ("a", row.a.eid) in shown
        has_b = row.b is not None and ("b", row.b.eid) in shown
        if row.a and has_b and not has_a:
            yield row, [Stretch(Op.DELETED, row.a.words)]
        elif row.b and has_a and not has_b:
            yield row, [Stretch(Op.INSERTED, row.b.words)]
        elif not (has_a and has_b):
            yield row, texts.words(row)
        shown |= {(side, one.eid) for side, one in (("a", row.a), ("b", row.b)) if one}


class _Writer:
    def __init__(self, is_right_to_left: bool) -> None:
        self._is_right_to_left = is_right_to_left
        self._ids = count(1)

    def paragraph(self, paragraph: WordParagraph, row: ComparedRow, words: list[Stretch]) -> None:
        """One paragraph with its number, its earlier place where it moved, and its words."""
        one = row.b or row.a
        if one is None:
            return
        if one.kind is PartKind.SUBPARAGRAPH:
            paragraph.paragraph_format.left_indent = _INDENT * (1 + one.eid.count("__point_"))
        if Change.MOVED in row.change and row.a:
            self.add(paragraph, Stretch(Op.SAME, f"[{row.a.eid} →] "))
        if one.number:
            op = Op.SAME if row.a and row.b else words[0].op
            self.add(paragraph, Stretch(op, f"{one.number} "))
        for stretch in words:
            self.add(paragraph, stretch)

    def add(self, paragraph: WordParagraph, stretch: Stretch) -> None:
        """A run with its change, if it has one."""
        if self._is_right_to_left:
            paragraph._p.get_or_add_pPr().append(_element("w:bidi"))
        run = paragraph.add_run(stretch.text)
        if self._is_right_to_left:
            run._r.get_or_add_rPr().append(_element("w:rtl"))
        if stretch.op is Op.SAME:
            return
        if stretch.op is Op.DELETED:
            for text in run._r.findall(qn("w:t")):
                text.tag = qn("w:delText")
        change = _element("w:del" if stretch.op is Op.DELETED else "w:ins")
        change.set(qn("w:id"), str(next(self._ids)))
        change.set(qn("w:author"), AUTHOR)
        run._r.addprevious(change)
        change.append(run._r)


def _element(name: str) -> Any:
    """An element of WordprocessingML, by its prefixed name."""
    return OxmlElement(name)
