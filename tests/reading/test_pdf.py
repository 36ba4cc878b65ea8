"""PDFs: the made-up resolution in six languages, two real ones, and files made to fail."""

from __future__ import annotations

import datetime
import time
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from lighthouses import CODES, FIXTURES, document, expected_notes, expected_parts, read_notes, read_parts, words

from conftest import SHARED
from resograph.documents import PartKind
from resograph.reading import UnreadableError, read
from resograph.reading.pdf import drawing
from resograph.reading.pdf.direction import logical
from resograph.reading.pdf.drawing import Font, Glyph, Sheet
from resograph.reading.pdf.reader import pages_of
from resograph.reading.pdf.rows import rows_of


# ── the made-up resolution ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("code", CODES)
def test_paragraphs_are_those_that_were_written(code: str) -> None:
    assert read_parts(document(code, "pdf")) == expected_parts(code)


@pytest.mark.parametrize("code", CODES)
def test_notes_stand_where_their_marks_were_set(code: str) -> None:
    assert read_notes(document(code, "pdf")) == expected_notes(code)


@pytest.mark.parametrize("code", CODES)
def test_cover_is_read(code: str) -> None:
    found = document(code, "pdf")
    assert (found.language, str(found.symbol), found.title) == (code, "A/RES/99/1", words(code)["title"])
    cover = found.cover
    assert (cover.adopted, cover.issued) == (datetime.date(2044, 12, 18), datetime.date(2045, 1, 4))
    assert (cover.session, cover.meeting, cover.job_number) == ("99", "53", "44-12345")
    assert cover.agenda_items == (("27 (b)", words(code)["item"][1]),)
    assert cover.report == ("A/99/454",)


@pytest.mark.parametrize("code", CODES)
def test_fixtures_have_a_paragraph_that_a_page_breaks(code: str) -> None:
    lines = pages_of((FIXTURES / f"A_RES_99_1-{code}.pdf").read_bytes()).body
    ends = tuple(".,;:。，；：،؛")
    broken = [
        (first.text, second.text)
        for first, second in pairwise(lines)
        if first.page < second.page and not first.text.rstrip("\ue000\ue001\ue002\ue003 ").endswith(ends)
    ]
    assert broken


# ── direction ───────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("seen", "is_inverted", "expected"),
    [
        ("2012 ربمسيد/لوألا نوناك 20 خرؤملا 67/138 رارقلل", False, "للقرار 67/138 المؤرخ 20 كانون الأول/ديسمبر 2012"),
        (".(A/76/23) 23 مقر قحلملا", False, "الملحق رقم 23 (A/76/23)."),
        (".)A/76/23( 23 مقر قحلملا", True, "الملحق رقم 23 (A/76/23)."),
        ("(2000) 1325 رارقلا", False, "القرار 1325 (2000)"),
        (")2000( 1325 رارقلا", True, "القرار 1325 (2000)"),
        ("ءاقبإ (أ)", False, "(أ) إبقاء"),
        ("برعت - 1", False, "1 - تعرب"),
        ("قفرملا ،CL 144/9 (C 2013/20)", False, "CL 144/9 (C 2013/20)، المرفق"),
        ("(NPT/CONF.2010/50 (Vol. I)) ةقيثولا", False, "الوثيقة (NPT/CONF.2010/50 (Vol. I))"),
        (")NPT/CONF.2010/50 (Vol. I)( ةقيثولا", True, "الوثيقة (NPT/CONF.2010/50 (Vol. I))"),
        (")28-د( 3068", True, "3068 (د-28)"),
        (".United Nations, Treaty Series, vol. 610", False, "United Nations, Treaty Series, vol. 610."),
        ("A/RES/67/138", False, "A/RES/67/138"),
        ("18-16895 (A)", False, "18-16895 (A)"),
    ],
)
def test_arabic_is_read_from_right_to_left_and_symbols_are_not(seen: str, is_inverted: bool, expected: str) -> None:
    assert logical(seen, is_inverted) == expected


# ── real ones ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _real(name: str) -> Path:
    path = SHARED / "texts" / name
    if not path.exists():
        pytest.skip(f"SKIPPED ALOUD: {path} is not here")
    return path


def test_a_resolution_as_published() -> None:
    path = _real("A_RES_73_6-EN.pdf")
    found = read(path.read_bytes(), path.name)
    kinds = [part.kind for part in found.walk()]
    assert (kinds.count(PartKind.PREAMBULAR), kinds.count(PartKind.OPERATIVE)) == (25, 14)
    assert [note.mark for note in found.notes] == ["1", "2", "3", "4", "5", "6"]
    assert found.notes[5].text.endswith("A/AC.105/1180 and A/AC.105/1181.")  # goes on at the foot of the next page
    assert (found.cover.adopted, found.cover.meeting) == (datetime.date(2018, 10, 26), "26")
    assert (found.cover.issued, found.cover.job_number) == (datetime.date(2018, 10, 31), "18-17962")
    assert all(part.emphasis and part.emphasis[0].start == 0 for part in found.walk() if part.kind != PartKind.PLAIN)


def test_a_declaration_as_published() -> None:
    path = _real("A_RES_73_3-EN.pdf")
    found = read(path.read_bytes(), path.name)
    numbers = [part.number for part in found.walk() if part.kind is PartKind.OPERATIVE and part.number]
    assert numbers == [f"{number}." for number in range(1, 54)]
    assert [note.mark for note in found.notes] == [str(number) for number in range(1, 8)]
    assert (str(found.symbol), found.cover.job_number) == ("A/RES/73/3", "18-16895")


# ── made by hand ────────────────────────────────────────────────────────────────────────────────────────────────────
_TEXT = b"BT /F1 12 Tf 72 700 Td (The General Assembly,) Tj ET"
_PICTURE = b"q 600 0 0 780 0 0 cm /Im1 Do Q"


def made(*contents: bytes, font: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>") -> bytes:
    """A PDF with these contents of pages."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * index) for index in range(len(contents)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids),
        3: font,
        4: _stream(b"\x00", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"),
    }
    for index, content in enumerate(contents):
        place = 10 + 2 * index
        objects[place] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 4 0 R>>>>>>" % (place + 1)
        )
        objects[place + 1] = content if content.startswith(b"<<") else _stream(content)
    body, offsets = b"%PDF-1.7\n", {}
    for number, value in objects.items():
        offsets[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, offset) for number, offset in offsets.items())
    return body + b"xref\n%strailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        max(objects) + 1,
        len(body),
    )


def _stream(content: bytes, keys: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (keys, len(content), content)


_NAMELESS = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    b"/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4>>%s>>]>>"
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\nno more", "broken PDF"),
        (made(_TEXT)[:300], "broken PDF"),
        (made(b""), "without text"),
        (made(_PICTURE), "text recognition"),
        (made(*[b""] * (drawing.MAX_PAGES + 1)), "more than 500 pages"),
        (made(b"BT /F1 12 Tf 72 700 Td <00410042> Tj ET", font=_NAMELESS % b""), "which letters its fonts draw"),
        (made(_TEXT), "bears no UN symbol"),
        ((FIXTURES / "locked.pdf").read_bytes(), "password"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as error:
        read(content, "file.pdf")
    message = str(error.value)
    assert message.startswith("file.pdf ") and message.endswith((".", ").")) and "\n" not in message


_BOMB = zlib.compress(bytes(600 << 20))


@pytest.mark.parametrize(
    "content",
    [
        made(b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(_BOMB), _BOMB)),
        made(_TEXT, font=_NAMELESS % b"/W[0 2000000000 500]"),
    ],
    ids=["a packed stream", "a range of widths"],
)
def test_traps_end_soon(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESOGRAPH_PDF_SECONDS", "4")
    monkeypatch.setattr(drawing, "MAX_MEBIBYTES", 400)
    begin = time.monotonic()
    with pytest.raises(UnreadableError, match=r"takes more than|needs more than"):
        read(content, "file.pdf")
    assert time.monotonic() - begin < 30


def test_pages_without_text_are_told() -> None:
    found = pages_of(made(_TEXT, _PICTURE))
    assert [finding.message for finding in found.findings] == ["Page 2 is a picture without text and was not read."]
    assert [line.text for line in found.body] == ["The General Assembly,"]


def test_text_set_sideways_is_read_behind_the_upright() -> None:
    sideways = b" BT /F1 12 Tf 0 1 -1 0 300 100 Tm (A table) Tj 0 -14 Td (set sideways) Tj ET"
    assert [line.text for line in pages_of(made(_TEXT + sideways)).body] == [
        "The General Assembly,",
        "A table",
        "set sideways",
    ]


def test_a_file_cut_off_anywhere_is_read_or_refused() -> None:
    content = (FIXTURES / "A_RES_99_1-en.pdf").read_bytes()
    for share in (0.01, 0.3, 0.7, 0.99):
        try:
            read(content[: int(share * len(content))], "file.pdf")
        except UnreadableError as error:
            assert "\n" not in str(error)


def test_a_raised_mark_stays_in_its_column_where_a_line_of_the_other_stands_at_its_height() -> None:
    font = Font("Serif", False, False)

    def set_(text: str, x: float, y: float, size: float = 9.0) -> list[Glyph]:
        width = size / 2
        return [Glyph(char, x + width * i, x + width * (i + 1), y, size, font) for i, char in enumerate(text)]

    glyphs = [
        *set_("first line of one", 50, 100), *set_("second line", 50, 110), *set_("7", 50 + 4.5 * 11, 106.5, 6.0),
        *set_("other column", 300, 106.5), *set_("goes on", 300, 116.5),
    ]  # fmt: skip
    rows = rows_of(Sheet(1, 600, 800, glyphs))
    assert ["".join(glyph.text for glyph in row.glyphs) for row in rows] == [
        "first line of one", "other column", "second line7", "goes on",
    ]  # fmt: skip
    assert [glyph.text for row in rows for glyph in row.glyphs if glyph.raised] == ["7"]
