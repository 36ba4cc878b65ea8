"""A text as HTML in which references are links."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from resograph.languages.profile import profile
from resograph.writing.references.referred import Referred, Target


def pieces_of(referred: Referred) -> Iterator[tuple[str, Target | None]]:
    """The text in pieces, in order: words that refer to something with what it is, and those between."""
    place = 0
    for one in referred.apart:
        if place < one.span.start:
            yield referred.text[place : one.span.start], None
        yield referred.text[one.span.start : one.span.end], referred.targets(one)[0]
        place = one.span.end
    if place < len(referred.text):
        yield referred.text[place:], None


def references_html(referred: Referred) -> str:
    """A page of its own; line ends of the text are kept."""
    body = "".join(_linked(words, target) for words, target in pieces_of(referred))
    head = f'<html lang="{referred.language}" dir="{profile(referred.language).direction}">'
    return (
        f'<!doctype html>\n{head}\n<head><meta charset="utf-8"><title>resograph</title></head>\n'
        f'<body><div style="white-space: pre-wrap">{body}</div></body>\n</html>\n'
    )


def _linked(words: str, target: Target | None) -> str:
    if target is None:
        return escape(words)
    return f'<a href="{escape(target.address)}" class="{target.kind}" title="{escape(target.name)}">{escape(words)}</a>'
