"""The words shown of a match, with what was found marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import Nothing

from resograph.languages.folding import folding
from resograph.releases.search.plan import plan_for
from resograph.releases.search.query import parse_words
from resograph.releases.search.snippet import matched, snippet
from resograph.symbols.address import LANGUAGES

MARKED = [
    ("en", "volunteers", "The volunteer and volunteering.", ["volunteer", "volunteering"]),
    ("en", '"Member States"', "States, Member States and members", ["Member States"]),
    ("en", "volunt* -women", "Volunteers and women", ["Volunteers"]),
    ("fr", "égalité", "De l’ÉGALITÉ des sexes", ["ÉGALITÉ"]),
    ("zh", "志愿", "愿各国支持志愿人员和志愿服务", ["志愿", "志愿"]),
    ("zh", "志愿人员 工作", "志愿人员的工作", ["志愿人员", "工作"]),
    ("ar", "متطوع", "دعم الْمُتَطَوِّعِينَ والمتطوعات", ["الْمُتَطَوِّعِينَ", "والمتطوعات"]),
    ("ru", "отчет", "ежегодный отчёт", ["отчёт"]),
    ("en", "67/138", "resolution 67/138 of 67", ["67/138"]),
    ("en", "e", "½ é e\u0301", []),
]


@pytest.mark.parametrize(("language", "words", "text", "marked"), MARKED)
def test_what_was_found_is_marked(language: str, words: str, text: str, marked: list[str]) -> None:
    plan = plan_for(parse_words(words), folding(language), Nothing())
    assert [text[start:end] for start, end in matched(text, plan, folding(language))] == marked
    assert [piece.text for piece in snippet(text, matched(text, plan, folding(language))) if piece.marked] == marked


def test_a_long_text_is_cut_between_words_around_what_was_found() -> None:
    text = "one two three four five six seven eight nine ten " * 20 + "volunteers here " + "and so on " * 40
    pieces = snippet(text, [(text.index("volunteers"), text.index("volunteers") + 10)], 100)
    shown = "".join(piece.text for piece in pieces)
    assert shown.startswith("… ") and shown.endswith(" …")
    words = shown.removeprefix("… ").removesuffix(" …")
    assert len(words) <= 100
    assert set(words.split()) <= set(text.split())
    assert [piece.text for piece in pieces if piece.marked] == ["volunteers"]


@given(st.sampled_from(LANGUAGES), st.text(), st.text(), st.integers(10, 60))
def test_a_snippet_is_a_part_of_its_text(language: str, words: str, text: str, length: int) -> None:
    plan = plan_for(parse_words(words), folding(language), Nothing())
    spans = matched(text, plan, folding(language))
    pieces = snippet(text, spans, length)
    inner = "".join(piece.text for piece in pieces if piece.text not in ("… ", " …"))
    assert inner in text
    assert len(inner) <= max(length, max((end - start for start, end in spans), default=0))
    if any(end - start <= length for start, end in spans):
        assert any(piece.marked for piece in pieces)
