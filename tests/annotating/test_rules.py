"""Rules of each language as pairs (words, what is read): citations, verbs, addressees, reports. The words are ours."""

from __future__ import annotations

import pytest

from resograph.annotating import Act, annotate
from resograph.annotating.citations import find_citations
from resograph.documents import Document, Part, PartKind
from resograph.languages import profile
from resograph.symbols import parse
from resograph.vocabularies import vocabulary

CITATIONS = [
    ("en", "Recalling its resolutions 60/1 of 16 September 2005 and 76/3,", "A", ["A/RES/60/1", "A/RES/76/3"]),
    ("en", "as set out in Security Council resolution 1325 (2000),", "A", ["S/RES/1325(2000)"]),
    ("en", "Recalling resolutions 217 A (III) and 2200 A (XXI),", "A", ["A/RES/217A(III)", "A/RES/2200A(XXI)"]),
    ("en", "Recalling Human Rights Council resolution 35/12,", "A", ["A/HRC/RES/35/12"]),
    ("en", "decision 15/4 of the Conference of the Parties", "A", []),
    ("en", "resolutions 62/60 to 62/62", "A", ["A/RES/62/60", "A/RES/62/61", "A/RES/62/62"]),
    ("en", "its resolution 2012/7 and decision 2005/234", "E", ["E/RES/2012/7", "E/DEC/2005/234"]),
    ("en", "See A/76/454, para. 51, and S/2021/300.", "A", ["A/76/454", "S/2021/300"]),
    ("fr", "sa résolution 70/1 du 25 septembre 2015", "A", ["A/RES/70/1"]),
    ("fr", "la résolution 2334 (2016) du Conseil de sécurité", "A", ["S/RES/2334(2016)"]),
    ("es", "su resolución 70/1, de 25 de septiembre de 2015", "A", ["A/RES/70/1"]),
    ("es", "la resolución 60/251 de la Asamblea General", "A/HRC", ["A/RES/60/251"]),
    ("ru", "на свою резолюцию 70/1 от 25 сентября 2015 года", "A", ["A/RES/70/1"]),
    ("ru", "резолюции 1514 (ХV) от 14 декабря 1960 года", "A", ["A/RES/1514(XV)"]),
    ("zh", "回顾2015年9月25日第70/1号决议和第60/1号决议", "A", ["A/RES/70/1", "A/RES/60/1"]),
    ("zh", "安全理事会第1325(2000)号决议", "A", ["S/RES/1325(2000)"]),
    ("ar", "قرارها 70/1 المؤرخ 25 أيلول/سبتمبر 2015", "A", ["A/RES/70/1"]),
    ("ar", "القرار 1514 (د-15)", "A", ["A/RES/1514(XV)"]),
]


@pytest.mark.parametrize(("language", "words", "own", "symbols"), CITATIONS)
def test_citations(language: str, words: str, own: str, symbols: list[str]) -> None:
    found = find_citations(words, profile(language), own)
    assert sorted({cited.symbol.text for cited in found}) == sorted(symbols)


DATES = [
    ("en", "its resolution 70/1 of 25 September 2015", "2015-09-25"),
    ("fr", "sa résolution 70/1 du 1er août 2015", "2015-08-01"),
    ("es", "su resolución 70/1, de 25 de septiembre de 2015", "2015-09-25"),
    ("ru", "резолюцию 70/1 от 25 сентября 2015 года", "2015-09-25"),
    ("zh", "2015年9月25日第70/1号决议", "2015-09-25"),
    ("ar", "قرارها 70/1 المؤرخ 25 أيلول/سبتمبر 2015", "2015-09-25"),
]


@pytest.mark.parametrize(("language", "words", "day"), DATES)
def test_dates_of_citations(language: str, words: str, day: str) -> None:
    (cited,) = find_citations(words, profile(language), "A")
    assert str(cited.date) == day


def test_cited_paragraphs() -> None:
    words = "Recalling paragraphs 80 and 83 to 85 of resolution 61/105,"
    (cited,) = find_citations(words, profile("en"), "A")
    assert cited.paragraphs == ("para_80", "para_83", "para_84", "para_85")


def acts(language: str, words: str) -> tuple[Act, ...]:
    part = Part(PartKind.OPERATIVE, words, "1.", eid="para_1")
    document = Document(parse("A/RES/76/1"), language, "", "76/1", (part,))
    return annotate(document, vocabulary()).acts


VERBS = [
    (
        "en",
        "Requests the Secretary-General to act, and also encourages Member States to help;",
        ["requests", "encourages"],
    ),
    ("en", "Strongly condemns all attacks;", ["condemns"]),
    ("en", "Recalls the reports and requests for assistance;", ["recalls"]),
    ("fr", "Prie le Secrétaire général de lui faire rapport;", ["requests"]),
    ("es", "Solicita al Secretario General que le presente un informe;", ["requests"]),
    ("ru", "просит Генерального секретаря представить доклад;", ["requests"]),
    ("zh", "请秘书长提交报告，并鼓励会员国提供协助；", ["requests", "encourages"]),
    ("ar", "تطلب إلى الأمين العام أن يقدم تقريرا؛", ["requests"]),
]


@pytest.mark.parametrize(("language", "words", "verbs"), VERBS)
def test_verbs(language: str, words: str, verbs: list[str]) -> None:
    assert [act.verb for act in acts(language, words)] == verbs


ADDRESSEES = [
    ("en", "Urges all Member States, the United Nations system and other stakeholders to act;",
     ["actor/member-states", "actor/un-system", "actor/stakeholders"]),
    ("en", "Welcomes the report of the Secretary-General;", []),
    ("fr", "Prie le Secrétaire général de faire rapport;", ["actor/secretary-general"]),
    ("es", "Solicita al Secretario General que informe;", ["actor/secretary-general"]),
    ("ru", "просит Генерального секретаря доложить;", ["actor/secretary-general"]),
    ("zh", "促请会员国和联合国系统采取行动；", ["actor/member-states", "actor/un-system"]),
    ("zh", "请会员国与国际社会合作；", ["actor/member-states"]),
    ("ar", "تطلب إلى الأمين العام أن يتخذ إجراءات؛", ["actor/secretary-general"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "asked"), ADDRESSEES)
def test_addressees(language: str, words: str, asked: list[str]) -> None:
    assert [addressee.target for act in acts(language, words) for addressee in act.addressees] == asked


REPORTS = [
    ("en", "Requests the Secretary-General to report to the General Assembly at its seventy-ninth session "
     "on this, under the item entitled “Social development”;", ("session/un-ga/79", 2024, "Social development")),
    ("zh", "请秘书长在题为“社会发展”的项目下向大会第七十九届会议报告执行情况。",
     ("session/un-ga/79", 2024, "社会发展")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "due"), REPORTS)
def test_reports(language: str, words: str, due: tuple[str, int, str]) -> None:
    (report,) = [report for act in acts(language, words) for report in act.reporting]
    assert (report.session, report.year, report.item) == due
    assert report.to == "body/un-ga"


NO_NAMES = [
    ("zh", "其中国家应当采取行动", "state/chn"),
    ("ru", "для того чтобы", "state/tgo"),
    ("fr", "les enfants français", "state/fra"),
    ("es", "sus grandes esfuerzos", "state/grd"),
]


@pytest.mark.parametrize(("language", "words", "state"), NO_NAMES)
def test_what_only_looks_like_a_state(language: str, words: str, state: str) -> None:
    part = Part(PartKind.OPERATIVE, words, "1.", eid="para_1")
    document = Document(parse("A/RES/76/1"), language, "", "76/1", (part,))
    assert state not in {mention.target for mention in annotate(document, vocabulary()).mentions}
