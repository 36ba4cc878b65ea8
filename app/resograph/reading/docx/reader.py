"""From a Word file's bytes to a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from resograph.documents import Document, Source
from resograph.documents.errors import UnreadableError
from resograph.reading.docx.blocks import Story
from resograph.reading.docx.changes import Changes, comments_of
from resograph.reading.docx.notes import notes_of
from resograph.reading.docx.numbering import Numbering
from resograph.reading.docx.package import Package, R, w
from resograph.reading.docx.styles import Styles, is_on, value
from resograph.reading.docx.words import Words
from resograph.reading.language import language_of
from resograph.reading.layout.assemble import assemble_all
from resograph.reading.layout.inline import words_of
from resograph.reading.layout.pages import Block, Pages, struck
from resograph.reading.layout.signs import job_number_in, symbol_in

_COVER = 20
"""Blocks among which the document's symbol is looked for."""


def read_docx(content: bytes, name: str = "", language: str | None = None, *, unnamed: bool = False) -> list[Document]:
    """The documents of a Word file (ECMA-376; DESIGN §4, ``reading``).

    Raises:
        UnreadableError: it is broken, beyond a bound, without text, or no UN document.
    """
    pages = pages_of(content, name)
    blocks = pages.blocks or []
    if not blocks:
        raise UnreadableError(f"{name or 'The input'} is a Word file without words; give a resolution's text.")
    code = language_of("\n".join(block.text for block in blocks), name, language)
    return assemble_all(pages, code, Source(name, hashlib.sha256(content).hexdigest()), unnamed=unnamed)


def pages_of(content: bytes, name: str = "") -> Pages:
    """Blocks with marks and emphasis, notes, and what headers and footers say.

    Raises:
        UnreadableError: as ``read_docx``.
    """
    package = Package(content, name)
    root = package.xml(package.main)
    body = None if root is None else root.find(w("body"))
    if body is None:
        raise UnreadableError(f"{name or 'The input'} is a broken Word file without a body; save it anew with Word.")
    styles = Styles(_part(package, "styles"))
    numbering = Numbering(_part(package, "numbering"), styles)
    words = Words(styles, changes=Changes(comments_of(package)))
    story = Story(words, numbering)
    edges = list(_edges(package, body, styles))
    for edge in edges:
        if edge.is_masthead:
            story.blocks += edge.blocks
    story.read(body)
    texts = [words_of(block.text) for edge in edges for block in edge.blocks]
    cover = [words_of(block.text) for block in story.blocks[:_COVER]]
    return Pages(
        blocks=story.blocks,
        notes=[*notes_of(package, words.notes, _part(package, "settings"), styles), *story.framed],
        symbols=[symbol for symbol in map(symbol_in, [*texts, *cover]) if symbol],
        job_number=next((job for job in map(job_number_in, texts) if job), None),
        findings=struck(words.struck),
        changes=words.changes.found,
    )


def _part(package: Package, kind: str) -> etree._Element | None:
    return next((package.xml(part) for part in package.related(package.main, kind)), None)


@dataclass(frozen=True)
class _Edge:
    """A header or footer; the masthead is the header of the first page alone."""

    blocks: list[Block]
    is_masthead: bool


def _edges(package: Package, body: etree._Element, styles: Styles) -> Iterator[_Edge]:
    """Headers and footers of all sections, each once."""
    seen: set[str] = set()
    first = True
    for section in body.iter(w("sectPr")):
        titled = section.find(w("titlePg")) is not None and is_on(value(section, "titlePg"), True)
        for kind in ("headerReference", "footerReference"):
            for reference in section.iterchildren(w(kind)):
                part = package.target(package.main, reference.get(f"{{{R}}}id", ""))
                root = package.xml(part) if part and part not in seen else None
                if root is None or part is None:
                    continue
                seen.add(part)
                story = Story(Words(styles), Numbering(None, styles))
                story.read(root, masthead=True)
                masthead = first and titled and kind == "headerReference" and reference.get(w("type")) == "first"
                yield _Edge(story.blocks, masthead)
        first = False
