"""Names and symbols as people write them: what they mean lands first, and what is certain is right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conftest import ROOT
from resograph.reconciling import KnownEntity, Matcher, Name, Names, Property, Query, Strictness, Value, property_named
from resograph.reconciling.entries import NameKind
from resograph.reconciling.folding import folded
from resograph.reconciling.known import GraphFacts, entries_of
from resograph.reconciling.symbols import Reading, readings
from resograph.releases import Release
from resograph.releases.reader import ReleaseGraph


class NoFacts:
    """Nothing is known of anything."""

    def values(self, path: str, property_: Property) -> list[Value]:
        return []

    def has(self, path: str, property_: Property, value: str) -> bool:
        return False

    def having(self, property_: Property, value: str) -> list[str]:
        return []


@pytest.fixture(scope="module")
def matcher(release: Release) -> Matcher:
    """All that the seed's release knows, and a few documents that others cite."""
    graph = ReleaseGraph(release)
    cited = ["S/RES/1325(2000)", "A/RES/217A(III)", "A/RES/70/1", "A/HRC/RES/55/10", "S/RES/2683(2023)"]
    return Matcher(Names.of([*entries_of(graph), *(document(symbol) for symbol in cited)]), GraphFacts(graph))


def document(symbol: str, title: str = "") -> KnownEntity:
    names = [Name(symbol, "", NameKind.SYMBOL), *([Name(title, "en", NameKind.PREFERRED)] if title else [])]
    return KnownEntity(symbol, tuple(names), frozenset({"Document", "Resolution"}))


def messy() -> Iterator[tuple[str, str]]:
    lines = (ROOT / "bench" / "reconcile" / "messy.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith(("#", "name\t")):
            name, meant, _ = line.split("\t")
            yield name, meant


def test_messy_names_land_first(matcher: Matcher) -> None:
    rows = [(name, meant) for name, meant in messy() if matcher.entry(meant)]
    found = {name: matcher.find(Query(name)) for name, _ in rows}
    misses = [(name, meant) for name, meant in rows if not found[name] or found[name][0].entry.path != meant]
    assert len(rows) > 150
    assert len(misses) < len(rows) * 0.06, misses
    assert not [miss for miss in misses if found[miss[0]] and "Document" in found[miss[0]][0].entry.types]
    assert not [miss for miss in misses if found[miss[0]] and found[miss[0]][0].match]


@pytest.mark.parametrize(
    ("text", "path", "sure"),
    [
        ("A/RES/67/138", "A/RES/67/138", True),
        ("GA res. 67/138", "A/RES/67/138", True),
        ("A/RES/67/138 of 20 Dec. 2012", "A/RES/67/138", True),
        ("第67/138号决议", "A/RES/67/138", True),
        ("resolución 67/138", "A/RES/67/138", True),
        ("резолюция 67/138 Генеральной Ассамблеи", "A/RES/67/138", True),
        ("قرار الجمعية العامة ٦٧/١٣٨", "A/RES/67/138", True),
        ("UNSCR 1325", "S/RES/1325", True),
        ("UN Security Council Resolution 2640 of 2022", "S/RES/2640(2022)", True),
        ("S/RES/2683/2023", "S/RES/2683(2023)", True),
        ("GA Res 217A(III), 10 Dec 1948", "A/RES/217A(III)", True),
        ("decision 2005/234", "E/DEC/2005/234", True),
        ("HRC 55th session", "session/un-hrc/55", True),
        ("10th emergency special session of the General Assembly", "session/un-ga/ES-10", True),
        ("https://undocs.org/ch/A/67/153", "A/67/153", True),
        ("https://documents.un.org/api/symbol/access?s=A/67/153&l=en&t=pdf", "A/67/153", True),
        ("SDG target 3.4", "theme/sdg-3.4", True),
        ("70/1", "A/RES/70/1", False),
        ("ares67138", "A/RES/67/138", True),
        ("GARes67138", "A/RES/67/138", True),
        ("sres13252000", "S/RES/1325(2000)", True),
        ("unscr1325", "S/RES/1325", True),
        ("A/CONF.157/24 (Part I)", "A/CONF.157/24(PartI)", True),
        ("UN Doc A/67/153 (2012)", "A/67/153", True),
        ("ECE/CP.TEIA/47 and Add.1", "ECE/CP.TEIA/47", True),
        ("1966/1106 (XL)", "E/RES/1106(XL)", False),
        ("WHA61.21", "WHA61.21", True),
        ("General Assembly resolutions and decisions 71/312", "A/RES/71/312", True),
        ("General Assembly resolutions and decisions 71/536", "A/DEC/71/536", True),
        ("Economic and Social Council resolutions and decisions 2002/13", "E/RES/2002/13", True),
        ("Follow-up to the implementation of General Assembly resolution 46/182 on assistance", "A/RES/46/182", False),
    ],
)
def test_symbols_are_read(text: str, path: str, sure: bool) -> None:
    assert readings(text)[0] == Reading(path, sure)


@pytest.mark.parametrize(
    "text", ["", "1325", "climate change 2030", "in 2012", "x" * 1000, "///", "(2000)", "\u202e\u0000"]
)
def test_what_is_no_symbol_is_none(text: str) -> None:
    assert not [reading for reading in readings(text) if reading.sure]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Korea, Rep. of", "Republic of Korea"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("3rd Committee", "Third Committee"),
        ("第七十届会议", "第70届会议"),
        ("المانيا", "ألمانيا"),
        ("U.N. Volunteers", "United Nations Volunteers"),
        ("Расширённый", "расширенный"),
    ],
)
def test_slips_fold_away(one: str, other: str) -> None:
    assert folded(one).key == folded(other).key


def test_certain_only_where_safe() -> None:
    twins = [document("A/RES/75/1", "Question of Guam"), document("A/RES/76/1", "Question of Guam")]
    found = Matcher(Names.of(twins), NoFacts()).find(Query("Question of Guam"))
    assert [one.match for one in found] == [False, False]
    alone = Matcher(Names.of(twins[:1]), NoFacts()).find(Query("question of guam"))
    assert [one.match for one in alone] == [True]
    assert not Matcher(Names.of(twins[:1]), NoFacts()).find(Query("Question of Guan"))[0].match


def test_a_symbol_that_nobody_knows_is_offered_but_never_certain() -> None:
    (found,) = Matcher(Names.of([]), NoFacts()).find(Query("GA res. 67/138"))
    assert (found.entry.path, found.match, found.known) == ("A/RES/67/138", False, False)


def test_an_unknown_number_beside_other_words_is_not_offered() -> None:
    assert not Matcher(Names.of([]), NoFacts()).find(Query("Commission on Narcotic Drugs resolution 50/5"))
    assert Matcher(Names.of([]), NoFacts()).find(Query("A/RES/79/334 on oceans"))[0].entry.path == "A/RES/79/334"


def test_types_choose(matcher: Matcher) -> None:
    theme = matcher.find(Query("France", ("Theme",), Strictness.ANY))
    assert {"Theme"} == {name for one in theme for name in one.entry.types}
    state = matcher.find(Query("France", ("State",)))[0]
    assert (state.entry.path, state.match) == ("state/fra", True)
    nobody = matcher.find(Query("France", ("State", "Session"), Strictness.ALL))
    assert nobody == []
    other = matcher.find(Query("France", ("Session",)))
    assert not any(one.match for one in other)


def test_a_code_is_certain_only_of_its_type(matcher: Matcher) -> None:
    assert [one.match for one in matcher.find(Query("IN"))[:1]] == [False]
    (state, *_) = matcher.find(Query("IN", ("State",)))
    assert (state.entry.path, state.match) == ("state/ind", True)


def test_the_title_of_a_document_is_known_by_its_beginning() -> None:
    long = document("A/RES/76/125", "White Helmets Commission: participation of volunteers in the activities of others")
    other = document("A/RES/76/1", "Helmets")
    assert Matcher(Names.of([other, long]), NoFacts()).find(Query("white helmets commission"))[0].entry == long


def test_properties_weigh(matcher: Matcher) -> None:
    organ = property_named("organ")
    assert organ
    right = matcher.find(Query("A/RES/67/138", properties=((organ, ("body/un-ga",)),)))[0]
    wrong = matcher.find(Query("A/RES/67/138", properties=((organ, ("Security Council",)),)))[0]
    assert right.match
    assert not wrong.match
    assert right.score > wrong.score
    date = property_named("adoptedOn")
    assert date
    found = matcher.find(Query(properties=((organ, ("General Assembly",)), (date, ("2012-12",)))))
    assert [one.entry.path for one in found] == ["A/RES/67/138"]


CITED_ONLY = [
    "Corrigendum to A/RES/67/138",
    "Repeal of General Assembly resolution 67/138",
    "Amendment to resolution 67/138",
    "Application de la résolution 67/138",
    "Rectificatif à la résolution 67/138 de l'Assemblée générale",
    "Enmienda a la resolución 67/138",
    "Aplicación de la resolución 67/138 de la Asamblea General",
    "Поправка к резолюции 67/138",
    "Выполнение резолюции 67/138 Генеральной Ассамблеи",
    "修正第67/138号决议",
    "第67/138号决议的执行情况",
    "تصويب القرار 67/138",
    "تنفيذ قرار الجمعية العامة 67/138",
    "Resolutions 67/138 and 66/67",
    "Draft amendment A/RES/67/138",
]


@pytest.mark.parametrize("text", CITED_ONLY)
def test_words_of_weight_beside_a_number_leave_a_doubt(matcher: Matcher, text: str) -> None:
    assert not any(one.match for one in matcher.find(Query(text)))


NAMED_ALONE = [
    "A/RES/67/138",
    "General Assembly resolution 67/138 of 20 December 2012",
    "UN Doc. A/RES/67/138 (2012)",
    "resolución 67/138 de la Asamblea General",
    "резолюция 67/138 Генеральной Ассамблеи",
    "大会第67/138号决议",
    "قرار الجمعية العامة 67/138",
    "第67/138号决议 志愿",
]


@pytest.mark.parametrize("text", NAMED_ALONE)
def test_a_number_with_its_own_words_leaves_none(matcher: Matcher, text: str) -> None:
    first = matcher.find(Query(text))[0]
    assert (first.entry.path, first.match) == ("A/RES/67/138", True)


def test_a_title_that_cites_a_number_is_the_title() -> None:
    titles = {
        "S/RES/1863(2009)": "La situation en Somalie",
        "A/RES/78/309": "Application de la résolution 1863 (2009)",
    }
    entries = [
        KnownEntity(
            path,
            (Name(path, "", NameKind.SYMBOL), Name(title, "fr", NameKind.PREFERRED)),
            frozenset({"Document", "Resolution"}),
        )
        for path, title in titles.items()
    ]
    first = Matcher(Names.of(entries), NoFacts()).find(Query("Application de la résolution 1863 (2009)"))[0]
    assert first.entry.path == "A/RES/78/309"
