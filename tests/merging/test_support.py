"""What the versions of a work show together: one actor under one name, and what one alone shows."""

from __future__ import annotations

import datetime

import pytest

from resograph.annotating import annotate
from resograph.documents import Document, Part, PartKind
from resograph.merging.merge import merge
from resograph.merging.support import leading
from resograph.merging.work import Version, Work
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary
from resograph.writing.named import NamedActor, named_by, named_triples


def version(language: str, *texts: str) -> Version:
    parts = tuple(
        Part(PartKind.OPERATIVE, text, number=str(number), eid=f"para_{number}") for number, text in enumerate(texts, 1)
    )
    document = Document(parse("A/RES/99/1"), language, "", "99/1", parts)
    return Version(document, annotate(document, vocabulary()))


SILENT = ("en", "Requests that the report be sent;")
FRENCH = ("fr", "Prie le Secrétaire général de présenter un rapport;")
SPANISH = ("es", "Solicita al Secretario General que presente un informe;")

ASKED = [
    ([SILENT, FRENCH, SPANISH], ["actor/secretary-general"], []),
    ([SILENT, FRENCH], [], []),
    ([SILENT, FRENCH, ("zh", "请提交报告；")], [], ["merge.addressee-in-one-version"]),
]


@pytest.mark.parametrize(("texts", "asked", "findings"), ASKED)
def test_what_several_versions_show_is_a_fact(
    texts: list[tuple[str, str]], asked: list[str], findings: list[str]
) -> None:
    work = merge(version(language, text) for language, text in texts)
    [act] = work.acts
    assert [one.target for one in leading(act).addressees] == asked
    assert leading(act).is_mandate is bool(asked)
    assert [one.rule for one in work.findings if one.rule.startswith("merge.addressee")] == findings


CITING = {
    "en": "Recalling resolution 75/239,",
    "fr": "Rappelant la résolution 75/239,",
    "es": "Recordando la resolución 75/239,",
}
MISPRINTED = [
    ({"fr": "Rappelant la résolution 75/293,"}, "A/RES/75/293"),
    ({"es": "Recordando la resolución 75/29,"}, "A/RES/75/29"),
    ({"en": "Recalling resolution 76/239,"}, "A/RES/76/239"),
    ({"fr": "Rappelant la résolution 71/100,"}, None),
    (
        {
            "fr": "Rappelant la résolution 75/239 (A/75/1/Corr.2),",
            "en": "Recalling resolution 75/239 (A/75/1/Corr.1),",
            "es": "Recordando la resolución 75/239 (A/75/1/Corr.1),",
        },
        None,
    ),
    ({"fr": "Rappelant les résolutions 75/239 et 75/293,"}, None),
    ({"fr": "Rappelant la résolution 75/293,", "es": "Recordando la resolución 75/293,"}, "A/RES/75/239"),
]


@pytest.mark.parametrize(("changed", "misprint"), MISPRINTED)
def test_a_symbol_that_one_version_misprints_is_a_finding(changed: dict[str, str], misprint: str | None) -> None:
    work = merge(version(language, text) for language, text in (CITING | changed).items())
    findings = [one for one in work.findings if one.rule == "merge.citation-misprinted"]
    assert [one.message.split(" cites ")[1].split(" in ")[0] for one in findings] == ([misprint] if misprint else [])
    cited = {citation.symbol.text for one in work.versions for citation in one.annotations.citations}
    assert misprint not in cited


def test_a_short_form_means_the_reference_version_s_actor() -> None:
    work = merge(
        [
            version("en", "Notes the Statistical Commission;", "Requests the Commission to meet;"),
            version("ar", "تحيط علما باللجنة الإحصائية وبلجنة بناء السلام؛", "تطلب إلى اللجنة أن تجتمع؛"),
        ]
    )
    targets = {m.target for one in work.versions for m in one.annotations.mentions if m.part == "para_2"}
    assert targets == {"body/statistical-commission"}


def named_work() -> Work:
    return merge(
        [
            version("en", "Establishes a Facilitation Panel on River Ice;", "Requests the Panel to meet;"),
            version("fr", "Crée un Groupe des glaces;", "Prie le Groupe des glaces de se réunir;"),
        ]
    )


PATH = "actor/named/facilitation-panel-on-river-ice"


def test_what_a_work_says_of_an_actor_that_it_names() -> None:
    found = named_by(named_work())
    assert NamedActor(PATH, "Body", "Facilitation Panel on River Ice", "en", "A/RES/99/1") in found
    assert {actor.path for actor in found} == {PATH}


def test_an_actor_named_by_several_works_is_one_node() -> None:
    first = (parse("A/RES/98/1"), datetime.date(2043, 1, 2), (NamedActor(PATH, "Body", "Panel on Ice", "en"),))
    later = (parse("A/RES/99/1"), datetime.date(2044, 1, 2), (NamedActor(PATH, "Body", "Panel on Ice", "en"),))
    for works in ([first, later], [later, first]):
        triples = {(t.predicate.value.rpartition("#")[2], str(t.object)) for t in named_triples(works, "http://x/")}
        assert triples == {
            ("type", "<https://w3id.org/resograph/ns#Body>"),
            ("prefLabel", '"Panel on Ice"@en'),
            ("firstNamedIn", "<http://x/A/RES/98/1>"),
            ("lastNamedIn", "<http://x/A/RES/99/1>"),
        }


NO_NAMES = [
    ("es", "Observa el período que termina;", "actor/journalists"),
    ("es", "Observa que los niños crecen;", "actor/girls"),
    ("fr", "Note les droits de l’homme;", "actor/men"),
    ("ar", "تلاحظ النظام المالي؛", "state/mli"),
]


@pytest.mark.parametrize(("language", "text", "target"), NO_NAMES)
def test_a_word_of_the_same_stem_is_no_name(language: str, text: str, target: str) -> None:
    assert target not in {mention.target for mention in version(language, text).annotations.mentions}
