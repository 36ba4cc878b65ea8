"""Numbers that a file has lost: lists of a word processor that begin anew at "1." at each paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resograph.documents import Finding, PartKind
from resograph.languages.profile import Profile
from resograph.reading.akn.nodes import OpenPart

_MOST_RESTARTS = 1
"""So often numbers may begin anew where no heading stands; where they do oftener, the numbering is lost."""


def restore_numbers(nodes: Sequence[OpenPart], rules: Profile) -> list[Finding]:
    """Number the paragraphs of a text, or of an annex, through where its file begins anew again and again."""
    findings: list[Finding] = []
    for node in nodes:
        if node.kind in (PartKind.ANNEX, PartKind.DRAFT):
            findings += restore_numbers(node.children, rules)
    numbered = [node for node in _paragraphs(nodes) if node.number and rules.fold(node.number).isdecimal()]
    if _restarts(nodes, rules) <= _MOST_RESTARTS:
        return findings
    for count, node in enumerate(numbered, 1):
        node.number = re.sub(r"\d+", str(count), node.number or "", count=1)
    message = "The file numbers paragraphs 1 again and again; they are counted here."
    findings.append(Finding("akn.number-lost", message, line=numbered[0].line or None, evidence=numbered[0].text[:80]))
    return findings


def _paragraphs(nodes: Sequence[OpenPart]) -> Iterator[OpenPart]:
    """Paragraphs under all headings, in document order."""
    for node in nodes:
        if node.kind is PartKind.SECTION:
            yield from _paragraphs(node.children)
        elif node.kind is PartKind.OPERATIVE:
            yield node


def _restarts(nodes: Sequence[OpenPart], rules: Profile) -> int:
    """How often a paragraph 1 follows another numbered paragraph under the same heading."""
    numbers = [rules.fold(node.number) for node in nodes if node.kind is PartKind.OPERATIVE and node.number]
    below = sum(_restarts(node.children, rules) for node in nodes if node.kind is PartKind.SECTION)
    return below + sum(number == "1" for number in numbers[1:])
