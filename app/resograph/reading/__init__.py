"""Bytes to document: Akoma Ntoso, page text, web pages, PDF, Word and paragraph records, each in a room of its own."""

from __future__ import annotations

from resograph.documents import Document
from resograph.documents.errors import UnreadableError
from resograph.reading.akn import read_akn
from resograph.reading.bounds import bounded
from resograph.reading.docx.reader import read_docx
from resograph.reading.html.reader import is_html, read_html
from resograph.reading.json.reader import read_json
from resograph.reading.json.records import is_records
from resograph.reading.pdf.drawing import SECONDS as PDF_SECONDS
from resograph.reading.pdf.reader import read_pdf
from resograph.reading.text.reader import read_text

__all__ = ["MAX_BYTES", "PDF_SECONDS", "UnreadableError", "read", "read_all"]

MAX_BYTES = 32 * 1024 * 1024
"""A larger file is refused: the longest official text is under 4 MiB."""

_MAGIC = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word file or a locked one"),
)


def read(
    content: bytes,
    name: str = "",
    language: str | None = None,
    *,
    unnamed: bool = False,
    pdf_seconds: int = PDF_SECONDS,
) -> Document:
    """One language version from a file's bytes.

    Args:
        content: the whole file.
        name: its name, for messages and as a last hint at the symbol.
        language: ISO 639-1 code, where it is known; else it is found by script and function words.
        unnamed: whether drafts and resolutions of others that bear no UN symbol are read; their symbol is then empty
            (``UNNAMED``). Else they are refused, and none is made up.
        pdf_seconds: longest processor time for drawing a PDF.

    Raises:
        UnreadableError: what it is and why it cannot be read, in one sentence.
    """
    documents = read_all(content, name, language, unnamed=unnamed, pdf_seconds=pdf_seconds)
    if len(documents) > 1:
        symbols = ", ".join(str(document.symbol) for document in documents)
        raise UnreadableError(f"{name or 'The input'} holds {len(documents)} documents ({symbols}); read them all.")
    return documents[0]


def read_all(
    content: bytes,
    name: str = "",
    language: str | None = None,
    *,
    unnamed: bool = False,
    pdf_seconds: int = PDF_SECONDS,
) -> list[Document]:
    """All documents of a file: one, but for files that hold the parts of a resolution (A, B, …).

    Args:
        content: the whole file.
        name: its name, for messages and as a last hint at the symbol.
        language: ISO 639-1 code, where it is known; else it is found by script and function words.
        unnamed: whether drafts and resolutions of others that bear no UN symbol are read; their symbol is then empty
            (``UNNAMED``). Else they are refused, and none is made up.
        pdf_seconds: longest processor time for drawing a PDF.

    Raises:
        UnreadableError: what it is and why it cannot be read, in one sentence.
    """
    shown = name or "The input"
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"{shown} is too large ({len(content):,} bytes; at most {MAX_BYTES:,} are read).")
    if not content.strip():
        raise UnreadableError(f"{shown} is empty; give the text of a resolution.")
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise UnreadableError(f"{shown} is {what}; give a resolution's text.")
    documents = _of_form(content, name, language, unnamed=unnamed, pdf_seconds=pdf_seconds)
    return [bounded(document) for document in documents]


def _of_form(content: bytes, name: str, language: str | None, *, unnamed: bool, pdf_seconds: int) -> list[Document]:
    """The documents of a file of one of the forms that are read."""
    if content.startswith(b"%PDF-"):
        return read_pdf(content, name, language, unnamed=unnamed, seconds=pdf_seconds)
    if content.startswith(b"PK\x03\x04"):
        return read_docx(content, name, language, unnamed=unnamed)
    if _is_xml(content):
        if is_html(content):
            return read_html(content, name, language, unnamed=unnamed)
        return read_akn(content, name, language, unnamed=unnamed)
    if is_records(content, name):
        return read_json(content, name, language)
    return read_text(content, name, language, unnamed=unnamed)


def _is_xml(content: bytes) -> bool:
    """Whether the first character is "<", behind a byte order mark and spaces, in UTF-8 or UTF-16."""
    return content[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
