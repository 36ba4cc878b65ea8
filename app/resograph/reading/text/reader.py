"""From a page text's bytes to a document."""

from __future__ import annotations

import hashlib

from resograph.documents import Document, Source
from resograph.documents.errors import UnreadableError
from resograph.languages.profile import detect
from resograph.reading.layout.assemble import assemble
from resograph.reading.layout.front import title_lines
from resograph.reading.layout.grammar import grammar
from resograph.reading.layout.pages import Pages
from resograph.reading.text.furniture import without_furniture
from resograph.reading.text.lines import decode, split_lines
from resograph.reading.text.notes import with_notes


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
    return assemble(separate(text, code), code, Source(name, hashlib.sha256(content).hexdigest()))


def separate(text: str, language: str) -> Pages:
    """Body lines with marks, notes and what the furniture said, of a page text in a language."""
    lines = split_lines(text)
    rules = grammar(language)
    title = title_lines([line.text for line in lines], rules)
    bare = without_furniture(lines, title, rules.recycle)
    first = lines[title[0]].number if title[0] < len(lines) else 0
    noted = with_notes(bare.lines, rules.profile.date_pattern, first)
    return Pages(
        body=noted.lines,
        notes=[(note.mark, note.lines) for note in noted.notes],
        symbols=bare.symbols,
        job_number=bare.job_number,
    )
