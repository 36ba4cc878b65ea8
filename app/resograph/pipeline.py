"""Read → annotate → merge → write → validate → publish (DESIGN §4). The core is pure; this is where it meets files."""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from resograph import __version__
from resograph.annotating import annotate
from resograph.documents import Document, Finding, Severity
from resograph.merging import Version, Work, merge
from resograph.reading import UnreadableError, read
from resograph.stores import Release, ReleaseError, ReleaseWriter, open_current
from resograph.stores.release import remove_old
from resograph.symbols import Symbol, mint
from resograph.symbols.address import AddressError
from resograph.validating import validate_graph
from resograph.vocabularies import Vocabulary, vocabulary, vocabulary_files
from resograph.writing import Entailer, owns, work_triples, write_akn
from resograph.writing.context import Shared, context_triples, shared_by
from resograph.writing.entailments import ontology_triples
from resograph.writing.release import release_triples
from resograph.writing.vocabulary import ontology_graph, vocabulary_triples


@dataclass(frozen=True)
class Source:
    """A file to read; ``language`` where it is known."""

    name: str
    content: bytes
    language: str | None = None


@dataclass
class Report:
    """What became of the files: counts, findings by address, files kept out with the reason, seconds by stage."""

    works: int = 0
    parts: int = 0
    acts: int = 0
    citations: int = 0
    triples: int = 0
    findings: list[tuple[str, Finding]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    kept_out: list[tuple[str, list[Finding]]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the seconds of a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - start


@dataclass(frozen=True)
class WorkGraph:
    """A work ready to be published."""

    work: Work
    triples: list[ox.Triple]
    shared: Shared
    files: Mapping[str, bytes]
    """Language → Akoma Ntoso form."""


def read_version(source: Source, words: Vocabulary, report: Report | None = None) -> Version:
    """One file as an annotated version.

    Raises:
        UnreadableError: it cannot be read.
    """
    report = report or Report()
    with report.stage("read"):
        document = read(source.content, source.name, source.language)
    with report.stage("annotate"):
        return Version(document, annotate(document, words))


def write_work(versions: Iterable[Version], base: str, entailer: Entailer, words: Vocabulary, report: Report) -> WorkGraph:
    """The versions of one symbol as a graph with its entailments."""
    with report.stage("merge"):
        work = merge(versions)
    with report.stage("write"):
        symbol = work.symbol
        triples = entailer.close(work_triples(work, base, words), lambda iri: owns(base, symbol, iri))
        files = {version.language: write_akn(version.document, version.annotations) for version in work.versions}
    return WorkGraph(work, triples, shared_by(work), files)


class Builder:
    """Builds a release from files.

    Args:
        directory: the store directory.
        base: of all addresses; ends in a slash.
        progress: told (done, total) files.
    """

    def __init__(self, directory: Path, base: str, progress: Callable[[int, int], None] | None = None) -> None:
        self._directory = directory
        self._base = base
        self._progress = progress or (lambda done, total: None)
        self._words = vocabulary()
        self._entailer = Entailer(ontology_triples())

    def build(self, sources: Iterable[Source], validate: bool = True) -> tuple[Release | None, Report]:
        """A new release of these files, published; None where no file was good."""
        report = Report()
        versions: dict[Symbol, dict[str, Version]] = defaultdict(dict)
        inputs: dict[str, str] = {}
        pending = list(sources)
        for count, source in enumerate(pending, start=1):
            self._read(source, versions, inputs, report)
            self._progress(count, len(pending))
        graphs = [
            graph
            for symbol in sorted(versions)
            if (
                graph := self._judged(
                    write_work(versions[symbol].values(), self._base, self._entailer, report), validate, report
                )
            )
        ]
        if not graphs:
            return None, report
        with report.stage("publish"):
            release = self._publish(graphs, inputs, report)
        return release, report

    def _read(
        self, source: Source, versions: dict[Symbol, dict[str, Version]], inputs: dict[str, str], report: Report
    ) -> None:
        try:
            version = read_version(source, self._words, report)
        except UnreadableError as error:
            report.unreadable.append(str(error))
            return
        versions[version.document.symbol][version.language] = version
        inputs[source.name] = hashlib.sha256(source.content).hexdigest()

    def _judged(self, graph: WorkGraph, validate: bool, report: Report) -> WorkGraph | None:
        """The graph, unless a shape is broken; findings go into the report."""
        address = mint(self._base, graph.work.symbol.text)
        findings = list(graph.work.findings)
        if validate:
            with report.stage("validate"):
                findings += validate_graph(graph.triples)
        wrong = [finding for finding in findings if finding.severity is Severity.VIOLATION]
        if wrong:
            report.kept_out.append((graph.work.symbol.text, wrong))
            return None
        report.findings += [(address, finding) for finding in findings]
        report.works += 1
        report.parts += len(graph.work.parts)
        report.acts += len(graph.work.acts)
        report.citations += sum(len(version.annotations.citations) for version in graph.work.versions)
        return graph

    def _publish(self, graphs: list[WorkGraph], inputs: Mapping[str, str], report: Report) -> Release:
        name = _release_name(self._base, inputs)
        writer = ReleaseWriter(self._directory, name)
        try:
            for graph in graphs:
                for language, content in graph.files.items():
                    writer.add_document(language, graph.work.symbol.text, content)
            report.triples = writer.add_graphs(self._graphs(graphs, report))
            counts = {"works": report.works, "parts": report.parts, "acts": report.acts, "triples": report.triples}
            release = writer.publish(self._base, __version__, counts, inputs)
        except BaseException:
            writer.discard()
            raise
        remove_old(self._directory)
        return release

    def _graphs(self, graphs: list[WorkGraph], report: Report) -> Iterator[tuple[str, list[ox.Triple]]]:
        """Every named graph of the release; each triple stands in one (DESIGN §3)."""
        base = self._base
        total = 0
        for graph in graphs:
            total += len(graph.triples)
            yield mint(base, f"graph/{graph.work.symbol.text}"), graph.triples
        words = vocabulary_triples(vocabulary_files(), base, self._entailer)
        ontology = ontology_graph()
        context = context_triples((graph.shared for graph in graphs), self._words, base)
        context = self._entailer.close(context, _subjects(context).__contains__)
        yield mint(base, "graph/vocabulary"), words
        yield mint(base, "graph/ontology"), ontology
        yield mint(base, "graph/context"), context
        total += len(words) + len(ontology) + len(context)
        counts = {"works": report.works, "triples": total}
        yield mint(base, "graph/release"), release_triples(base, counts, report.findings, None)


def _release_name(base: str, inputs: Mapping[str, str]) -> str:
    """A name that sorts by time, and tells builds of other inputs apart."""
    digest = hashlib.sha256(repr((base, __version__, sorted(inputs.items()))).encode()).hexdigest()[:8]
    return f"{time.strftime('%Y%m%dT%H%M%S')}-{time.time_ns() % 1_000_000_000:09d}-{digest}"


def _subjects(triples: Iterable[ox.Triple]) -> set[str]:
    return {triple.subject.value for triple in triples if isinstance(triple.subject, ox.NamedNode)}


def sources_in(paths: Iterable[Path]) -> Iterator[Source]:
    """The files of some paths, folders gone through in order.

    Raises:
        UnreadableError: a path is not there.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith(".")):
                yield Source(file.name, file.read_bytes())
        elif path.is_file():
            yield Source(path.name, path.read_bytes())
        else:
            raise UnreadableError(f"{path} is not there; give a file or a folder.")


def check_base(base: str) -> str:
    """The base, if addresses can be built on it.

    Raises:
        AddressError: it is no absolute http(s) address that ends in a slash.
    """
    if not base.startswith(("http://", "https://")) or not base.endswith("/") or "#" in base or "?" in base:
        raise AddressError(
            f"--base {base} cannot carry addresses: give one such as https://example.org/un/ with a slash at its end."
        )
    try:
        ox.NamedNode(mint(base, "A/RES/67/138"))
    except ValueError as error:
        raise AddressError(f"--base {base} is no right address: {error}") from error
    return base


def release_for(directory: Path, base: str) -> Release:
    """The current release, if it was built for this base.

    Raises:
        ReleaseError: there is none, or it is for another base.
    """
    release = open_current(directory)
    if release.manifest.base != base:
        raise ReleaseError(
            f"The release in {directory} was built for {release.manifest.base}, not for {base}: "
            f"start with --base {release.manifest.base}, or build it again with resograph add --base {base}."
        )
    return release


__all__ = ["Builder", "Document", "Report", "Source", "check_base", "release_for", "sources_in"]
