"""Inline content: a text with its links, emphasis and notes as mixed content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from resograph.documents import Span
from resograph.writing.akn.base import element


@dataclass(frozen=True)
class Inline:
    """An element around a span; ``attributes`` as written."""

    span: Span
    name: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Anchor:
    """Something that stands at an offset: a note."""

    offset: int
    write: Callable[[etree._Element], etree._Element]


def write_inline(parent: etree._Element, text: str, inlines: Sequence[Inline], anchors: Sequence[Anchor]) -> None:
    """Fill ``parent`` with the text. An inline stands inside one that covers it; of two that cross, the second is cut.

    A reference holds none of its own kind: Akoma Ntoso's ``ref`` has no ``ref`` in it.
    """
    _Writer(text, _nested(inlines), sorted(anchors, key=lambda anchor: anchor.offset)).write(parent)


def _nested(inlines: Sequence[Inline]) -> list[Inline]:
    """The inlines that have words, the longer before those in it, each at its place once."""
    ordered = sorted(inlines, key=lambda one: (one.span.start, -one.span.end, one.name))
    return [one for one in dict.fromkeys(ordered) if one.span.start < one.span.end]


class _Writer:
    """Writes a text from its start to its end; no inline and no anchor is looked at twice."""

    def __init__(self, text: str, inlines: Sequence[Inline], anchors: Sequence[Anchor]) -> None:
        self._text = text
        self._inlines = inlines
        self._anchors = [anchor for anchor in anchors if anchor.offset >= 0]
        self._inline = 0
        self._anchor = 0

    def write(self, parent: etree._Element) -> None:
        self._span(parent, Span(0, len(self._text)), "")

    def _span(self, parent: etree._Element, within: Span, around: str) -> None:
        """Fill an element with the words of a span and the inlines that begin in it."""
        place = within.start
        while self._inline < len(self._inlines) and self._inlines[self._inline].span.start < within.end:
            inline = self._inlines[self._inline]
            self._inline += 1
            if inline.name == around:
                continue
            self._words(parent, place, inline.span.start)
            made = element(inline.name, parent)
            for key, value in inline.attributes:
                made.set(key, value)
            place = min(inline.span.end, within.end)
            self._span(made, Span(inline.span.start, place), inline.name)
        self._words(parent, place, within.end)

    def _words(self, parent: etree._Element, start: int, end: int) -> None:
        """Words from ``start`` to ``end`` with the notes that stand behind one of them."""
        place = start
        while self._anchor < len(self._anchors) and self._anchors[self._anchor].offset <= end:
            anchor = self._anchors[self._anchor]
            self._anchor += 1
            _append(parent, self._text[place : anchor.offset])
            anchor.write(parent)
            place = anchor.offset
        _append(parent, self._text[place:end])


def _append(parent: etree._Element, words: str) -> None:
    if not words:
        return
    last = next(parent.iterchildren(reversed=True), None)
    if last is None:
        parent.text = (parent.text or "") + words
    else:
        last.tail = (last.tail or "") + words
