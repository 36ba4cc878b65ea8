"""Compilation texts, each read beside a gold that was written by hand before the code was."""

from __future__ import annotations

from pathlib import Path

import pytest
from compiling import told

from resograph.reading import read
from resograph.reading.compilation.choices import clean_text

FOLDER = Path(__file__).parent / "compilations"
GOLDS = sorted(FOLDER.glob("*.gold"))


def expected(gold: Path) -> dict[str, list[str]]:
    """Choice ("" for the document with its variants) → the lines of it."""
    told: dict[str, list[str]] = {"": []}
    choice = ""
    for line in gold.read_text(encoding="utf-8").splitlines():
        if line.startswith("choice: "):
            choice = line.removeprefix("choice: ")
            told[choice] = []
        else:
            told[choice].append(line.rstrip())
    return told


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.stem)
def test_a_compilation_is_read_as_a_person_reads_it(gold: Path) -> None:
    document = read(gold.with_suffix(".txt").read_bytes(), gold.stem, unnamed=True)
    assert list(told(document)) == expected(gold)[""]
    assert [finding for finding in document.findings if finding.rule != "text.cut-off"] == []


@pytest.mark.parametrize(
    ("gold", "choice"),
    [(gold, choice) for gold in GOLDS for choice in expected(gold) if choice],
    ids=lambda value: value if isinstance(value, str) else value.stem,
)
def test_the_clean_text_of_a_choice(gold: Path, choice: str) -> None:
    document = read(gold.with_suffix(".txt").read_bytes(), gold.stem, unnamed=True)
    found = clean_text(document, choice)
    assert [f"{part.eid} | {part.text}" for part in found.walk()] == expected(gold)[choice]
