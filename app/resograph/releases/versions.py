"""Held versions as documents, with the part ids of their works."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from resograph.annotating import Annotations
from resograph.documents import Document
from resograph.merging.aligning import to_reference
from resograph.merging.work import Version
from resograph.reading import read_all
from resograph.releases.found import found_in
from resograph.releases.release import Release, ReleaseError
from resograph.releases.tables import Tables
from resograph.symbols import Symbol
from resograph.symbols.address import LANGUAGES


def version_of(release: Release, symbol: Symbol, language: str, issue: str = "") -> Document:
    """A held version, of the issue wanted ("2013-07-15"; "" for the latest), as the release has it.

    An earlier issue, of the reference language too, has the part ids of the latest reference version.

    Raises:
        ReleaseError: the file of the version holds another document.
    """
    held = release.languages(symbol.text)
    first = next((code for code in LANGUAGES if code in held), language)
    path, reference = release.form(language, symbol.text, issue), release.form(first, symbol.text, "")
    if path == reference:
        return _document(path, symbol, language)
    return _aligned(path, language, reference, first, symbol)


def versions_of(release: Release, tables: Tables, symbol: Symbol, language: str, issue: str = "") -> list[Version]:
    """The held versions of a document with what was found in them when the release was built, the language's first.

    An earlier issue stands alone: the release has only its words.

    Raises:
        ReleaseError: as ``version_of``.
    """
    if issue and release.form(language, symbol.text, issue) != release.form(language, symbol.text, ""):
        return [Version(version_of(release, symbol, language, issue), Annotations())]
    found = found_in(tables, symbol.text)
    codes = [language, *(code for code in found if code != language)]
    return [Version(version_of(release, symbol, code), found.get(code, Annotations())) for code in codes]


@lru_cache(maxsize=64)
def _aligned(path: Path, language: str, reference: Path, first: str, symbol: Symbol) -> Document:
    return to_reference(_document(path, symbol, language), _document(reference, symbol, first))


@lru_cache(maxsize=64)
def _document(path: Path, symbol: Symbol, language: str) -> Document:
    documents = read_all(path.read_bytes(), f"{symbol}.xml", language)
    found = next((document for document in documents if document.symbol == symbol), None)
    if found is None:
        raise ReleaseError(f"{path} holds no {symbol}; add its file again with: resograph add FILE --store DIR.")
    return found
