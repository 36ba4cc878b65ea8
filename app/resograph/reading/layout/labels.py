"""How delegates label paragraphs: "PP3", "OP2 bis". The label of a numbered paragraph is its number, the others go."""

from __future__ import annotations

import re

from resograph.reading.layout.grammar import Grammar

_LABEL = re.compile(
    r"\[?(?P<kind>PP|OP)[ .]?\s?(?P<number>\d{1,3})(?P<more>\s?(?:bis|ter|quater|quinquies|alt(?:ernative|\.)?))?\]?"
    r"\s?(?:\|\s?|[.:)\-–]\s?)?(?=\W?[^\W_])"
)


def relabelled(text: str, rules: Grammar) -> str:
    """The text with the number that a label gives instead of it; one that has its own number keeps that."""
    if text[:1] not in "[PO" or not (found := _LABEL.match(text)):
        return text
    rest = text[found.end() :]
    if found["kind"] == "PP" or rules.paragraph.match(rest):
        return rest
    return f"{found['number']}{(found['more'] or '').rstrip('.')}. {rest}"
