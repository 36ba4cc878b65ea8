"""Notes that files give as paragraphs: "* Term of office expires …" belongs to the asterisks before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resograph.documents import Finding
from resograph.reading.akn.nodes import OpenPart
from resograph.reading.akn.words import RawNote

_NOTE = re.compile(r"(?P<mark>\*{1,4})\s*(?=[^\s*])")
_MARK = re.compile(r"(?<=[^\s*])\s?(?P<mark>\*{1,4})(?!\*)")


def take_notes(nodes: list[OpenPart]) -> list[Finding]:
    """Turn such paragraphs into notes, where an asterisk before them asks for one; the asterisks leave the texts."""
    findings: list[Finding] = []
    places = _places(nodes)
    for place, (node, siblings) in enumerate(places):
        found = _NOTE.match(node.text)
        if not found or node.number or node.children or node.role in ("status", "conclusions"):
            continue
        bearers = [bearer for bearer, _ in places[:place] if _marks(bearer, found["mark"])]
        if not bearers:
            continue
        note = RawNote(found["mark"], node.words.cut(found.end()), 0, "", node.source_id or "")
        _mark(bearers[0], note)
        for bearer in bearers:
            while marks := _marks(bearer, note.mark):
                bearer.words = bearer.words.without(*marks[0].span())
        siblings.remove(node)
        message = "A note that the file gives as a paragraph was set at its mark."
        findings.append(Finding("akn.moved", message, line=node.line or None, evidence=node.text[:200]))
    return findings


def _places(nodes: list[OpenPart]) -> Sequence[tuple[OpenPart, list[OpenPart]]]:
    """All nodes in document order, each with the list that holds it."""
    places: list[tuple[OpenPart, list[OpenPart]]] = []
    for node in nodes:
        places.append((node, nodes))
        places += _places(node.children)
    return places


def _marks(node: OpenPart, mark: str) -> list[re.Match[str]]:
    return [found for found in _MARK.finditer(node.text) if found["mark"] == mark] if mark in node.text else []


def _mark(bearer: OpenPart, note: RawNote) -> None:
    """Set the note where its first mark stands."""
    first = _marks(bearer, note.mark)[0]
    bearer.words = bearer.words.without(*first.span(), note)
