"""Footnotes and endnotes, in the order of their marks, with the marks that Word shows."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from resograph.reading.docx.numerals import numeral
from resograph.reading.docx.package import Package, w
from resograph.reading.docx.styles import Styles, value
from resograph.reading.docx.words import NoteReference, Words
from resograph.reading.layout.inline import words_of
from resograph.text.digits import figure


def notes_of(
    package: Package, references: Sequence[NoteReference], settings: etree._Element | None, styles: Styles
) -> list[tuple[str, list[str]]]:
    """Mark and paragraphs of each note; one that is not in the file is empty."""
    texts = {is_endnote: _texts(package, is_endnote, styles) for is_endnote in (False, True)}
    counts = {False: _start(settings, False), True: _start(settings, True)}
    notes: list[tuple[str, list[str]]] = []
    for reference in references:
        lines = texts[reference.is_endnote].get(reference.id, [])
        if reference.typed is None:
            mark = numeral(counts[reference.is_endnote], _style(settings, reference.is_endnote))
            counts[reference.is_endnote] += 1
        else:
            mark = reference.typed
            lines = [lines[0].removeprefix(mark).lstrip(), *lines[1:]] if lines else []
        notes.append((mark, lines))
    return notes


def _texts(package: Package, is_endnote: bool, styles: Styles) -> dict[str, list[str]]:
    kind = "endnote" if is_endnote else "footnote"
    texts: dict[str, list[str]] = {}
    for part in package.related(package.main, f"{kind}s"):
        root = package.xml(part)
        for note in root.iterchildren(w(kind)) if root is not None else ():
            words = Words(styles)
            lines = [" ".join(words_of(words.of(paragraph)).split()) for paragraph in note.iter(w("p"))]
            texts[note.get(w("id"), "")] = [line for line in lines if line]
    return texts


def _properties(settings: etree._Element | None, is_endnote: bool) -> etree._Element | None:
    return None if settings is None else settings.find(w("endnotePr" if is_endnote else "footnotePr"))


def _style(settings: etree._Element | None, is_endnote: bool) -> str:
    return value(_properties(settings, is_endnote), "numFmt") or ("lowerRoman" if is_endnote else "decimal")


def _start(settings: etree._Element | None, is_endnote: bool) -> int:
    start = value(_properties(settings, is_endnote), "numStart")
    number = figure(start, 6)
    return 1 if number is None else number
