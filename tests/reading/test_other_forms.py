"""Forms that texts are kept in: older encodings, web pages, columns; and what is told of what is no resolution."""

# ruff: noqa: E501 (page texts in one line each)
from __future__ import annotations

import contextlib

import pytest

from resograph.documents import PartKind
from resograph.reading import UnreadableError, read, read_all
from resograph.reading.text.columns import in_columns, with_rows
from timing import seconds

BODY = {
    "fr": "99/1. Les phares\n\nL’Assemblée générale,\n\nRappelant sa résolution 98/7 sur l’éclairage,\n\n1. Décide d’allumer les phares.",
    "ru": "99/1. Маяки\n\nГенеральная Ассамблея,\n\nссылаясь на свою резолюцию 98/7 и на доклад о маяках,\n\n1. постановляет зажечь маяки на всех берегах.",
    "ar": "99/1 - المنارات\n\nإن الجمعية العامة،\n\nإذ تشير إلى قرارها 98/7 في هذا الشأن،\n\n1 - تقرر أن تضيء المنارات على كل ساحل من السواحل.",
    "zh": "99/1. 灯塔\n\n大会，\n\n回顾其第98/7号决议和大会的其他决议，\n\n1. 决定点亮灯塔。",
}  # fmt: skip


@pytest.mark.parametrize(("code", "encoding"), [("fr", "cp1252"), ("ru", "cp1251"), ("ru", "koi8-r"), ("ar", "cp1256"), ("zh", "gb18030"), ("fr", "utf-16")])  # fmt: skip
def test_texts_in_older_encodings_are_read_as_in_utf_8(code: str, encoding: str) -> None:
    expected = read(BODY[code].encode(), "x.txt", code)
    found = read(BODY[code].encode(encoding), "x.txt")
    assert [part.text for part in found.walk()] == [part.text for part in expected.walk()]
    assert any(finding.rule == "text.encoding-guessed" for finding in found.findings) == (encoding != "utf-16")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Excellency,\nI have the honour to transmit the text of a letter on lamps to the Council.", "a letter"),
        ("The meeting was called to order at 10 a.m.\nThe President: I declare open the meeting of the Assembly.", "record of a meeting"),
        ("Доклад Генерального секретаря\nО состоянии маяков и о работе смотрителей на побережье.", "a report"),
        ("临时议程\n1. 会议开幕。\n2. 通过议程和大会的决议。", "an agenda"),
        ("Communiqué de presse\nLes phares sont dans le port et les gardiens sur la côte.", "a press release"),
        ("The Conference of the Parties,\nRecalling its decision 1/CP.21,\n1. Decides to light the lamps of the coast.", "a Conference of the Parties"),
        ("Lamps\nThe General Assembly,\nRecalling lamps,\n1. Decides to light the lamps of the coast.", "a resolution that bears no UN symbol"),
        ("Peru: draft resolution\nLamps\nThe General Assembly,\nRecalling lamps,\n1. Decides to light the lamps.", "a draft resolution that bears no UN symbol"),
    ],
)  # fmt: skip
def test_what_is_refused_is_named(text: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as refused:
        read(text.encode(), "x.txt")
    assert "\n" not in str(refused.value)


def test_a_web_page_keeps_numbers_notes_and_lines() -> None:
    page = (
        "<p>99/1. Lamps</p><p><em>The General Assembly</em>,</p><p>Recalling its resolution 98/7,<sup>1</sup></p>"
        "<ol start=3 type=1><li>Requests:<ol style='list-style-type: lower-alpha'><li>light;</li><li>oil;</li></ol></li>"
        "<li>Decides to <span style='text-decoration: line-through'>sleep</span> wake.</li></ol>"
        "<table><tr><td></td><td>5. Thanks the keepers.</td></tr></table><p><sup>1</sup> See A/98/1.</p>"
    )
    document = read(page.encode(), "x.html", "en")
    assert [(part.number, part.text) for part in document.walk() if part.kind is not PartKind.PLAIN] == [
        (None, "Recalling its resolution 98/7,"),
        ("3.", "Requests:"),
        ("(a)", "light;"),
        ("(b)", "oil;"),
        ("4.", "Decides to wake."),
        ("5.", "Thanks the keepers."),
    ]
    assert [(note.mark, note.text, note.bearer) for note in document.notes] == [("1", "See A/98/1.", "preamble_1")]
    assert [finding.evidence for finding in document.findings if finding.rule == "text.struck-out"] == ["sleep"]


def test_columns_of_prose_are_read_one_after_the_other_and_tables_are_not() -> None:
    left = [
        "The keepers of the lamps light",
        "them in every night of the",
        "year, and in fog by day too,",
        "and they count them well.",
    ]
    right = [
        "Their oil comes by ship from",
        "the harbours of the north in",
        "spring, and the ships go home",
        "before the storms of autumn.",
    ]
    prose = [f"{one:<34}{other}" for one, other in zip(left, right, strict=True)]
    assert [piece.text for piece in in_columns(prose)] == [*left, *right]
    table = [f"{name:<34}{count}" for name, count in (("North", 4), ("South", 5), ("East", 6), ("West", 7))]
    assert [piece.text for piece in in_columns(table)] == table
    assert with_rows(table, lambda _: False) == ["North | 4", "South | 5", "East | 6", "West | 7"]


HEAD = "99/1. Lamps\nThe General Assembly,\nRecalling,\n1. Requests rest;\n"


@pytest.mark.parametrize(
    "piece",
    ["a  b   c\n", "a\tb\n", "“", "\nThe General Assembly,\n", "\nA\nThe General Assembly,\n", HEAD, "[", "*a* ", "| a | b |\n", "[a](b) ", "~~", "<b>", "1.1 x\n", "OP1 x\n", "大会，", "sixty ", "Recalling x, ", "; 1. Requests a; 2. Requests b", "\u00ad", "1⁄2", "The X, \nRecalling\n", "12 May 2044 "],
)  # fmt: skip
def test_the_worst_letters_take_linear_time(piece: str) -> None:
    def read(size: int) -> None:
        with contextlib.suppress(UnreadableError):
            read_all((HEAD + piece * (size // len(piece))).encode(), "x.txt", "en", unnamed=True)

    assert seconds(lambda: read(100_000)) < 25 * seconds(lambda: read(10_000)) + 0.5
