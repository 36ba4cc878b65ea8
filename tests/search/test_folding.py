"""Which words are one word for search, and which are not; and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import Nothing

from resograph.languages.folding import SIGN, folding
from resograph.releases.search.plan import plan_for
from resograph.releases.search.query import Query, Term
from resograph.releases.search.snippet import matched
from resograph.symbols.address import LANGUAGES

ONE_WORD = [
    ("en", "Volunteers", "volunteer"),
    ("en", "women’s", "Women"),
    ("en", "resolutions", "RESOLUTION"),
    ("en", "coöperation", "coöperation"),
    ("fr", "l’égalité", "égalités"),
    ("fr", "d'accord", "accords"),
    ("fr", "qu’adoptées", "adopté"),
    ("fr", "œuvre", "œuvres"),
    ("es", "niñas", "niña"),
    ("es", "resoluciones", "resolución"),
    ("ru", "добровольцам", "добровольцев"),
    ("ru", "резолюциями", "резолюция"),
    ("ru", "отчёт", "отчет"),
    ("ru", "за́мок", "замок"),
    ("ar", "الْمُتَطَوِّعُونَ", "متطوعين"),
    ("ar", "والمتطوعين", "متطوع"),
    ("ar", "بالمتطوعات", "متطوع"),
    ("ar", "للمتطوعين", "متطوع"),
    ("ar", "قــرار", "قرار"),
    ("ar", "قراراتها", "القرار"),
    ("ar", "الإنسان", "انسان"),
    ("ar", "الدولة", "الدول"),
    ("ar", "مسؤول", "مسئول"),
    ("ar", "الى", "إلى"),
    ("ar", "ﻻ", "لا"),
    ("zh", "ＵＮ", "un"),
    ("en", "ﬁnance", "finance"),
    ("en", "٢٠١٢", "2012"),
    ("en", "co\u00adoperation", "cooperation"),
]


@pytest.mark.parametrize(("language", "one", "other"), ONE_WORD)
def test_forms_of_one_word_have_one_key(language: str, one: str, other: str) -> None:
    first, second = ([token.key for token in folding(language).tokens(text)] for text in (one, other))
    assert first == second
    assert len(first) == 1


TWO_WORDS = [
    ("en", "State", "statement"),
    ("fr", "paix", "pays"),
    ("ru", "мир", "мера"),
    ("ar", "دولي", "دولة"),
    ("ar", "السلام", "الأمن"),
    ("es", "año", "ano"),
]


@pytest.mark.parametrize(("language", "one", "other"), TWO_WORDS)
def test_other_words_have_others(language: str, one: str, other: str) -> None:
    assert folding(language).tokens(one)[0].key != folding(language).tokens(other)[0].key


TOKENS = [
    ("en", "A/RES/67/138 (2012): COVID-19_x", ["a", "res", "67", "138", "2012", "covid", "19", "x"]),
    ("zh", "第66/67号决议㈠", ["第", "66", "67", "号", "决", "议", "一"]),
    ("zh", "和平、安全；与《决议》 第1、2号，愿", list("和平，安全，与，决议，第12号，愿")),
    ("zh", "志 愿\ufe00人", ["志", "愿", "人"]),
    ("fr", "l’Assemblée d’aujourd’hui", ["assembl", "aujourd", "hui"]),
    ("en", "½ of 𝐀 and 𠀀𠀁", ["1", "2", "of", "a", "and", "𠀀", "𠀁"]),
    ("ar", "‏(قرار)‏", ["قرار"]),
    ("en", " —…“”\u200f\ud800", []),
]


@pytest.mark.parametrize(("language", "text", "keys"), TOKENS)
def test_a_text_in_tokens(language: str, text: str, keys: list[str]) -> None:
    assert [token.key for token in folding(language).tokens(text)] == keys


languages = st.sampled_from(LANGUAGES)


@given(languages, st.text())
def test_what_is_alike_stays_alike(language: str, text: str) -> None:
    rules = folding(language)
    assert rules.alike(rules.alike(text)) == rules.alike(text)
    for token in rules.tokens(text):
        assert token.key == SIGN or rules.alike(token.surface) == token.surface


@given(languages, st.text())
def test_keys_hold_nothing_that_a_query_could_be_broken_with(language: str, text: str) -> None:
    for token in folding(language).tokens(text):
        assert token.key and all(char.isalnum() for char in token.key if char.isascii())
        assert 0 <= token.start < token.end <= len(text)


@given(languages, st.text(), st.text(), st.text())
def test_any_words_are_found_in_a_text_that_has_them(language: str, before: str, words: str, after: str) -> None:
    rules = folding(language)
    text = f"{before} {words} {after}"
    plan = plan_for(Query(((Term(words),),)), rules, Nothing())
    assert bool(matched(text, plan, rules)) == bool(rules.tokens(words))
