"""References in other people's texts: UN documents, paragraphs, actors and themes. The words are ours."""

from __future__ import annotations

from functools import partial

import pytest
from bench.references.__main__ import score

from resograph.annotating.references import documents_in, find_references
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import vocabulary
from timing import seconds


def found(language: str, text: str) -> list[str]:
    return list(documents_in(find_references(text, language, vocabulary())))


CITED = [
    ("en", "In line with UNSCR 1325 (2000), paras 3-5,",
     "S/RES/1325(2000)~para_3 S/RES/1325(2000)~para_4 S/RES/1325(2000)~para_5"),
    ("en", "UNSCR 1559 calls for it", "S/RES/1559(2004)"),
    ("en", "UNGA Res. 67/138; UN Doc. S/RES/1325; RES/67/139", "A/RES/67/138 S/RES/1325(2000) A/RES/67/139"),
    ("en", "GA Res 217A (III), UN GAOR, 3d Sess", "A/RES/217A(III)"),
    ("en", "UN Security Council\n  resolution\n1540 (2004)", "S/RES/1540(2004)"),
    ("en", "The city council's resolution 1441 was adopted at the United Nations Plaza.", ""),
    ("en", "Resolution 1481 (2006) of the Parliamentary Assembly", ""),
    ("en", "Council Decision 2014/145/CFSP and Regulation (EU) No 269/2014", ""),
    ("fr", "la RCSNU 2397 (2017), paragraphe 9", "S/RES/2397(2017)~para_9"),
    ("fr", "la résolution 2231 (2015) du Conseil de sécurité des Nations unies", "S/RES/2231(2015)"),
    ("es", "el apartado 9 de la RCSNU 1970 (2011)", "S/RES/1970(2011)~para_9"),
    ("ru", "резолюцией 2202 СБ ООН", "S/RES/2202(2015)"),
    ("zh", "安理会第2334号决议", "S/RES/2334(2016)"),
    ("ar", "بقراري مجلس الأمن 242 و338", "S/RES/242(1967) S/RES/338(1973)"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "wanted"), CITED)
def test_documents_are_found_however_they_are_cited(language: str, words: str, wanted: str) -> None:
    assert found(language, words) == wanted.split()


def test_places_are_those_of_the_text_as_it_was() -> None:
    text = "  See\u00a0UNSCR\n 1325\t(2000).\n\n\nThe Security Council and the\u00a0Secretary-General"
    places = {text[slice(*one.span)]: one.path for one in find_references(text, "en", vocabulary())}
    assert places["1325\t(2000)"] == "S/RES/1325(2000)"
    assert places["Security Council"] == "body/un-sc"


def test_actors_and_themes_are_found_with_their_rules() -> None:
    text = "The Office of the High Commissioner for Human Rights spoke on gender equality."
    rules = {one.kind: one.rule for one in find_references(text, "en", vocabulary())}
    assert rules == {"entity": "en.label", "theme": "en.theme.label"}


def test_the_gold_passages_reach_what_is_aimed_at() -> None:
    precision, recall = score("open")
    assert precision >= 0.97
    assert recall >= 0.97


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", ["UNSCR 1325 (2000), paras 1-3, ", "第1号决议和", "قرار 242 و", "резолюция 1, "])
def test_a_long_text_takes_linear_time(language: str, words: str) -> None:
    small, large = (
        seconds(partial(find_references, (words * size)[:size], language, vocabulary()), runs=3)
        for size in (2_000, 20_000)
    )
    assert large < 0.2 or large < 60 * small
