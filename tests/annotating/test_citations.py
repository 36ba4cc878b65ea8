"""What each language's words cite: documents, and the parts of them that are named. The words are ours."""

from __future__ import annotations

from functools import partial

import pytest
from pyoxigraph import BlankNode, NamedNode, Triple

from resograph.annotating import annotate
from resograph.annotating.citations import CitationReader, Cited
from resograph.annotating.source_links import with_source_links
from resograph.documents import Document, Hyperlink, Part, PartKind, Span
from resograph.languages.profile import profile
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary
from resograph.writing import work_triples
from timing import seconds

GA, SC, ECOSOC, HRC = "A/RES/76/1", "S/RES/2600(2021)", "E/RES/2022/1", "A/HRC/RES/55/1"


def read(language: str, words: str, own: str = GA, part: str = "para_1") -> list[Cited]:
    return CitationReader(profile(language), parse(own)).read(words, part)


LISTS = [
    ("en", "Recalling its resolutions 2453 A (XXIII) of 20 December 1968, 37/90 of 10 December 1982 and 76/3,", GA,
     "A/RES/2453A(XXIII) A/RES/37/90 A/RES/76/3"),
    ("en", "Recalling its resolutions 60/1 of 16 September 2005 and 76/3,", GA, "A/RES/60/1 A/RES/76/3"),
    ("en", "its resolutions 74/270 of 2 April 2020, entitled “Solidarity (COVID-19)”, 74/274 of 20 April 2020 on help "
     "and 76/175 of 16 December 2021", GA, "A/RES/74/270 A/RES/74/274 A/RES/76/175"),
    ("en", "resolutions 76/251 of 28 February 2022 on modalities of the Conference and 76/258 on its outcome", GA,
     "A/RES/76/251 A/RES/76/258"),
    ("en", "resolutions 62/60 to 62/63", GA, "A/RES/62/60 A/RES/62/61 A/RES/62/62 A/RES/62/63"),
    ("en", "its resolutions 31/6 A and B and 181 A and B (II)", GA,
     "A/RES/31/6A A/RES/31/6B A/RES/181A(II) A/RES/181B(II)"),
    ("en", "all its resolutions on Iraq, in particular 1500 (2003) and 1546 (2004)", SC,
     "S/RES/1500(2003) S/RES/1546(2004)"),
    ("en", "Resolutions S-23/2, annex, and S-23/3, annex.", GA, "A/RES/S-23/2 A/RES/S-23/3"),
    ("fr", "ses résolutions 60/1 du 16 septembre 2005, 62/60 à 62/62 et 76/3", GA,
     "A/RES/60/1 A/RES/62/60 A/RES/62/61 A/RES/62/62 A/RES/76/3"),
    ("fr", "les résolutions de l’Assemblée générale 59/209 du 20 décembre 2004 et 67/221 du 21 décembre 2012", ECOSOC,
     "A/RES/59/209 A/RES/67/221"),
    ("es", "sus resoluciones 60/1, de 16 de septiembre de 2005, y 76/3, de 1 de octubre de 2021", GA,
     "A/RES/60/1 A/RES/76/3"),
    ("es", "las resoluciones de la Asamblea General y del Consejo de Seguridad 60/180 y 1645 (2005)", GA,
     "A/RES/60/180 S/RES/1645(2005)"),
    ("ru", "на свои резолюции 60/1 от 16 сентября 2005 года, 75/1 А и В и 76/3", GA,
     "A/RES/60/1 A/RES/75/1A A/RES/75/1B A/RES/76/3"),
    ("ru", "резолюции Совета по правам человека 43/1 от 19 июня 2020 года и 47/21", GA,
     "A/HRC/RES/43/1 A/HRC/RES/47/21"),
    ("ar", "قراراتها 60/1 المؤرخ 16 أيلول/سبتمبر 2005 و 75/1 باء و 76/3", GA, "A/RES/60/1 A/RES/75/1B A/RES/76/3"),
    ("ar", "قراراتهـــا 1514 (د-15) و 1874 (دإ-4) و دإ-10/2", GA, "A/RES/1514(XV) A/RES/1874(S-IV) A/RES/S-10/2"),
    ("zh", "回顾2015年9月25日第70/1号决议和第60/1号决议", GA, "A/RES/70/1 A/RES/60/1"),
    ("zh", "大会第71/243、72/279、75/233和76/4号决议", ECOSOC, "A/RES/71/243 A/RES/72/279 A/RES/75/233 A/RES/76/4"),
    ("zh", "第53/243 A和B号决议和第62/60至62/62号决议", GA,
     "A/RES/53/243A A/RES/53/243B A/RES/62/60 A/RES/62/61 A/RES/62/62"),
]  # fmt: skip

ORGANS = [
    ("en", "as set out in Security Council resolution 1325 (2000),", GA, "S/RES/1325(2000)"),
    ("en", "Recalling Human Rights Council resolution 35/12,", GA, "A/HRC/RES/35/12"),
    ("en", "the Human Rights Council, in its resolution 48/13, recognized", GA, "A/HRC/RES/48/13"),
    ("en", "pursuant to Council resolution 48/2", GA, "A/HRC/RES/48/2"),
    ("en", "General Assembly resolution 60/251", HRC, "A/RES/60/251"),
    ("en", "its resolution 48/2", HRC, "A/HRC/RES/48/2"),
    ("en", "in particular resolution 76/176 of 16 December 2021", HRC, "A/RES/76/176"),
    ("en", "resolutions 5/1 and 48/218 of the General Assembly", GA, "A/RES/48/218"),
    ("en", "resolutions 2/21 and 4/10 of the United Nations Environment Assembly", GA,
     "UNEP/EA.2/Res.21 UNEP/EA.4/Res.10"),
    ("en", "the work of the Environment Assembly and resolution 76/208 of 17 December 2021", GA, "A/RES/76/208"),
    ("en", "its resolution 2012/7 and decision 2005/234", ECOSOC, "E/RES/2012/7 E/DEC/2005/234"),
    ("en", "resolution 1503 (XLVIII) and its resolution 73/184", ECOSOC, "E/RES/1503(XLVIII) A/RES/73/184"),
    ("en", "as well as its decision 74/571 of 3 September 2020", GA, "A/DEC/74/571"),
    ("fr", "la résolution 2334 (2016) du Conseil de sécurité", GA, "S/RES/2334(2016)"),
    ("fr", "la résolution 46/21, adoptée par consensus le 24 mars 2021,", GA, "A/HRC/RES/46/21"),
    ("fr", "sa résolution S‑10/2 du 30 juin 1978", GA, "A/RES/S-10/2"),
    ("es", "la resolución 72/279 de la Asamblea General, de 31 de mayo de 2018", ECOSOC, "A/RES/72/279"),
    ("es", "la resolución 33/2 del Consejo de Derechos Humanos", GA, "A/HRC/RES/33/2"),
    ("ru", "резолюции 1514 (ХV) от 14 декабря 1960 года", GA, "A/RES/1514(XV)"),
    ("ru", "в соответствии с пунктом 25 резолюции 76/217 совещаниям", GA, "A/RES/76/217"),
    ("ar", "قرار مجلس الأمن 1325 (2000)", GA, "S/RES/1325(2000)"),
    ("ar", "قرار الجمعية العامة 60/251", HRC, "A/RES/60/251"),
    ("zh", "安全理事会第1325(2000)号决议", GA, "S/RES/1325(2000)"),
    ("zh", "大会关于设立人权理事会的2006年3月15日第60/251号决议", GA, "A/RES/60/251"),
    ("zh", "大会S-30/1号决议", ECOSOC, "A/RES/S-30/1"),
    ("zh", "亚洲及太平洋经济社会委员会第七十二届会议通过的2016年5月19日第72/7号决议", GA, "E/ESCAP/RES/72/7"),
]  # fmt: skip

NO_UN_SYMBOL = [
    ("en", "decision 15/4 of the Conference of the Parties", GA),
    ("en", "Commission on Narcotic Drugs resolution 53/9", GA),
    ("en", "its resolution 73/1 of 19 May 2017 on its conference structure", ECOSOC),  # no session of the Assembly
    ("en", "decision 4/14 of the United Nations Environment Assembly and decision 27/4", GA),
    ("en", "World Health Assembly resolution 70/7", GA),
    ("en", "resolution 574 (XXVII) of the Economic Commission for Latin America and the Caribbean", GA),
    ("fr", "résolution 574 (XXVII) de la Commission économique pour l’Amérique latine", GA),
    ("en", "decisions towards 50/50 gender balance", GA),
    ("en", "a ratio of 60/40 and 1325 (2000) participants", GA),
    ("fr", "les résolutions 53/2 du 16 mai 2010 et 55/1 de la Commission des stupéfiants", GA),
    ("es", "la decisión 15/4 de la Conferencia de las Partes", GA),
    ("ru", "решение 40/4 Конференции Сторон", GA),
    ("ar", "المقرر 40/4 الصادر عن مؤتمر الأطراف", GA),
    ("zh", "缔约方大会第40/4号决定", GA),
    ("zh", "1997年7月18日第1997/2号商定结论，并回顾各项决议", ECOSOC),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "own", "symbols"), [*LISTS, *ORGANS])
def test_numbers(language: str, words: str, own: str, symbols: str) -> None:
    assert " ".join(cited.symbol.text for cited in read(language, words, own)) == symbols


@pytest.mark.parametrize(("language", "words", "own"), NO_UN_SYMBOL)
def test_numbers_of_bodies_without_symbols(language: str, words: str, own: str) -> None:
    assert read(language, words, own) == []


SYMBOLS = [
    ("en", "See A/76/454, para. 51, S/2021/300 and A/C.3/76/L.15/Rev.1.", "A/76/454 S/2021/300 A/C.3/76/L.15/Rev.1"),
    ("en", "A/77/69/Add.1-E/2022/47/Add.1.", "A/77/69/Add.1 E/2022/47/Add.1"),
    ("en", "Supplement No. 49 (A/75/49), vol. I", "A/75/49(Vol.I)"),
    ("fr", "Voir A/ES‑10/273 et A/ES-10/273/Corr.1.", "A/ES-10/273 A/ES-10/273/Corr.1"),
    ("ru", "См. А/76/454 и A/CONF.192/PС/23.", "A/76/454 A/CONF.192/PC/23"),
    ("zh", "见A/67/153。", "A/67/153"),
    ("zh", "(NPT/CONF.2010/50(Vol. I)和NPT/CONF.2010/50(Vol. II))", "NPT/CONF.2010/50(Vol.I) NPT/CONF.2010/50(Vol.II)"),
]


@pytest.mark.parametrize(("language", "words", "symbols"), SYMBOLS)
def test_symbols(language: str, words: str, symbols: str) -> None:
    assert " ".join(cited.symbol.text for cited in read(language, words)) == symbols


PARTS = [
    ("en", "Notes paragraph 24 of the Secretary-General’s report (S/2024/12),", "para_24"),
    ("en", "paragraphs 24 and 25 of the report of the Secretary-General of 3 May 2024 (A/78/12),", "para_24 para_25"),
    ("fr", "Prend note du paragraphe 24 du rapport du Secrétaire général (S/2024/12),", "para_24"),
    ("es", "Toma nota del párrafo 24 del informe del Secretario General (S/2024/12),", "para_24"),
    ("ru", "принимает к сведению пункт 24 доклада Генерального секретаря (S/2024/12),", "para_24"),
    ("en", "paragraphs 80 and 83 to 85 of resolution 61/105", "para_80 para_83 para_84 para_85"),
    ("en", "bearing in mind paragraph 5 (b) of Security Council resolution 1502 (2003)", "para_5"),
    ("en", "the principles contained in the annex to General Assembly resolution 46/182", "annex_1"),
    ("en", "section III of its resolution 70/286", "sec_III"),
    ("en", "paragraph 43 of section III of its resolution 70/286", "sec_III__para_43"),
    ("en", "paragraph 4 of section I of annex II to its resolution 66/288", "annex_2__sec_I__para_4"),
    ("en", "Resolution 66/288, annex, paras. 3 and 5.", "annex_1__para_3 annex_1__para_5"),
    ("en", "Resolution 69/283, annex II.", "annex_2"),
    ("en", "See A/76/454, chap. IV, para. 51.", ""),
    ("en", "Resolution 69/283, annexes I and II.", "annex_1 annex_2"),
    ("en", "paragraphs 3 (a) to (f) of General Assembly resolution 51/210", "para_3"),
    ("en", "paragraph 12 of resolution 1701 (2006) and paragraph 14 of the present resolution", "para_12"),
    (
        "en",
        "resolution 46/182 on relief, in particular paragraphs 1 to 3 of the annex thereto on its criteria, as well as "
        "paragraph 5, in which it is stated that aid is neutral, and paragraph 6 of resolution 76/3",
        "annex_1__para_1 annex_1__para_2 annex_1__para_3 annex_1__para_5",
    ),
    ("fr", "aux paragraphes 80 et 83 à 84 de la résolution 61/105", "para_80 para_83 para_84"),
    ("fr", "Résolution 69/283, annexe II.", "annex_2"),
    ("es", "los párrafos 80 y 83 a 84 de la resolución 61/105", "para_80 para_83 para_84"),
    ("es", "Resolución 66/288, anexo, párr. 3.", "annex_1__para_3"),
    ("ru", "пункты 80 и 83–84 резолюции 61/105", "para_80 para_83 para_84"),
    ("ru", "Резолюция 69/283, приложение II.", "annex_2"),
    ("ar", "الفقرات 80 و 83 إلى 84 من القرار 61/105", "para_80 para_83 para_84"),
    ("ar", "القرار 69/283، المرفق الثاني.", "annex_2"),
    ("ar", "القرار 69/283، المرفقان الأول والثاني.", "annex_1 annex_2"),
    ("ar", "أحكام الجزء الثامن عشر من قرارها 61/276", "sec_XVIII"),
    ("ar", "والفقرات من 11 إلى 13 من القرار 2182 (2014)", "para_11 para_12 para_13"),
    ("zh", "第61/105号决议第80、83至84段", "para_80 para_83 para_84"),
    ("zh", "大会第69/283号决议，附件二。", "annex_2"),
    ("zh", "第69/283号决议，附件一和附件二。", "annex_1 annex_2"),
    ("zh", "重申第61/261号决议第4段的决定", "para_4"),
    ("zh", "见UNEP/CBD/COP/3/38号文件，附件二。", "annex_2"),
    ("zh", "A/77/362，第32-33段。", "para_32 para_33"),
    (
        "zh",
        "第46/182号决议，特别是该决议附件中关于标准的第1至2段以及规定援助中立的第5段",
        "annex_1__para_1 annex_1__para_2 annex_1__para_5",
    ),
]


@pytest.mark.parametrize(("language", "words", "parts"), PARTS)
def test_cited_parts(language: str, words: str, parts: str) -> None:
    first, *_ = read(language, words)
    assert " ".join(first.paragraphs) == parts


def test_paragraphs_are_those_of_the_document_they_stand_before() -> None:
    first, second = read("en", "paragraph 8 of resolution 51/233, paragraph 5 of resolution 52/237")
    assert (first.paragraphs, second.paragraphs) == (("para_8",), ("para_5",))


def test_paragraphs_of_a_resolution_named_without_its_year() -> None:
    reader = CitationReader(profile("en"), parse(SC))
    reader.read("Recalling its resolution 2391 (2017),", "preamble_1")
    (cited,) = reader.read("Recalls all provisions of paragraph 13 of resolution 2391;", "para_1")
    assert (cited.symbol.text, cited.paragraphs) == ("S/RES/2391(2017)", ("para_13",))


def test_parts_of_a_document_with_two_symbols_are_those_of_both() -> None:
    cited = read("en", "A/53/258-S/1998/763, annex II.", part="note_1")
    assert [(one.symbol.text, one.paragraphs) for one in cited] == [
        ("A/53/258", ("annex_2",)),
        ("S/1998/763", ("annex_2",)),
    ]


RESTING = [
    ("en", "Requests him to act in full accordance with its resolutions 59/296 of 22 June 2005 and 60/266;",
     ["basedOn", "basedOn"]),
    ("en", "Urges States, in accordance with resolution 60/1 and decision 74/571, to act;", ["basedOn", "basedOn"]),
    ("en", "Welcomes the help of the Committee set up pursuant to resolution 60/1 with resolution 76/3;",
     ["basedOn", "welcomes"]),
    ("fr", "Se félicite de l’aide apportée, conformément aux résolutions 60/1, 61/276 et 76/3;", ["basedOn"] * 3),
    ("zh", "欢迎按照第60/1号和第76/3号决议提供的援助；", ["basedOn", "basedOn"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "kinds"), RESTING)
def test_kinds(language: str, words: str, kinds: list[str]) -> None:
    part = Part(PartKind.OPERATIVE, words, "1.", eid="para_1")
    found = annotate(Document(parse(GA), language, "", "76/1", (part,)), vocabulary())
    assert [cited.kind for cited in found.citations] == kinds


DATES = [
    ("en", "its resolution 70/1 of 25 September 2015", "2015-09-25"),
    ("fr", "sa résolution 70/1 du 25 septembre 2015", "2015-09-25"),
    ("es", "su resolución 70/1, de 25 de septiembre de 2015", "2015-09-25"),
    ("ru", "резолюцию 70/1 от 25 сентября 2015 года", "2015-09-25"),
    ("zh", "2015年9月25日关于发展的第70/1号决议", "2015-09-25"),
    ("ar", "قرارها 70/1 المؤرخ 25 أيلول/سبتمبر 2015", "2015-09-25"),
    ("fr", "la résolution 2624 (2022), le 15 octobre 2024 au plus tard", "None"),
]


@pytest.mark.parametrize(("language", "words", "day"), DATES)
def test_dates(language: str, words: str, day: str) -> None:
    (cited,) = read(language, words)
    assert str(cited.date) == day


SPANS = [
    ("en", "its resolution 70/1 of 25 September 2015, annex", "70/1"),
    ("zh", "回顾2015年9月25日第70/1号决议附件", "第70/1号决议"),
    ("ar", "قراراتهـــا 1514 (د-15)", "1514 (د-15)"),
]


@pytest.mark.parametrize(("language", "words", "shown"), SPANS)
def test_spans(language: str, words: str, shown: str) -> None:
    (cited,) = read(language, words)
    assert words[slice(*cited.span)] == shown


IBID = [
    ("en", "Resolution 69/283, annex I.", "Ibid., annex II.", "A/RES/69/283", "annex_2"),
    ("en", "See A/ES-10/273 and A/ES-10/273/Corr.1.", "Ibid., para. 122.", "A/ES-10/273", "para_122"),
    ("fr", "Résolution 70/1.", "Ibid., par. 70.", "A/RES/70/1", "para_70"),
    ("es", "Resolución 70/1.", "Ibid., párr. 70.", "A/RES/70/1", "para_70"),
    ("ru", "Резолюция 70/1.", "Там же, п. 70.", "A/RES/70/1", "para_70"),
    ("ar", "القرار 70/1.", "المرجع نفسه، الفقرة 70.", "A/RES/70/1", "para_70"),
    ("zh", "第70/1号决议。", "同上，第70段。", "A/RES/70/1", "para_70"),
]


@pytest.mark.parametrize(("language", "before", "words", "symbol", "part"), IBID)
def test_the_document_of_the_note_before(language: str, before: str, words: str, symbol: str, part: str) -> None:
    reader = CitationReader(profile(language), parse(GA))
    reader.read(before, "note_1")
    reader.read("Recalling resolution 50/1,", "preamble_2")
    (cited,) = reader.read(words, "note_2")
    assert (cited.symbol.text, *cited.paragraphs) == (symbol, part)


def test_a_note_on_something_else_ends_what_ibid_can_mean() -> None:
    reader = CitationReader(profile("en"), parse(GA))
    notes = ["Resolution 70/1.", "United Nations, Treaty Series, vol. 999, No. 14668.", "Ibid., vol. 1771, No. 30822."]
    found = [reader.read(words, f"note_{number}") for number, words in enumerate(notes, 1)]
    assert [len(cited) for cited in found] == [1, 0, 0]


def test_what_was_cited_in_full_may_be_named_short() -> None:
    reader = CitationReader(profile("en"), parse(SC))
    reader.read("Recalling its resolutions 1754 (2007) and 1783 (2007),", "preamble_1")
    assert [one.symbol.text for one in reader.read("under resolutions 1754, 1783 and 1900;", "para_1")] == [
        "S/RES/1754(2007)",
        "S/RES/1783(2007)",
    ]
    reader = CitationReader(profile("en"), parse(GA))
    reader.read("Recalls Human Rights Council resolution 43/1,", "para_1")
    assert [one.symbol.text for one in reader.read("submitted pursuant to resolution 43/1;", "para_2")] == [
        "A/HRC/RES/43/1"
    ]


def test_an_annex_may_be_the_text_of_another_body() -> None:
    reader = CitationReader(profile("en"), parse(ECOSOC))
    reader.read("The Economic Commission for Africa,", "annex_1__p_1")
    assert reader.read("Recalling its resolution 956 (LI),", "annex_1__p_2") == []
    cited = reader.read("Recalling General Assembly resolution 70/1 and resolution 73/4,", "annex_1__p_3")
    assert [one.symbol.text for one in cited] == ["A/RES/70/1"]
    assert [one.symbol.text for one in reader.read("its resolution 956 (LI),", "para_1")] == ["E/RES/956(LI)"]


INSTRUMENTS = [
    ("en", "Reaffirms the 2030 Agenda for Sustainable Development and the Universal Declaration of Human Rights;",
     {"A/RES/70/1", "A/RES/217A(III)"}),
    ("fr", "Réaffirme le Programme d’action d’Addis-Abeba et l’Accord de Paris;",
     {"A/RES/69/313", "FCCC/CP/2015/10/Add.1"}),
    ("es", "Reafirma la Declaración y Plataforma de Acción de Beijing;", {"A/CONF.177/20/Rev.1"}),
    ("ru", "подтверждает Всеобщую декларацию прав человека;", {"A/RES/217A(III)"}),
    ("ar", "تؤكد من جديد خطة التنمية المستدامة لعام 2030؛", {"A/RES/70/1"}),
    ("zh", "重申《2015-2030年仙台减少灾害风险框架》；", {"A/RES/69/283"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "symbols"), INSTRUMENTS)
def test_instruments_by_name(language: str, words: str, symbols: set[str]) -> None:
    part = Part(PartKind.OPERATIVE, words, "1.", eid="para_1")
    found = annotate(Document(parse(GA), language, "", "76/1", (part,)), vocabulary())
    assert {cited.symbol.text for cited in found.citations if cited.by_name} == symbols
    assert {(cited.kind, cited.verb) for cited in found.citations} == {("mentions", "reaffirms")}
    spans = {mention.span for mention in found.mentions if mention.target.startswith("instrument/")}
    assert {cited.span for cited in found.citations} == spans


def test_a_name_mentions_its_document_and_a_number_cites_it() -> None:
    words = "Reaffirms the 2030 Agenda for Sustainable Development and resolution 76/3;"
    part = Part(PartKind.OPERATIVE, words, eid="para_1")
    document = Document(parse(GA), "en", "", "76/1", (part,))
    work = merge([Version(document, annotate(document, vocabulary()))])
    base = "http://localhost:8000/"
    said = {
        (triple.predicate.value.rpartition("#")[2], triple.object.value.removeprefix(base))
        for triple in work_triples(work, base, vocabulary())
        if isinstance(triple.subject, NamedNode) and triple.subject.value == f"{base}{GA}~para_1"
        if not isinstance(triple.object, (BlankNode, Triple))
    }
    assert ("mentions", "A/RES/70/1") in said
    assert {cited for relation, cited in said if relation == "cites"} == {"A/RES/76/3"}


def test_every_instrument_leads_to_a_symbol_in_its_one_spelling() -> None:
    written = [symbol for concept in vocabulary() for symbol in concept.values.get("adoptedIn", ())]
    assert written
    assert [parse(symbol).text for symbol in written] == written


LINKED = [
    ("resolution 51/32 of the Human Rights Council", "51/32", "A/RES/51/32", "A/HRC/RES/51/32"),  # the words decide
    ("the text of 70/1", "70/1", "A/RES/70/1", "A/RES/70/1"),  # where they are silent, the link
    ("Volume one of A/75/49 (Vol.I).", "A/75/49 (Vol.I)", "A/75/49(Vol.I)", "A/75/49(Vol.I)"),
    ("See A/76/237.", "A/76/237", "A/75/219", "A/76/237"),
]


@pytest.mark.parametrize(("words", "linked", "target", "symbol"), LINKED)
def test_links_of_the_file(words: str, linked: str, target: str, symbol: str) -> None:
    start = words.index(linked)
    link = Hyperlink(Span(start, start + len(linked)), f"https://undocs.org/en/{target}")
    assert [cited.symbol.text for cited in with_source_links(words, [link], read("en", words))] == [symbol]


HOSTILE = ["1/1, 1/1 and ", "resolution 75/1, 75/1 and ", " ", "1", "(", "1 (", "A/1.", "paragraphs 1, 1 and ", "по ",
           "关于的", "第75/1至75/59号决议", "و "]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("language", ["en", "ru", "ar", "zh"])
def test_no_text_takes_long(language: str, piece: str) -> None:
    small, large = (
        seconds(partial(read, language, (piece * length)[:length], part="note_1"), runs)
        for length, runs in ((5_000, 1), (50_000, 2))
    )
    assert large < 0.2 or large < 25 * small
