"""Who speaks: the body that adopts or to which a draft is put; a quoted draft speaks for its own and binds nobody."""

from __future__ import annotations

import pytest

from resograph.annotating import annotate
from resograph.annotating.voices import voices
from resograph.documents import Document, Part, PartKind
from resograph.reading.natures import nature_of
from resograph.symbols import Kind, parse
from resograph.vocabularies.concepts import vocabulary

ASKING = Part(PartKind.OPERATIVE, "Requests the Secretary-General to report;", "1.", eid="para_1")


def formula(words: str) -> Part:
    return Part(PartKind.PLAIN, words, eid="formula_1", role="formula")


CASES = [
    ("A/RES/67/138", None, "The General Assembly,", "un-ga", True),
    ("S/2023/212", Kind.DRAFT, "The Security Council,", "un-sc", False),
    ("A/C.3/76/L.15", None, "The General Assembly,", "un-ga", False),
    ("A/HRC/55/L.2", None, "The Human Rights Council,", "un-hrc", False),
    ("S/2023/212", Kind.DRAFT, "", "un-sc", False),
    ("S/2023/900", None, "", None, False),
    ("A/RES/67/138/Corr.1", None, "", "un-ga", False),
    ("S/PRST/2009/20", None, "", "un-sc", True),
]


@pytest.mark.parametrize(("symbol", "nature", "opening", "body", "binds"), CASES)
def test_the_body_of_a_text(symbol: str, nature: Kind | None, opening: str, body: str, binds: bool) -> None:
    found = voices(Document(parse(symbol), "en", "", None, (formula(opening), ASKING), nature=nature))
    assert (found.of("para_1"), found.binds("para_1")) == (body, binds)


@pytest.mark.parametrize(("opening", "body"), [("The General Assembly,", "un-ga"), ("Whereas", None)])
def test_a_quoted_draft_speaks_for_its_own_body(opening: str, body: str | None) -> None:
    inside = Part(PartKind.OPERATIVE, "Requests the Secretary-General to report.", "1.", eid="draft_1__para_1")
    quoted = Part(PartKind.DRAFT, eid="draft_1", parts=(formula(opening), inside))
    document = Document(
        parse("E/RES/2021/20"), "en", "", None, (formula("The Economic and Social Council,"), ASKING, quoted)
    )
    found = voices(document)
    assert (found.of("para_1"), found.of("draft_1__para_1")) == ("un-ecosoc", body)
    asking = {act.part: act.is_mandate for act in annotate(document, vocabulary()).acts}
    assert asking == {"para_1": True, "draft_1__para_1": False}


NATURES = [
    ("S/2018/693", "formula", Kind.DRAFT),
    ("S/2018/693", "p", None),
    ("S/RES/2430(2018)", "formula", None),
    ("S/2018/693/Corr.1", "formula", None),
]


@pytest.mark.parametrize(("symbol", "role", "kind"), NATURES)
def test_a_text_that_opens_as_a_resolution_among_documents_is_a_draft(
    symbol: str, role: str, kind: Kind | None
) -> None:
    assert nature_of(parse(symbol), [Part(PartKind.PLAIN, "The Security Council,", role=role)]) is kind
