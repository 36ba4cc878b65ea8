"""The words of a web page as blocks: paragraphs, items of lists with their numbers, rows of tables; and its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from resograph.reading.docx.numerals import numeral
from resograph.reading.html.notes import NoteLinks, holders
from resograph.reading.layout.inline import EMPHASIS_END, EMPHASIS_START, cleaned, mark, words_of
from resograph.reading.layout.pages import Block

_SKIPPED = {
    "audio", "button", "canvas", "footer", "form", "head", "iframe", "nav", "noscript", "object", "script", "select",
    "style", "svg", "template", "video",
}  # fmt: skip
"""What shows no words of the document."""
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_STRUCK = {"del", "s", "strike"}
_EMPHASIS = {"em", "i", "cite"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINED = re.compile(r"text-decoration[a-z-]*\s*:[^;]{0,40}line-through", re.IGNORECASE)
_STYLES = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "decimal": "decimal",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?P<style>[a-z-]{1,20})")
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = re.compile(r"\s*[\[(]?\d{1,3}[\])]?\s*")
_LISTED = {"ol", "ul", "h1", "h2", "h3"}
"""What a table that sets words on the page holds."""
_PIECES = 32
"""Texts of a raised element among which its figure is looked for."""
_DEEPEST = 200
"""Levels of elements that are gone into; deeper ones are read as the text of that level."""


@dataclass
class _List:
    """An open list: how it is numbered, None for bullets, and its next number."""

    style: str | None
    next: int = 1


@dataclass
class Story:
    """Reads a page; ``struck`` are the words that it strikes out, ``notes`` (mark, lines)."""

    root: etree._Element
    links: NoteLinks = field(init=False)
    blocks: list[Block] = field(default_factory=list)
    notes: list[tuple[str, list[str]]] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _label: str = ""
    _line: int = 0
    _lists: list[_List] = field(default_factory=list)
    _listed: dict[etree._Element, etree._Element] = field(default_factory=dict)
    """What holds lists or headings."""

    def __post_init__(self) -> None:
        self.links = NoteLinks(self.root)
        self._listed = holders(element for element in self.root.iter(etree.Element) if _tag(element) in _LISTED)

    def read(self) -> None:
        """Add the blocks of the page."""
        self._read(self.root, 0)
        self._flush()

    def _read(self, element: etree._Element, depth: int) -> None:
        tag = _tag(element)
        if tag in _SKIPPED or _is_hidden(element):
            return
        if depth > _DEEPEST:
            self._text.append(" ".join(_words(element)))
        elif element in self.links.bodies:
            self._note(element)
        elif _is_struck(element, tag):
            self.struck.append(" ".join(_words(element)))
        elif tag == "br":
            self._text.append("\n")
        elif tag == "sup" or element in self.links.references:
            self._raised(element, depth)
        elif tag == "table":
            self._flush()
            self._table(element, depth)
        elif tag in _BLOCKS:
            self._block(element, tag, depth)
        elif tag in _EMPHASIS:
            self._text.append(EMPHASIS_START)
            self._inside(element, depth)
            self._text.append(EMPHASIS_END)
        else:
            self._inside(element, depth)

    def _inside(self, element: etree._Element, depth: int) -> None:
        keep = _tag(element) == "pre"
        self._add(element.text, keep)
        for child in element:
            if isinstance(child.tag, str):
                self._read(child, depth + 1)
            self._add(child.tail, keep)

    def _add(self, text: str | None, keep: bool) -> None:
        words = cleaned(text or "")
        self._text.append(words.replace("\r", "") if keep else re.sub(r"\s+", " ", words))

    def _block(self, element: etree._Element, tag: str, depth: int) -> None:
        self._flush()
        self._line = element.sourceline or self._line
        if tag in ("ol", "ul"):
            self._lists.append(_List(_style(element) if tag == "ol" else None, _start(element.get("start"), 1)))
        elif tag == "li":
            self._label = self._numbered(element)
        self._inside(element, depth)
        self._flush()
        if tag in ("ol", "ul"):
            self._lists.pop()

    def _numbered(self, item: etree._Element) -> str:
        """The number or bullet that a browser shows before an item."""
        if not self._lists or self._lists[-1].style is None:
            return "• "
        current = self._lists[-1]
        value = _start(item.get("value"), current.next)
        current.next = value + 1
        shown = numeral(value, current.style or "decimal")
        return f"{shown}. " if current.style == "decimal" else f"({shown}) "

    def _flush(self) -> None:
        lines = [" ".join(line.split()) for line in "".join(self._text).split("\n")]
        text = "\n".join(line for line in lines if words_of(line).strip())
        self._text.clear()
        if text:
            self.blocks.append(Block(f"{self._label}{text}", self._line))
            self._label = ""

    def _raised(self, element: etree._Element, depth: int) -> None:
        """A note's mark; other raised words are words."""
        note = self.links.note_of(element)
        if note is not None:
            self._text.append(mark(len(self.notes)))
            self.notes.append((note.mark, note.lines))
            return
        if self.links.is_back(element):
            return
        pieces = list(islice(_words(element), _PIECES + 1))
        words = "".join(pieces).strip() if len(pieces) <= _PIECES else ""
        if _RAISED.fullmatch(words):
            self._text.append(re.sub(r"\D", "", words).translate(_RAISE))
        else:
            self._inside(element, depth)

    def _note(self, element: etree._Element) -> None:
        """The words of a note, which stand where its mark does."""
        note = self.links.bodies[element]
        note.lines[:] = [re.sub(r"^\s*[\[(]?[\d*↑^]{1,4}[\]).]?\s*", "", " ".join(" ".join(_words(element)).split()))]

    def _table(self, table: etree._Element, depth: int) -> None:
        """Rows of cells; one with words in one cell only sets them on the page, as a table that holds lists does."""
        for row in _rows(table):
            cells = [cell for cell in row if _tag(cell) in ("td", "th")]
            full = [cell for cell in cells if any(words.strip() for words in _words(cell))]
            self._line = row.sourceline or self._line
            if table in self._listed or len(full) == 1:
                for cell in full:
                    self._inside(cell, depth + 2)
                    self._flush()
            elif full:
                texts = (" ".join("".join(_words(cell)).split()) for cell in cells)
                self._text.append(" | ".join(cleaned(text) for text in texts))
                self._flush()


def _tag(element: etree._Element) -> str:
    return element.tag.lower().rpartition("}")[2] if isinstance(element.tag, str) else ""


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, without those of tables in it."""
    open_ = [iter(element)]
    while open_:
        child = next(open_[-1], None)
        if child is None:
            open_.pop()
            continue
        tag = _tag(child)
        if tag == "tr":
            yield child
        if tag != "table":
            open_.append(iter(child))


def _is_hidden(element: etree._Element) -> bool:
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or bool(_HIDDEN.search(element.get("style", "")))


def _is_struck(element: etree._Element, tag: str) -> bool:
    return tag in _STRUCK or bool(_LINED.search(element.get("style", "")))


def _style(element: etree._Element) -> str:
    styled = _LIST_STYLE.search(element.get("style", ""))
    return _STYLES.get(styled["style"] if styled else element.get("type", "1"), "decimal")


def _start(value: str | None, absent: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 5 else absent


def _words(element: etree._Element) -> Iterator[str]:
    """All words of an element that are shown and not struck out."""
    yield cleaned(element.text or "")
    open_ = [(element, iter(element))]
    while open_:
        above, below = open_[-1]
        child = next(below, None)
        if child is None:
            open_.pop()
            if open_:
                yield from _behind(above)
            continue
        tag = _tag(child)
        if not tag or tag in _SKIPPED or _is_struck(child, tag):
            yield cleaned(child.tail or "")
            continue
        if tag in _BLOCKS or tag == "br":
            yield " "
        yield cleaned(child.text or "")
        open_.append((child, iter(child)))


def _behind(element: etree._Element) -> Iterator[str]:
    """What follows an element's own words, in the element that holds it."""
    tag = _tag(element)
    if tag in _BLOCKS or tag == "br":
        yield " "
    yield cleaned(element.tail or "")
