"""Texts as people keep them, each read beside a gold that was written by hand before the code was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from resograph.documents import Document, PartKind
from resograph.reading import UnreadableError, read, read_all
from resograph.symbols import Kind

WILD = Path(__file__).parent / "wild"
GOLDS = sorted(WILD.glob("*.gold"))
COVER = ("symbol", "title", "adopted", "meeting", "session")


def expected(gold: Path) -> list[list[str]]:
    """The lines of each document that a gold tells."""
    documents: list[list[str]] = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        if line.startswith("symbol:"):
            documents.append([])
        documents[-1].append(line.strip().replace("\\n", "\n"))
    return documents


def told(document: Document, keys: set[str]) -> Iterator[str]:
    """A document as a gold tells it."""
    cover = document.cover
    facts = (str(document.symbol), document.title, cover.adopted, cover.meeting, cover.session)
    for name, fact in zip(COVER, facts, strict=True):
        if name in keys:
            yield f"{name}: {fact or ''}".strip()
    for part in document.walk():
        heading = part.heading if part.kind in (PartKind.SECTION, PartKind.ANNEX) else None
        yield f"{part.eid} | {part.text or heading or ''}".strip()
    for note in document.notes:
        yield f"note {note.mark} {note.bearer} | {note.text}"


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.stem)
def test_a_wild_text_is_read_as_a_person_reads_it(gold: Path) -> None:
    golds = expected(gold)
    found = read_all(gold.with_suffix(".txt").read_bytes(), gold.stem, unnamed=True)
    assert len(found) == len(golds)
    keys = [{line.split(":")[0] for line in lines} for lines in golds]
    assert [list(told(document, known)) for document, known in zip(found, keys, strict=True)] == golds


@pytest.mark.parametrize(
    "gold", [gold for gold in GOLDS if expected(gold)[0][0] == "symbol:"], ids=lambda gold: gold.stem
)
def test_what_has_no_symbol_is_given_none(gold: Path) -> None:
    with pytest.raises(UnreadableError, match="no UN symbol") as refused:
        read(gold.with_suffix(".txt").read_bytes(), gold.stem)
    assert not re.search(r"[A-Z]+/[A-Z]*\d", str(refused.value))


def test_a_draft_is_one_whose_symbol_does_not_tell() -> None:
    found = read((WILD / "draft-council.txt").read_bytes(), "draft-council")
    assert (found.symbol.kind, found.kind) == (Kind.REPORT, Kind.DRAFT)
