"""The text of a statement: its body, the drafts that it quotes, and its annexes, wherever the file has put them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from resograph.documents import Finding, PartKind
from resograph.documents.xml import below, child, local
from resograph.languages.profile import Profile
from resograph.reading.akn.blocks import Block, Tag, read_blocks, read_quoted
from resograph.reading.akn.headings import split_number
from resograph.reading.akn.nodes import OpenPart, heading_joint
from resograph.reading.akn.openings import is_formula, is_sentence
from resograph.reading.akn.structure import Structure
from resograph.reading.akn.words import Words, read_words
from resograph.symbols import Kind

_LINES = (Tag.FORMULA, Tag.PARAGRAPH, Tag.PREAMBULAR)


def read_body(
    blocks: Sequence[Block], rules: Profile, kind: Kind = Kind.RESOLUTION
) -> tuple[list[OpenPart], list[Finding]]:
    """The parts of blocks, in document order; an annex among them is an annex."""
    first = next((place for place, block in enumerate(blocks) if _is_annex_heading(block, rules)), len(blocks))
    findings = _fill_drafts(blocks[:first], rules)
    end = _text_end(blocks[:first], rules)
    inner = _second_formula(blocks[:end], rules)
    if inner is not None:
        quoted = OpenPart(PartKind.DRAFT, line=blocks[inner].node.line)
        quoted.children, findings = read_body(blocks[inner:end], rules)
        blocks = [*blocks[:inner], Block(Tag.DRAFT, quoted), *blocks[end:]]
        end, first = inner + 1, first - (end - inner) + 1
    structure = Structure(rules, kind=kind).build(blocks[:end])
    for block in blocks[end:first]:
        block.node.kind, block.node.role = PartKind.PLAIN, "conclusions"
        structure.nodes.append(block.node)
    annexes, odd = _split(Words(), blocks[first:], rules)
    return [*structure.nodes, *annexes], [*findings, *structure.findings, *odd]


def _second_formula(blocks: Sequence[Block], rules: Profile) -> int | None:
    """Where a draft begins that the text quotes without enclosing it: at another body's formula."""
    found = [place for place, block in enumerate(blocks) if block.tag in _LINES and is_formula(block.node.text, rules)]
    if len(found) < 2 or blocks[found[0]].node.text == blocks[found[1]].node.text:
        return None
    blocks[found[1]].tag = Tag.FORMULA
    blocks[found[1]].node.role = "formula"
    return found[1]


def _text_end(blocks: Sequence[Block], rules: Profile) -> int:
    """Where lines begin at the end that tell meeting and day, which some files have in the text."""
    end = len(blocks)
    while end and blocks[end - 1].tag in (Tag.PARAGRAPH, Tag.PREAMBULAR, Tag.INTRODUCTION):
        node = blocks[end - 1].node
        told = rules.meeting(node.text) or rules.find_date(node.text)
        if node.number or node.children or len(node.text) > 60 or not told or is_sentence(node.text):
            break
        end -= 1
    return end


def _is_annex_heading(block: Block, rules: Profile) -> bool:
    heading = block.tag is Tag.HEADING and not block.node.number
    return heading and bool(rules.numbering.annex.re.fullmatch(block.node.text))


def _fill_drafts(blocks: Sequence[Block], rules: Profile) -> list[Finding]:
    """Give each quoted draft its parts."""
    findings: list[Finding] = []
    for block in blocks:
        if block.holder is None:
            continue
        children, odd = read_body(read_quoted(block.holder, rules), rules)
        annexes, odder = read_annexes(block.holder, rules)
        block.node.children = [*children, *annexes]
        findings += [*odd, *odder]
    return findings


def read_annexes(statement: etree._Element, rules: Profile) -> tuple[list[OpenPart], list[Finding]]:
    """The annexes that a statement attaches, in document order."""
    nodes: list[OpenPart] = []
    findings: list[Finding] = []
    for attachments in statement:
        if local(attachments) != "attachments":
            continue
        for attachment in attachments:
            doc = child(attachment, "doc", "statement") if local(attachment) == "attachment" else attachment
            blocks = read_blocks(attachment if doc is None else doc, rules)
            found, odd = _split(_preface(attachment, rules), blocks, rules)
            nodes += found
            findings += odd
    return nodes, findings


def _preface(attachment: etree._Element, rules: Profile) -> Words:
    prefaces = below(attachment, "preface", "coverPage")
    return read_words([element for preface in prefaces for element in preface], rules) if prefaces else Words()


def _split(title: Words, blocks: Sequence[Block], rules: Profile) -> tuple[list[OpenPart], list[Finding]]:
    """Every heading "Annex" opens an annex; titles behind it are joined to it."""
    annexes: list[tuple[OpenPart, list[Block]]] = []
    rank = 0
    for block in blocks:
        opening = _opening(block, rules)
        if opening is not None:
            annexes.append((opening, []))
            rank = block.rank or 2
        elif annexes:
            node, inside = annexes[-1]
            if not inside and _is_title(block, rank, rules) and _takes_title(node, rules):
                node.heading = node.heading.then(block.node.words, heading_joint(rules))
            else:
                inside.append(block)
        else:
            annexes.append((_untitled(block, title, rules), [] if block.tag is Tag.HEADING else [block]))
    findings: list[Finding] = []
    for node, inside in annexes:
        findings += _fill_drafts(inside, rules)
        structure = Structure(rules, annex=True).build(inside)
        node.children = structure.nodes
        findings += structure.findings
    return [node for node, _ in annexes], findings


def _opening(block: Block, rules: Profile) -> OpenPart | None:
    """A new annex, where the block is a heading "Annex II" or "Annex B — Items"."""
    text = block.node.text
    if block.node.number or block.node.children or len(text) > 400:
        return None
    found = re.match(rf"(?:{rules.numbering.annex.text})(?P<rest>\s*[—–:.-]\s+.*)?$", text)
    if not found or block.tag not in (Tag.HEADING, Tag.PARAGRAPH):
        return None
    node = block.node
    return OpenPart(
        PartKind.ANNEX, number=found["number"] or None, heading=node.words, source_id=node.source_id, line=node.line
    )


def _is_title(block: Block, rank: int, rules: Profile) -> bool:
    """A heading as high as that of the annex, and more than the number of a section."""
    if block.tag is not Tag.HEADING or block.rank > rank or block.node.number:
        return False
    return split_number(block.node.words, rules)[1] is None


def _takes_title(annex: OpenPart, rules: Profile) -> bool:
    """Whether the heading has its title still to come: it is "Annex II" alone."""
    return bool(rules.numbering.annex.re.fullmatch(annex.heading.text))


def _untitled(block: Block, title: Words, rules: Profile) -> OpenPart:
    """An annex that begins without the word."""
    heading = title
    if block.tag is Tag.HEADING:
        heading = title.then(block.node.words, heading_joint(rules))
        return OpenPart(PartKind.ANNEX, number=block.node.number, heading=heading, source_id=block.node.source_id)
    return OpenPart(PartKind.ANNEX, heading=heading, line=block.node.line)
