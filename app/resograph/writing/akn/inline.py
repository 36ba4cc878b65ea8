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
    """Fill ``parent`` with the text. Of overlapping inlines the first wins."""
    apart: list[Inline] = []
    for inline in sorted(inlines, key=lambda inline: inline.span):
        if inline.span.start < inline.span.end and (not apart or inline.span.start >= apart[-1].span.end):
            apart.append(inline)
    place = 0
    for inline in apart:
        _write_words(parent, text, place, inline.span.start, anchors, first=place == 0)
        made = element(inline.name, parent)
        for key, value in inline.attributes:
            made.set(key, value)
        _write_words(made, text, *inline.span, anchors, first=False)
        place = inline.span.end
    _write_words(parent, text, place, len(text), anchors, first=place == 0)


def _write_words(
    parent: etree._Element, text: str, start: int, end: int, anchors: Sequence[Anchor], first: bool
) -> None:
    """Words from ``start`` to ``end`` with the notes that stand behind one of them."""
    place = start
    for anchor in sorted(anchors, key=lambda anchor: anchor.offset):
        if start < anchor.offset <= end or (first and anchor.offset == 0):
            _append(parent, text[place : anchor.offset])
            anchor.write(parent)
            place = anchor.offset
    _append(parent, text[place:end])


def _append(parent: etree._Element, words: str) -> None:
    if not words:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words
