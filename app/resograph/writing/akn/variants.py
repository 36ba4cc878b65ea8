"""What is proposed for a paragraph, inline: ``ins``, ``del`` and ``remark`` (Akoma Ntoso 1.0, inline elements).

Words that a variant is about are wrapped (``del``; ``ins`` where it is taken; else ``span``); what it has in their
place, or says, follows them. ``class`` is its kind, ``refersTo`` its proponents, ``title`` its mark as printed, and
``reso:variant`` its number in the paragraph, the same on all of its pieces.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree

from resograph.documents import Document, Span, Variant, VariantKind
from resograph.documents.choosing import CHANGES, joined
from resograph.vocabularies.concepts import RESO
from resograph.writing.akn.base import element
from resograph.writing.akn.inline import Anchor, Inline, write_inline

NUMBER, TAKEN = f"{{{RESO}}}variant", f"{{{RESO}}}taken"


def proponents_of(document: Document) -> dict[str, str]:
    """Printed name of each proponent → the id of its entry in the references."""
    names = dict.fromkeys(name for part in document.walk() for one in part.variants for name in _names(one))
    return {name: f"proponent_{number}" for number, name in enumerate(names, start=1)}


def _names(variant: Variant) -> Iterator[str]:
    yield from variant.proponents
    for inner in variant.variants:
        yield from _names(inner)


def write_variants(
    parent: etree._Element,
    text: str,
    variants: Sequence[Variant],
    agents: Mapping[str, str],
    inlines: Sequence[Inline] = (),
    anchors: Sequence[Anchor] = (),
) -> None:
    """Fill ``parent`` with a text, with what is proposed for it, and with its links and notes."""
    starts = _by_place(variants, lambda one: one.span.start)
    ends = _by_place(variants, lambda one: one.span.end)
    behind = sorted(inlines, key=lambda inline: inline.span.start)[::-1]
    marks = sorted(anchors, key=lambda anchor: anchor.offset)[::-1]
    around: list[tuple[int, int]] = []  # the open variants by their length, the longest first
    open_: list[Inline] = []
    for start, end in _stretches(text, variants):
        if start < end:
            for number, one in ends.get(start, ()):
                if one.span.start < start:
                    del around[bisect_left(around, (-_length(one), number))]
            for number, one in starts.get(start, ()):
                if one.span.end > start:
                    insort(around, (-_length(one), number))
        holder = parent
        for _, number in around if start < end else ():
            holder = _element(holder, _wrapping(variants[number]), variants[number], number, agents)
        while behind and behind[-1].span.start < end:
            open_.append(behind.pop())
        open_ = [inline for inline in open_ if inline.span.end > start]
        here: list[Anchor] = []
        while marks and marks[-1].offset <= end:
            anchor = marks.pop()
            here.append(Anchor(anchor.offset - start, anchor.write))
        write_inline(holder, text[start:end], [_cut(inline, start, end) for inline in open_], here)
        for number, one in ends.get(end, ()):
            _write_aside(parent, text, one, number, agents)


def _by_place(variants: Sequence[Variant], place: Callable[[Variant], int]) -> dict[int, list[tuple[int, Variant]]]:
    """The variants that are at each place, with their indices."""
    found: dict[int, list[tuple[int, Variant]]] = {}
    for number, one in enumerate(variants):
        found.setdefault(place(one), []).append((number, one))
    return found


def _length(variant: Variant) -> int:
    return variant.span.end - variant.span.start


def _stretches(text: str, variants: Sequence[Variant]) -> list[tuple[int, int]]:
    """The text from one end of a variant's words to the next; what stands at its start has an empty one."""
    places = sorted({0, len(text), *(place for one in variants for place in one.span)})
    pairs = list(pairwise(places))
    first = [(0, 0)] if any(one.span.end == 0 for one in variants) or not pairs else []
    return [*first, *pairs]


def _cut(inline: Inline, start: int, end: int) -> Inline:
    span = Span(max(inline.span.start, start) - start, min(inline.span.end, end) - start)
    return Inline(span, inline.name, inline.attributes)


def _wrapping(variant: Variant) -> str:
    if variant.kind not in CHANGES:
        return "span"
    return "ins" if variant.taken else "del"


def _write_aside(parent: etree._Element, text: str, one: Variant, number: int, agents: Mapping[str, str]) -> None:
    """What a variant has in the stead of its words, which end here, or says."""
    place = one.span.end
    if one.kind not in CHANGES:
        made = _element(parent, "remark", one, number, agents)
        made.text = one.text or None
        return
    bare = not one.text and one.span.start < place
    if bare and one.kind is not VariantKind.ALTERNATIVE:
        return
    made = _element(parent, "del" if one.taken else "ins", one, number, agents)
    lead = joined(text[:place][-1:], one.text) if place else one.text
    space = " " if place and one.text and lead[1:2] == " " else ""
    if one.variants:
        write_variants(made, one.text, one.variants, agents)
        made.text = space + (made.text or "") if space else made.text
    else:
        made.text = space + one.text


def _element(
    parent: etree._Element, name: str, variant: Variant, number: int, agents: Mapping[str, str]
) -> etree._Element:
    made = element(name, parent, class_=variant.kind.value)
    if variant.proponents:
        made.set("refersTo", " ".join(f"#{agents[who]}" for who in variant.proponents))
    if variant.mark:
        made.set("title", variant.mark)
    made.set(NUMBER, str(number + 1))
    if variant.taken:
        made.set(TAKEN, "true")
    return made
