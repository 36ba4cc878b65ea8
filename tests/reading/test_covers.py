"""Words of a cover are no title, in whatever language it says them."""

from __future__ import annotations

import pytest

from resograph.reading.layout.front import read_front
from resograph.reading.layout.grammar import grammar

LINES = [
    ("en", "Original: English", "The General Assembly,"),
    ("fr", "Original : anglais", "L’Assemblée générale,"),
    ("es", "Distr. general", "La Asamblea General,"),
    ("ru", "Язык оригинала: английский", "Генеральная Ассамблея,"),
    ("zh", "原件：英文", "大会，"),
    ("zh", "Original: English", "大会，"),
    ("ar", "الأصل: بالإنكليزية", "إن الجمعية العامة،"),
]


@pytest.mark.parametrize(("language", "line", "formula"), LINES)
def test_what_a_cover_tells_is_no_title(language: str, line: str, formula: str) -> None:
    assert read_front([line, formula], grammar(language)).title == ""
