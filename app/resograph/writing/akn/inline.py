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
    _write(parent, text, Span(0, len(text)), _nested(inlines), anchors, first=True)


def _nested(inlines: Sequence[Inline]) -> list[Inline]:
    """The inlines that have words, the longer before those in it, each at its place once."""
    ordered = sorted(inlines, key=lambda one: (one.span.start, -one.span.end, one.name))
    return [one for one in dict.fromkeys(ordered) if one.span.start < one.span.end]


def _write(
    parent: etree._Element,
    text: str,
    within: Span,
    inlines: Sequence[Inline],
    anchors: Sequence[Anchor],
    first: bool,
    around: str = "",
) -> None:
    """Fill an element with the words of a span and the inlines in it."""
    place, rest = within.start, list(inlines)
    while rest:
        inline = rest.pop(0)
        end = min(inline.span.end, within.end)
        if inline.span.start < place or end <= inline.span.start or inline.name == around:
            continue
        _write_words(parent, text, place, inline.span.start, anchors, first=first and place == 0)
        made = element(inline.name, parent)
        for key, value in inline.attributes:
            made.set(key, value)
        inside = [one for one in rest if one.span.start < end]
        rest = [one for one in rest if one.span.start >= end]
        _write(made, text, Span(inline.span.start, end), inside, anchors, first=False, around=inline.name)
        place = end
    _write_words(parent, text, place, within.end, anchors, first=first and place == 0)


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
