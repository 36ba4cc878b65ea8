"""Words beside a document's number: what is all of that document, and what may be another that cites it."""

from __future__ import annotations

import pytest

from resograph.reconciling import KnownEntity, Matcher, Name, Names, Property, Query, Value
from resograph.reconciling.entries import NameKind

GENEVA = "Measures to uphold the authority of the 1925 Geneva Protocol"
FINANCING = "Financing of the activities arising from Security Council resolution 1863 (2009)"
WORKS = {
    "S/RES/2640(2022)": {"en": "Resolution 2640 (2022)"},
    "S/RES/1863(2009)": {},
    "A/RES/75/46": {"en": GENEVA, "fr": "Mesures visant à renforcer l’autorité du Protocole de Genève de 1925"},
    "A/RES/77/50": {"en": GENEVA, "ar": "تدابير لدعم سلطة بروتوكول جنيف لعام 1925"},
    "A/RES/76/293": {"en": FINANCING},
    "A/RES/77/315": {"en": FINANCING},
    "A/RES/75/253": {},
    "A/RES/75/253B": {"en": "Special subjects relating to the programme budget for 2021 B"},
    "A/RES/75/291": {"en": "The United Nations Global Counter-Terrorism Strategy: seventh review"},
    "A/RES/76/12": {"zh": "耶路撒冷", "es": "Jerusalén"},
    "A/75/L.84": {},
    "A/RES/75/279": {"es": "Año Internacional del Vidrio (2022)", "zh": "2022国际玻璃年"},
    "A/RES/76/259": {"en": "2022 International Federation of Association Football World Cup in Qatar"},
}
FACTS = {
    ("S/RES/2640(2022)", "adoptedOn"): ["2022-06-29"],
    ("S/RES/2640(2022)", "adoptedAt"): ["meeting/un-sc/9082"],
    ("S/RES/2640(2022)", "mentions"): ["state/mli"],
    ("A/RES/75/291", "adoptedOn"): ["2021-06-30"],
    ("A/RES/76/12", "adoptedOn"): ["2021-12-01"],
    ("A/RES/76/259", "mentions"): ["actor/fifa"],
}


class Known:
    """The facts above."""

    def values(self, path: str, property_: Property) -> list[Value]:
        return [Value(value) for value in FACTS.get((path, property_.id), ())]

    def has(self, path: str, property_: Property, value: str) -> bool:
        return value in FACTS.get((path, property_.id), ())

    def having(self, property_: Property, value: str) -> list[str]:
        return []


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    def entry(path: str, names: dict[str, str], types: set[str]) -> KnownEntity:
        symbol = [Name(path, "", NameKind.SYMBOL)] if "Document" in types else []
        titles = [Name(title, language, NameKind.PREFERRED) for language, title in names.items()]
        return KnownEntity(path, (*symbol, *titles), frozenset(types))

    documents = [entry(path, titles, {"Document", "Resolution"}) for path, titles in WORKS.items()]
    mali = entry("state/mli", {"en": "Mali", "ru": "Мали", "zh": "马里"}, {"State"})
    fifa = entry("actor/fifa", {"en": "FIFA"}, {"Organization"})
    assembly = entry("actor/wha", {"en": "World Health Assembly"}, {"Organization"})
    return Matcher(Names.of([*documents, mali, fifa, assembly]), Known())


CERTAIN = [
    ("Security Council resolution 2640 (2022) on Mali", "S/RES/2640(2022)"),
    ("安理会关于马里的第2640(2022)号决议", "S/RES/2640(2022)"),
    (
        "Resolution 2640 (2022) / adopted by the Security Council at its 9082nd meeting, on 29 June 2022",
        "S/RES/2640(2022)",
    ),
    (f"A/RES/77/315: {FINANCING}", "A/RES/77/315"),
    (f"{GENEVA} (resolution 77/50)", "A/RES/77/50"),
    ("تدابير لدعم سلطة بروتوكول جنيف لعام 1925 (القرار 77/50)", "A/RES/77/50"),
    ("Mesures visant à renforcer l'autorité du Protocole de Genève (75/46)", "A/RES/75/46"),
    ("A/RES/75/253 B, sect. IV", "A/RES/75/253B"),
    ("A/RES/75/253 B от 16 апреля 2021 года", "A/RES/75/253B"),
    ("القرار 75/253 باء", "A/RES/75/253B"),
    (
        "General Assembly resolution 75/291 of 30 June 2021 on the review of the Counter-Terrorism Strategy",
        "A/RES/75/291",
    ),
    (
        "The UN Global Counter-Terrorism Strategy : 7th review : resolution / adopted by the General Assembly",
        "A/RES/75/291",
    ),
    ("قرار الجمعية العامة 75/291، الفقرتان 12 و 13", "A/RES/75/291"),
    ("大会2021年12月1日关于耶路撒冷的第76/12号决议", "A/RES/76/12"),
    ("2022年国际玻璃年", "A/RES/75/279"),
    ("2022 FIFA World Cup in Qatar (General Assembly resolution 76/259)", "A/RES/76/259"),
]


@pytest.mark.parametrize(("text", "path"), CERTAIN)
def test_words_of_the_document_itself_leave_no_doubt(matcher: Matcher, text: str, path: str) -> None:
    first = matcher.find(Query(text))[0]
    assert (first.entry.path, first.match) == (path, True)


DOUBTFUL = [
    "GA resolution 76/12 of 9 December 2014",
    "Резолюция 75/291 Генеральной Ассамблеи от 5 мая 2009 года",
    "大会2010年3月2日第75/291号决议",
    "resolution 76/12 (2014)",
    "Measures to uphold resolution 75/46",
    "Strategy review mandated by resolution 75/291",
    "resolution 76/259 of the World Health Assembly",
    "Mali on resolution 2640 (2022)",
    "Resolution 2640 (2022): letter from Mali",
    "第75/291号决议的会议",
    "A/RES/75/291, Corr. 1",
    "resolutions 75/46 and 77/50",
    "A/RES/75/279 Jerusalén",
    "Año Internacional del Vidrio 2022 (proyecto de resolución A/75/L.84)",
    "The United Nations Global Counter-Terrorism Strategy: seventh review : draft resolution",
    FINANCING,
]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_words_of_something_else_leave_one(matcher: Matcher, text: str) -> None:
    assert not any(one.match for one in matcher.find(Query(text)))


def test_a_title_that_cites_a_number_stands_before_the_document_cited(matcher: Matcher) -> None:
    assert {one.entry.path for one in matcher.find(Query(FINANCING))[:2]} == {"A/RES/76/293", "A/RES/77/315"}
