"""Symbols: pairs of (as written, canonical), refusals with their reasons, and parse ↔ format on made-up ones."""

from __future__ import annotations

import csv
import datetime
import json
import re

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import SHARED
from resograph.symbols import (
    Address,
    AddressError,
    Kind,
    Symbol,
    SymbolError,
    akn_iri,
    from_akn_iri,
    from_un_address,
    mint,
    parse,
    parse_path,
    un_addresses,
)
from resograph.symbols.finding import symbols_in
from resograph.symbols.grammar import heads
from resograph.symbols.roman import from_roman, to_roman
from resograph.symbols.sessions import is_decision_number, is_plausible, opening_year, years
from resograph.vocabularies.concepts import vocabulary

SPELLINGS = [
    ("A/RES/67/138", "A/RES/67/138"),
    ("a/res/67/138*", "A/RES/67/138"),
    (" A/RES/217 (III) [A] ", "A/RES/217A(III)"),
    ("A/RES/217(III)[A]", "A/RES/217A(III)"),
    ("A/RES/217(III)A", "A/RES/217A(III)"),
    ("A/RES/217 A (III)", "A/RES/217A(III)"),
    ("A/RES/3363(XXX)", "A/RES/3363(XXX)"),
    ("A/RES/3362 (S-VII)", "A/RES/3362(S-VII)"),
    ("A/RES/1000 (ES-I)", "A/RES/1000(ES-I)"),
    ("A/RES/31/1", "A/RES/31/1"),
    ("A/RES/68/247 B", "A/RES/68/247B"),
    ("A/RES/69/96 A-B", "A/RES/69/96A-B"),
    ("A/RES/S-10/2", "A/RES/S-10/2"),
    ("A/RES/S‑10/2", "A/RES/S-10/2"),
    ("A/RES/ES-11/1", "A/RES/ES-11/1"),
    ("A/DEC/76/402", "A/DEC/76/402"),
    ("A/DEC/76/414 B", "A/DEC/76/414B"),
    ("S/RES/1325 (2000)", "S/RES/1325(2000)"),
    ("S/PRST/2000/13", "S/PRST/2000/13"),
    ("E/RES/2012/7", "E/RES/2012/7"),
    ("E/DEC/2005/234", "E/DEC/2005/234"),
    ("E/RES/36 (IV)", "E/RES/36(IV)"),
    ("E/RES/1503(XLVIII)", "E/RES/1503(XLVIII)"),
    ("A/HRC/RES/35/12", "A/HRC/RES/35/12"),
    ("A/HRC/RES/S-21/1", "A/HRC/RES/S-21/1"),
    ("A/HRC/PRST/35/1", "A/HRC/PRST/35/1"),
    ("A/67/153", "A/67/153"),
    ("A/C.3/76/l.15/rev.1", "A/C.3/76/L.15/Rev.1"),
    ("A/76/PV.53", "A/76/PV.53"),
    ("S/2021/300", "S/2021/300"),
    ("A/66/10/CORR.1", "A/66/10/Corr.1"),
    ("A/76/6 (Sect. 3)", "A/76/6(Sect.3)"),
    ("A/CONF.151/26/Rev.1 (Vol. I)", "A/CONF.151/26/Rev.1(Vol.I)"),
    ("E/CN.4/Sub.2/1993/45", "E/CN.4/Sub.2/1993/45"),
    ("CRC/C/GC/12", "CRC/C/GC/12"),
    ("ST/SGB/2003/7", "ST/SGB/2003/7"),
    ("UNEP/EA.5/Res.11", "UNEP/EA.5/Res.11"),
    ("A/63/53/Add.1", "A/63/53/Add.1"),
    ("S/12345", "S/12345"),
    ("A/520/REV.21", "A/520/Rev.21"),
    ("E/5715/Rev.2", "E/5715/Rev.2"),
    ("A/CONF.157/24 (Part I)", "A/CONF.157/24(PartI)"),
    ("A/CONF.157/24(PARTI)", "A/CONF.157/24(PartI)"),
    ("A/CONF.157/24 (Part I)/Corr.1", "A/CONF.157/24(PartI)/Corr.1"),
    ("NPT/CONF.2000/28 (Parts I and II)", "NPT/CONF.2000/28(PartsI-II)"),
    ("NPT/CONF.2000/28 (Parts I et II)", "NPT/CONF.2000/28(PartsI-II)"),
    ("NPT/CONF.2010/50 (VOL. I)", "NPT/CONF.2010/50(Vol.I)"),
    ("A/76/6 (Sect. 29A)/Corr.1", "A/76/6(Sect.29A)/Corr.1"),
    ("E/2009/25 (Supp.)", "E/2009/25(SUPP)"),
    ("S/PV.4300 (Resumption 1)", "S/PV.4300(Resumption1)"),
    ("S/AGENDA/9876", "S/Agenda/9876"),
    ("CD/1299", "CD/1299"),
    ("CD/8/REV.10", "CD/8/Rev.10"),
    ("CCW/GGE.1/2019/3", "CCW/GGE.1/2019/3"),
    ("CCW/CONF.V/2", "CCW/CONF.V/2"),
    ("CBD/COP/15/17", "CBD/COP/15/17"),
    ("CBD/COP/DEC/15/4", "CBD/COP/DEC/15/4"),
    ("FCCC/CP/2015/10/Add.1", "FCCC/CP/2015/10/Add.1"),
    ("ICCD/COP(13)/21/Add.1", "ICCD/COP(13)/21/Add.1"),
    ("CEDAW/C/2010/47/GC.1", "CEDAW/C/2010/47/GC.1"),
    ("CCPR/C/78/D/1051/2002", "CCPR/C/78/D/1051/2002"),
    ("CRC/C/FRA/5-6", "CRC/C/FRA/5-6"),
    ("DP/FPA/2021/8", "DP/FPA/2021/8"),
    ("DP/FPA/OPS-ICEF-UNW-WFP/2020/1", "DP/FPA/OPS-ICEF-UNW-WFP/2020/1"),
    ("TD/519/ADD.2/CORR.1", "TD/519/Add.2/Corr.1"),
    ("TD/B/C.I/MEM.1/20", "TD/B/C.I/MEM.1/20"),
    ("ST/SG/AC.10/1/Rev.21", "ST/SG/AC.10/1/Rev.21"),
    ("ST/ESA/STAT/SER.M/98", "ST/ESA/STAT/SER.M/98"),
    ("ESCAP/RES/74/11", "ESCAP/RES/74/11"),
    ("E/ESCAP/RES/74/11", "ESCAP/RES/74/11"),
    ("ESCAP/RES/66/15", "E/ESCAP/RES/66/15"),
    ("E/RES/1946/9 (I)", "E/RES/9(I)"),
    ("E/ECE/TRANS/\n505/Rev.3", "E/ECE/TRANS/505/Rev.3"),
    ("ECE/NICOSIA.CONF/2022/2/Add.1", "ECE/NICOSIA.CONF/2022/2/Add.1"),
    ("ECE/EB.AIR/158", "ECE/EB.AIR/158"),
    ("ECE/EX/4 (2000)", "ECE/EX/4(2000)"),
    ("LC/G.2681-P", "LC/G.2681-P"),
    ("UNEP/OZL.PRO.28/12", "UNEP/OzL.Pro.28/12"),
    ("IDB.45/DEC.3", "IDB.45/Dec.3"),
    ("GC(60)/RES/12", "GC(60)/RES/12"),
    ("ICC-ASP/1/Res.1", "ICC-ASP/1/Res.1"),
    ("wha61.21", "WHA61.21"),
    ("EB130.R7", "EB130.R7"),
    ("А/RЕS/67/138", "A/RES/67/138"),
    ("A/RES/٦٧/١٣٨", "A/RES/67/138"),
]

REFUSED = [
    ("", "empty"),
    ("hello", "must begin with an organ"),
    ("67/138", "must begin with an organ"),
    ("A/RES/67", "lacks"),
    ("A/RES/12/5", "thirty-first"),
    ("A/RES/217(IIX)", "no session"),
    ("E/RES/12(LXX)", "no session"),
    ("A/53/258-S/1998/763", "no known shape"),
    ("WHA61", "must begin"),
    ("E/HLS", "number is missing"),
    ("A/RES/3600(XXXI)", "no session"),
    ("S/RES/1325", "lacks"),
    ("S/RES/1325(1925)", "no year"),
    ("A/RES/67/0138", "does not begin with 0"),
    ("A/ /x<y>", "no UN document symbol"),
    ("A/HRC", "number is missing"),
    ("A/DEC/580/76", "swapped"),
    ("15/4 of the Conference of the Parties", "must begin"),
    ("A/RES/67/138/../../etc", "lacks"),
]


@pytest.mark.parametrize(("written", "canonical"), SPELLINGS)
def test_one_spelling(written: str, canonical: str) -> None:
    assert str(parse(written)) == canonical
    assert parse(canonical) == parse(written)


@pytest.mark.parametrize(("written", "reason"), REFUSED)
def test_what_is_no_symbol_is_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(SymbolError, match=reason):
        parse(written)


KINDS = [
    ("A/RES/67/138", Kind.RESOLUTION, "un-ga", "67"),
    ("A/RES/217A(III)", Kind.RESOLUTION, "un-ga", "3"),
    ("A/RES/3362(S-VII)", Kind.RESOLUTION, "un-ga", "S-7"),
    ("A/DEC/76/402", Kind.DECISION, "un-ga", "76"),
    ("S/PRST/2000/13", Kind.STATEMENT, "un-sc", None),
    ("A/HRC/RES/35/12", Kind.RESOLUTION, "un-hrc", "35"),
    ("A/67/153", Kind.REPORT, None, "67"),
    ("A/C.3/76/L.15/Rev.1", Kind.DRAFT, None, "76"),
    ("A/76/PV.53", Kind.RECORD, None, "76"),
    ("ESCAP/RES/74/11", Kind.RESOLUTION, None, "74"),
    ("UNEP/EA.5/Res.14", Kind.RESOLUTION, None, None),
    ("IDB.45/Dec.3", Kind.DECISION, None, None),
    ("WHA61.21", Kind.RESOLUTION, None, "61"),
    ("ST/SGB/2003/7", Kind.REPORT, None, "2003"),
]


@pytest.mark.parametrize(("text", "kind", "body", "session"), KINDS)
def test_what_a_symbol_says(text: str, kind: Kind, body: str | None, session: str | None) -> None:
    symbol = parse(text)
    assert (symbol.kind, symbol.body, symbol.session_number) == (kind, body, session)


def test_parts_and_corrigenda_lead_to_what_they_belong_to() -> None:
    assert parse("A/RES/217A(III)").whole == parse("A/RES/217(III)")
    assert parse("A/RES/69/96A").whole == parse("A/RES/69/96")
    assert parse("A/66/10/Corr.1").changes == ("corrects", parse("A/66/10"))
    assert parse("A/C.3/76/L.15/Rev.1").changes == ("revises", parse("A/C.3/76/L.15"))
    assert parse("A/RES/67/138").whole is None


AKN = [
    ("A/RES/67/138", "2012-12-20", "/akn/un/statement/deliberation/un-ga/2012-12-20/67-138"),
    ("A/RES/217A(III)", "1948-12-10", "/akn/un/statement/deliberation/un-ga/1948-12-10/217A-III"),
    ("A/RES/ES-11/1", "2022-03-02", "/akn/un/statement/deliberation/un-ga/2022-03-02/ES-11-1"),
    ("A/DEC/76/560", "2022-04-26", "/akn/un/statement/deliberation/un-ga/2022-04-26/76-560"),
    ("A/RES/69/96A-B", "2014-12-05", "/akn/un/statement/deliberation/un-ga/2014-12-05/69-96A-B"),
    ("S/RES/2659(2022)", "2022-11-14", "/akn/un/statement/deliberation/un-sc/2022-11-14/2659-2022"),
    ("S/PRST/2020/10", "2020-10-15", "/akn/un/statement/deliberation/un-sc/2020-10-15/2020-10"),
    ("E/RES/2022/9", "2022-06-08", "/akn/un/statement/deliberation/un-ecosoc/2022-06-08/2022-9"),
    ("A/HRC/RES/55/4", "2024-04-03", "/akn/un/statement/deliberation/un-ga-hrc/2024-04-03/55-4"),
    ("A/DEC/48/312", "1993-11-05", "/akn/un/statement/deliberation/un-ga/1993-11-05/48-312"),
    ("A/RES/58/318", "2004-09-13", "/akn/un/statement/deliberation/un-ga/2004-09-13/58-318"),
    ("E/DEC/2005/234", "2005-07-22", "/akn/un/statement/deliberation/un-ecosoc/2005-07-22/2005-234"),
]


@pytest.mark.parametrize(("text", "date", "iri"), AKN)
def test_akoma_ntoso_iris_both_ways(text: str, date: str, iri: str) -> None:
    assert akn_iri(parse(text), datetime.date.fromisoformat(date)) == iri
    assert from_akn_iri(iri).symbol == parse(text)


PUBLISHED = [
    ("/akn/un/statement/deliberation/unga/2021-12-16/76-131/eng@!main/", "A/RES/76/131", "en", None),
    ("/akn/un/statement/deliberation/unga//75-1/!main/", "A/RES/75/1", None, None),
    (
        "/akn/un/statement/deliberation/un-ga/2012-12-20/67-138/zho@2013-07-15/!annex_1~para_2",
        "A/RES/67/138",
        "zh",
        "annex_1__para_2",
    ),
    ("akn/un/statement/deliberation/un-ga/2012-12-20/67-138/!main~para_14", "A/RES/67/138", None, "para_14"),
    ("/akn/un/statement/deliberation/unga-hrc/2024-04-03/55-4/", "A/HRC/RES/55/4", None, None),
]


@pytest.mark.parametrize(("iri", "symbol", "language", "portion"), PUBLISHED)
def test_published_akn_iris_are_read(iri: str, symbol: str, language: str | None, portion: str | None) -> None:
    reference = from_akn_iri(iri)
    assert (str(reference.symbol), reference.language, reference.portion) == (symbol, language, portion)


def test_docs_un_org() -> None:
    found = un_addresses(parse("A/RES/67/138"), "zh")
    assert found["docs"] == "https://docs.un.org/zh/A/RES/67/138"
    assert found["pdf"] == "https://documents.un.org/api/symbol/access?s=A/RES/67/138&l=zh&t=pdf"


NAMED_BY_ADDRESSES = [
    ("https://docs.un.org/en/A/RES/67/138", "A/RES/67/138"),
    ("https://docs.un.org/A/RES/35/170", "A/RES/35/170"),
    ("http://www.undocs.org/ch/S/RES/1325(2000)", "S/RES/1325(2000)"),
    ("https://undocs.org/ST/SGB/2003/7", "ST/SGB/2003/7"),
    ("https://undocs.org/EN/CD/1299", "CD/1299"),
    ("https://docs.un.org/en/A/RES/217%20(III)", "A/RES/217 (III)"),
    ("https://documents.un.org/symbol-explorer?s=A/RES/79/213&i=A/RES/79/213_1735848181782", "A/RES/79/213"),
    ("https://documents.un.org/api/symbol/access?l=en&s=A/67/153&t=pdf", "A/67/153"),
    ("/akn/un/statement/deliberation/un-ga/2012-12-20/67-138", "A/RES/67/138"),
    ("https://example.org/A/RES/67/138", None),
    ("https://documents.un.org/", None),
]


@pytest.mark.parametrize(("href", "symbol"), NAMED_BY_ADDRESSES)
def test_addresses_elsewhere_lead_back(href: str, symbol: str | None) -> None:
    assert from_un_address(href) == symbol


# ── parse and format are inverses ────────────────────────────────────────────────────────────────────────────────
numbers = st.integers(1, 9999)
letters = st.sampled_from(["", "A", "B", "A-C"])
roman = st.integers(1, 39).map(to_roman)
shapes = st.one_of(
    st.builds("A/RES/{}{}({})".format, numbers, letters, st.integers(1, 30).map(to_roman)),
    st.builds("A/RES/{}/{}{}".format, st.integers(31, 120), numbers, letters),
    st.builds("A/RES/{}-{}/{}".format, st.sampled_from(["S", "ES"]), st.integers(1, 40), numbers),
    st.builds("A/DEC/{}/{}{}".format, st.integers(31, 120), numbers, letters),
    st.builds("S/RES/{}({})".format, numbers, st.integers(1946, 2100)),
    st.builds("S/PRST/{}/{}".format, st.integers(1994, 2100), st.integers(1, 999)),
    st.builds("E/RES/{}/{}".format, st.integers(1978, 2100), numbers),
    st.builds("E/DEC/{}/{}".format, st.integers(1978, 2100), st.integers(201, 999)),
    st.builds("A/HRC/RES/{}/{}".format, st.integers(1, 99), st.integers(1, 99)),
    st.builds("A/{}/{}/Add.{}".format, st.integers(31, 120), numbers, st.integers(1, 20)),
    st.builds("A/C.{}/{}/L.{}/Rev.{}".format, st.integers(1, 6), st.integers(31, 120), numbers, st.integers(1, 5)),
    st.builds("A/CONF.{}/{}({}{})".format, numbers, numbers, st.sampled_from(["Part", "Vol."]), roman),
    st.builds("{}/{}/{}".format, st.sampled_from(sorted(heads())), st.sampled_from(["C", "CONF.1", "2019"]), numbers),
    st.builds("E/{}/{}(SUPP)".format, st.integers(1978, 2100), numbers),
    st.builds("WHA{}.{}".format, st.integers(1, 999), st.integers(1, 99)),
)
BASE = "http://localhost:8000/"


@given(shapes)
def test_parse_and_format_are_inverses(text: str) -> None:
    symbol = parse(text)
    assert str(symbol) == text
    assert parse(str(symbol)) == symbol
    assert parse(text.lower().replace("(", " (")) == symbol


@given(
    shapes.map(parse),
    st.sampled_from([None, "zh", "ar"]),
    st.sampled_from([None, "para_14", "annex_1__para_2", "note_1"]),
    st.sampled_from([None, "ttl", "json"]),
)
def test_every_address_is_an_iri_and_is_read_back(
    symbol: Symbol, language: str | None, portion: str | None, format_: str | None
) -> None:
    address = Address(symbol, language, None, portion, None, format_)
    assert pyoxigraph.NamedNode(mint(BASE, str(address))).value == BASE + str(address)
    assert parse_path(str(address)) == address


@given(st.text(max_size=40))
@example("\U0001fffe")
def test_whatever_is_minted_is_legal(text: str) -> None:
    try:
        iri = mint(BASE, text)
    except AddressError:
        return
    pyoxigraph.NamedNode(iri)


@given(st.text(max_size=60))
def test_any_text_is_a_symbol_or_refused(text: str) -> None:
    try:
        symbol = parse(text)
    except SymbolError:
        return
    assert parse(str(symbol)) == symbol
    pyoxigraph.NamedNode(mint(BASE, str(symbol)))


@given(shapes.filter(lambda text: parse(text).body is not None), st.dates())
def test_akn_iris_are_inverses(text: str, date: datetime.date) -> None:
    symbol = parse(text)
    if not is_plausible(symbol, None, None) or (symbol.kind is Kind.RESOLUTION and _is_numbered_as_decision(symbol)):
        return  # numbers that no session reaches: an IRI without document kind leaves them open
    iri = akn_iri(symbol, date)
    assert iri is not None
    assert from_akn_iri(iri).symbol == symbol


def _is_numbered_as_decision(symbol: Symbol) -> bool:
    return "(" not in symbol.text and is_decision_number(symbol.prefix, symbol.session or "", int(symbol.number or 0))


@given(st.integers(1, 399))
def test_roman_numerals(number: int) -> None:
    assert from_roman(to_roman(number)) == number


ADDRESSES = [
    ("A/RES/67/138~para_8->para_15", "A/RES/67/138~para_8-%3Epara_15"),
    ("zh/A/RES/67/138@2013-07-15", "zh/A/RES/67/138@2013-07-15"),
    ("zh/A/RES/67/138@2013-07-15~para_14.xml", "zh/A/RES/67/138@2013-07-15~para_14.xml"),
    ("A/C.3/76/L.15/Rev.1.json", "A/C.3/76/L.15/Rev.1.json"),
]


@pytest.mark.parametrize(("path", "canonical"), ADDRESSES)
def test_addresses(path: str, canonical: str) -> None:
    assert str(parse_path(path)) == canonical


@pytest.mark.parametrize(
    "path", ["xx/A/RES/67/138", "A/RES/67/138@2013-07-15", "zh/A/RES/67/138@2013-13-40", "", "~para_1"]
)
def test_what_is_no_address_is_refused(path: str) -> None:
    with pytest.raises((AddressError, SymbolError)):
        parse_path(path)


IN_TEXT = [
    ("see (A/53/258-S/1998/763, E/2009/25 and Corr.1).", "A/53/258 S/1998/763 E/2009/25 E/2009/25/Corr.1"),
    (
        "ECE/MP.WAT/75 and Add.1, Add.2 and Add.3",
        "ECE/MP.WAT/75 ECE/MP.WAT/75/Add.1 ECE/MP.WAT/75/Add.2 ECE/MP.WAT/75/Add.3",
    ),
    ("A/71/53/Add.1 and Corr.1", "A/71/53/Add.1 A/71/53/Add.1/Corr.1"),
    ("ECE/CES/105 ECE/CES/107", "ECE/CES/105 ECE/CES/107"),
    ("S/RES/1325 (2000), NPT/CONF.2000/28 (Parts I and II)", "S/RES/1325(2000) NPT/CONF.2000/28(PartsI-II)"),
    ("世卫大会WHA61.21号决议和CD/1299号文件", "WHA61.21 CD/1299"),
    ("and/or, A/B, w/o, 24/7, he/she, https://example.org/A/RES/67/138", ""),
]


@pytest.mark.parametrize(("text", "symbols"), IN_TEXT)
def test_symbols_are_found_in_running_text(text: str, symbols: str) -> None:
    places = list(symbols_in(text))
    assert [str(place.symbol) for place in places] == symbols.split()
    assert all(str(place.symbol).endswith(text[place.start : place.end].replace(" ", "")[-2:]) for place in places)


@given(shapes, st.sampled_from([" ", "(", "，", "第", "см. "]), st.sampled_from([" ", ")", ", ", "。", ""]))
def test_every_symbol_is_found_where_it_stands(text: str, before: str, behind: str) -> None:
    (place,) = symbols_in(before + text + behind)
    assert (place.start, place.end, str(place.symbol)) == (len(before), len(before) + len(text), text)


YEARS = [
    ("A/RES/67/138", (2012, 2013)),
    ("A/RES/217A(III)", (1948, 1949)),
    ("A/HRC/RES/35/12", (2017, 2017)),
    ("S/RES/1325(2000)", (2000, 2001)),
    ("E/RES/1503(XLVIII)", (1967, 1971)),
    ("A/RES/S-10/2", (0, 0)),
    ("ESCAP/RES/74/11", (0, 0)),
]


@pytest.mark.parametrize(("text", "expected"), YEARS)
def test_years_of_sessions(text: str, expected: tuple[int, int]) -> None:
    assert years(parse(text)) == expected


def test_sessions_open_in_the_years_that_the_vocabulary_has() -> None:
    for concept in vocabulary():
        body, _, number = concept.path.removeprefix("session/").partition("/")
        start = concept.first("startYear") or concept.first("startDate")
        if concept.path.startswith("session/un-ga/") and start and number.isdigit():
            assert opening_year(body, number) == int(start[:4]), concept.path


REGISTRIES = SHARED / "registries"


def _listed() -> set[str]:
    """All symbols of the budget's mandates and of what drafts cost."""
    found: set[str] = set()
    for name in ("ppb2027-mandates-sample.csv", "pkm2026-mandates-sample.csv"):
        with (REGISTRIES / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                found.add(row["Full Document Symbol"].strip())
                if re.fullmatch(r"[A-Z]+(?:[./]\s?\w+)+/\s?[\w.]+", row["Symbol"]):
                    found.add(row["Symbol"].strip())
    for draft in json.loads((REGISTRIES / "programme-budget-implications-sample.json").read_text(encoding="utf-8")):
        found |= {draft["referenced_resolution"], *(stage["symbol"] for stage in draft["stages"])}
    return {symbol for symbol in found if symbol}


@pytest.mark.skipif(not REGISTRIES.is_dir(), reason="the samples are not here")
def test_every_symbol_of_the_samples_is_read_and_minted() -> None:
    listed = _listed()
    assert len(listed) > 1500
    for written in listed:
        symbol = parse(written)
        assert symbol.text.upper() == re.sub(r"\s", "", written).upper()
        assert parse(symbol.text) == parse_path(str(Address(symbol))).symbol == symbol
        pyoxigraph.NamedNode(mint(BASE, str(symbol)))


@pytest.mark.parametrize("text", ["A/C.3/201D", "A/201D"])
def test_any_symbol_can_be_held_against_a_day(text: str) -> None:
    assert is_plausible(parse(text), datetime.date(2020, 1, 1), parse("A/RES/67/138"))
