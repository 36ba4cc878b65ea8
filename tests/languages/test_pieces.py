"""Each piece and list finds the words that ``pieces.toml`` says; the failure names it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from resograph.languages.composing import composer
from resograph.languages.files import language_file

TABLE = tomllib.loads(Path(__file__).with_name("pieces.toml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(code, block["of"], *row, id=f"{code}-{block['of']}-{row[0]}-{row[1]}")
    for code, blocks in TABLE.items()
    for block in blocks
    for row in block["finds"]
]


@pytest.mark.parametrize(("code", "of", "pattern", "text", "expected"), CASES)
def test_a_piece_finds_its_words(code: str, of: str, pattern: str, text: str, expected: str) -> None:
    file = language_file(code, f"{of}.toml")
    found = composer(code).pattern(pattern, file, [], file.table().get("pieces", {})).re.search(text)
    assert (found[0] if found else "") == expected
