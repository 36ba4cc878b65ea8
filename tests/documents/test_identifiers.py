"""Ids of parts: the printed number, never a running position; unique, ASCII, the same each time."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resograph.documents import Document, Note, Part, PartKind, identified
from resograph.languages.profile import profile
from resograph.symbols import parse

fold = profile("en").fold


def document(*parts: Part, notes: tuple[Note, ...] = ()) -> Document:
    return Document(parse("A/RES/67/138"), "en", "", None, parts, notes)


def ids(*parts: Part, language: str = "en") -> list[str]:
    return [part.eid for part in identified(document(*parts), profile(language).fold).walk()]


def para(number: str | None = None, *points: Part) -> Part:
    return Part(PartKind.OPERATIVE, "Requests", number, parts=points)


def point(number: str | None, *points: Part) -> Part:
    return Part(PartKind.SUBPARAGRAPH, "words", number, parts=points)


def section(number: str | None, *parts: Part) -> Part:
    return Part(PartKind.SECTION, number=number, heading="Follow-up", parts=parts)


def annex(*parts: Part) -> Part:
    return Part(PartKind.ANNEX, heading="Annex", parts=parts)


WRAP = Part(PartKind.PLAIN, "words", role="wrap")
CASES = [
    ((para("1."), para("2.")), ["para_1", "para_2"]),
    ((para(),), ["para_1"]),
    ((para("1."), para(), para()), ["para_1", "para_1__p_1", "para_1__p_2"]),
    ((para(), para("1.")), ["p_1", "para_1"]),
    ((para(), para()), ["p_1", "p_2"]),
    ((section(None, para("1.")), section(None, para("2."))), ["sec_1", "para_1", "sec_2", "para_2"]),
    ((section("I", para("1.")), section("II", para("1."))), ["sec_I", "sec_I__para_1", "sec_II", "sec_II__para_1"]),
    # one number printed twice by mistake is no new beginning
    ((section("I", para("1."), para("2.")), section("II", para("2."))),
     ["sec_I", "para_1", "para_2", "sec_II", "para_2__2"]),
    # a sole paragraph under one heading among others is not the document's only one
    ((section(None, para()), section(None, para())), ["sec_1", "p_1", "sec_2", "p_2"]),
    ((para("1.", point("(a)", point("(i)")), point("(b)"), WRAP),),
     ["para_1", "para_1__list_1__point_a", "para_1__list_1__point_a__list_1__point_i", "para_1__list_1__point_b",
      "para_1__list_1__wrap_1"]),
    ((para("1.", point("–"), point("–")),), ["para_1", "para_1__p_1", "para_1__p_2"]),
    # a bare line between the points of a list does not end it
    ((para("1.", point("(a)"), point(None), point("(b)")),),
     ["para_1", "para_1__list_1__point_a", "para_1__p_1", "para_1__list_1__point_b"]),
    ((annex(para("1.")), annex(para("1."))), ["annex_1", "annex_1__para_1", "annex_2", "annex_2__para_1"]),
    ((Part(PartKind.PLAIN, role="table", parts=(Part(PartKind.PLAIN, "1 | 2", role="row"),)),),
     ["table_1", "table_1__row_1"]),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "wanted"), CASES)
def test_ids(parts: tuple[Part, ...], wanted: list[str]) -> None:
    assert ids(*parts) == wanted


def test_numbers_are_folded_to_the_english_form() -> None:
    assert ids(para("1 -", point("(أ)", point("’1‘")), point("(ب)")), language="ar") == [
        "para_1",
        "para_1__list_1__point_a",
        "para_1__list_1__point_a__list_1__point_i",
        "para_1__list_1__point_b",
    ]
    assert ids(section("一", para("1.")), section("二", para("1.")), language="zh")[2:] == ["sec_II", "sec_II__para_1"]


def test_notes_are_in_the_order_of_their_marks() -> None:
    notes = (Note("2", "b", "1", 4), Note("1", "a", "0", 9), Note("3", "c", "1", 7))
    named = identified(document(para("1."), para("2."), notes=notes), fold).notes
    assert [(note.eid, note.mark, note.bearer) for note in named] == [
        ("note_1", "1", "para_1"),
        ("note_2", "2", "para_2"),
        ("note_3", "3", "para_2"),
    ]


numbers = st.none() | st.sampled_from(["1.", "2.", "1 -", "(a)", "(b)", "–", "I", "II.", "㈠", "أولا", "’1‘", "*", "’"])
kinds = st.sampled_from(list(PartKind))
roles = st.sampled_from(["p", "wrap", "formula", "table", "row", "conclusions", "intro"])
leaves = st.builds(Part, kind=kinds, number=numbers, role=roles)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(Part, kind=kinds, number=numbers, role=roles, parts=st.lists(inner, max_size=4).map(tuple)),
    max_leaves=20,
)


@given(st.lists(trees, max_size=6).map(tuple), st.sampled_from(["en", "ar", "zh", "ru"]))
def test_ids_are_unique_ascii_and_stable(parts: tuple[Part, ...], language: str) -> None:
    first = identified(document(*parts), profile(language).fold)
    found = [part.eid for part in first.walk()]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[A-Za-z0-9_]+", eid) for eid in found)
    again = identified(replace(first, notes=()), profile(language).fold)
    assert again.parts == first.parts
