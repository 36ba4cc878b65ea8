"""The ZIP archive that a Word file is (ECMA-376, Part 2), read with bounds; pictures are never unpacked."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib

from lxml import etree

from resograph.documents.errors import UnreadableError

MAX_ENTRIES = 2_000
"""More files in the archive are refused: a long report with its pictures has under 200."""
MAX_UNPACKED = 48 * 1024 * 1024
"""Bytes unpacked in all: the text of a report of 500 pages takes half of it."""
MAX_RATIO = 250
"""How many times smaller a part of over a mebibyte may be packed: Word's own reach 60."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
)
"""The names that Word's "strict" form gives to the same things."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def w(name: str) -> str:
    """A name of WordprocessingML, as lxml writes it."""
    return f"{{{W}}}{name}"


class Package:
    """The parts of a Word file, by their names in the archive."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open it, without unpacking.

        Raises:
            UnreadableError: it is no Word file, broken, or made to mislead.
        """
        self._shown = name or "The input"
        self._left = MAX_UNPACKED
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise self._refusal("is a broken ZIP archive; fetch it anew") from error
        names = self._archive.namelist()
        if len(names) > MAX_ENTRIES:
            raise self._refusal(f"holds more than {MAX_ENTRIES:,} files; give a resolution's text")
        if len(set(names)) < len(names) or any(_is_trick(entry) for entry in names):
            raise self._refusal("holds names of files that no Word file has; save it anew with Word")
        self._names = set(names)
        main = next(iter(self.related("", "officeDocument")), "word/document.xml")
        if main not in self._names or not main.endswith(".xml") or not main.startswith("word/"):
            raise self._refusal("is a ZIP archive and no Word file; give a resolution's text")
        self.main = main

    def xml(self, part: str) -> etree._Element | None:
        """A part's XML; None where there is no such part.

        Raises:
            UnreadableError: it is broken, has a document type (the door to entities), or is too large unpacked.
        """
        if part not in self._names:
            return None
        content = self._unpacked(part)
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise self._refusal(f"is a broken Word file ({part} is no XML); save it anew with Word") from error
        if root.getroottree().docinfo.doctype:
            raise self._refusal(f"holds a document type in {part}, as no Word file does; save it anew with Word")
        return root

    def related(self, part: str, kind: str) -> list[str]:
        """Names of the parts that a part is tied to, by the last word of the tie's type ("footnotes")."""
        return [target for _, type_, target in self._ties(part) if type_ == kind]

    def target(self, part: str, tie: str) -> str | None:
        """The name of the part that a tie of a part, by its id, leads to."""
        return next((target for id_, _, target in self._ties(part) if id_ == tie), None)

    def _ties(self, part: str) -> list[tuple[str, str, str]]:
        folder, _, name = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        ties = []
        for tie in root if root is not None else ():
            target = tie.get("Target", "")
            if tie.get("TargetMode") != "External" and target:
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                ties.append((tie.get("Id", ""), tie.get("Type", "").rpartition("/")[2], path))
        return ties

    def _unpacked(self, part: str) -> bytes:
        try:
            entry = self._archive.getinfo(part)
            with self._archive.open(entry) as file:
                content = file.read(self._left + 1)
        except _BROKEN as error:
            raise self._refusal(f"is a broken Word file ({part}); fetch it anew") from error
        self._left -= len(content)
        if self._left < 0:
            raise self._refusal(f"unpacks to more than {MAX_UNPACKED >> 20} MiB; give the text")
        if len(content) > max(1 << 20, MAX_RATIO * entry.compress_size):
            raise self._refusal(f"is packed more than {MAX_RATIO} times ({part}), as only traps are; save it anew")
        return content

    def _refusal(self, what: str) -> UnreadableError:
        return UnreadableError(f"{self._shown} {what}.")


def _is_trick(name: str) -> bool:
    return name.startswith("/") or "\\" in name or bool(re.match("[A-Za-z]:", name)) or ".." in name.split("/")
