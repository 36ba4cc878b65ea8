"""A comparison as JSON, as ``/compare.json`` and ``resograph compare --format json`` give it (DESIGN §7)."""

from __future__ import annotations

from typing import Any

from resograph.symbols import mint
from resograph.wording import Change, ComparedRow, shift
from resograph.writing.comparison.compared import ComparedTexts


def comparison_json(texts: ComparedTexts) -> dict[str, Any]:
    """Addresses of both works, counts of changes, and a record a paragraph, in the order of the later text."""
    comparison = texts.comparison
    return {
        "a": mint(texts.base, texts.a.symbol.text),
        "b": mint(texts.base, texts.b.symbol.text),
        "language": texts.language,
        "titles": {"a": texts.a.title, "b": texts.b.title},
        "counts": {change.value: comparison.count(change) for change in Change},
        "paragraphs": [_paragraph(texts, row) for row in comparison.rows],
    }


def _paragraph(texts: ComparedTexts, row: ComparedRow) -> dict[str, Any]:
    verb_a, verb_b = row.verbs
    due_a, due_b = row.due
    return {
        "a": texts.address(texts.a, row.a) if row.a else None,
        "b": texts.address(texts.b, row.b) if row.b else None,
        "change": [change.value for change in row.change],
        "similarity": round(row.similarity, 4),
        "verb": {
            "a": mint(texts.base, f"verb/{verb_a}") if verb_a else None,
            "b": mint(texts.base, f"verb/{verb_b}") if verb_b else None,
            "strength": shift(verb_a, verb_b, texts.vocabulary),
        },
        "addressees": {
            "added": [_iri(texts, path) for path in row.addressees_added],
            "dropped": [_iri(texts, path) for path in row.addressees_dropped],
        },
        "due": {
            "a": [_iri(texts, due) for due in due_a],
            "b": [_iri(texts, due) for due in due_b],
        },
        "words": [{"op": stretch.op.value, "text": stretch.text} for stretch in texts.words(row)],
    }


def _iri(texts: ComparedTexts, path: str) -> str:
    """An address; a year or a day stays as it is."""
    return mint(texts.base, path) if "/" in path or "~" in path else path
