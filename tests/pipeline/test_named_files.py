"""Files whose name tells another document or language than their text are told at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resograph.documents import Document
from resograph.pipeline.named_files import LANGUAGE_RULE, RULE, name_tells, with_names_told
from resograph.symbols import parse


@pytest.mark.parametrize(
    ("name", "symbol", "language", "rules"),
    [
        ("A_RES_67_138-zh.txt", "A/RES/67/138", "zh", []),
        ("A_RES_67_139-zh.txt", "A/RES/67/138", "zh", [RULE]),
        ("A_RES_67_138-1248704E.xml", "A/RES/67/138", "zh", [LANGUAGE_RULE]),
        ("S_RES_2704-2321043F.xml", "S/RES/2704(2023)", "fr", []),
        ("S_RES_2300_1612958E.xml", "S/RES/2300(2016)", "en", []),
        ("S_RES_2640 (2022)-2210294E.xml", "S/RES/2640(2022)", "en", []),
        ("S_RES_2641 (2022)-2210294E.xml", "S/RES/2640(2022)", "en", [RULE]),
        ("S_PRST_2002_16-0239994E.xml", "S/PRST/2002/16", "en", []),
        ("A_HRC_RES_57_20S.xml", "A/HRC/RES/57/20", "es", []),
        ("A_HRC_RES_57_20S.xml", "A/RES/57/20", "es", [RULE]),
        ("E_RES_2023_8_A.xml", "E/RES/2023/8", "ar", []),
        ("A_RES_77_278A.xml", "A/RES/77/278A", "en", []),
        ("A_RES_217A.xml", "A/RES/217A(III)", "en", []),
        ("A_C.3_78_L.1.pdf", "A/C.3/78/L.1", "en", []),
        ("A_C.3_78_L.2.pdf", "A/C.3/78/L.1", "en", [RULE]),
        ("GA decision 76_580_S.xml", "A/DEC/76/580", "es", []),
        ("download.pdf", "A/RES/67/138", "en", []),
        ("2024_report.docx", "A/RES/67/138", "en", []),
    ],
)
def test_a_name_and_a_text(seed: Document, name: str, symbol: str, language: str, rules: list[str]) -> None:
    document = replace(seed, symbol=parse(symbol), language=language, findings=())
    [found] = with_names_told([document], name)
    assert [finding.rule for finding in found.findings] == rules


def test_one_of_several_documents_is_enough(seed: Document) -> None:
    parts = [replace(seed, symbol=parse(symbol), findings=()) for symbol in ("A/RES/69/96A", "A/RES/69/96B")]
    assert not any(found.findings for found in with_names_told(parts, "A_RES_69_96.xml"))
    assert name_tells("A_RES_69_96.xml") == (("A", "RES"), ("69", "96"))
