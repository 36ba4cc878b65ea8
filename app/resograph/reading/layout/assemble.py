"""From the pages of a file to its document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resograph.documents import Document, Source, Variant, identified
from resograph.languages.profile import profile
from resograph.reading.compilation.texts import is_compilation, read_compilation, unlabelled
from resograph.reading.layout.blocks import BlockBuilder
from resograph.reading.layout.breaks import broken
from resograph.reading.layout.cover import read_cover, read_symbol, with_status
from resograph.reading.layout.front import read_front
from resograph.reading.layout.grammar import Grammar, grammar
from resograph.reading.layout.inline import has_changes, marks_in, parted, with_marks, words_of
from resograph.reading.layout.labels import relabelled
from resograph.reading.layout.ledger import balanced
from resograph.reading.layout.notes import joined, tied_notes
from resograph.reading.layout.pages import Block, Pages
from resograph.reading.layout.several import Stretch, stretches, with_shared_closing
from resograph.reading.layout.structure import Structure
from resograph.reading.natures import nature_of


def assemble_all(pages: Pages, language: str, source: Source, *, unnamed: bool = False) -> list[Document]:
    """All documents of a file's pages: one for each resolution, or part A, B, … of one, that it holds.

    Args and Raises: as ``assemble``.
    """
    rules = grammar(language)
    found = stretches([item.text for item in (pages.blocks if pages.blocks is not None else pages.body)], rules)
    documents = [assemble(part, language, source, unnamed=unnamed) for part in _parted(pages, found)]
    return with_shared_closing(documents, [stretch.is_part for stretch in found])


def _parted(pages: Pages, found: Sequence[Stretch]) -> Iterator[Pages]:
    """The pages of each document; each note goes to the first whose words bear its mark, else to the last."""
    if len(found) == 1:
        yield pages
        return
    given: set[int] = set()
    for stretch in found:
        body = stretch.of(pages.body) if pages.blocks is None else []
        blocks = None if pages.blocks is None else stretch.of(pages.blocks)
        marks = {index for item in blocks or body for index in marks_in(item.text)} - given
        if stretch is found[-1]:
            marks = set(range(len(pages.notes))) - given
        given |= marks
        order = {old: new for new, old in enumerate(sorted(marks))}
        yield replace(
            pages,
            body=[line._replace(text=with_marks(line.text, order)) for line in body],
            blocks=None if blocks is None else [replace(one, text=with_marks(one.text, order)) for one in blocks],
            notes=[pages.notes[index] for index in sorted(marks) if index < len(pages.notes)],
        )


def _plain(block: Block, rules: Grammar, changes: Sequence[Variant]) -> Block:
    """A block of a text that is no compilation: without its label, with what others changed in it."""
    text = relabelled(block.text, rules)
    words = parted(text, rules.profile, changes) if has_changes(text) else None
    return replace(block, text=text, words=words)


def assemble(pages: Pages, language: str, source: Source, *, unnamed: bool = False) -> Document:
    """One language version from the pages of a file.

    Args:
        pages: body, notes and furniture, taken apart.
        language: ISO 639-1 code.
        source: the file.
        unnamed: whether a text that bears no symbol is read.

    Raises:
        UnreadableError: it is no UN document that can be named.
    """
    rules, forms = profile(language), grammar(language)
    if pages.blocks is not None:
        pages = replace(pages, blocks=broken(pages.blocks, forms))
    given = [item.text for item in (pages.blocks if pages.blocks is not None else pages.body)]
    texts = [relabelled(text, forms) for text in given]
    front = read_front(texts, forms)
    symbol = read_symbol(front, pages, source.name, texts, unnamed=unnamed)
    if pages.blocks is not None:
        blocks = pages.blocks[front.body :]
    else:
        blocks = BlockBuilder(pages.body[front.body :], rules, front).build()
    if is_compilation(given[front.body :], forms):
        compilation = read_compilation(blocks, forms, pages.changes)
        blocks, unclear = compilation.blocks, compilation.findings
        texts = [unlabelled(text) for text in given]
    else:
        blocks, unclear = [_plain(block, forms, pages.changes) for block in blocks], []
    structure = Structure(rules, front, symbol.body is not None).build(blocks)
    if structure.nodes and (title := parted(front.title, rules)).marks:
        structure.nodes[0].marks[:0] = [(index, 0) for index, _ in title.marks]
    notes = tied_notes(structure, pages.notes, rules)
    first = next((node.text for node in structure.nodes if node.role != "formula"), "")
    cover, doubts = read_cover(front, symbol, pages, rules, structure.closing, first)
    others = [joined(lines, rules) for mark, lines in pages.notes if not mark.isdigit()]
    cover, parts = with_status(cover, tuple(node.part() for node in structure.nodes), others, rules)
    shift = len(parts) - len(structure.nodes)
    lost = balanced([*texts[front.body :], *(line for _, lines in pages.notes for line in lines)], parts, notes)
    document = Document(
        symbol=symbol,
        language=language,
        title=rules.tidy(words_of(front.title)) or symbol.text,
        number=front.number if not front.letter else f"{front.number} {front.letter}",
        parts=parts,
        notes=tuple(replace(note, bearer=str(int(note.bearer) + shift)) for note in notes),
        cover=cover,
        source=source,
        findings=(*pages.findings, *unclear, *structure.findings, *doubts, *lost),
        nature=nature_of(symbol, parts),
    )
    return identified(document, rules.fold)
