"""The versions of one work to its packed quads and its row of the tables, kept under a key.

What is there already is not done again: a build that was killed goes on where it stood.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from resograph.annotating.correction_files import CorrectionError
from resograph.documents import Document, Finding, Severity
from resograph.documents import Source as Origin
from resograph.languages.errors import LanguageDataError
from resograph.merging.aligning import aligned
from resograph.pipeline.atomic import write_whole
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.failures import failure
from resograph.pipeline.file_step import document_of, form_of
from resograph.pipeline.kept_documents import kept_document
from resograph.pipeline.packed import Packed, write_packed
from resograph.pipeline.results import HeldVersion, WorkResult, finding_from
from resograph.pipeline.stages import WorkGraph, annotated, judge, write_work
from resograph.pipeline.timing import Stopwatch
from resograph.reading import read_all
from resograph.releases.tables.rows import table_rows
from resograph.symbols import mint, parse
from resograph.vocabularies.concepts import VocabularyError
from resograph.wording.members import Member, member_of
from resograph.writing.entailments import Entailer, ontology_triples
from resograph.writing.entry import Entry, entry_of
from resograph.writing.findings import finding_triples
from resograph.writing.serialise import n_quads
from resograph.writing.sources import UNXML


@dataclass(frozen=True)
class Writing:
    """The step: what it gives depends on the versions of a work, their corrections, and the fields but ``cache``."""

    cache: Path
    code: str
    base: str
    validate: bool
    extensions: Extensions
    stage: str = "writing"

    def __call__(self, item: Sequence[HeldVersion]) -> WorkResult:
        """Merge the versions, write the graph of the work, judge it, and keep its quads."""
        key = self.key_of(item)
        record = _record(self.cache, key)
        if record.exists():
            return WorkResult.from_row(json.loads(record.read_text(encoding="utf-8")))
        try:
            return self._written(item, key, record)
        except (OSError, CorrectionError, LanguageDataError, VocabularyError):
            raise
        except Exception as error:  # a fault of ours: one work must not keep thousands from being built
            return _failed(item, key, error)

    def _written(self, item: Sequence[HeldVersion], key: str, record: Path) -> WorkResult:
        watch = Stopwatch()
        words = self.extensions.vocabulary()
        documents = aligned([self._document(one, watch) for one in item])
        versions = [annotated(document, self.extensions, watch) for document in documents]
        graph = write_work(versions, self.base, _entailer(), words, watch)
        findings = judge(graph, self.base, self.validate, watch)
        with watch.stage("write"):
            packed = write_packed(quads_of(key, self.cache), _lines(graph, findings, self.base))
        with watch.stage("tables"):
            entry = entry_of(graph.work, words)
            digest = _digest(packed.digest, entry, item)
            rows = table_rows(graph.work.versions, graph.triples, entry, self.base, words, digest)
            write_whole(rows_of(key, self.cache), rows.to_bytes())
            member = member_of(graph.work)
            result = _result(graph, findings, entry, member, key, packed)
            write_whole(record, json.dumps(result.to_row(), ensure_ascii=False).encode())
        return replace(result, seconds=watch.seconds)

    def key_of(self, item: Sequence[HeldVersion]) -> str:
        """What its results are kept under."""
        parts = [f"{one.language} {one.sha256} {one.source} {one.earlier}" for one in item]
        corrections = [str(self.extensions.corrections(parse(one.symbol), one.language)) for one in item]
        text = "\n".join([self.code, self.extensions.digest, self.base, str(self.validate), *parts, *corrections])
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def is_known(self, item: Sequence[HeldVersion]) -> bool:
        """Whether it was written before."""
        return _record(self.cache, self.key_of(item)).exists()

    def needs(self, item: Sequence[HeldVersion]) -> Mapping[str, Path]:
        """The documents of its versions, or their normal forms, and the extensions that are about them."""
        near = {}
        for held in item:
            document = document_of(held, self.cache)
            path = document if document.exists() else form_of(held, self.cache)
            near[path.relative_to(self.cache).as_posix()] = path
        extensions = self.extensions.files_for({held.language: parse(held.symbol) for held in item})
        return near | {f"extensions/{place}": path for place, path in extensions.items()}

    def moved(self, item: Sequence[HeldVersion], folder: Path) -> tuple[Writing, Sequence[HeldVersion]]:
        """The same where those files lie in that folder."""
        return replace(self, cache=folder, extensions=self.extensions.moved(folder / "extensions")), item

    def _document(self, held: HeldVersion, watch: Stopwatch) -> Document:
        """A version with the findings of its file: as it was read, else from its normal form."""
        with watch.stage("read"):
            document = kept_document(document_of(held, self.cache))
            if document is None:
                [document] = read_all(form_of(held, self.cache).read_bytes(), held.file, held.language)
        name, _, sha256 = held.source.partition("\n")
        return replace(
            document,
            source=Origin(name, sha256),
            findings=tuple(finding_from(row) for row in held.findings),
            earlier=tuple(datetime.date.fromisoformat(day) for day in held.earlier),
        )


def quads_of(key: str, cache: Path) -> Path:
    """Where the packed quads of a work lie in a cache."""
    return cache / "works" / f"{key}.nq.gz"


def rows_of(key: str, cache: Path) -> Path:
    """Where the rows of a work in the tables lie in a cache."""
    return cache / "works" / f"{key}.rows"


def _record(cache: Path, key: str) -> Path:
    """Where the result of a work lies: written last, so that it says that the rest is there."""
    return cache / "works" / f"{key}.json"


def _lines(graph: WorkGraph, findings: Sequence[tuple[str, Finding]], base: str) -> list[bytes]:
    """The quads of a work: its own, what the file states, what was found amiss."""
    return [
        *n_quads([*graph.triples, *finding_triples(base, graph.work.symbol, findings)]),
        *n_quads(graph.source_triples, mint(base, f"graph/source/{UNXML}")),
    ]


def _digest(quads: str, entry: Entry, item: Sequence[HeldVersion]) -> str:
    """What tells a work from what it was for those who harvest: its graph, its entry, its files."""
    files = sorted(f"{one.sha256} {one.earlier}" for one in item)
    return hashlib.sha256("\n".join([quads, entry.to_json(), *files]).encode()).hexdigest()[:32]


def _failed(item: Sequence[HeldVersion], key: str, error: Exception) -> WorkResult:
    """A work that is left out, since writing it fails; it is tried again by the next build."""
    names = " and ".join(dict.fromkeys(one.name for one in item))
    finding = Finding("build.failed", failure(names, error), Severity.VIOLATION)
    found = ((item[0].symbol, asdict(finding)),)
    return WorkResult(item[0].symbol, key, "", {}, shared="", entry="", findings=found, wrong=True)


def _result(
    graph: WorkGraph,
    findings: Sequence[tuple[str, Finding]],
    entry: Entry,
    member: Member | None,
    key: str,
    packed: Packed,
) -> WorkResult:
    counts = {
        "parts": len(graph.work.parts),
        "acts": len(graph.work.acts),
        "citations": sum(len(version.annotations.citations) for version in graph.work.versions),
        "findings": len(findings),
        "triples": packed.quads,
    }
    return WorkResult(
        symbol=graph.work.symbol.text,
        key=key,
        digest=packed.digest,
        counts=counts,
        shared=graph.shared.to_json(),
        entry=entry.to_json(),
        member=member.to_json() if member else "",
        findings=tuple((about, asdict(finding)) for about, finding in findings),
        wrong=any(finding.severity is Severity.VIOLATION for _, finding in findings),
    )


@cache
def _entailer() -> Entailer:
    return Entailer(ontology_triples())
