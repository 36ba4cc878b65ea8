"""What a reading left out: the letters of a statement counted against those of its parts, and the words that lack."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from resograph.documents import Document, Finding
from resograph.documents.xml import local

_SAMPLE, _COMMON = 3000, 40
_AROUND = ("meta", "coverPage", "preface")


def find_losses(statement: etree._Element, document: Document) -> list[Finding]:
    """A finding with the words of the statement's text that stand in no part, note or title; mostly none."""
    given = unicodedata.normalize("NFC", "".join(_pieces(statement)))
    read = " ".join(_read(document))
    letters = [letter for letter, _ in Counter(given[:_SAMPLE]).most_common(_COMMON) if letter.isalpha()]
    if letters and not any(given.count(letter) > read.count(letter) for letter in letters):
        return []  # no word is without one of the letters that a text has most
    lost = _letters(given) - _letters(read)
    if not lost:
        return []
    words = Counter(re.findall(r"\w+", given)) - Counter(re.findall(r"\w+", read))
    shown = " ".join(word for word in words.elements() if set(word) & set(lost))
    return [Finding("akn.unplaced", "Words of the file stand in none of the parts read.", evidence=shown[:400])]


def _pieces(statement: etree._Element) -> Iterator[str]:
    for element in statement:
        if local(element) not in _AROUND:
            yield from map(str, element.itertext())


def _read(document: Document) -> Iterator[str]:
    yield document.title
    for part in document.walk():
        yield from filter(None, (part.number, part.heading, part.text))
    for note in document.notes:
        yield note.mark
        yield note.text


def _letters(text: str) -> Counter[str]:
    return Counter({char: count for char, count in Counter(text).items() if char.isalpha()})
