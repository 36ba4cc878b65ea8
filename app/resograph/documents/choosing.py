"""The clean text of a paragraph or document that is negotiated, for a choice among its variants."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from resograph.documents.values import Document, Note, Part, PartKind, Span, Variant, VariantKind
from resograph.resources import table

Wanted = Callable[[Variant], bool]
"""Whether a variant is in the text that is wanted."""
CHANGES = (VariantKind.PROPOSAL, VariantKind.DELETION, VariantKind.ALTERNATIVE)
"""The kinds of variants that change words."""
_DISPUTED = (VariantKind.DELETION, VariantKind.ALTERNATIVE, VariantKind.RESERVATION)
_UNSPACED = "\u2e80"
"""The first character of scripts without spaces between words."""


def with_variants(text: str, variants: Sequence[Variant], wanted: Wanted) -> str:
    """A text with the variants that are wanted, and without the others that it has taken.

    Where two change the same words, the one that changes more of them is taken, then the first.
    """
    changes = [one for one in variants if one.kind in CHANGES and _reaches(one, wanted) != one.taken]
    kept: list[Variant] = []  # by their places, which share no words
    for one in sorted(changes, key=lambda one: one.span.start - one.span.end):
        place = bisect_right(kept, one.span, key=lambda other: other.span)
        if not any(_clash(one.span, other.span) for other in kept[max(place - 1, 0) : place + 1]):
            kept.insert(place, one)
    for one in reversed(kept):
        text = spliced(text, one.span, with_variants(one.text, one.variants, wanted))
    return text


def variant_words(text: str, variant: Variant) -> str:
    """A paragraph's text as it reads with one variant alone; of a comment its words."""
    if variant.kind is VariantKind.COMMENT:
        return variant.text
    if variant.kind not in CHANGES:
        return text[slice(*variant.span)]
    bare = replace(variant, variants=())
    return text if variant.taken else with_variants(text, [bare], lambda one: True)


def spliced(text: str, span: Span, words: str) -> str:
    """A text with words in the place of others, with single spaces around them and none before a closing mark."""
    before, behind = text[: span.start], text[span.end :]
    return joined(joined(before, words), behind)


def joined(before: str, behind: str) -> str:
    """Two stretches of words as one text."""
    if not before.strip() or not behind.strip():
        return before.rstrip() + behind.strip() if not before.strip() else before.rstrip() + behind.rstrip()
    spaced = before[-1].isspace() or behind[0].isspace()
    last, first = before.rstrip()[-1], behind.lstrip()[0]
    if behind[0].isspace() or not _closes(first):
        needed = spaced or ((_in_word(last) or last in table("data", "punctuation.toml")["behind"]) and _in_word(first))
        return before.rstrip() + (" " if needed else "") + behind.lstrip()
    return before.rstrip() + behind


def _closes(char: str) -> bool:
    """Whether a character is a mark that stands close to the word before it."""
    return unicodedata.category(char) in ("Po", "Pe", "Pf")


def _in_word(char: str) -> bool:
    return char.isalnum() and char < _UNSPACED


def _reaches(variant: Variant, wanted: Wanted) -> bool:
    """Whether a variant is wanted, or one of what others propose for its text."""
    return wanted(variant) or any(_reaches(one, wanted) for one in variant.variants if one.kind in CHANGES)


def _clash(first: Span, second: Span) -> bool:
    """Whether two places share words, or one of them stands inside the other."""
    if first.start == first.end or second.start == second.end:
        return first == second or first.start < second.start < first.end or second.start < first.start < second.end
    return first.start < second.end and second.start < first.end


def chosen(document: Document, wanted: Wanted) -> Document:
    """The document as it reads with the variants that are wanted; paragraphs left without words go."""

    def text_of(part: Part) -> str:
        return with_variants(part.text, part.variants, wanted)

    return _rewritten(document, text_of)


def agreed(document: Document) -> Document:
    """What is agreed ad referendum, and no more: words that somebody wants to change are left out."""

    def text_of(part: Part) -> str:
        if part.role == "formula" or not (part.text or part.variants):
            return part.text
        places = [one.span for one in part.variants if one.kind is VariantKind.AGREED]
        if not places:
            return ""
        text = part.text
        gone = [one.span for one in part.variants if one.kind in _DISPUTED or one.taken]
        for span in reversed(_united([*_outside(places, len(text)), *gone])):
            text = spliced(text, span, "") if span.start < span.end else text
        return text

    return _rewritten(document, text_of)


def _outside(places: Sequence[Span], end: int) -> list[Span]:
    """What lies between places, before the first and behind the last."""
    inside = _united(places)
    starts = [0, *(span.end for span in inside)]
    ends = [*(span.start for span in inside), end]
    return [Span(start, stop) for start, stop in zip(starts, ends, strict=True)]


def _united(spans: Sequence[Span]) -> list[Span]:
    """Places in order, those that touch as one."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return united


def _rewritten(document: Document, text_of: Callable[[Part], str]) -> Document:
    parts = tuple(kept for part in document.parts if (kept := _part(part, text_of)))
    held = {part.eid: part for top in parts for part in top.walk()}
    notes = [_note(note, held[note.bearer]) for note in document.notes if note.bearer in held]
    return replace(document, parts=parts, notes=tuple(notes))


def _part(part: Part, text_of: Callable[[Part], str]) -> Part | None:
    """A part with its text of the choice; None where it had words, or parts, and has none left."""
    below = tuple(kept for child in part.parts if (kept := _part(child, text_of)))
    text = text_of(part)
    if not below and (part.text or part.parts) and not any(char.isalnum() for char in text):
        return None
    if below and not text and part.kind not in (PartKind.SECTION, PartKind.ANNEX, PartKind.DRAFT):
        text = part.text  # the words above a list whose points stand
    if text == part.text:
        return replace(part, parts=below, variants=())
    return replace(part, parts=below, text=text, variants=(), emphasis=(), links=(), cells=())


def _note(note: Note, bearer: Part) -> Note:
    return replace(note, anchor=min(note.anchor, len(bearer.text)))
