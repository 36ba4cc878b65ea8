"""Versions of one work come to one tree: what a file lacks, adds or sets out otherwise moves nothing else."""

from __future__ import annotations

import pytest

from resograph.annotating import Annotations
from resograph.documents import Document, Note, Part, PartKind, identified
from resograph.languages.profile import profile
from resograph.merging.aligning import aligned
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.symbols import parse


def preambular(text: str) -> Part:
    return Part(PartKind.PREAMBULAR, text)


def paragraph(number: str, text: str, *parts: Part) -> Part:
    return Part(PartKind.OPERATIVE, text, number, parts=parts)


def section(heading: str, *parts: Part, number: str | None = None) -> Part:
    return Part(PartKind.SECTION, heading=heading, number=number, parts=parts)


def bare(text: str) -> Part:
    return Part(PartKind.PLAIN, text)


def document(code: str, parts: tuple[Part, ...], notes: tuple[Note, ...] = ()) -> Document:
    made = Document(parse("A/RES/75/297"), code, "", "75/297", parts, notes)
    return identified(made, profile(code).fold)


ENGLISH = (
    preambular("Having considered the reports of the Secretary-General,"),
    preambular("Recalling Security Council resolution 1990 (2011) of 27 June 2011,"),
    preambular("Reaffirming the general principles, as stated in its resolution 55/235 of 23 December 2000,"),
    paragraph("1.", "Takes note of the report;"),
)
CHINESE = (
    preambular("审议了秘书长的报告，"),
    preambular("回顾2011年6月27日安全理事会第1990(2011)号决议，"),
    preambular("重申2000年12月23日第55/235号决议阐述的一般原则，"),
    paragraph("1.", "注意到该报告；"),
)
HEADED = (section("Part I — Policy", paragraph("1.", "Notes.")), section("Section 2", paragraph("2.", "Notes.")))
CASES = [
    ("the same", ENGLISH, CHINESE, ["preamble_1", "preamble_2", "preamble_3", "para_1"], []),
    (
        "a paragraph that the file lacks moves none behind it",
        ENGLISH,
        (CHINESE[0], *CHINESE[2:]),
        ["preamble_1", "preamble_3", "para_1"],
        ["preamble_2"],
    ),
    (
        "one that the file alone has stands behind the one before it",
        (ENGLISH[0], *ENGLISH[2:]),
        CHINESE,
        ["preamble_1", "preamble_1__p_1", "preamble_2", "para_1"],
        ["preamble_2", "preamble_3"],
    ),
    (
        "two headings set apart are the reference's one",
        HEADED,
        (
            section("第一编"),
            section("政策", paragraph("1.", "注意到。")),
            section("第2款", paragraph("2.", "注意到。")),
        ),
        ["sec_1", "para_1", "sec_2", "para_2"],
        ["sec_3"],
    ),
    (
        "a heading set as a paragraph is a heading",
        HEADED[1:],
        (bare("第2款"), paragraph("2.", "注意到。")),
        ["sec_1", "para_2"],
        ["p_1"],
    ),
    (
        "points under the wrong parent keep their order",
        (paragraph("1.", "Decides:", Part(PartKind.SUBPARAGRAPH, "to end 30 offices;", "(a)")),),
        (paragraph("1.", "决定："), Part(PartKind.SUBPARAGRAPH, "关闭30个办事处；", "(a)")),
        ["para_1", "para_1__list_1__point_a"],
        ["point_a"],
    ),
]


@pytest.mark.parametrize(("english", "chinese", "ids", "own"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_parts_take_the_ids_of_the_reference_version(
    english: tuple[Part, ...], chinese: tuple[Part, ...], ids: list[str], own: list[str]
) -> None:
    before = document("zh", chinese)
    found = aligned([document("en", english), before])[1]
    assert [part.eid for part in found.walk()] == ids
    assert [part.own_eid for part in found.walk() if part.own_eid] == own
    assert len({part.own_eid or part.eid for part in found.walk()}) == len(ids)
    words = "".join(f"{part.heading or ''}{part.text}" for part in found.walk()).replace("——", "")
    assert words == "".join(f"{part.heading or ''}{part.text}" for part in before.walk())


def test_a_note_keeps_its_part() -> None:
    notes = (Note("1", "A/75/595.", "0", 5), Note("2", "A/75/737.", "1", 5))
    english = document("en", ENGLISH, notes)
    chinese = document("zh", (CHINESE[0], *CHINESE[2:]), (Note("1", "A/75/900.", "1", 3),))
    found = aligned([english, chinese])[1]
    assert [(note.eid, note.bearer, note.own_eid) for note in found.notes] == [("note_3", "preamble_3", "note_1")]


def test_the_tree_of_the_reference_is_left_alone() -> None:
    english, chinese = document("en", ENGLISH), document("zh", CHINESE)
    assert aligned([chinese, english]) == (chinese, english)


OTHER = [
    ({"en": 0, "ar": 0}, []),
    ({"en": 0, "ar": 1000}, ["The versions in en and ar hardly share"]),
    ({"en": 0, "fr": 0, "ar": 1000}, ["The ar version"]),
    ({"en": 1000, "fr": 0, "ar": 0}, ["The en version"]),
    ({"en": 1000, "fr": 0, "ar": 0, "zh": 1000, "ru": 0}, ["The en version", "The zh version"]),
]


@pytest.mark.parametrize(("shifts", "told"), OTHER)
def test_a_version_that_holds_another_text_is_told(shifts: dict[str, int], told: list[str]) -> None:
    def listing(code: str, first: int) -> Version:
        parts = tuple(paragraph(f"{n}.", f"{first + n}") for n in range(1, 12))
        return Version(document(code, parts), Annotations())

    findings = merge([listing(code, 5000 + shift) for code, shift in shifts.items()]).findings
    messages = [finding.message for finding in findings if finding.rule == "merge.another-text"]
    assert [message[: len(start)] for message, start in zip(messages, told, strict=True)] == told


def test_paragraphs_that_the_reference_lacks_are_counted_behind_the_last_that_it_has() -> None:
    alone = [preambular(f"回顾第{number}号决议，") for number in ("71/1", "72/1", "73/1")]
    version = document("zh", (CHINESE[0], *alone, *CHINESE[1:]))
    found = aligned([document("en", ENGLISH), version])[1]
    behind = [f"preamble_1__p_{number}" for number in (1, 2, 3)]
    assert [part.eid for part in found.walk()] == ["preamble_1", *behind, "preamble_2", "preamble_3", "para_1"]


def test_numbers_without_end_are_aligned_as_words() -> None:
    english = (*ENGLISH, paragraph("9" * 5000, "Decides."))
    found = aligned([document("en", english), document("zh", (*CHINESE[1:], paragraph("8" * 5000, "决定。")))])[1]
    assert len(list(found.walk())) == len(CHINESE)
