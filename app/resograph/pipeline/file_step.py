"""A file to its documents in our normal form, kept under a key: what is there already is not done again."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from resograph.documents import Document, Finding, Severity
from resograph.documents.errors import UnreadableError
from resograph.languages.errors import LanguageDataError
from resograph.pipeline.atomic import write_whole
from resograph.pipeline.failures import failure
from resograph.pipeline.files import Source, content_of
from resograph.pipeline.kept_documents import keep_document
from resograph.pipeline.named_files import with_names_told
from resograph.pipeline.results import FileResult, HeldVersion
from resograph.pipeline.timing import Stopwatch
from resograph.reading import PDF_SECONDS, read_all
from resograph.writing.akn.document import write_akn


@dataclass(frozen=True)
class Reading:
    """The step: what it gives depends on a file's content, name and language, and on ``code``."""

    cache: Path
    code: str
    pdf_seconds: int = PDF_SECONDS
    """A bound: what goes beyond it is refused, which is not kept."""
    stage: str = "reading"

    def __call__(self, item: Source) -> FileResult:
        """Read it."""
        try:
            content = content_of(item.path)
        except UnreadableError as error:
            return FileResult(item.name, "", unreadable=str(error))
        sha256 = hashlib.sha256(content).hexdigest()
        if kept := self._kept(item, sha256):
            return kept
        watch = Stopwatch()
        try:
            with watch.stage("read"):
                documents = read_all(content, item.name, item.language, pdf_seconds=self.pdf_seconds)
                documents = [completed(document, item) for document in with_names_told(documents, item.name)]
                held = tuple(self._hold(document, sha256, item.name) for document in documents)
        except UnreadableError as error:
            return FileResult(item.name, sha256, unreadable=str(error), seconds=watch.seconds)
        except (OSError, LanguageDataError):
            raise
        except Exception as error:  # a fault of ours: one file must not keep thousands from being built
            return FileResult(item.name, sha256, unreadable=failure(item.name, error), seconds=watch.seconds)
        result = FileResult(item.name, sha256, held, seconds=watch.seconds)
        write_whole(self._record(item, sha256), json.dumps(result.to_row(), ensure_ascii=False).encode())
        return result

    def is_known(self, item: Source) -> bool:
        """Whether it was read before, or cannot be opened."""
        try:
            content = content_of(item.path)
        except UnreadableError:
            return True
        return self._kept(item, hashlib.sha256(content).hexdigest()) is not None

    def needs(self, item: Source) -> Mapping[str, Path]:
        """The file; its name is kept, for it hints at the symbol."""
        return {f"input/{item.name}": item.path}

    def moved(self, item: Source, folder: Path) -> tuple[Reading, Source]:
        """The same where the file lies in that folder."""
        return replace(self, cache=folder), replace(item, path=folder / "input" / item.name)

    def _record(self, source: Source, sha256: str) -> Path:
        beside = f" {source.adopted} {source.item}" if source.adopted or source.item else ""
        key = hashlib.sha256(f"{sha256} {source.language} {source.name!r}{beside}".encode()).hexdigest()
        return self.cache / "files" / f"{key[:24]}-{self.code}.json"

    def _kept(self, source: Source, sha256: str) -> FileResult | None:
        """The result of a file that was read before, if its documents lie in the cache still."""
        record = self._record(source, sha256)
        if not record.exists():
            return None
        result = FileResult.from_row(source.name, sha256, json.loads(record.read_text(encoding="utf-8")))
        return result if all(form_of(one, self.cache).exists() for one in result.held) else None

    def _hold(self, document: Document, sha256: str, source: str) -> HeldVersion:
        content = write_akn(document)
        digest = hashlib.sha256(content).hexdigest()
        issue = document.issue.isoformat() if document.issue else ""
        findings = tuple(asdict(finding) for finding in document.findings)
        name = f"{digest[:32]}.xml"
        held = HeldVersion(
            document.symbol.text, document.language, issue, name, digest, f"{source}\n{sha256}", findings
        )
        if not form_of(held, self.cache).exists():
            keep_document(document_of(held, self.cache), document)
            write_whole(form_of(held, self.cache), content)
        return held


def completed(document: Document, source: Source) -> Document:
    """A document with the day and the item that a table has beside it, where its own words tell none.

    Where they tell another day, they count, and that is a finding.
    """
    cover, findings = document.cover, document.findings
    day = datetime.date.fromisoformat(source.adopted) if source.adopted else None
    if day and cover.adopted and cover.adopted != day:
        text = f"The table says that it was adopted on {day}, the text says {cover.adopted}; the text counts."
        findings = (*findings, Finding("read.table-date", text, Severity.WARNING))
    elif day and not cover.adopted:
        cover = replace(cover, adopted=day)
    if source.item and not cover.agenda_items:
        cover = replace(cover, agenda_items=((source.item, ""),))
    return replace(document, cover=cover, findings=findings)


def form_of(held: HeldVersion, cache: Path) -> Path:
    """Where the Akoma Ntoso form of a version lies in a cache."""
    return cache / "forms" / held.file


def document_of(held: HeldVersion, cache: Path) -> Path:
    """Where the document of a version lies until its work is written."""
    return cache / "documents" / held.file.replace(".xml", ".z")
