"""Whose a session is: an organ's, a commission's or committee's of the vocabulary, or that of nobody known."""

from __future__ import annotations

import pytest

from resograph.annotating import annotate
from resograph.documents import Document, Part, PartKind
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary

SESSIONS = [
    ("A/RES/77/1", "en", "to report to the Commission on the Status of Women at its sixty-ninth session", ["csw/69"]),
    ("A/RES/77/1", "en", "at the sixty-ninth session of the Commission on the Status of Women", ["csw/69"]),
    ("A/RES/77/1", "en", "to report to the Commission on the Status of Women at its sixty-ninth session and to the"
                         " General Assembly at its eightieth session", ["csw/69", "un-ga/80"]),
    ("A/RES/77/1", "en", "to the General Assembly, through the Committee on Conferences, at its eightieth session",
     ["un-ga/80"]),
    ("A/HRC/RES/54/1", "en", "at the eightieth session of the General Assembly", ["un-ga/80"]),
    ("A/HRC/RES/54/1", "en", "at its sixtieth session", ["un-hrc/60"]),
    ("A/HRC/RES/54/1", "en", "the open-ended intergovernmental working group at its tenth session", []),
    ("A/HRC/RES/54/1", "fr", "à la quatre-vingtième session de l’Assemblée générale", ["un-ga/80"]),
    ("A/HRC/RES/54/1", "es", "en el octogésimo período de sesiones de la Asamblea General", ["un-ga/80"]),
    ("A/HRC/RES/54/1", "ru", "на восьмидесятой сессии Генеральной Ассамблеи", ["un-ga/80"]),
    ("A/HRC/RES/54/1", "zh", "大会第八十届会议", ["un-ga/80"]),
    ("A/HRC/RES/54/1", "ar", "في الدورة الثمانين للجمعية العامة", ["un-ga/80"]),
    ("A/RES/77/1", "zh", "妇女地位委员会第六十九届会议", ["csw/69"]),
]  # fmt: skip


@pytest.mark.parametrize(("symbol", "language", "text", "expected"), SESSIONS)
def test_sessions(symbol: str, language: str, text: str, expected: list[str]) -> None:
    part = Part(PartKind.OPERATIVE, text, number="1", eid="para_1")
    mentions = annotate(Document(parse(symbol), language, "", "1", (part,)), vocabulary()).mentions
    found = [one.target.removeprefix("session/") for one in mentions if one.target.startswith("session/")]
    assert found == expected
