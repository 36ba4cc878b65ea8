"""Word files: the made-up resolution in six languages, two real ones, and small ones made for one thing each."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from compiling import told
from lighthouses import CODES, document, expected_notes, expected_parts, read_notes, read_parts, words

from conftest import SHARED
from resograph.documents import PartKind
from resograph.reading import UnreadableError, read
from resograph.reading.compilation.choices import clean_text
from resograph.reading.docx.numerals import numeral
from resograph.reading.docx.package import MAX_UNPACKED, R, W
from resograph.reading.docx.reader import pages_of
from resograph.reading.layout.inline import EMPHASIS_END, EMPHASIS_START, mark


# ── the made-up resolution ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("code", CODES)
def test_paragraphs_are_those_that_were_written(code: str) -> None:
    assert read_parts(document(code, "docx")) == expected_parts(code)


@pytest.mark.parametrize("code", CODES)
def test_notes_stand_where_their_marks_were_set(code: str) -> None:
    assert read_notes(document(code, "docx")) == expected_notes(code)


@pytest.mark.parametrize("code", CODES)
def test_cover_is_read(code: str) -> None:
    found = document(code, "docx")
    assert (found.language, str(found.symbol), found.title) == (code, "A/RES/99/1", words(code)["title"])
    cover = found.cover
    assert (cover.adopted, cover.issued) == (datetime.date(2044, 12, 18), datetime.date(2045, 1, 4))
    assert (cover.session, cover.meeting, cover.job_number) == ("99", "53", "44-12345")


@pytest.mark.parametrize("code", CODES)
def test_the_pdf_of_a_word_file_is_read_the_same(code: str) -> None:
    in_word, in_pdf = document(code, "docx"), document(code, "pdf")
    assert (read_parts(in_word), read_notes(in_word)) == (read_parts(in_pdf), read_notes(in_pdf))
    assert in_word.cover == in_pdf.cover


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (27, "lowerLetter", "aa"),
        (4, "upperLetter", "D"),
        (9, "lowerRoman", "ix"),
        (14, "upperRoman", "XIV"),
        (10, "russianLower", "к"),
        (3, "arabicAlpha", "ت"),
        (3, "arabicAbjad", "ج"),
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCountingThousand", "一百〇五"),
        (12, "ideographDigital", "一二"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (2, "decimalEnclosedParen", "⑵"),
        (12, "decimalFullWidth", "１２"),
        (2, "none", ""),
        (0, "lowerRoman", "0"),
        (5, "no such style", "5"),
    ],
)
def test_numbers_are_written_as_word_writes_them(number: int, style: str, expected: str) -> None:
    assert numeral(number, style) == expected


def numbered(*levels: tuple[str, str, str]) -> str:
    """A list of two uses, the second of which begins anew: (style, shape, anything else) of each level."""
    xml = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{shape}"/></w:lvl>'
        for index, (style, shape, more) in enumerate(levels)
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return (
        f'<w:abstractNum w:abstractNumId="5">{xml}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="5"/>{anew}</w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num>'
    )


def item(text: str, level: int, use: int = 1) -> str:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{use}"/></w:numPr></w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


_THREE = numbered(("decimal", "%1.", ""), ("lowerLetter", "(%2)", ""), ("lowerRoman", "(%3)", ""))


@pytest.mark.parametrize(
    ("numbering", "body", "expected"),
    [
        (
            _THREE,
            item("x", 0) + item("x", 1) + item("x", 2) + item("x", 2) + item("x", 1) + item("x", 2) + item("x", 0),
            ["1. x", "(a) x", "(i) x", "(ii) x", "(b) x", "(i) x", "2. x"],
        ),
        (_THREE, item("x", 0) + item("x", 0, 2) + item("x", 0, 2), ["1. x", "1. x", "2. x"]),
        (_THREE, item("x", 0) + item("x", 0, 3), ["1. x", "2. x"]),
        (_THREE, item("x", 0) + item("x", 0, 0) + item("x", 0, 9), ["1. x", "x", "x"]),
        (
            numbered(("upperRoman", "%1.", ""), ("decimal", "%2.", '<w:lvlRestart w:val="0"/>')),
            item("x", 0) + item("x", 1) + item("x", 0) + item("x", 1),
            ["I. x", "1. x", "II. x", "2. x"],
        ),
        (
            numbered(("upperRoman", "%1", ""), ("decimal", "%1.%2", "<w:isLgl/>")),
            item("x", 0) + item("x", 1) + item("x", 1),
            ["I x", "1.1 x", "1.2 x"],
        ),
        (numbered(("chineseCounting", "（%1）", '<w:suff w:val="nothing"/>')), item("x", 0), ["（一）x"]),
        (numbered(("bullet", "\uf0b7", ""), ("bullet", "-", "")), item("x", 0) + item("x", 1), ["• x", "– x"]),
        (numbered(("none", "", "")), item("x", 0), ["x"]),
        (_THREE, item("", 0) + item("x", 0), ["1. x"]),
    ],
)
def test_paragraphs_are_numbered_as_word_shows_them(numbering: str, body: str, expected: list[str]) -> None:
    blocks = pages_of(made(body, numbering=numbering)).blocks or []
    assert [block.text for block in blocks] == expected


def test_numbers_of_a_style() -> None:
    numbering = numbered(("decimal", "%1.", ""), ("lowerLetter", "(%2)", '<w:pStyle w:val="Point"/>'))
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Text"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Point"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>' for style in ("Text", "Point")
    )
    blocks = pages_of(made(body, numbering=numbering, styles=styles)).blocks or []
    assert [block.text for block in blocks] == ["1. x", "(a) x"]


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{kinds[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{kinds[1]}{run(result)}{kinds[2]}"


_HELD = f"<w:sdt><w:sdtContent>{run(' held')}</w:sdtContent></w:sdt>"
_BOX = "<w:p><w:r><w:t>boxed</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (run("kept ") + f"<w:del>{run('gone')}</w:del><w:ins>{run('new')}</w:ins>", ["kept new"]),
        (f"<w:moveFrom>{run('here')}</w:moveFrom><w:moveTo>{run('there')}</w:moveTo>", ["there"]),
        (run("seen") + run("hidden", "<w:vanish/>"), ["seen"]),
        (field("PAGE", "7") + run(" of 9"), ["7 of 9"]),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t><w:tab/><w:t>fact</w:t></w:r>", ["well‑known fact"]),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> point</w:t></w:r>', ["• point"]),
        (f"<w:hyperlink>{run('linked')}</w:hyperlink>{_HELD}", ["linked held"]),
        (run("Recalls", "<w:i/>") + run(" it"), [f"{EMPHASIS_START}Recalls{EMPHASIS_END} it"]),
        (run("All of it", "<w:i/>"), ["All of it"]),
        (run("not", '<w:i w:val="0"/>') + run(" so"), ["not so"]),
        (run("回顾", "<w:b/>") + run("其决议"), [f"{EMPHASIS_START}回顾{EMPHASIS_END}其决议"]),
        (f"{run('text')}<w:r><w:pict><w:txbxContent>{_BOX}</w:txbxContent></w:pict></w:r>", ["text", "boxed"]),
        (
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
            f"{_BOX}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{_BOX}</w:txbxContent>"
            "</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            ["boxed"],
        ),
        (run("a\ue000\u200eb"), ["ab"]),
    ],
)
def test_words_are_those_that_word_shows(paragraph: str, expected: list[str]) -> None:
    blocks = pages_of(made(f"<w:p>{paragraph}</w:p>")).blocks or []
    assert [re.sub("[\U000f0000-\U0010ffff]", "", block.text) for block in blocks] == expected


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('one ')}</w:p>"
    blocks = pages_of(made(f"{first}<w:p>{run('and two')}</w:p>")).blocks or []
    assert [block.text for block in blocks] == ["one and two"]


def test_tables_are_lines_and_those_of_a_masthead_are_not() -> None:
    def table(*cells: str) -> str:
        return "<w:tbl><w:tr>" + "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in cells) + "</w:tr></w:tbl>"

    body = table("United Nations", "A/RES/99/1") + f"<w:p>{run('Text')}</w:p>" + table("63/170", "Arrangements", "")
    found = pages_of(made(body))
    assert [block.text for block in found.blocks or []] == [
        "United Nations",
        "A/RES/99/1",
        "Text",
        "63/170 | Arrangements |",
    ]
    assert [str(symbol) for symbol in found.symbols] == ["A/RES/99/1"]


def test_notes_are_counted_as_word_counts_them() -> None:
    def reference(id_: int, more: str = "", typed: str = "") -> str:
        return f'<w:r><w:footnoteReference w:id="{id_}"{more}/>{typed}</w:r>'

    body = (
        f"<w:p>{run('one')}{reference(2)}<w:del>{reference(3)}</w:del>"
        + reference(4, ' w:customMarkFollows="1"', "<w:t>*</w:t>")
        + f"{run(' two')}{reference(5)}</w:p>"
    )
    notes = "".join(
        f'<w:footnote w:id="{id_}"><w:p><w:r><w:footnoteRef/></w:r>{run(text)}</w:p></w:footnote>'
        for id_, text in ((2, " First."), (3, " Gone."), (4, "* Starred."), (5, " Second."))
    )
    found = pages_of(made(body, footnotes=notes))
    assert [block.text for block in found.blocks or []] == [f"one{mark(0)}{mark(1)} two{mark(2)}"]
    assert found.notes == [("1", ["First."]), ("*", ["Starred."]), ("2", ["Second."])]


# ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def changed(kind: str, author: str, text: str) -> str:
    words = run(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ") if kind == "del" else run(text)
    return f'<w:{kind} w:author="{author}">{words}</w:{kind}>'


def remarked(id_: int, text: str) -> str:
    return f'<w:commentRangeStart w:id="{id_}"/>{run(text)}<w:commentRangeEnd w:id="{id_}"/>'


_NEGOTIATED = "".join(
    f"<w:p>{paragraph}</w:p>"
    for paragraph in (
        run("Draft resolution"),
        run("Lamps of the northern coasts"),
        run("The General Assembly,"),
        run("Recalling its resolution 98/7") + changed("ins", "Ana Duarte (EU)", " of 1 May 2043") + run(","),
        changed("del", "J. Moor", "Noting") + changed("ins", "J. Moor", "Welcoming") + run(" the work of the keepers,"),
        changed("ins", "Facilitator", "Mindful of the tides,"),
        run("1. Requests the ") + remarked(7, "Secretary-General") + run(" to report ")
        + changed("del", "J. Moor", "briefly ") + run("on lamps;"),
        changed("del", "Ana Duarte (EU)", "2. Decides that;"),
        run("2. Invites States to ") + run("light all lamps ", "<w:strike/>") + run("rest ")
        + run("and to sleep (Fiji)", "<w:b/>") + run("; ") + run("[US: delete]"),
    )
)  # fmt: skip
_COMMENTS = (
    f'<w:comment w:id="7" w:author="C. Li"><w:p>{run("Or the Chair?")}</w:p></w:comment>'
    f'<w:comment w:id="8" w:author="C. Li"><w:p>{run("Of nothing.")}</w:p></w:comment>'
)


def test_what_authors_changed_and_remarked_are_variants() -> None:
    document = read(made(_NEGOTIATED, comments=_COMMENTS), unnamed=True)
    assert list(told(document)) == [
        "symbol:",
        "title: Lamps of the northern coasts",
        "formula_1 | The General Assembly,",
        "preamble_1 | Recalling its resolution 98/7 of 1 May 2043,",
        "  proposal Ana Duarte (EU), taken | Recalling its resolution 98/7,",
        "preamble_2 | Welcoming the work of the keepers,",
        "  alternative J. Moor, taken | Noting the work of the keepers,",
        "preamble_3 | Mindful of the tides,",
        "  proposal Facilitator, taken |",
        "para_1 | Requests the Secretary-General to report on lamps;",
        "  comment C. Li | Or the Chair?",
        "  deletion J. Moor, taken | Requests the Secretary-General to report briefly on lamps;",
        "  deletion Ana Duarte (EU), taken | Requests the Secretary-General to report on lamps; 2. Decides that;",
        "para_2 | Invites States to rest;",
        "  deletion taken | Invites States to light all lamps rest;",
        "  proposal Fiji | Invites States to rest and to sleep;",
        "  deletion US |",
    ]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("first", ["Recalling its resolution 98/7,", "Noting the work of the keepers,"]),
        ("J. Moor", ["Recalling its resolution 98/7,", "Welcoming the work of the keepers,"]),
        ("Fiji", ["Recalling its resolution 98/7,", "Noting the work of the keepers,"]),
    ],
)
def test_the_clean_text_of_an_author(choice: str, expected: list[str]) -> None:
    found = clean_text(read(made(_NEGOTIATED, comments=_COMMENTS), unnamed=True), choice)
    assert [part.text for part in found.parts if part.kind is PartKind.PREAMBULAR] == expected


# ── real ones ───────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("name", "job", "expected"),
    [
        ("A_80_6_SECT.24__CORR.1.docx", "25-08037", "77/10 | The situation in Afghanistan"),
        ("A_80_6_SECT.36.docx", "25-07798", "Staff assessment"),
    ],
)
def test_reports_as_published(name: str, job: str, expected: str) -> None:
    path = SHARED / "texts" / "docx" / name
    if not path.exists():
        pytest.skip(f"SKIPPED ALOUD: {path} is not here")
    found = pages_of(path.read_bytes(), name)
    texts = [block.text for block in found.blocks or []]
    assert texts[:4] == ["United Nations", texts[1], "General Assembly", "Distr.: General"]
    assert texts[1].startswith("A/80/6 (Sect. ")
    assert found.job_number == job
    assert found.notes == [("*", ["A/80/50."])]
    assert expected in texts
    with pytest.raises(UnreadableError, match="is no resolution"):
        read(path.read_bytes(), name)


# ── refused ─────────────────────────────────────────────────────────────────────────────────────────────────────────
_XMLNS = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TIE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def made(body: str, head: str = "", **parts: str) -> bytes:
    """A Word file with this body and these parts."""
    entries = {"word/document.xml": f"{head}<w:document {_XMLNS}><w:body>{body}</w:body></w:document>"}
    ties = f'<Relationship Id="r0" Type="{_TIE}/officeDocument" Target="word/document.xml"/>'
    entries["_rels/.rels"] = f"<Relationships>{ties}</Relationships>"
    entries["word/_rels/document.xml.rels"] = "<Relationships>{}</Relationships>".format(
        "".join(f'<Relationship Id="{name}" Type="{_TIE}/{name}" Target="{name}.xml"/>' for name in parts)
    )
    for name, content in parts.items():
        entries[f"word/{name}.xml"] = f"<w:{name} {_XMLNS}>{content}</w:{name}>"
    return zipped(entries)


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


_ENTITY = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 and no more", "broken ZIP archive"),
        (zipped({"notes.txt": "text"}), "no Word file"),
        (zipped({"word/document.xml": "<w:document"}), "broken Word file"),
        (zipped({"word/document.xml": "<a/>"}), "without a body"),
        (made("<w:p/>"), "without words"),
        (made(f"<w:p>{run('&e;')}</w:p>", head=_ENTITY), "document type"),
        (zipped({"word/document.xml": "<a/>", "../evil": ""}), "no Word file has"),
        (zipped({"word/document.xml": "<a/>", "C:\\evil": ""}), "no Word file has"),
        (zipped({"word/document.xml": "<a/>", **{f"{index}": "" for index in range(2_001)}}), "more than 2,000 files"),
        (zipped({"word/document.xml": bytes(2 << 20)}), "packed more than 250 times"),
        (zipped({"word/document.xml": bytes(MAX_UNPACKED + 1)}), "unpacks to more than 48 MiB"),
        (made(f"<w:p>{run('The General Assembly')}</w:p>"), "no resolution that can be read"),
        (made("<w:p/>")[:-40], "broken ZIP archive"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as error:
        read(content, "file.docx")
    message = str(error.value)
    assert message.startswith("file.docx ") or message.startswith("file.docx:")
    assert message.endswith(".") and "\n" not in message


def test_a_file_with_any_byte_changed_is_read_or_refused() -> None:
    content = bytearray((Path(__file__).parent / "fixtures" / "A_RES_99_1-en.docx").read_bytes())
    for place in range(0, len(content), 997):
        changed = bytearray(content)
        changed[place] ^= 0xFF
        try:
            read(bytes(changed), "file.docx")
        except UnreadableError as error:
            assert "\n" not in str(error)
