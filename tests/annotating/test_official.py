"""Official files are annotated in every language, each in a time that grows with its words."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from resograph.annotating import annotate
from resograph.documents import Document
from resograph.reading import read_all
from resograph.vocabularies.concepts import vocabulary

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SECONDS_A_KILOBYTE = 0.05
"""Of the processor, many times what it takes; a pattern that tries all ways takes minutes."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    def out_of_time(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, out_of_time)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.skipif(not CORPUS.exists(), reason="the official files (../shared/corpus) are not here")
@pytest.mark.parametrize("language", ["Arabic", "Chinese", "English", "French", "Russian", "Spanish"])
def test_annotated_in_time(language: str) -> None:
    paths = sorted(CORPUS.glob(f"*/*/{language}/*.xml"))
    assert paths
    for path in paths[:: len(paths) // 12]:
        for document in read_all(path.read_bytes(), path.name):
            size = sum(len(part.text) for part in document.in_order()) / 1000
            annotate(Document(document.symbol, document.language, "", "1", ()), vocabulary())  # reads the data
            try:
                with within(1 + SECONDS_A_KILOBYTE * size):
                    annotate(document, vocabulary())
            except TimeoutError:
                pytest.fail(f"{path.name}: more than {SECONDS_A_KILOBYTE} s for each thousand characters")
