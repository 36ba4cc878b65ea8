"""From the pages of a file to its document."""

from __future__ import annotations

from dataclasses import replace

from resograph.documents import Document, Source, identified
from resograph.languages.profile import profile
from resograph.reading.layout.blocks import BlockBuilder
from resograph.reading.layout.cover import read_cover, read_symbol, with_status
from resograph.reading.layout.front import read_front
from resograph.reading.layout.grammar import grammar
from resograph.reading.layout.inline import parted, words_of
from resograph.reading.layout.notes import joined, tied_notes
from resograph.reading.layout.pages import Pages
from resograph.reading.layout.structure import Structure


def assemble(pages: Pages, language: str, source: Source) -> Document:
    """One language version from the pages of a file.

    Args:
        pages: body, notes and furniture, taken apart.
        language: ISO 639-1 code.
        source: the file.

    Raises:
        UnreadableError: it is no UN document that can be named.
    """
    rules = profile(language)
    texts = [item.text for item in (pages.blocks if pages.blocks is not None else pages.body)]
    front = read_front(texts, grammar(language))
    symbol = read_symbol(front, pages, source.name)
    if pages.blocks is not None:
        blocks = pages.blocks[front.body :]
    else:
        blocks = BlockBuilder(pages.body[front.body :], rules, front.statement).build()
    structure = Structure(rules, front.statement).build(blocks)
    if structure.nodes and (title := parted(front.title, rules)).marks:
        structure.nodes[0].marks[:0] = [(index, 0) for index, _ in title.marks]
    notes = tied_notes(structure, pages.notes, rules)
    first = next((node.text for node in structure.nodes if node.role != "formula"), "")
    cover, doubts = read_cover(front, symbol, pages, rules, structure.closing, first)
    others = [joined(lines, rules) for mark, lines in pages.notes if not mark.isdigit()]
    cover, parts = with_status(cover, tuple(node.part() for node in structure.nodes), others, rules)
    shift = len(parts) - len(structure.nodes)
    document = Document(
        symbol=symbol,
        language=language,
        title=rules.tidy(words_of(front.title)) or symbol.text,
        number=front.number if not front.letter else f"{front.number} {front.letter}",
        parts=parts,
        notes=tuple(replace(note, bearer=str(int(note.bearer) + shift)) for note in notes),
        cover=cover,
        source=source,
        findings=(*pages.findings, *structure.findings, *doubts),
    )
    return identified(document, rules.fold)
