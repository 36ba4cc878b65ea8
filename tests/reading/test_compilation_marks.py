"""Marks of compilation texts in each of the six languages: names with articles, and what is agreed ad referendum."""

from __future__ import annotations

import pytest

from resograph.documents import VariantKind
from resograph.reading.compilation.remarks import remarks
from resograph.reading.compilation.texts import is_compilation
from resograph.reading.layout.grammar import grammar
from resograph.vocabularies.delegations import delegations

NAMES = [
    ("en", "the Russian Federation", "state/rus"),
    ("en", "the US", "state/usa"),
    ("fr", "la France", "state/fra"),
    ("fr", "les États-Unis", "state/usa"),
    ("fr", "l’Union européenne", "European Union"),
    ("fr", "l'UE", "European Union"),
    ("es", "el Brasil", "state/bra"),
    ("es", "los Estados Unidos", "state/usa"),
    ("es", "El Salvador", "state/slv"),
    ("ar", "الاتحاد الأوروبي", "European Union"),
    ("ru", "Европейский союз", "European Union"),
    ("zh", "欧洲联盟", "European Union"),
    ("fr", "la", None),
    ("fr", "l’an", None),
]


@pytest.mark.parametrize(("language", "name", "meant"), NAMES)
def test_a_delegation_is_known_with_its_article(language: str, name: str, meant: str | None) -> None:
    assert delegations().find(name, language) == meant


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fr", "proposition du Canada", ("Canada",)),
        ("fr", "la France et les États-Unis", ("la France", "les États-Unis")),
        ("es", "propuesta del Brasil", ("Brasil",)),
    ],
)
def test_names_in_marks_have_articles(language: str, text: str, names: tuple[str, ...]) -> None:
    assert remarks(language).names(text) == names


def test_an_article_is_part_of_the_words_that_are_proposed() -> None:
    found = remarks("en").one("EU: replace “the States” with “all States”")
    assert found is not None and (found.words, found.instead) == ("the States", "all States")


AGREED = [
    ("en", "agreed ad ref"),
    ("fr", "agréé ad referendum"),
    ("es", "acordado ad referéndum"),
    ("ru", "согласовано"),
    ("zh", "暂定议定"),
    ("ar", "متفق عليه رهنا بالتشاور"),
]
TEXTS = {
    "en": ("The General Assembly,", "1. Requests a report"), "fr": ("L’Assemblée générale,", "1. Demande un rapport"),
    "es": ("La Asamblea General,", "1. Pide un informe"), "ru": ("Генеральная Ассамблея,", "1. просит доклад"),
    "zh": ("大会，", "1. 请秘书长提出报告"), "ar": ("إن الجمعية العامة،", "١ - تطلب تقريرا"),
}  # fmt: skip


@pytest.mark.parametrize(("language", "mark"), AGREED)
def test_words_agreed_ad_referendum_tell_a_compilation(language: str, mark: str) -> None:
    formula, words = TEXTS[language]
    assert is_compilation([formula, f"{words} [{mark}]"], grammar(language))
    assert not is_compilation([formula, words], grammar(language))


@pytest.mark.parametrize(("language", "mark"), AGREED)
def test_a_paragraph_may_end_with_what_is_agreed(language: str, mark: str) -> None:
    reader = remarks(language)
    found = reader.agreed_at_end(f"{TEXTS[language][1]}; {mark}")
    assert found is not None and found["mark"] == mark
    agreed = reader.one(mark)
    assert agreed is not None and agreed.action is VariantKind.AGREED
