"""Titles that a text gives what it cites, with quotation marks and without, in six languages."""

from __future__ import annotations

import pytest

from resograph.annotating.facts import Citation
from resograph.documents import Span
from resograph.drafting.titles import other_title
from resograph.symbols import parse
from timing import seconds

WELLS = {
    "en": "Wells of the dry coast",
    "fr": "Puits de la côte aride",
    "es": "Pozos de la costa seca",
    "ru": "Колодцы засушливого побережья",
    "zh": "干旱海岸的水井",
    "ar": "آبار الساحل الجاف",
}
SAID = [
    # (language, words, what is cited, the title that is not the document's)
    ("en", "its resolution 76/903 of 17 December 2021 on wells of the dry coast, and others", "76/903", ""),
    ("en", "its resolution 76/903 of 17 December 2021, entitled wells along the dry coast", "76/903", ""),
    (
        "en",
        "its resolution 76/903 on gulls of northern cliffs, in which it asked",
        "76/903",
        "gulls of northern cliffs",
    ),
    ("en", "its resolution 76/903, entitled “Gulls of northern cliffs”, of", "76/903", "Gulls of northern cliffs"),
    ("en", "its resolution 76/903, which was put to use on gulls of northern cliffs", "76/903", ""),
    ("en", "its resolution 76/903 on the matter", "76/903", ""),  # too little is said
    ("en", "its resolution 76/903 and 77/3 on gulls of northern cliffs", "76/903", ""),  # said of another
    ("fr", "sa résolution 76/903 du 17 décembre 2021 relative aux puits de la côte aride", "76/903", ""),
    (
        "fr",
        "sa résolution 76/903 du 17 décembre 2021 sur les goélands des falaises,",
        "76/903",
        "les goélands des falaises",
    ),
    ("es", "su resolución 76/903, de 17 de diciembre de 2021, sobre los pozos de la costa", "76/903", ""),
    (
        "es",
        "su resolución 76/903, de 17 de diciembre de 2021, relativa a gaviotas del norte;",
        "76/903",
        "gaviotas del norte",
    ),
    ("ru", "резолюцию 76/903 от 17 декабря 2021 года о колодцах засушливого побережья", "76/903", ""),
    ("ru", "резолюцию 76/903 от 17 декабря 2021 года о чайках северных утесов,", "76/903", "чайках северных утесов"),
    ("zh", "回顾关于干旱海岸水井的第76/903号决议", "第76/903号决议", ""),
    ("zh", "回顾2021年12月17日关于北方悬崖海鸥的第76/903号决议", "第76/903号决议", "北方悬崖海鸥"),
    ("zh", "回顾第76/903号决议，题为北方悬崖海鸥，", "第76/903号决议", "北方悬崖海鸥"),
    ("ar", "قرارها 76/903 المؤرخ 17 كانون الأول/ديسمبر 2021 بشأن آبار الساحل الجاف", "76/903", ""),
    (
        "ar",
        "قرارها 76/903 المؤرخ 17 كانون الأول/ديسمبر 2021 بشأن نوارس المنحدرات الشمالية،",
        "76/903",
        "نوارس المنحدرات الشمالية",
    ),
]


def cited(words: str, what: str) -> Citation:
    start = words.index(what)
    return Citation("preamble_1", Span(start, start + len(what)), parse("A/RES/76/903"), "x", None)


@pytest.mark.parametrize(("language", "words", "what", "expected"), SAID)
def test_another_title_is_told(language: str, words: str, what: str, expected: str) -> None:
    assert other_title(cited(words, what), words, WELLS[language], language) == expected


def test_a_title_without_words_tells_nothing() -> None:
    words = "resolution 76/903 on women and peace and security"
    assert other_title(cited(words, "76/903"), words, "Resolution 1325 (2000)", "en") == ""


@pytest.mark.parametrize("language", WELLS)
def test_titles_are_read_in_linear_time(language: str) -> None:
    piece = {"zh": "关于水的", "ar": " بشأن "}.get(language, " on sur sobre о ")

    def at(size: int) -> float:
        words = piece * (size // len(piece)) + "76/903" + piece * (size // len(piece))
        citation = cited(words, "76/903")
        return seconds(lambda: other_title(citation, words, WELLS[language], language))

    assert at(100_000) < 10 * max(at(10_000), 0.001)
