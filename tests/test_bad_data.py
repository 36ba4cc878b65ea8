"""What is wrong is kept out: a broken vocabulary, a document that breaks a shape."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import BASE, SEED
from resograph.merging.merge import Version
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
    """A mention whose words are not its characters: the graph is wrong, the file stays out, the words are shown."""
    import resograph.pipeline.work_step as work_step

    def wrong(versions: list[Version], base: str, entailer: Entailer, words: Vocabulary, watch: Stopwatch) -> WorkGraph:
        graph = write_work(versions, base, entailer, words, watch)
        secretary, chair = ox.Literal("秘书长"), ox.Literal("主席")
        spoilt = [
            ox.Triple(triple.subject, triple.predicate, chair) if triple.object == secretary else triple
            for triple in graph.triples
        ]
        return replace(graph, triples=spoilt)

    monkeypatch.setattr(work_step, "write_work", wrong)
    release, report = Builder(tmp_path, BASE).build([Source(SEED)])
    assert release is None
    assert [symbol.split()[0] for symbol, _ in report.kept_out] == ["A/RES/67/138"]
    assert any("主席" in finding.message + finding.evidence for _, findings in report.kept_out for finding in findings)
    assert not (tmp_path / "current").exists()
