"""From a page text's bytes to a document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from resograph.documents import Document, Finding, Source
from resograph.reading.language import language_of
from resograph.reading.layout.assemble import assemble
from resograph.reading.layout.front import title_lines
from resograph.reading.layout.grammar import grammar
from resograph.reading.layout.pages import Line, Pages, struck
from resograph.reading.layout.run_on import whole_lines
from resograph.reading.layout.several import stretches, with_shared_closing
from resograph.reading.text.decoding import decode
from resograph.reading.text.furniture import without_furniture
from resograph.reading.text.lines import split_lines
from resograph.reading.text.notes import with_notes


def read_text(content: bytes, name: str = "", language: str | None = None, *, unnamed: bool = False) -> list[Document]:
    """The documents of a page text: one for each resolution, or part A, B, … of one, that it holds.

    Raises:
        UnreadableError: it is no text, in no official language, or no UN document.
    """
    text, findings = decode(content, name)
    code = language_of(text, name, language)
    rules = grammar(code)
    split = split_lines(text, rules)
    lines = whole_lines(split.lines, rules)
    findings += struck(split.struck)
    found = stretches([line.text for line in lines], rules)
    source = Source(name, hashlib.sha256(content).hexdigest())
    documents = [
        assemble(separate(stretch.of(lines), code, findings), code, source, unnamed=unnamed) for stretch in found
    ]
    return with_shared_closing(documents, [stretch.is_part for stretch in found])


def separate(lines: Sequence[Line], language: str, findings: Sequence[Finding] = ()) -> Pages:
    """Body lines with marks, notes and what the furniture said, of a document's lines in a language."""
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
        findings=list(findings),
    )
