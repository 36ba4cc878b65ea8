"""Bytes to a draft: with a symbol and a heading or without, even a single paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace

from resograph.annotating import annotate
from resograph.annotating.voices import voices
from resograph.documents import Document
from resograph.documents.errors import UnreadableError
from resograph.drafting.values import Limits
from resograph.languages.profile import detect, profile
from resograph.merging.work import Version
from resograph.reading import read
from resograph.reading.text.decoding import decode
from resograph.symbols import Kind, Symbol
from resograph.symbols.grammar import organ_named
from resograph.vocabularies.concepts import Vocabulary

USUAL_BODY = "un-ga"
"""Whose draft it is where nothing tells."""


@dataclass(frozen=True)
class Draft:
    """A draft as it was read, and as its body's own words."""

    document: Document
    version: Version


_OTHER_FORMS = ("%PDF-", "PK\x03\x04", "<", "{", "[")
"""What files begin with that are no plain words."""


def read_draft(content: bytes, name: str, language: str | None, limits: Limits, vocabulary: Vocabulary) -> Draft:
    """A draft as it was read, with what would be found in it, had its body adopted it (``spoken``).

    Raises:
        UnreadableError: it is no draft that can be read; the message says why.
    """
    try:
        document = read(content, name, language, unnamed=True, pdf_seconds=limits.pdf_seconds)
    except UnreadableError:
        opened = _opened(content, name, language)
        if opened is None:
            raise
        found = Draft(opened, spoken(_bounded(opened, limits, name), vocabulary))
        if not found.version.annotations.acts:  # any words at all can stand behind an opening
            raise UnreadableError(
                f"{name or 'The input'} is no draft that can be read: no words open it (“The General Assembly,”) and "
                "no paragraph begins with a verb such as “Requests”; give the text of a draft resolution."
            ) from None
        return found
    dateless = _bounded(_dateless(document), limits, name)
    return Draft(dateless, spoken(dateless, vocabulary))


def _bounded(document: Document, limits: Limits, name: str) -> Document:
    parts = list(document.walk())
    if len(parts) > limits.paragraphs or sum(len(part.text) for part in parts) > limits.characters:
        raise UnreadableError(
            f"{name or 'The draft'} has {len(parts):,} paragraphs; a draft may have {limits.paragraphs:,}, and "
            f"{limits.characters:,} characters: give it in several pieces."
        )
    return document


def spoken(document: Document, vocabulary: Vocabulary) -> Version:
    """A draft with what would be found in it, had its body adopted it: it bears no symbol then."""
    organ = organ_named(voices(document).own or USUAL_BODY) or organ_named(USUAL_BODY)
    assert organ is not None
    own = Symbol("", organ.prefix, Kind.RESOLUTION, document.symbol.session or document.cover.session)
    adopted = replace(document, symbol=own, nature=None)
    return Version(adopted, annotate(adopted, vocabulary))


def _opened(content: bytes, name: str, language: str | None) -> Document | None:
    """Plain words, read behind the usual body's opening words; None where they are no plain words."""
    try:
        words, _ = decode(content, name)
    except UnreadableError:
        return None
    code = language or detect(words)
    if code is None or words.lstrip().startswith(_OTHER_FORMS):
        return None
    opening = profile(code).formulas[USUAL_BODY][0]
    try:
        return _dateless(read(f"{opening}\n\n{words}".encode(), name, code, unnamed=True))
    except UnreadableError:
        return None


def _dateless(document: Document) -> Document:
    """A draft without symbol was never issued: a day among its words is not its own."""
    if document.symbol.text:
        return document
    return replace(document, cover=replace(document.cover, issued=None, reissued=None, adopted=None))
