"""Notes that files give as paragraphs: "* Term of office expires …" belongs to the asterisks before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resograph.documents import Finding, Span
from resograph.reading.akn.nodes import OpenPart
from resograph.reading.akn.words import RawNote

_NOTE = re.compile(r"(?P<mark>\*{1,4})\s*(?=[^\s*])")
_MARK = re.compile(r"(?<=[^\s*])\s?(?P<mark>\*{1,4})(?!\*)")


def take_notes(nodes: list[OpenPart]) -> list[Finding]:
    """Turn such paragraphs into notes, where an asterisk before them asks for one; the asterisks leave the texts."""
    findings: list[Finding] = []
    bearers: dict[str, list[OpenPart]] = {}  # mark → the nodes so far that have it
    taken: set[OpenPart] = set()
    places = _places(nodes)
    for node, _ in places:
        found = _NOTE.match(node.text)
        is_note = found and not (node.number or node.children or node.role in ("status", "conclusions"))
        if not found or not is_note or found["mark"] not in bearers:
            for mark in {found["mark"] for found in _MARK.finditer(node.text)} if "*" in node.text else ():
                bearers.setdefault(mark, []).append(node)
            continue
        note: RawNote | None = RawNote(found["mark"], node.words.cut(found.end()), 0, "", node.source_id or "")
        for bearer in bearers.pop(found["mark"]):
            marks = [Span(*one.span()) for one in _MARK.finditer(bearer.text) if one["mark"] == found["mark"]]
            bearer.words, note = bearer.words.without(marks, note), None
        taken.add(node)
        message = "A note that the file gives as a paragraph was set at its mark."
        findings.append(Finding("akn.moved", message, line=node.line or None, evidence=node.text[:200]))
    for siblings in {id(siblings): siblings for node, siblings in places if node in taken}.values():
        siblings[:] = [node for node in siblings if node not in taken]
    return findings


def _places(nodes: list[OpenPart]) -> Sequence[tuple[OpenPart, list[OpenPart]]]:
    """All nodes in document order, each with the list that holds it."""
    places: list[tuple[OpenPart, list[OpenPart]]] = []
    for node in nodes:
        places.append((node, nodes))
        places += _places(node.children)
    return places
