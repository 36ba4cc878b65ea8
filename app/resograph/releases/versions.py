"""Held versions as documents, with the part ids of their works."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from resograph.documents import Document
from resograph.merging.aligning import to_reference
from resograph.reading import read_all
from resograph.releases.release import Release
from resograph.symbols import Symbol
from resograph.symbols.address import LANGUAGES


def version_of(release: Release, symbol: Symbol, language: str, issue: str = "") -> Document:
    """A held version, of the issue wanted ("2013-07-15"; "" for the latest), as the release has it."""
    document = _document(release.form(language, symbol.text, issue), symbol, language)
    held = release.languages(symbol.text)
    first = next((code for code in LANGUAGES if code in held), language)
    if first == language:
        return document
    return to_reference(document, _document(release.form(first, symbol.text, ""), symbol, first))


@lru_cache(maxsize=64)
def _document(path: Path, symbol: Symbol, language: str) -> Document:
    documents = read_all(path.read_bytes(), f"{symbol}.xml", language)
    return next(document for document in documents if document.symbol == symbol)
