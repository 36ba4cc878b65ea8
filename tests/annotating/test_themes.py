"""Themes by name, by words in another order, and by the numbers of Goals and targets; and their order."""

from __future__ import annotations

import pytest

from resograph.annotating import annotate
from resograph.annotating.parties import theme
from resograph.documents import Document, Part, PartKind
from resograph.merging.merge import merge
from resograph.merging.subjects import subjects
from resograph.merging.work import Version
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary


def document(language: str, *texts: str, title: str = "") -> Document:
    parts = tuple(Part(PartKind.OPERATIVE, text, eid=f"para_{n}") for n, text in enumerate(texts, 1))
    return Document(parse("A/RES/99/1"), language, title, "99/1", parts)


def themes(language: str, text: str) -> set[str]:
    return {mention.target for mention in annotate(document(language, text), vocabulary()).themes}


NAMED = [
    ("en", "Condemns the use of any nuclear weapons;", "NUCLEAR WEAPONS", True),
    ("en", "Condemns the use of nuclear weapons;", "NUCLEAR WEAPONS USE", True),
    ("en", "Stresses the advancement of all women;", "WOMEN'S ADVANCEMENT", True),
    ("en", "Stresses disarmament;", "DISARMAMENT", True),
    ("en", "Stresses national action;", "NATIONALIZATION", False),
    ("en", "Stresses the use of weapons, nuclear or not;", "NUCLEAR WEAPONS USE", False),
    ("en", "Stresses the rights of minorities;", "MINORITIES", True),  # of one stem with minors
    ("en", "Stresses the need for accountability;", "ACCOUNTABILITY", True),  # and with accounts
    ("en", "Welcomes the African Union and other African actors;", "AFRICANS", False),
    ("en", "Stresses the rights of Africans;", "AFRICANS", True),
    ("fr", "Souligne l’importance du développement durable;", "SUSTAINABLE DEVELOPMENT", True),
    ("ru", "подчеркивает важность устойчивого развития;", "SUSTAINABLE DEVELOPMENT", True),
    ("es", "Acoge las contribuciones voluntarias;", "VOLUNTARY SERVICE", False),
    ("ar", "تؤكد أهمية التنمية المستدامة؛", "SUSTAINABLE DEVELOPMENT", True),
    ("zh", "强调志愿服务的重要性；", "VOLUNTARY SERVICE", True),
]


@pytest.mark.parametrize(("language", "text", "name", "told"), NAMED)
def test_names(language: str, text: str, name: str, told: bool) -> None:
    path = theme(name, vocabulary())
    assert path is not None
    assert (path in themes(language, text)) is told


NUMBERED = [
    ("en", "Recalls Goals 1, 2 and 14 and target 3.4;", {"1", "2", "14", "3.4"}),
    ("en", "Recalls Millennium Development Goal 1;", set()),
    ("en", "Recalls Goal 18 and target 3.99;", set()),
    ("fr", "Rappelle l’objectif 14 et les cibles 5.4 et 16.10;", {"14", "5.4", "16.10"}),
    ("es", "Recuerda el Objetivo 2 y la meta 6.6;", {"2", "6.6"}),
    ("ru", "напоминает о цели 5 и задаче 15.a;", {"5", "15.a"}),
    ("zh", "回顾可持续发展目标1和2及具体目标16.10；", {"1", "2", "16.10"}),
    ("ar", "تشير إلى الهدف 2 والغاية 16-10؛", {"2", "16.10"}),
]


@pytest.mark.parametrize(("language", "text", "numbers"), NUMBERED)
def test_goals_and_targets(language: str, text: str, numbers: set[str]) -> None:
    found = {path for path in themes(language, text) if path.startswith("theme/sdg-")}
    assert found == {f"theme/sdg-{number}" for number in numbers}


def test_a_language_without_names_has_the_themes_of_its_paragraph() -> None:
    """Through the aligned paragraph: the themes are those of the work's part, whatever the language."""
    english = document("en", "Stresses the importance of voluntary service;")
    russian = document("ru", "подчеркивает важность добровольчества;")
    work = merge([Version(one, annotate(one, vocabulary())) for one in (russian, english)])
    assert theme("VOLUNTARY SERVICE", vocabulary()) in subjects(work, vocabulary())
    assert set(work.parts[0].readings) == {"en", "ru"}


def test_the_title_counts_most_and_everyday_themes_least() -> None:
    texts = ("Welcomes progress in sustainable development;", "Stresses human rights;", "Stresses voluntary service;")
    one = document("en", *texts, title="Voluntary service")
    ranked = subjects(merge([Version(one, annotate(one, vocabulary()))]), vocabulary())
    assert ranked[0] == theme("VOLUNTARY SERVICE", vocabulary())
    assert set(ranked) >= {theme("SUSTAINABLE DEVELOPMENT", vocabulary()), theme("HUMAN RIGHTS", vocabulary())}


def test_a_state_named_is_the_theme_of_its_name() -> None:
    one = document("en", "Calls upon Mali to act;")
    assert theme("MALI", vocabulary()) in subjects(merge([Version(one, annotate(one, vocabulary()))]), vocabulary())
