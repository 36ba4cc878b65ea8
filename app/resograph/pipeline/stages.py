"""The stages as pure functions: a file's bytes to versions, versions to a work's graph, a graph to its findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pyoxigraph as ox

from resograph.annotating import annotate, corrected
from resograph.documents import Document, Finding
from resograph.merging.merge import merge
from resograph.merging.work import Version, Work
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.timing import Stopwatch
from resograph.reading import PDF_SECONDS, read_all
from resograph.reading.compilation.choices import clean_text
from resograph.symbols import Symbol, mint
from resograph.validating import evaluate
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing.context import Shared, shared_by
from resograph.writing.entailments import Entailer
from resograph.writing.rdf import owns, work_triples
from resograph.writing.sources import source_triples


@dataclass(frozen=True)
class WorkGraph:
    """A work ready to be published: its own graph, what its sources state, what it says of shared nodes."""

    work: Work
    triples: list[ox.Triple]
    source_triples: list[ox.Triple]
    shared: Shared


def read_versions(
    content: bytes,
    name: str,
    language: str | None,
    extensions: Extensions,
    watch: Stopwatch,
    choice: str | None = None,
    pdf_seconds: int = PDF_SECONDS,
) -> list[Version]:
    """A file as annotated versions, one a document; with ``choice`` the clean text of a compilation (``clean_text``).

    A PDF may take ``pdf_seconds`` of the processor's time.

    Raises:
        UnreadableError: it cannot be read.
        ChoiceError: nobody of that name proposes anything.
    """
    with watch.stage("read"):
        documents = read_all(content, name, language, pdf_seconds=pdf_seconds)
        if choice:
            documents = [clean_text(document, choice) for document in documents]
    return [annotated(document, extensions, watch) for document in documents]


def annotated(document: Document, extensions: Extensions, watch: Stopwatch) -> Version:
    """A document with what is found in it, as corrected, and findings of corrections that do not fit.

    Raises:
        CorrectionError: a file of corrections is broken.
    """
    with watch.stage("annotate"):
        words = extensions.vocabulary()
        found = annotate(document, words)
        corrections = extensions.corrections(document.symbol, document.language)
        if not corrections:
            return Version(document, found)
        found, findings = corrected(document, found, corrections, words)
        return Version(replace(document, findings=(*document.findings, *findings)), found)


def write_work(
    versions: Iterable[Version], base: str, entailer: Entailer, words: Vocabulary, watch: Stopwatch
) -> WorkGraph:
    """The versions of one symbol as a graph with its entailments."""
    with watch.stage("merge"):
        work = merge(versions)
    with watch.stage("write"):
        symbol: Symbol = work.symbol
        triples = entailer.close(work_triples(work, base, words), lambda iri: owns(base, symbol, iri))
        stated = source_triples(work, base, words)
    return WorkGraph(work, triples, stated, shared_by(work))


def judge(graph: WorkGraph, base: str, validate: bool, watch: Stopwatch) -> list[tuple[str, Finding]]:
    """Findings of reading, merging and (unless switched off) the shapes, each with the address it is about."""
    about = mint(base, graph.work.symbol.text)
    findings = [
        (mint(base, f"{graph.work.symbol}~{finding.part}") if finding.part else about, finding)
        for finding in graph.work.findings
    ]
    if validate:
        with watch.stage("validate"):
            findings += [(finding.part or about, finding) for finding in evaluate(graph.triples)]
    return findings
