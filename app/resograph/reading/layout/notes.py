"""Footnotes tied to the parts that bear their marks."""

from __future__ import annotations

from collections.abc import Sequence

from resograph.documents import Finding, Note
from resograph.languages.profile import Profile
from resograph.reading.layout.open_parts import OpenPart
from resograph.reading.layout.structure import Structure


def tied_notes(structure: Structure, notes: Sequence[tuple[str, list[str]]], profile: Profile) -> tuple[Note, ...]:
    """The numbered notes; ``bearer`` is the running position of the part. A mark not found is a finding."""
    tied: list[Note] = []
    nodes = _walk(structure.nodes)
    placed: set[int] = set()
    for position, node in enumerate(nodes):
        for index, offset in node.marks:
            if index in placed:
                again = f"The mark of note {notes[index][0]} stands again here; the note is kept at the first."
                structure.findings.append(Finding("text.note-marked-again", again, evidence=node.text[:80]))
            elif index < len(notes):
                mark, lines = notes[index]
                placed.add(index)
                tied.append(Note(mark, joined(lines, profile), bearer=str(position), anchor=offset))
    for index, (mark, lines) in enumerate(notes):
        if index in placed or not mark.isdecimal() or not nodes:
            continue
        text = joined(lines, profile)
        tied.append(Note(mark, text, bearer=str(len(nodes) - 1), anchor=len(nodes[-1].text)))
        message = f"The mark of note {mark} was not found; the note stands at the end."
        structure.findings.append(Finding("text.note-without-mark", message, evidence=text[:80]))
    return tuple(tied)


def joined(lines: Sequence[str], profile: Profile) -> str:
    """The lines of a note as one text."""
    text = ""
    for line in lines:
        text = text[:-1] + line if text.endswith("\u00ad") else profile.join(text, line)
    return profile.tidy(text.replace("\u00ad", ""))


def _walk(nodes: Sequence[OpenPart]) -> list[OpenPart]:
    return [found for node in nodes for found in (node, *_walk(node.children))]
