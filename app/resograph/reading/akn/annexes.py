"""Attachments to annexes: one for each that is headed as such, whatever the file encloses together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from resograph.documents import Finding, PartKind
from resograph.documents.xml import below, child, local
from resograph.languages.profile import Profile
from resograph.reading.akn.blocks import Block, Tag, read_blocks
from resograph.reading.akn.headings import split_number
from resograph.reading.akn.nodes import Node, heading_joint
from resograph.reading.akn.structure import Structure
from resograph.reading.akn.words import Words, read_words


def read_annexes(statement: etree._Element, rules: Profile) -> tuple[list[Node], list[Finding]]:
    """The annexes of a statement, in document order."""
    nodes: list[Node] = []
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


def _split(title: Words, blocks: Sequence[Block], rules: Profile) -> tuple[list[Node], list[Finding]]:
    """Every heading "Annex" opens an annex; titles behind it are joined to it."""
    annexes: list[tuple[Node, list[Block]]] = []
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
        structure = Structure(rules, annex=True).build(inside)
        node.children = structure.nodes
        findings += structure.findings
    return [node for node, _ in annexes], findings


def _opening(block: Block, rules: Profile) -> Node | None:
    """A new annex, where the block is a heading "Annex II" or "Annex B — Items"."""
    text = block.node.text
    if block.node.number or block.node.children or len(text) > 400:
        return None
    found = re.match(rf"(?:{rules['numbering']['annex']})(?P<rest>\s*[—–:.-]\s+.*)?$", text)
    if not found or block.tag not in (Tag.HEADING, Tag.PARAGRAPH):
        return None
    node = block.node
    return Node(
        PartKind.ANNEX, number=found["number"] or None, heading=node.words, source_id=node.source_id, line=node.line
    )


def _is_title(block: Block, rank: int, rules: Profile) -> bool:
    """A heading as high as that of the annex, and more than the number of a section."""
    if block.tag is not Tag.HEADING or block.rank > rank or block.node.number:
        return False
    return split_number(block.node.words, rules)[1] is None


def _takes_title(annex: Node, rules: Profile) -> bool:
    """Whether the heading has its title still to come: it is "Annex II" alone."""
    return bool(re.fullmatch(rules["numbering"]["annex"], annex.heading.text))


def _untitled(block: Block, title: Words, rules: Profile) -> Node:
    """An annex that begins without the word."""
    heading = title
    if block.tag is Tag.HEADING:
        heading = title.then(block.node.words, heading_joint(rules))
        return Node(PartKind.ANNEX, number=block.node.number, heading=heading, source_id=block.node.source_id)
    return Node(PartKind.ANNEX, heading=heading, line=block.node.line)
