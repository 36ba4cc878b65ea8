"""Nothing is lost: what the official files hold, character for character, is in what is read of them.

Every 7th file by default, all with RESOGRAPH_FULL=1. Counted apart from the reader: on the raw tree.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from lxml import etree

from resograph.documents import Document
from resograph.reading import read_all
from resograph.symbols import Kind

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FULL = os.environ.get("RESOGRAPH_FULL") == "1"
AROUND = {"meta", "coverPage", "preface"}
#: What is no text: marks of notes and their brackets, joints that the reader sets, drawn lines.
NO_TEXT = Counter(dict.fromkeys("()|—–_-", 10**9))


def corpus_files() -> list[Path]:
    return sorted(CORPUS.glob("*/**/*.xml"))


def chars(text: str) -> Counter[str]:
    return Counter(
        char
        for char in unicodedata.normalize("NFC", text)
        if not char.isspace() and (unicodedata.category(char) != "Cf" or char in "\u200c\u200d")
    )


def body_text(content: bytes) -> tuple[str, int]:
    """All text of the body, and how many digits of it may be marks of notes."""
    root = etree.fromstring(content, etree.XMLParser(recover=True, remove_comments=True, resolve_entities=False))
    pieces: list[str] = []
    marks = 0

    def gather(element: etree._Element) -> None:
        nonlocal marks
        name = etree.QName(element).localname
        if name in AROUND:
            return
        words = "".join(element.itertext()).strip()
        own_mark = re.match(r"\(\s*(\d+)\s*\)", words) if name == "authorialNote" else None
        marks += len(own_mark[1]) if own_mark else 0
        if name == "sup" and words.isdigit():
            marks += len(words)
        pieces.append(element.text or "")
        for child in element:
            gather(child)
            pieces.append(child.tail or "")

    gather(root)
    return "".join(pieces), marks


def read_text_of(document: Document) -> str:
    parts = [text for part in document.walk() for text in (part.number, part.heading, part.text) if text]
    in_body = document.title if document.symbol.kind is Kind.STATEMENT else ""
    return " ".join([in_body, *parts, *(note.text for note in document.notes)])


def losses(path: Path) -> tuple[str, int, Counter[str], list[str], list[str]]:
    """Language, characters in, characters lost, symbols and rules of one file."""
    content = path.read_bytes()
    documents = read_all(content, path.name)
    text, marks = body_text(content)
    given = chars(text)
    lost = given - chars(" ".join(read_text_of(document) for document in documents)) - NO_TEXT
    digits = sum(count for char, count in lost.items() if char.isdigit())
    if digits <= marks:
        lost = Counter({char: count for char, count in lost.items() if not char.isdigit()})
    rules = [finding.rule for document in documents for finding in document.findings]
    return documents[0].language, given.total(), lost, [str(document.symbol) for document in documents], rules


def twice(path: Path) -> list[str]:
    """Ids that two parts or notes of one document share."""
    found: list[str] = []
    for document in read_all(path.read_bytes(), path.name):
        ids = Counter([part.eid for part in document.walk()] + [note.eid for note in document.notes])
        found += [eid for eid, count in ids.items() if count > 1 or not eid.isascii() or not eid]
    return found


@pytest.fixture(scope="module")
def sample() -> list[Path]:
    files = corpus_files()
    if not files:
        pytest.skip(f"The official files are not here: {CORPUS}")
    return files if FULL else files[::7]


def test_nothing_is_lost(sample: list[Path]) -> None:
    lost_by_language: dict[str, Counter[str]] = defaultdict(Counter)
    worst: list[str] = []
    with ProcessPoolExecutor() as pool:
        for path, (language, _, lost, _, _) in zip(sample, pool.map(losses, sample, chunksize=8), strict=True):
            lost_by_language[language] += lost
            if lost:
                worst.append(f"{path.relative_to(CORPUS)}: {dict(lost.most_common(8))}")
    assert not any(lost_by_language.values()), "\n".join(worst)


def test_ids_are_unique_and_ascii(sample: list[Path]) -> None:
    with ProcessPoolExecutor() as pool:
        for path, found in zip(sample, pool.map(twice, sample, chunksize=8), strict=True):
            assert not found, path
