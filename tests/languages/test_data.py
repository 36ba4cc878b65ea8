"""The data of each language: whole, composed, and nothing in it that no code or pattern uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from bench.patterns.sources import language_patterns

import resograph
from resograph.languages.files import language_file, word_files
from resograph.languages.profile import SECTIONS, profile
from resograph.resources import resource
from resograph.symbols.address import LANGUAGES

APP = Path(resograph.__file__).parent
FOLDER = resource("data", "languages")
REFERENCE = re.compile(r"\{([a-z][\w-]*)(?::([a-z][\w-]*))?")


def texts() -> list[str]:
    """All TOML files of the languages."""
    return [path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.toml")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_pattern_is_one(code: str) -> None:
    for _, pattern in language_patterns(code):
        _ = pattern.re


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_file_of_a_language_is_read(code: str) -> None:
    known = {f"{stem}.toml" for stem in (*SECTIONS, "pieces")} | {"verbs.tsv", "adverbs.tsv", "clauses.tsv", "words"}
    assert {path.name for path in (FOLDER / code).iterdir()} <= known


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_piece_and_list_is_used(code: str) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (FOLDER / code).glob("*.toml"))
    found = list(REFERENCE.finditer(text))
    names, lists = {one[1] for one in found if not one[2]}, {one[2] for one in found if one[2]}
    maps = set(re.findall(r'^(?:months|words|ordinals) = "(\w+)"$', text, re.M))
    assert set(word_files(code)) == lists | maps
    own = re.findall(r"^pieces\.([\w-]+) =", text, re.M)
    assert set(own) <= names
    always = {"begin", "end", "ending", "and", "gap", "clause"}
    assert set(language_file(code, "pieces.toml").table()) <= names | always


def test_every_piece_of_all_languages_is_used() -> None:
    names = {found[1] for text in texts() for found in REFERENCE.finditer(text)}
    assert set(language_file("", "pieces.toml").table()) <= names


def keys(kind: type[Any]) -> Iterator[tuple[str, str]]:
    """The keys of a file and of the tables in it, each with its dataclass."""
    for key, hint in get_type_hints(kind).items():
        yield kind.__name__, key
        for inner in (hint, *get_args(hint)):
            if isinstance(inner, type) and is_dataclass(inner):
                yield from keys(inner)


def test_every_key_is_read_by_code() -> None:
    files = [path for path in APP.rglob("*.py") if path.parent.name != "sections"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    read = set(re.findall(r"\.(\w+)\b", text))
    assert not [(section, key) for kind in SECTIONS.values() for section, key in keys(kind) if key not in read]


def test_every_key_is_given_by_a_language() -> None:
    given = {key for text in texts() for key in re.findall(r"^(?:\[+(?:\w+\.)?)?(\w+)\b", text, re.M)}
    assert not [(section, key) for kind in SECTIONS.values() for section, key in keys(kind) if key not in given]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_that_numbers_are_read_by_are_numbers(code: str) -> None:
    rules = profile(code)
    assert all(isinstance(value, int) for value in {**rules.months, **rules.numerals.words}.values())
