"""The stages as pure functions: a file's bytes to versions, versions to a work's graph, a graph to its findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pyoxigraph as ox

from resograph.annotating import annotate, corrected
from resograph.documents import Document, Finding
from resograph.merging.merge import Version, Work, merge
from resograph.pipeline.extensions import Taught
from resograph.pipeline.report import Report
from resograph.reading import read_all
from resograph.symbols import Symbol, mint
from resograph.validating import evaluate
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing import Entailer, owns, work_triples
from resograph.writing.context import Shared, shared_by
from resograph.writing.sources import source_triples


@dataclass(frozen=True)
class WorkGraph:
    """A work ready to be published: its own graph, what its sources state, what it says of shared nodes."""

    work: Work
    triples: list[ox.Triple]
    source_triples: list[ox.Triple]
    shared: Shared


def read_versions(content: bytes, name: str, language: str | None, taught: Taught, report: Report) -> list[Version]:
    """A file as annotated versions, one a document.

    Raises:
        UnreadableError: it cannot be read.
    """
    with report.stage("read"):
        documents = read_all(content, name, language)
    return [annotated(document, taught, report) for document in documents]


def annotated(document: Document, taught: Taught, report: Report) -> Version:
    """A document with what is found in it, as corrected, and findings of corrections that do not fit.

    Raises:
        CorrectionError: a file of corrections is broken.
    """
    with report.stage("annotate"):
        words = taught.vocabulary()
        found = annotate(document, words)
        corrections = taught.corrections(document.symbol, document.language)
        if not corrections:
            return Version(document, found)
        found, findings = corrected(document, found, corrections, words)
        return Version(replace(document, findings=(*document.findings, *findings)), found)


def write_work(
    versions: Iterable[Version], base: str, entailer: Entailer, words: Vocabulary, report: Report
) -> WorkGraph:
    """The versions of one symbol as a graph with its entailments."""
    with report.stage("merge"):
        work = merge(versions)
    with report.stage("write"):
        symbol: Symbol = work.symbol
        triples = entailer.close(work_triples(work, base, words), lambda iri: owns(base, symbol, iri))
        stated = source_triples(work, base, words)
    return WorkGraph(work, triples, stated, shared_by(work))


def judge(graph: WorkGraph, base: str, validate: bool, report: Report) -> list[tuple[str, Finding]]:
    """Findings of reading, merging and (unless switched off) the shapes, each with the address it is about."""
    about = mint(base, graph.work.symbol.text)
    findings = [
        (mint(base, f"{graph.work.symbol}~{finding.part}") if finding.part else about, finding)
        for finding in graph.work.findings
    ]
    if validate:
        with report.stage("validate"):
            findings += [(finding.part or about, finding) for finding in evaluate(graph.triples)]
    return findings
