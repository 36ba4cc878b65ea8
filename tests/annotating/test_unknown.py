"""Actors that no vocabulary has become nodes of their work, of the reference version alone."""

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
    ("en", "Welcomes the Facilitation Panel on River Ice, and its work;", []),
    ("fr", "Prie le Groupe des glaces fluviales de se réunir;", ["Groupe des glaces fluviales"]),
    ("es", "Solicita al Grupo de Hielos Fluviales que se reúna;", ["Grupo de Hielos Fluviales"]),
    ("zh", "请河冰问题特设工作组召开会议；", ["河冰问题特设工作组"]),
]


@pytest.mark.parametrize(("language", "text", "names"), NAMES)
def test_names(language: str, text: str, names: list[str]) -> None:
    found = version(language, text).annotations
    assert [entity.label for entity in found.entities] == names
    targets = [one.target for act in found.acts for one in act.addressees if one.target.startswith("~")]
    assert targets == [f"~para_1__actor_{number}" for number in range(1, len(names) + 1)]


def test_the_reference_version_alone_names_new_actors() -> None:
    english = version("en", "Requests the Secretary-General to meet;")
    french = version("fr", "Prie le Groupe des glaces fluviales de se réunir;")
    assert french.annotations.entities
    work = merge([french, english])
    assert [entity for one in work.versions for entity in one.annotations.entities] == []
    assert not [a for act in work.acts for one in act.readings.values() for a in one.addressees if "~" in a.target]


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
