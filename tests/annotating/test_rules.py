"""Rules of each language as pairs (words, what is read): verbs, addressees, reports. The words are ours."""

from __future__ import annotations

import pytest

from resograph.annotating import Act, annotate
from resograph.documents import Document, Part, PartKind
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary


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
    (
        "es",
        "Condena los ataques, exhorta a Malí a que actúe y lo alienta a que coopere;",
        ["condemns", "calls-upon", "encourages"],
    ),
    ("es", "Pide que se actúe y reitera su petición al Secretario General;", ["calls-for", "reiterates-request"]),
    ("ru", "просит Генерального секретаря представить доклад;", ["requests"]),
    ("zh", "请秘书长提交报告，并鼓励会员国提供协助；", ["requests", "encourages"]),
    ("ar", "تطلب إلى الأمين العام أن يقدم تقريرا؛", ["requests"]),
    ("en", "Continues to urge Member States to act;", ["urges"]),
    ("zh", "敦促各国采取行动，尤其关注妇女；", ["urges"]),
    ("ru", "напоминает государствам об их обязательствах по Конвенции;", ["reminds"]),
    ("ru", "напоминает о своей резолюции 75/1;", ["recalls"]),
    ("en", "Welcomes the measures taken but regrets the delay;", ["welcomes", "regrets"]),
    ("fr", "Se félicite des mesures prises mais regrette les lenteurs ;", ["welcomes", "regrets"]),
    ("es", "Acoge con beneplácito las medidas pero lamenta las demoras;", ["welcomes", "regrets"]),
    ("ru", "приветствует принятые меры, но осуждает нападения;", ["welcomes", "condemns"]),
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
