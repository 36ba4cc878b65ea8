"""An official file as page text: its cover as printed, its words, its notes at the foot of their pages."""

from __future__ import annotations

import random
from collections.abc import Iterator

from lxml import etree

from resograph.documents import Document, Part, PartKind
from resograph.documents.xml import flat, local, parse_xml
from resograph.measuring.typesetting import Paragraph, Setter, Style
from resograph.symbols import Kind

_BLOCKS = {"p", "docNumber", "docTitle", "block", "docDate", "legislature", "session", "docProponent", "docType"}


def flatten(document: Document, content: bytes, seed: int, flow: str | None = None) -> str:
    """The page text of a version, in a style drawn by its symbol, language and the seed.

    Args:
        document: the version, as its own mark-up is read.
        content: the file, for the words of its cover.
        seed: another one gives another style.
        flow: how paragraphs are set, where that is not to be drawn.
    """
    dice = random.Random(f"{seed} {document.symbol} {document.language}")
    style = Style.draw(dice, document.language, flow)
    job = f"{dice.randint(10, 24)}-{dice.randint(10000, 24999)}"
    setter = Setter(style, dice, document.language, _symbol(document), document.title, job)
    setter.cover(cover_lines(content) or [_symbol(document)])
    notes = [(note.mark, note.text) for note in document.notes]
    for paragraph in _paragraphs(document):
        setter.paragraph(paragraph, notes)
    return setter.text()


def cover_lines(content: bytes) -> list[str]:
    """The lines of the cover page, as printed."""
    root, _ = parse_xml(content, "")
    cover = next((element for element in root.iter() if local(element) == "coverPage"), None)
    if cover is None:
        return []
    return [words for element in _leaves(cover) if (words := " ".join(flat(element).split()))]


def _leaves(element: etree._Element) -> Iterator[etree._Element]:
    """Blocks that hold words and no further blocks."""
    for child in element:
        if any(local(below) in _BLOCKS for below in child.iter() if below is not child):
            yield from _leaves(child)
        else:
            yield child


def _symbol(document: Document) -> str:
    symbol = document.symbol
    return str(symbol).replace("(", " (") if symbol.body == "un-sc" else str(symbol)


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    number, body = document.number, document.symbol.body
    borne = document.notes_borne()
    index = {note.eid: position for position, note in enumerate(document.notes)}
    first = document.parts[0] if document.parts else None
    titled = first is not None and first.role == "formula"  # notes to the title stand at the head of the formula
    above = [index[note.eid] for note in document.notes if titled and first and note.bearer == first.eid]
    if body != "un-sc" and number:
        head, _, letter = number.partition(" ")
        shown = f"{head}. {document.title}"
        yield Paragraph(shown, [] if letter else [(len(shown), note) for note in above])
        if letter:
            yield Paragraph(letter, [(len(letter), note) for note in above], centred=True)
    elif document.symbol.kind is Kind.STATEMENT:
        yield Paragraph(document.title, [], centred=True)

    def below(parts: tuple[Part, ...], depth: int) -> Iterator[Paragraph]:
        for part in parts:
            if part.role == "status":  # printed as a note to the issue, not among the words
                continue
            marks = [(note.anchor, index[note.eid]) for note in borne.get(part.eid, ()) if index[note.eid] not in above]
            inner = part.kind in (PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)
            if part.heading and inner:  # a heading of its own above the number
                yield Paragraph(part.heading, [], centred=True)
            elif part.heading:
                yield Paragraph(_numbered_heading(part), marks if not part.text else [], centred=True)
            if part.text:
                lead = f"{part.number} " if part.number and (inner or not part.heading) else ""
                shifted = [(offset + len(lead), note) for offset, note in marks]
                yield Paragraph(lead + part.text, shifted, hang=depth)
            elif part.number and not part.heading:
                yield Paragraph(part.number, marks, hang=depth, centred=part.kind is PartKind.SECTION)
            yield from below(part.parts, depth + 1 if inner else depth)

    yield from below(document.parts, 0)


def _numbered_heading(part: Part) -> str:
    heading = (part.heading or "").replace(" — ", "\n")
    if part.number and not heading.startswith(part.number):
        return f"{part.number}\n{heading}"
    return heading
