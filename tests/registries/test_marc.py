"""MARC both ways: a work as the Digital Library has it, and records of others read as far as they go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from lxml import etree

from conftest import BASE, SEED, SHARED
from resograph.documents import Document
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.pipeline import Stopwatch, read_versions
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.records import Came, KeptRecords, Moved
from resograph.reading import UnreadableError
from resograph.registries import Record, Related
from resograph.registries.discrepancies import discrepancies, discrepancies_of_draft
from resograph.registries.marc import came_from, read_marc, record_of
from resograph.registries.marc.fields import mended
from resograph.registries.rdf import record_triples
from resograph.registries.record import Cast
from resograph.vocabularies.concepts import vocabulary
from resograph.writing.entry import AgendaItem, Ballot, Entry, NamedThing, entry_of, subject_path
from resograph.writing.items import item_path
from resograph.writing.marcxml import MARC, marc_record, write_marcxml

SCHEMA = SHARED / "reference" / "schemas" / "MARC21slim.xsd"
SAMPLE = SHARED / "registries" / "undl-marc-sample.xml"
OFFICIAL = SHARED / "corpus" / "GAresolutions" / "76session" / "English"
needs_sample = pytest.mark.skipif(not SAMPLE.is_file(), reason="the registries' samples (../shared) are not here")
needs_official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official sample (../shared/corpus) is not here")


def lines(record: etree._Element) -> list[str]:
    """Fields as librarians write them: "191 $a A/RES/76/131 $b A/ $c 76"."""
    return [
        f"{field.get('tag')} {field.get('ind1')}{field.get('ind2')} "
        + " ".join(f"${subfield.get('code')} {subfield.text}" for subfield in field)
        for field in record.iter(f"{{{MARC}}}datafield")
    ]


ENTRY = Entry(
    symbol="S/RES/2683(2023)",
    kind="Resolution",
    reference="en",
    titles={"en": "Resolution 2683 (2023)", "zh": "第2683(2023)号决议"},
    catalogue_title="Security Council resolution 2683 (2023) [on renewal of sanctions]",
    body="un-sc",
    session="2023",
    session_year=2023,
    adopted="2023-05-30",
    issued="2023-05-31",
    meeting="9332",
    subjects=(
        NamedThing("theme/1005695", "SANCTIONS"),
        NamedThing("theme/1006070", "SOUTH SUDAN"),
        NamedThing("", "UN. Panel of Experts on South Sudan"),
        NamedThing("actor/unmiss", "UN Mission in South Sudan"),
        NamedThing("instrument/charter", "Charter of the United Nations (1945)"),
    ),
    places=("theme/1006070",),
    by_cataloguer=True,
    items=(AgendaItem("S/78", "[223]", "", "SOUTH SUDAN--POLITICAL CONDITIONS"),),
    sponsors=(NamedThing("state/usa", "United States of America"),),
    drafts=("S/2023/379",),
    records=("S/PV.9332",),
    ballot=Ballot("", False, 10, 0, 5, 0),
)


def test_a_council_resolution_as_the_library_has_it() -> None:
    assert lines(marc_record(ENTRY, BASE)) == [
        f"024 7  $a {BASE}S/RES/2683(2023) $2 uri",
        "040    $b eng",
        "041 0  $a chi $a eng",
        "089    $b B01",
        "191    $a S/RES/2683(2023) $b S/ $c 78",
        "245 10 $a Resolution 2683 (2023) / $c adopted by the Security Council at its 9332nd meeting, on 30 May 2023",
        "246 3  $a Security Council resolution 2683 (2023) [on renewal of sanctions]",
        "246 31 $a 第2683(2023)号决议",
        "260    $a [New York] : $b UN, $c 31 May 2023",
        "269    $a 2023-05-31",
        f"610 27 $a UN Mission in South Sudan $2 unbisn $1 {BASE}actor/unmiss",
        f"630 07 $a Charter of the United Nations (1945) $2 unbisn $1 {BASE}instrument/charter",
        "650 17 $a SANCTIONS $2 unbist $0 http://metadata.un.org/thesaurus/1005695",
        "651  7 $a SOUTH SUDAN $2 unbist $0 http://metadata.un.org/thesaurus/1006070",
        "653    $a UN. Panel of Experts on South Sudan",
        f"710 2  $a UN. Security Council (78th year : 2023) $1 {BASE}body/un-sc",
        f"710 2  $a United States of America $1 {BASE}state/usa",
        "856 4  $u https://docs.un.org/zh/S/RES/2683(2023) $y 中文 $3 Chinese",
        "856 4  $u https://docs.un.org/en/S/RES/2683(2023) $y English $3 English",
        "981    $a Security Council",
        "989    $a Documents and Publications $b Resolutions and Decisions",
        "991 1  $a S/78 $b [223] $d SOUTH SUDAN--POLITICAL CONDITIONS",
        "992    $a 2023-05-30",
        "993 2  $a S/2023/379",
        "993 4  $a S/PV.9332",
        "996    $a Adopted 10-0-5, 9332nd meeting $b 10 $c 0 $d 5 $e 0 $f 15",
    ]


@needs_official
def test_an_official_file_has_the_fields_of_its_record() -> None:
    [path] = OFFICIAL.glob("A_RES_76_131-*.xml")
    [version] = read_versions(path.read_bytes(), path.name, None, Extensions(), Stopwatch())
    found = lines(marc_record(entry_of(merge([version]), vocabulary()), BASE))
    assert {
        "191    $a A/RES/76/131 $b A/ $c 76",
        "269    $a 2022-01-05",
        "650 17 $a VOLUNTARY SERVICE $2 unbist $0 http://metadata.un.org/thesaurus/1006907",
        f"710 2  $a UN. General Assembly. 3rd Committee $1 {BASE}body/un-ga-c3",
        "793    $a 03",
        "991 1  $a A/76/251 $b 28 $c Social development $d SOCIAL DEVELOPMENT",
        "992    $a 2021-12-16",
        "993 2  $a A/C.3/76/L.15/Rev.1",
        "993 3  $a A/76/454",
        "993 4  $a A/76/PV.53",
        "996    $a Adopted without vote, 53rd meeting",
    } <= set(found)


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the schemas (../shared/reference) are not here")
def test_what_is_written_is_valid(version: Version) -> None:
    seen_by_nobody = entry_of(merge([version]), vocabulary())
    assert not seen_by_nobody.by_cataloguer
    odd = Entry(symbol="A/67/153", kind="Report", reference="en", titles={"en": "With\x0bmarks <&>"})
    content = write_marcxml([ENTRY, seen_by_nobody, odd], BASE)
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(etree.fromstring(content))
    machine = [line for line in lines(etree.fromstring(content)[1]) if line.startswith(("650", "883"))]
    assert machine[0].startswith("650  7 $8 1\\p $a") and "883 0  $8 1\\p $a resograph theme ranking" in machine


def test_what_is_written_is_read_again(seed: Document, version: Version) -> None:
    entry = entry_of(merge([version]), vocabulary())
    assert Entry.from_json(entry.to_json()) == entry
    assert Entry.from_json(ENTRY.to_json()) == ENTRY
    [marc] = read_marc(write_marcxml([ENTRY], BASE), "ours").records
    record = record_of(marc, "ours")
    assert (record.symbols, record.acted, record.published) == (("S/RES/2683(2023)",), ENTRY.adopted, ENTRY.issued)
    assert list(discrepancies(record, ENTRY)) == []
    assert SEED.is_file() and seed.title in dict(entry.titles).values()


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@needs_sample
def test_the_librarys_own_export_is_read_whole() -> None:
    found = read_marc(SAMPLE.read_bytes(), SAMPLE.name)
    records = [record_of(marc, "undl") for marc in found.records]
    assert (len(records), found.broken) == (20, "")
    first = records[0]
    assert (first.number, first.symbols, first.published) == ("4026910", ("A/C.3/78/L.49/Rev.1",), "2023-11-08")
    assert first.related == (Related("resolution", "A/RES/78/213"), Related("report", "A/78/481/Add.2"))
    assert [place.language for place in first.places] == ["ar", "zh", "en", "fr", "ru", "es"]
    assert all(record.title and record.subjects and record.items for record in records)


@needs_sample
@pytest.mark.parametrize("binary", [False, True])
def test_a_file_cut_in_half_is_read_up_to_the_cut(binary: bool) -> None:
    content = SAMPLE.read_bytes()
    if binary:
        content = b"".join(record.as_marc() for record in read_marc(content, "x").records)
    found = read_marc(content[: len(content) // 2], "half")
    assert len(found.records) == 8 and "breaks off" in found.broken and "8 whole records" in found.broken


ONE = '<record><controlfield tag="001">7</controlfield>{}</record>'
FIELD = '<datafield tag="191" ind1=" " ind2=" "><subfield code="a">A/RES/1</subfield></datafield>'


@pytest.mark.parametrize(
    ("body", "number"),
    [
        (ONE.format(FIELD), "7"),
        (ONE.format("<leader>too short</leader>" + FIELD), "7"),
        (ONE.format("<datafield><subfield>x</subfield></datafield>" + FIELD), "7"),
        (ONE.format('<datafield tag="245"><subfield>x</subfield></datafield>'), "7"),
        ("<x:collection xmlns:x='http://www.loc.gov/MARC21/slim'>" + ONE.format(FIELD) + "</x:collection>", "7"),
        ("\ufeff<?xml version='1.0'?>" + ONE.format(FIELD), "7"),
        (ONE.format('<datafield tag="245" ind1="1" ind2="0"><subfield code="a">\x02</subfield></datafield>'), "7"),
    ],
)
def test_odd_records_are_read(body: str, number: str) -> None:
    assert [record_of(marc, "x").number for marc in read_marc(body.encode(), "x").records] == [number]


@pytest.mark.parametrize("content", [b"", b"<html/>", b"Dear reader", b"<record>", b"00026     2200025   4500\x1e\x1d"])
def test_what_is_no_marc_is_told(content: bytes) -> None:
    try:
        assert not [record for record in read_marc(content, "x").records if record_of(record, "x").symbols]
    except UnreadableError as error:
        assert "holds no MARC record" in str(error)


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><record>&b;</record>'
    with pytest.raises(UnreadableError, match="entities"):
        read_marc(bomb, "bomb.xml")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("FranÃ§ais", "Français"),
        ("Français", "Français"),
        ("Côte d’Ivoire", "Côte d’Ivoire"),
        ("中文", "中文"),
        ("  two   words ", "two words"),
        ("العربية".encode().decode("latin-1"), "العربية"),
    ],
)
def test_broken_accents_are_mended(written: str, read: str) -> None:
    assert mended(written) == read


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("VOLUNTARY SERVICE", "theme/1006907"),
        ("UN Volunteers", "actor/un-volunteers"),
        ("UN. General Assembly", "body/un-ga"),
        ("2030 Agenda for Sustainable Development", "instrument/agenda-2030"),
        ("2030 Agenda for Sustainable Development (2015)", "instrument/agenda-2030"),
        ("UN", ""),
        ("UNKNOWN WORDS", ""),
    ],
)
def test_a_subject_of_the_librarys_has_its_path(label: str, path: str) -> None:
    assert subject_path(label, vocabulary()) == path


@pytest.mark.parametrize(
    ("item", "path"),
    [
        (AgendaItem("A/78/251", "71b"), "item/un-ga/78/71-b"),
        (AgendaItem("A/78/251", "71b[20]"), "item/un-ga/78/71-b"),
        (AgendaItem("A/HRC/55/1", "3"), "item/un-hrc/55/3"),
        (AgendaItem("S/78", "[223]"), None),
        (AgendaItem("S/", "X"), None),
        (AgendaItem("", "3"), None),
    ],
)
def test_an_agenda_item_has_its_address(item: AgendaItem, path: str | None) -> None:
    assert item_path(item) == path


def test_a_record_speaks_of_its_own_node_alone() -> None:
    record = Record(
        "undl",
        "40/2 6",
        ("A/RES/76/131", "A/76/L.1"),
        title="Title",
        published="2022-01-05",
        subjects=("VOLUNTARY SERVICE", "UNKNOWN WORDS"),
        items=(AgendaItem("A/76/251", "28", "Social development."),),
        related=(Related("draft", "A/C.3/76/L.15"),),
        ballot=Ballot("", False, 1, 1, 0),
        casts=(Cast("in_favour", "BRAZIL"), Cast("against", "Japan"), Cast("abstaining", "Atlantis")),
    )
    triples = record_triples(record, BASE, vocabulary())
    me = f"{BASE}graph/source/undl#40/2%206"
    assert {str(triple.subject) for triple in triples} == {f"<{me}>", f"<{me}-vote>"}
    objects = {triple.object.value for triple in triples if isinstance(triple.object, ox.NamedNode)}
    assert {f"{BASE}theme/1006907", f"{BASE}item/un-ga/76/28", f"{BASE}state/bra", f"{BASE}state/jpn"} <= objects
    assert record_triples(Record("undl", "1", ()), BASE, vocabulary()) == []


def test_records_are_kept_by_number_else_by_symbol(tmp_path: Path) -> None:
    kept, moved = KeptRecords(tmp_path, "undl"), Moved()
    for title in ("One", "One", "Two"):
        entry = Entry(symbol="A/RES/76/131", kind="Resolution", reference="en", titles={"en": title})
        found = read_marc(write_marcxml([entry], BASE), "x")
        kept.keep((Came(number, "marcxml", content) for number, content in came_from(found)), moved)
    assert str(moved) == "1 records new, 1 changed, 0 deleted, 1 as they were"
    assert [(symbol, record.title) for symbol, record in kept.about(["A/RES/76/131"])] == [("A/RES/76/131", "Two")]


# ── discrepancies ──────────────────────────────────────────────────────────────────────────────────────────────────
def told(**values: object) -> Record:
    return Record("undl", "1", (ENTRY.symbol,), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("theirs", "ours", "differs"),
    [
        ({"28"}, {"28"}, False),
        ({"66b"}, {"66"}, False),
        ({"66"}, {"66a", "66b"}, False),
        ({"66a"}, {"66b"}, True),
        ({"28"}, {"29"}, True),
        ({"28", "29"}, {"28"}, True),
        ({"28"}, set(), False),
    ],
)
def test_an_item_agrees_with_its_sub_items(theirs: set[str], ours: set[str], differs: bool) -> None:
    record = told(items=tuple(AgendaItem("A/76/251", number) for number in sorted(theirs)))
    entry = replace(ENTRY, items=tuple(AgendaItem("", number) for number in sorted(ours)))
    assert bool(list(discrepancies(record, entry))) == differs
    found = lines(marc_record(entry, BASE))
    assert [line[10:] for line in found if line.startswith("991")] == sorted(ours)


@pytest.mark.parametrize(
    ("record", "rules"),
    [
        (told(), []),
        (told(title="RESOLUTION 2683, (2023)."), []),
        (told(title=ENTRY.catalogue_title), []),
        (told(title="Resolution 2684 (2023)"), ["discrepancy.title"]),
        (told(published=ENTRY.issued, acted=ENTRY.adopted), []),
        (told(published="2023-06-01", acted="2023-06-01"), ["discrepancy.published", "discrepancy.acted"]),
        (told(items=(AgendaItem("S/78", "[9]"),)), []),
        (told(ballot=Ballot("Adopted 10-0-5", False, 10, 0, 5)), []),
        (told(ballot=Ballot("", False, 11, 0, 4)), ["discrepancy.vote"]),
        (told(ballot=Ballot("Adopted without vote", True)), ["discrepancy.vote"]),
        (told(related=(Related("draft", "S/2023/379"),)), []),
        (told(related=(Related("draft", "S/2023/380"),)), ["discrepancy.related"]),
        (told(related=(Related("report", "S/2023/380"),)), []),
    ],
)
def test_a_discrepancy_is_what_both_state_otherwise(record: Record, rules: list[str]) -> None:
    findings = list(discrepancies(record, ENTRY))
    assert [finding.rule for finding in findings] == rules
    assert all("record: " in finding.evidence and " | text: " in finding.evidence for finding in findings)


@pytest.mark.parametrize(("became", "count"), [("S/RES/2683(2023)", 0), ("S/RES/2684(2023)", 1)])
def test_a_draft_that_became_another_document_is_a_discrepancy(became: str, count: int) -> None:
    draft = Record("undl", "2", ("S/2023/379",), related=(Related("resolution", became),))
    assert len(list(discrepancies_of_draft(draft, ENTRY))) == count
