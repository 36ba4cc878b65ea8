"""A document, or some of its parts, as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from resograph.documents import Document, Note, Part, PartKind


def write_text(document: Document, parts: Sequence[Part] | None = None) -> str:
    """The words in order, sub-paragraphs indented, notes at the end; ends in a line break."""
    lines: list[str] = []
    if parts is None:
        heading = f"{document.number}. {document.title}" if document.number else document.title
        lines += [document.symbol.text, "", heading, ""] if heading else [document.symbol.text, ""]
    for part in document.parts if parts is None else parts:
        _write(part, 0, lines)
    shown = {part.eid for top in (document.parts if parts is None else parts) for part in top.walk()}
    notes = [note for note in document.notes if note.bearer in shown]
    if notes:
        lines += ["____________", *(f"{note.mark} {note.text}" for note in notes)]
    return "\n".join(lines).rstrip() + "\n"


def _write(part: Part, depth: int, lines: list[str]) -> None:
    words = " ".join(word for word in (part.number, part.text) if word)
    if part.heading and part.kind in (PartKind.SECTION, PartKind.ANNEX):
        lines += [part.heading, ""]
    if words:
        lines += ["    " * depth + words, ""]
    for child in part.parts:
        _write(child, depth + (child.kind is PartKind.SUBPARAGRAPH), lines)


def note_text(note: Note) -> str:
    """A note as one line."""
    return f"{note.mark} {note.text}\n"
