"""What is wrong is kept out: a broken vocabulary, a document that breaks a shape."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import BASE, SEED
from resograph.merging.work import Version
from resograph.pipeline import Builder, Source, Stopwatch, WorkGraph, write_work
from resograph.vocabularies.concepts import Vocabulary, VocabularyError, load
from resograph.writing import Entailer

BROKEN = ["<actor/x> a reso:Office", "<actor/x> <p> [ <q> 1 ] .", "\xff not turtle"]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_vocabulary_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(VocabularyError, match=r"mine\.ttl"):
        load([path])


def test_a_document_that_breaks_a_shape_is_kept_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mention of words behind the end of the text: the graph is wrong, the file stays out, the place is shown."""
    import resograph.pipeline.work_step as work_step

    def wrong(versions: list[Version], base: str, entailer: Entailer, words: Vocabulary, watch: Stopwatch) -> WorkGraph:
        graph = write_work(versions, base, entailer, words, watch)
        target = ox.NamedNode("http://www.w3.org/ns/oa#hasTarget")
        behind = ox.NamedNode(f"{BASE}zh/A/RES/67/138~para_25#char=9000,9003")
        spoilt = [
            ox.Triple(triple.subject, triple.predicate, behind)
            if triple.predicate == target and "para_25#actor" in str(triple.subject)
            else triple
            for triple in graph.triples
        ]
        return replace(graph, triples=spoilt)

    monkeypatch.setattr(work_step, "write_work", wrong)
    release, report = Builder(tmp_path, BASE).build([Source(SEED)])
    assert release is None
    assert [symbol.split()[0] for symbol, _ in report.kept_out] == ["A/RES/67/138"]
    assert any(
        "9000,9003" in finding.message + finding.evidence for _, findings in report.kept_out for finding in findings
    )
    assert not (tmp_path / "current").exists()
