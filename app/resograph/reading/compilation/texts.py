"""The blocks of a compilation text: labels and marks taken out of each, other forms of a paragraph joined to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from resograph.documents import Finding, Span, Variant, VariantKind
from resograph.reading.compilation.brackets import Group, tree
from resograph.reading.compilation.labels import label_of
from resograph.reading.compilation.paragraph import ParagraphReader
from resograph.reading.compilation.remarks import Remarks, remarks
from resograph.reading.compilation.words import Paragraph
from resograph.reading.layout.grammar import Grammar
from resograph.reading.layout.inline import BOLD_END, BOLD_START, Parted, parted, words_of
from resograph.reading.layout.pages import Block

_LONGEST = 12_000
"""Characters of the longest paragraph whose marks are read."""
_MOST = 200
"""Other forms of one paragraph that are told."""
_OPENING = "[［【〔"
_BOLD = re.compile(rf"{BOLD_START}(?P<words>[^{BOLD_START}{BOLD_END}\[\]［］]*){BOLD_END}")
_TAIL = re.compile(r"\s*[(（](?P<names>[^()（）]{1,160})[)）]\s*$")


@dataclass
class Compilation:
    """The blocks without marks, and what is to be told of marks that are not clear."""

    blocks: list[Block]
    findings: list[Finding] = field(default_factory=list)


def is_compilation(texts: Sequence[str], rules: Grammar) -> bool:
    """Whether lines or blocks are of a text as negotiated: a delegation in brackets, or words agreed ad ref."""
    marks = remarks(rules.profile.code)
    labelled = any(label_of(words_of(text)) for text in texts)
    if not any(char in text for text in texts for char in _OPENING + BOLD_START):
        return labelled and any(map(marks.agreed_at_end, texts))
    return any(_is_marked(words_of(bracketed(text, marks)), marks, labelled) for text in texts)


def _is_marked(text: str, marks: Remarks, labelled: bool) -> bool:
    if len(text) > _LONGEST or not any(char in text for char in _OPENING):
        return False
    tokens = list(tree(text))
    while tokens:
        token = tokens.pop()
        if not isinstance(token, Group):
            continue
        inner = text[token.start + 1 : token.end - 1]
        head = marks.head(inner) if token.square else None
        if head and head.known:
            return True
        if (
            token.square
            and (found := marks.all(inner))
            and any(labelled or marks.is_ad_referendum(remark.mark) for remark in found)
        ):
            return True
        tokens += token.tokens
    return labelled and text[:1] in _OPENING and label_of(text) is not None


def bracketed(text: str, marks: Remarks) -> str:
    """A text with brackets around the bold words that tell who proposes them: "**and tides (Fiji)**"."""
    if BOLD_START not in text:
        return text

    def told(found: re.Match[str]) -> str:
        words = words_of(found["words"])
        head, tail = marks.head(words), _TAIL.search(words)
        named = (head and head.known) or (tail and marks.all(tail["names"]))
        return f"[{found['words']}]" if named else found["words"]

    return _BOLD.sub(told, text)


def _named(variant: Variant, marks: Remarks) -> Variant:
    """Struck words that end with a name: "~~and tides (Fiji)~~"."""
    found = _TAIL.search(variant.text) if variant.kind is VariantKind.DELETION and not variant.proponents else None
    names = marks.names(found["names"]) if found else ()
    if not found or not names:
        return variant
    return replace(variant, text=variant.text[: found.start()].rstrip(), proponents=names, mark=found[0].strip())


def unlabelled(text: str) -> str:
    """A line or block without its label."""
    label = label_of(text)
    return text[: label.start] + text[label.end :] if label else text


def read_compilation(blocks: Sequence[Block], rules: Grammar, changes: Sequence[Variant] = ()) -> Compilation:
    """The blocks of a compilation's text, each with its words as first proposed and what others propose.

    Args:
        blocks: of the text.
        rules: of its language.
        changes: what a Word file's authors changed, by the characters in the blocks.
    """
    reader = ParagraphReader(rules, remarks(rules.profile.code))
    found = Compilation([])
    other: tuple[int, Variant] | None = None
    """Where a paragraph's other form goes, and the form so far: its points stand in blocks of their own."""
    places: dict[tuple[bool, str], int] = {}
    for block in blocks:
        words = parted(bracketed(block.text, reader.marks), rules.profile, changes)
        words = replace(words, variants=tuple(_named(one, reader.marks) for one in words.variants))
        if len(words.text) > _LONGEST or " | " in words.text:
            found.blocks.append(block)
            continue
        paragraph = reader.read(words.text)
        label = paragraph.label
        found.findings += _unclear(paragraph, block)
        point = rules.is_numbered(paragraph.text) and not rules.paragraph.match(paragraph.text)
        if label is None and other and point and len(other[1].text) < _LONGEST:
            other = _with_point(found.blocks, other, paragraph, rules)
            continue
        other = None
        at = places.get((label.preambular, label.number)) if label else None
        if label and label.is_alternative and at is not None and _forms(found.blocks[at]) < _MOST:
            other = _joined(found.blocks, at, paragraph)
            continue
        if label:
            places[label.preambular, label.number] = len(found.blocks)
        found.blocks.append(_block(block, words, paragraph))
    return found


def _block(block: Block, words: Parted, paragraph: Paragraph) -> Block:
    """A block with its words; marks of notes and emphasis at their places in them."""
    emphasis = (Span(paragraph.place(span.start), paragraph.place(span.end)) for span in words.emphasis)
    made = Parted(
        paragraph.text,
        [(index, paragraph.place(offset)) for index, offset in words.marks],
        tuple(span for span in emphasis if span.start < span.end),
        tuple(_moved(variant, paragraph) for variant in words.variants) + paragraph.variants,
    )
    return replace(block, words=made, label=paragraph.label)


def _moved(variant: Variant, paragraph: Paragraph) -> Variant:
    """What a Word file's changes propose, at its place in the words without marks."""
    return replace(variant, span=Span(paragraph.place(variant.span.start), paragraph.place(variant.span.end)))


def _forms(block: Block) -> int:
    return len(block.words.variants) if block.words else 0


def _joined(blocks: list[Block], at: int, paragraph: Paragraph) -> tuple[int, Variant]:
    """Another form of a paragraph as a variant of it."""
    words = blocks[at].words
    assert words is not None
    own = [one for one in paragraph.variants if one.taken and one.span == Span(0, len(paragraph.text))]
    names = tuple(name for one in own for name in one.proponents)
    mark = "; ".join(one.mark for one in own if one.mark)
    inside = tuple(one for one in paragraph.variants if one not in own)
    span = Span(0, len(words.text))
    made = Variant(VariantKind.ALTERNATIVE, span, paragraph.text, names, mark, inside)
    blocks[at] = replace(blocks[at], words=replace(words, variants=(*words.variants, made)))
    return at, made


def _with_point(
    blocks: list[Block], other: tuple[int, Variant], paragraph: Paragraph, rules: Grammar
) -> tuple[int, Variant]:
    """A point below another form of a paragraph as more of its words."""
    at, variant = other
    words = blocks[at].words
    assert words is not None
    lead = rules.profile.join(variant.text, paragraph.text)
    shift = len(lead) - len(paragraph.text)
    more = tuple(replace(one, span=Span(one.span.start + shift, one.span.end + shift)) for one in paragraph.variants)
    made = replace(variant, text=lead, variants=(*variant.variants, *more))
    blocks[at] = replace(blocks[at], words=replace(words, variants=(*words.variants[:-1], made)))
    return at, made


def _unclear(paragraph: Paragraph, block: Block) -> Iterator[Finding]:
    for mark in paragraph.unclear:
        yield Finding(
            "text.unclear-mark",
            "It is not clear which words this mark is about; it is kept as a comment.",
            line=block.line,
            evidence=mark[:80],
        )
