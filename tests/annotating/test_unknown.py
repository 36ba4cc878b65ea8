"""Actors that no vocabulary has: one node for all works where they are named in full, else one of their work."""

from __future__ import annotations

import pytest

from resograph.annotating import annotate
from resograph.annotating.means import within_existing_resources
from resograph.documents import Document, Part, PartKind
from resograph.languages.profile import profile
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary


def version(language: str, text: str) -> Version:
    document = Document(
        parse("A/RES/99/1"), language, "", "99/1", (Part(PartKind.OPERATIVE, text, number="1", eid="para_1"),)
    )
    return Version(document, annotate(document, vocabulary()))


NAMES = [
    ("en", "Requests the Facilitation Panel on River Ice to meet;", ["Facilitation Panel on River Ice"]),
    ("en", "Requests the Secretary-General, to meet;", []),
    ("en", "Invites Member States and the River Ice Group to meet;", ["River Ice Group"]),
    ("en", "Encourages the continuation of efforts to meet;", []),
    ("en", "Decides to invite the Facilitation Panel on River Ice to meet;", ["Facilitation Panel on River Ice"]),
    ("en", "Requests these glacier authorities to meet;", ["glacier authorities"]),
    ("en", "Welcomes the Facilitation Panel on River Ice, and its work;", ["Facilitation Panel on River Ice"]),
    ("en", "Decides to extend the mandate of the Special Rapporteur on the rights of otters for a period of one year;",
     ["Special Rapporteur on the rights of otters"]),
    ("fr", "Prie le Groupe des glaces fluviales de se réunir;", ["Groupe des glaces fluviales"]),
    ("es", "Solicita al Grupo de Hielos Fluviales que se reúna;", ["Grupo de Hielos Fluviales"]),
    ("zh", "请河冰问题特设工作组召开会议；", ["河冰问题特设工作组"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "names"), NAMES)
def test_names(language: str, text: str, names: list[str]) -> None:
    found = version(language, text).annotations
    assert [entity.label for entity in found.entities] == names


PATHS = [
    ("Requests the Facilitation Panel on River Ice to meet;", "actor/named/facilitation-panel-on-river-ice"),
    ("Requests the Special Rapporteur on the human rights of migrants to report;",
     "actor/named/special-rapporteur-on-the-human-rights-of-migrants"),
    ("Urges the Commission on Human Rights in South Sudan to report;",
     "actor/named/commission-on-human-rights-in-south-sudan"),
    ("Requests the Panel of Experts on the Sudan to report;", "actor/panel-experts-sudan"),
    ("Requests the Committee established pursuant to resolution 1591 (2005) to report;", "body/sc-committee-1591"),
    ("Requests the Panel of Experts originally appointed pursuant to resolution 1591 (2005) to report;",
     "actor/panel-experts-sudan"),
    ("Encourages the Mediterranean countries to meet;", "actor/named/mediterranean-countries"),
    ("Requests the Panel to meet;", "~actor_1"),
    ("Requests the River Panel to meet;", "~actor_1"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path"), PATHS)
def test_paths(text: str, path: str) -> None:
    [act] = version("en", text).annotations.acts
    assert [one.target for one in act.addressees] == [path]


def test_versions_name_one_actor() -> None:
    english = version("en", "Requests the Facilitation Panel on River Ice to meet;")
    french = version("fr", "Prie le Groupe des glaces fluviales de se réunir;")
    work = merge([french, english])
    assert {entity.target for one in work.versions for entity in one.annotations.entities} == {
        "actor/named/facilitation-panel-on-river-ice"
    }


def test_another_version_names_none_that_the_reference_version_lacks() -> None:
    english = version("en", "Requests the Secretary-General and the Panel to meet;")
    french = version("fr", "Prie le Groupe des glaces fluviales de se réunir;")
    work = merge([french, english])
    assert [entity.label for one in work.versions for entity in one.annotations.entities] == ["Panel"]


SHORT = [
    ("en", "Recalling the mandate of the Special Rapporteur on the right to food,",
     "Requests the Special Rapporteur to go on;",
     "actor/named/special-rapporteur-on-the-right-to-food"),
    ("en", "Noting the work of the United Nations Mission in South Sudan (UNMISS),", "Requests the Mission to go on;",
     "actor/unmiss"),
    ("en", "Recalling the Facilitation Panel on River Ice (FPRI),", "Requests FPRI to go on;",
     "actor/named/facilitation-panel-on-river-ice"),
    ("en", "Noting the Statistical Commission and the Commission for Social Development,",
     "Requests the Commission to go on;", "body/csocd"),
    ("en", "Recalling the Charter,", "Requests the Secretariat to go on;", "body/un-secretariat"),
    ("fr", "Rappelant les travaux de la Commission de statistique,", "Prie la Commission de poursuivre ses travaux;",
     "body/statistical-commission"),
    ("es", "Recordando la labor de la Comisión de Estadística,", "Solicita a la Comisión que prosiga su labor;",
     "body/statistical-commission"),
    ("ru", "отмечая работу Статистической комиссии,", "просит Комиссию продолжать работу;",
     "body/statistical-commission"),
    ("zh", "注意到统计委员会的工作，", "请委员会继续工作；", "body/statistical-commission"),
    ("ar", "وإذ تلاحظ عمل اللجنة الإحصائية،", "تطلب إلى اللجنة أن تواصل عملها؛", "body/statistical-commission"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "text", "path"), SHORT)
def test_short_forms_lead_to_the_actor_of_their_document(language: str, before: str, text: str, path: str) -> None:
    parts = (
        Part(PartKind.PREAMBULAR, before, eid="preamble_1"),
        Part(PartKind.OPERATIVE, text, number="1", eid="para_1"),
    )
    found = annotate(Document(parse("A/RES/99/1"), language, "", "99/1", parts), vocabulary())
    assert [one.target for act in found.acts for one in act.addressees] == [path]


FRAGMENTS = ["Requests UNIFIL’s liquidation to proceed;", "Encourages Member States neither to act;"]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_a_fragment_is_no_new_actor(text: str) -> None:
    assert version("en", text).annotations.entities == ()


MEANS = [
    ("en", "Requests the Secretary-General, within existing resources, to report;", True),
    ("en", "Notes that existing resources are scarce;", False),
    ("fr", "Prie le Secrétaire général, dans la limite des ressources existantes, d’agir;", True),
    ("es", "Solicita al Secretario General que, con los recursos disponibles, actúe;", True),
    ("ru", "просит Генерального секретаря в пределах имеющихся ресурсов принять меры;", True),
    ("zh", "请秘书长在现有资源范围内采取行动；", True),
    ("ar", "تطلب إلى الأمين العام أن يتخذ إجراءات في حدود الموارد المتاحة؛", True),
]


@pytest.mark.parametrize(("language", "clause", "told"), MEANS)
def test_existing_resources(language: str, clause: str, told: bool) -> None:
    assert within_existing_resources(clause, profile(language)) is told
