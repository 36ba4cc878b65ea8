"""From a page text's bytes to a document."""

from __future__ import annotations

import hashlib

from resograph.documents import Document, Source, identified
from resograph.languages import detect, profile
from resograph.reading.errors import UnreadableError
from resograph.reading.text.blocks import BlockBuilder
from resograph.reading.text.cover import read_cover
from resograph.reading.text.furniture import separate
from resograph.reading.text.lines import decode, split_lines
from resograph.reading.text.structure import Structure


def read_text(content: bytes, name: str = "", language: str | None = None) -> Document:
    """One language version from page text (DESIGN §4, ``reading``).

    Raises:
        UnreadableError: it is no text, in no official language, or no UN document.
    """
    text = decode(content, name)
    code = language or detect(text)
    if code is None:
        raise UnreadableError(
            f"{name or 'The input'} is in none of the six official languages; if it is in one, name it with --language."
        )
    rules = profile(code)
    pages = separate(split_lines(text))
    blocks = BlockBuilder(rules, [mark for mark, _ in pages.notes if mark.isdigit()]).build(pages.body)
    structure = Structure(rules, pages.notes).build(blocks)
    symbol, cover, parts = read_cover(structure, pages, rules, name)
    document = Document(
        symbol=symbol,
        language=code,
        title=structure.title,
        number=structure.number,
        parts=parts,
        notes=structure.notes,
        cover=cover,
        source=Source(name, hashlib.sha256(content).hexdigest()),
        findings=tuple(structure.findings),
    )
    return identified(document, rules.fold)
