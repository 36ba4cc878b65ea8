"""What is written differently and read alike."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resograph.text.arabic import bare
from resograph.text.digits import western
from resograph.text.lookalikes import alike, latin
from resograph.text.normal import as_typed, caseless, single_spaced, unmarked
from resograph.text.plain import plain

TYPED = [
    ("A/RES/67/138", "A/RES/67/138"),
    ("  a\tb\n c ", "a b c"),
    ("Ａ／ＲＥＳ／６７／１３８", "A/RES/67/138"),
    ("S\u2011\u200b10\u2013\u20602", "S-10-2"),
    ("\u202b٦٧\u202c/١٣٨", "67/138"),
    ("217\xa0A\u202f(Ⅲ)", "217 A (III)"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "typed"), TYPED)
def test_as_a_plain_keyboard_writes_it(written: str, typed: str) -> None:
    assert as_typed(written) == typed


@given(st.text())
def test_what_is_made_plain_stays_so(text: str) -> None:
    for make in (as_typed, western, bare, latin, single_spaced, caseless, unmarked):
        assert make(make(text)) == make(text)


def test_letters_and_marks() -> None:
    assert latin("АВСЕНІКМОРТХЅЈ ΑΒ") == "ABCEHIKMOPTXSJ AB"
    assert "отчёт".translate(alike()) == "отчет"
    assert bare("الْمُتَطَوِّعُونَ قــرار") == "المتطوعون قرار"
    assert unmarked("e\u0301t\u00ad٢") == "et2"
    assert caseless("ÉTÉ ﬁn") == "été fin"


@given(st.text(st.one_of(st.characters(), st.sampled_from("\u0640\u064b\u200f\u202aİ（‑"))))
def test_places_in_a_plain_text_are_places_in_the_text(text: str) -> None:
    view = plain(text)
    assert len(view.text) == len(view.lower) == len(view.latin)
    for found in re.finditer(r"\w+", view.text):
        start, end = view.span(*found.span())
        assert plain(text[start:end]).text == found[0]
