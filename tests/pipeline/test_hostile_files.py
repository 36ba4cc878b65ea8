"""Files made to take long, or to end the process that reads them: read in time, or refused in a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.entries import _RELATIONS, _TYPES

from conftest import BASE, run
from resograph.annotating.correction_files import CorrectionError, correction_path, corrections_in, read_corrections
from resograph.pipeline.files import content_of
from resograph.reading import UnreadableError, read_all
from resograph.registries.marc.fields import record_of
from resograph.registries.marc.files import read_marc
from resograph.symbols import parse
from resograph.vocabularies.concepts import VocabularyError, vocabulary
from resograph.vocabularies.skos import adopt, read_skos
from timing import within

N = 8_000
PAGE = "<html><body><p>67/138. Title<p>The General Assembly,<p>1. Requests x"
TEXT = "67/138. Title\n\nThe General Assembly,\n\n1. Requests x\n"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RECORD = '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 a 4500</leader>'
PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


def word(body: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return packed.getvalue()


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


RUNS = said("67/138. Title") + said("The General Assembly,") + "<w:p>" + "<w:r><w:t>a</w:t></w:r>" * N + "</w:p>"
FILES: dict[str, tuple[str | bytes, str]] = {
    "attributes": (f"{PAGE}<p {' '.join(f'a{number}=1' for number in range(N * 2))}>", "html"),
    "attributes without spaces": (PAGE + "<p " + "".join(f'a{n}="1"' for n in range(N * 2)) + ">", "html"),
    "tags in tags": (PAGE + "<b><div><ul><li>" * N, "html"),
    "tables in tables": (PAGE + "<table><tr><td>" * 1000, "html"),
    "cells": (PAGE + "<table><tr>" + "<td>x" * N, "html"),
    "a cell of billions": (PAGE + "<table><tr><td rowspan=99999999 colspan=99999999>x</table>", "html"),
    "raised marks": (PAGE + "<sup>1</sup>" * N, "html"),
    "runs in a paragraph": (word(RUNS), "docx"),
    "paragraphs in paragraphs": (word("<w:p>" * 3000 + "</w:p>" * 3000), "docx"),
    "nulls": (TEXT.encode() + b"\0" * 1_000_000, "txt"),
    "lines": (TEXT + "\n" * 100_000, "txt"),
    "pages": (TEXT + "\f" * 50_000, "txt"),
    "elements in elements": ("<akomaNtoso>" * N, "xml"),
    "lists in lists": ("[" * 100_000, "json"),
    "a number without end": (f'[{{"type": "a", "text": "b", "x": {"9" * 9000}}}]', "json"),
}


@pytest.mark.parametrize("name", FILES)
def test_files_end_soon(name: str) -> None:
    content, ending = FILES[name]
    with within(2):
        try:
            read_all(content if isinstance(content, bytes) else content.encode(), f"A_RES_67_138.{ending}", "en")
        except UnreadableError as error:
            assert "A_RES_67_138" in str(error)


CONCEPT = "a skos:Concept; skos:prefLabel 'a%d'@en"
VOCABULARIES = {
    "blank nodes in one another": (PREFIX + "<x:a> <x:b> " + "[<x:c> " * N + "1" + "]" * N + ".", "ttl"),
    "lists in one another": (PREFIX + "<x:a> <x:b> " + "(" * N + ")" * N + ".", "ttl"),
    "a circle": (
        PREFIX + "".join(f"<x:{n}> {CONCEPT % n}; skos:broader <x:{(n + 1) % 5000}> .\n" for n in range(5000)),
        "ttl",
    ),
    "one name": (PREFIX + "".join(f"<x:{n}> {CONCEPT % 1} .\n" for n in range(5000)), "ttl"),
    "objects in one another": ('{"@id": "x:a", "x:b": ' * N + "1" + "}" * N, "jsonld"),
    "a context of circles": ('{"@context": {"a": "b:x", "b": "a:x"}, "a": 1}', "jsonld"),
    "a context from elsewhere": ('{"@context": "http://x.example/"}', "jsonld"),
    "elements in one another": ("<a>" * N, "rdf"),
    "entities": ('<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "rdf"),
}


@pytest.mark.parametrize("name", VOCABULARIES)
def test_vocabularies_end_soon(name: str) -> None:
    text, ending = VOCABULARIES[name]
    vocabulary()
    with within(2):
        try:
            adopt(read_skos(text.encode(), f"x.{ending}", BASE, 10**7), "x", vocabulary())
        except VocabularyError as error:
            assert len(str(error)) < 1000


CORRECTIONS = {
    "brackets": "a=" + "[" * N,
    "braces": "a=" + "{a=" * N,
    "a number": "a=" + "9" * 9000,
    "names with points": ".".join("a" * N) + "=1",
    "names with points and spaces": " . ".join("a" * N) + "=1",
    "a table of many names": "[" + ".".join("a" * N) + "]",
    "no tables": "document = 'A/RES/67/138'\nlanguage = 'en'\ncorrection = [1, 2]",
    "no document": f"document = '{'x' * 100_000}'",
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_corrections_end_soon(name: str) -> None:
    with within(1), pytest.raises(CorrectionError) as found:
        corrections_in(CORRECTIONS[name], "x.toml", parse("A/RES/67/138"), "en")
    assert len(str(found.value)) < 1000


MARC = {
    "fields": RECORD + '<datafield tag="191" ind1=" " ind2=" "><subfield code="a">A/1</subfield></datafield>' * 2000,
    "records": RECORD + "</record><record/>" * 4000,
    "elements in elements": RECORD + "<a>" * N,
    "a text": f'{RECORD}<datafield tag="245" ind1=" " ind2=" "><subfield code="a">{"A/RES/1 " * N}',
    "a leader": "99999nam a2299998 a 4500" + "191000500000" * N,
    "leaders": "00024nam a2200024 a 4500" * N,
}


@pytest.mark.parametrize("name", MARC)
def test_records_end_soon(name: str) -> None:
    with within(2):
        try:
            for record in read_marc(MARC[name].encode(), "x").records:
                record_of(record, "undl")
        except UnreadableError as error:
            assert len(str(error)) < 1000


READERS: list[tuple[str, Callable[[Path], object]]] = [
    ("content_of", content_of),
    ("corrections", lambda path: read_corrections(path, parse("A/RES/67/138"), "en")),
]


@pytest.mark.parametrize(("name", "reader"), READERS)
def test_a_file_without_end_is_not_read_to_its_end(name: str, reader: Callable[[Path], object], tmp_path: Path) -> None:
    file = correction_path(tmp_path, parse("A/RES/67/138"), "en")
    file.parent.mkdir()
    with file.open("wb") as opened:
        opened.truncate(2**40)  # takes no room
    with within(1), pytest.raises((UnreadableError, CorrectionError), match="too large"):
        reader(file)


def test_no_command_reads_a_file_without_end(tmp_path: Path) -> None:
    file = tmp_path / "x.xml"
    with file.open("wb") as opened:
        opened.truncate(2**40)
    told = run("check", str(file))
    assert told.returncode == 3 and "too large" in told.stderr, told.stderr
