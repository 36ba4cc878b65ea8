"""How much of what is proposed for one paragraph is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from resograph.documents import Document, Finding, Part, Variant

MOST_VARIANTS = 500
"""Variants of one paragraph, or of one proposal: an Akoma Ntoso file has each of them around all of its words."""


def bounded(document: Document) -> Document:
    """The document with the first variants of each paragraph; a finding tells where others were left out."""
    findings: list[Finding] = []

    def kept(part: Part) -> Part:
        variants, left = _first(part.variants)
        if left:
            message = f"{part.eid or 'A paragraph'} has {left:,} proposals more than are kept; split the paragraph."
            findings.append(Finding("text.many-proposals", message, part=part.eid, evidence=part.text[:80]))
        parts = tuple(map(kept, part.parts))
        return replace(part, variants=variants, parts=parts) if left or parts != part.parts else part

    if not any(_first(part.variants)[1] for part in document.walk() if part.variants):
        return document
    parts = tuple(map(kept, document.parts))
    return replace(document, parts=parts, findings=(*document.findings, *findings))


def _first(variants: Sequence[Variant]) -> tuple[tuple[Variant, ...], int]:
    """The first of some variants, and of those inside each; and how many are left out."""
    inside = [_first(one.variants) for one in variants[:MOST_VARIANTS]]
    left = max(len(variants) - MOST_VARIANTS, 0) + sum(count for _, count in inside)
    kept = [
        replace(one, variants=below) if count else one
        for one, (below, count) in zip(variants[:MOST_VARIANTS], inside, strict=True)
    ]
    return tuple(kept), left
