"""Texts of strangers take time in proportion to their length, whatever letters they hold.

``letters.json`` has the letters that ``bench.patterns`` found worst for some pattern, [beginning, repeated, end]. All
patterns, longer texts and whole pages are attacked by ``bench.patterns`` and ``bench.worst``.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from bench.entries import entries
from bench.patterns.timing import slowest
from bench.repeated import REPEATED, Repeated, take
from bench.worst import letters_of, seconds_of, text_of

from resograph.documents import Document
from timing import seconds

FILE = Path(__file__).with_name("letters.json")
LIGHT = [name for name, entry in entries().items() if not entry.heavy]
SIZE = 1_000


@pytest.mark.parametrize("name", entries())
def test_entry_points_take_what_is_usual(name: str) -> None:
    entries()[name].take(entries()[name].usual)  # so that what follows gets beyond the door


@pytest.mark.parametrize("name", LIGHT)
def test_entry_points_take_linear_time(name: str) -> None:
    entry = entries()[name]
    entry(entry.usual)
    taken = [(seconds_of(entry, text_of(letters, SIZE)), letters) for letters in letters_of(FILE)]
    small, letters = max(taken)
    large = min(seconds_of(entry, text_of(letters, SIZE * 20)) for _ in range(2))
    assert large < 0.1 or large < 60 * small, (name, letters, small, large)


@pytest.mark.parametrize("name", [name for name, repeated in REPEATED.items() if repeated.tested])
def test_repeated_markup_takes_linear_time(name: str) -> None:
    small, large = taken(REPEATED[name], 10_000), taken(REPEATED[name], 100_000)
    assert large < 0.1 or large < 40 * small, (name, small, large)  # ten times is linear, a hundred the square


@pytest.mark.parametrize("name", [name for name, one in REPEATED.items() if one.tested and one.levels])
def test_deeper_markup_takes_no_longer(name: str) -> None:
    deep = REPEATED[name]
    flat = replace(deep, levels=deep.levels // 10)
    assert taken(deep, 50_000) < 6 * taken(flat, 50_000)


def taken(repeated: Repeated, size: int) -> float:
    return seconds(partial(take, repeated.of(size), repeated.name), runs=2)


def test_a_file_of_repeated_markup_is_read_with_what_is_repeated() -> None:
    empty = {name for name, repeated in REPEATED.items() if _letters(take(repeated.of(10_000), repeated.name)[0]) < 4}
    assert empty == {"Word paragraphs taken out"}


def _letters(document: Document) -> int:
    """How many characters of the repeated markup are read, beside the cover and the formula."""
    parts = [part for part in document.walk() if part.role != "formula"]
    words = [part.text for part in parts] + [note.text for note in document.notes]
    return len("".join([*words, *(one.text for part in parts for one in part.variants)]))


BAD = [
    (r"[A-Z]+(?=[.)])|SUMMARY", False),
    (r"(a+)+b", True),
    (r"\s+$", False),
    (r"<!--.*?-->", False),
    (r"foo(?=.*bar)", False),
]
GOOD = [(r"\d+\D+x", True), (r"a{0,9}b", False), (r"(?<!\s)\s++$", False), (r"\w++@", True), (r"the .{0,20} to", False)]


PATTERNS = [(*one, True) for one in BAD] + [(*one, False) for one in GOOD]


@pytest.mark.parametrize(("pattern", "anchored", "square"), PATTERNS)
def test_the_attack_finds_patterns_that_take_the_square(pattern: str, anchored: bool, square: bool) -> None:
    worst = slowest(re.compile(pattern), anchored)
    assert bool(worst and worst.is_square) == square, worst


def test_the_letters_are_those_that_were_found() -> None:
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    assert rows and all(len(row) == 3 and row[1] for row in rows)
