"""What a worker process does: one file to its normal form, one work to its quads. Results lie on disk under a key.

What is there already is not done again: a build that was killed goes on where it stood, and a file or a work that did
not change costs nothing.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from resograph import __version__
from resograph.documents import Document, Finding, Severity
from resograph.documents import Source as Origin
from resograph.pipeline.extensions import Taught
from resograph.pipeline.files import Source
from resograph.pipeline.report import Report
from resograph.pipeline.stages import annotated, judge, write_work
from resograph.reading import UnreadableError, read_all
from resograph.releases.tables import table_rows
from resograph.resources import resource
from resograph.symbols import mint, parse
from resograph.writing import Entailer, write_akn
from resograph.writing.entailments import ontology_triples
from resograph.writing.entry import entry_of
from resograph.writing.serialise import n_quads


@dataclass(frozen=True)
class Held:
    """One version as it lies on disk: its normal form in the cache, and what is needed to group it."""

    symbol: str
    language: str
    issue: str
    file: str
    sha256: str
    source: str
    findings: tuple[dict[str, Any], ...] = ()
    earlier: tuple[str, ...] = ()
    """Dates of earlier issues that are held beside it."""


@dataclass(frozen=True)
class FileResult:
    """What became of a file: the versions in it, or why it cannot be read."""

    name: str
    sha256: str
    held: tuple[Held, ...] = ()
    unreadable: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkResult:
    """What became of a work: its quads in a file of the cache, counts, findings, and what it says of shared nodes."""

    symbol: str
    quads: str
    counts: Mapping[str, int]
    findings: tuple[tuple[str, dict[str, Any]], ...]
    shared: str
    entry: str
    """What a catalogue says of it."""
    rows: str
    """The file with its rows in the tables of the release."""
    wrong: bool
    seconds: Mapping[str, float] = field(default_factory=dict)


@cache
def recipe() -> str:
    """A digest of all that a result depends on beside its input: code version, data, ontology, shapes."""
    digest = hashlib.sha256(__version__.encode())
    folders = [
        resource(name).rglob("*")
        for name in ("data/languages", "data/vocabularies", "data/corrections", "ontology", "shapes")
    ]
    for path in sorted(path for found in (*folders, resource("data").glob("*.toml")) for path in found):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def read_file(source: Source, cache_folder: Path) -> FileResult:
    """Read one file and keep its documents in our normal form."""
    try:
        content = source.path.read_bytes()
    except OSError as error:
        return FileResult(source.name, "", unreadable=f"{source.path} cannot be read: {error.strerror}.")
    sha256 = hashlib.sha256(content).hexdigest()
    if kept := kept_file(source, sha256, cache_folder):
        return kept
    report = Report()
    try:
        with report.stage("read"):
            documents = read_all(content, source.name, source.language)
    except UnreadableError as error:
        result = FileResult(source.name, sha256, unreadable=str(error), seconds=dict(report.seconds))
    else:
        with report.stage("read"):
            held = tuple(_hold(document, sha256, source.name, cache_folder) for document in documents)
        result = FileResult(source.name, sha256, held, seconds=dict(report.seconds))
    row = {"held": [asdict(held) for held in result.held], "unreadable": result.unreadable}
    write_whole(_file_record(source, sha256, cache_folder), json.dumps(row).encode())
    return result


def _file_record(source: Source, sha256: str, cache_folder: Path) -> Path:
    """Where the result of a file lies: it depends on its content, its name and its language."""
    key = hashlib.sha256(f"{sha256} {source.language} {source.name!r}".encode()).hexdigest()
    return cache_folder / "files" / f"{key[:24]}-{recipe()}.json"


def kept_file(source: Source, sha256: str, cache_folder: Path) -> FileResult | None:
    """The result of a file that was read before, if its documents lie in the cache still."""
    record = _file_record(source, sha256, cache_folder)
    if not record.exists():
        return None
    data = json.loads(record.read_text(encoding="utf-8"))
    held = tuple(Held(**{**row, "findings": tuple(row["findings"])}) for row in data["held"])
    if not all((cache_folder / "forms" / one.file).exists() for one in held):
        return None
    return FileResult(source.name, sha256, held, data["unreadable"])


def _hold(document: Document, sha256: str, source: str, cache_folder: Path) -> Held:
    content = write_akn(document)
    digest = hashlib.sha256(content).hexdigest()
    path = cache_folder / "forms" / f"{digest[:32]}.xml"
    if not path.exists():
        write_whole(path, content)
    issue = document.issue.isoformat() if document.issue else ""
    findings = tuple(asdict(finding) for finding in document.findings)
    return Held(document.symbol.text, document.language, issue, path.name, digest, f"{source}\n{sha256}", findings)


def write_one(held: Sequence[Held], base: str, validate: bool, cache_folder: Path, taught: Taught) -> WorkResult:
    """Merge the versions of one work, write its graph, judge it, and keep its quads."""
    record = work_record(held, base, validate, cache_folder, taught)
    if record.exists():
        row = json.loads(record.read_text(encoding="utf-8"))
        return WorkResult(**{**row, "findings": tuple((about, finding) for about, finding in row["findings"])})
    report = Report()
    words = taught.vocabulary()
    versions = [annotated(_load(one, cache_folder, report), taught, report) for one in held]
    graph = write_work(versions, base, _entailer(), words, report)
    findings = judge(graph, base, validate, report)
    quads = record.with_suffix(".nq")
    entry = entry_of(graph.work, words)
    with report.stage("write"):
        graphs = {f"graph/{graph.work.symbol}": graph.triples, "graph/source/unxml": graph.source_triples}
        digest = _write_quads(quads, graphs, base)
    with report.stage("tables"):
        of_files = sorted(f"{one.sha256} {one.earlier}" for one in held)
        told = hashlib.sha256("\n".join([digest, entry.to_json(), *of_files]).encode()).hexdigest()[:32]
        rows = table_rows(graph.triples, entry, base, words, told)
        write_whole(record.with_suffix(".rows"), rows.to_bytes())
    counts = {
        "parts": len(graph.work.parts),
        "acts": len(graph.work.acts),
        "citations": sum(len(version.annotations.citations) for version in graph.work.versions),
        "triples": len(graph.triples) + len(graph.source_triples),
    }
    result = WorkResult(
        symbol=graph.work.symbol.text,
        quads=quads.name,
        counts=counts,
        findings=tuple((about, asdict(finding)) for about, finding in findings),
        shared=graph.shared.to_json(),
        entry=entry.to_json(),
        rows=record.with_suffix(".rows").name,
        wrong=any(finding.severity is Severity.VIOLATION for _, finding in findings),
        seconds=dict(report.seconds),
    )
    write_whole(record, json.dumps({**asdict(result), "seconds": {}}, ensure_ascii=False).encode())
    return result


def work_record(held: Sequence[Held], base: str, validate: bool, cache_folder: Path, taught: Taught) -> Path:
    """Where the result of a work lies."""
    parts = [f"{one.language} {one.sha256} {one.source} {one.earlier}" for one in held]
    corrections = [str(taught.corrections(parse(one.symbol), one.language)) for one in held]
    text = "\n".join([recipe(), taught.digest, base, str(validate), *parts, *corrections])
    key = hashlib.sha256(text.encode()).hexdigest()[:32]
    return cache_folder / "works" / f"{key}.json"


def _load(held: Held, cache_folder: Path, report: Report) -> Document:
    """A version from its normal form, with name and digest of the file that it came from, and that file's findings."""
    with report.stage("read"):
        content = (cache_folder / "forms" / held.file).read_bytes()
        documents = read_all(content, held.file, held.language)
    name, _, sha256 = held.source.partition("\n")
    return replace(
        documents[0],
        source=Origin(name, sha256),
        findings=tuple(finding_from(row) for row in held.findings),
        earlier=tuple(datetime.date.fromisoformat(day) for day in held.earlier),
    )


def finding_from(row: Mapping[str, Any]) -> Finding:
    """A finding from its record."""
    return Finding(**{**row, "severity": Severity(row["severity"])})


@cache
def _entailer() -> Entailer:
    return Entailer(ontology_triples())


def _write_quads(path: Path, graphs: Mapping[str, Sequence[ox.Triple]], base: str) -> str:
    """Write the quads, sorted, so that equal graphs are equal files; and packed, for dumps. Their digest."""
    lines = [line for name, triples in graphs.items() for line in n_quads(triples, mint(base, name))]
    data = b"".join(sorted(lines))
    write_whole(path.with_suffix(".nq.gz"), gzip.compress(data, _PACKED, mtime=0))
    write_whole(path, data)
    return hashlib.sha256(data).hexdigest()


_PACKED = 3
"""How hard quads are packed: 6 takes more than twice the time for a seventh less."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{hashlib.sha256(content).hexdigest()[:8]}.partial")
    partial.write_bytes(content)
    partial.replace(path)
