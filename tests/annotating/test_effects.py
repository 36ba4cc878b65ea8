"""What a text does to another, in six languages."""

from __future__ import annotations

import pytest

from resograph.annotating import annotate
from resograph.documents import Document, Part, PartKind
from resograph.merging.effects import effects_of_act
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary

LAKE = "S/RES/2174(2044)"
SEA = "S/RES/2399(2048)"
EFFECTS: list[tuple[str, str, list[tuple[str, str, tuple[str, ...]]]]] = [
    ("en", "Decides to renew until 31 August 2049 the measures as set out in paragraphs 1 to 3 of resolution 2174"
           " (2044);",
     [("extends", LAKE, ("para_1", "para_2", "para_3"))]),
    ("en", "Decides to renew the measures set out in paragraphs 4 and 5 of resolution 2174 (2044) and in paragraph 2 of"
           " resolution 2399 (2048) and recalls paragraphs 8 and 9 of resolution 2174 (2044);",
     [("extends", LAKE, ("para_4", "para_5")), ("extends", SEA, ("para_2",))]),
    ("en", "Decides to extend the mandate of the Panel, as specified in paragraph 26 of resolution 2174 (2044) and"
           " modified in paragraph 29 of resolution 2399 (2048);", [("extends", LAKE, ("para_26",))]),
    ("en", "Decides that, for a further period of 12 months, to renew the authorizations as set out in paragraph 14 of"
           " resolution 2174 (2044);", [("extends", LAKE, ("para_14",))]),
    ("en", "Decides to terminate the mandate of the Lake Mission under resolution 2174 (2044);",
     [("terminates", LAKE, ())]),
    ("en", "Decides to lift the arms embargo established in resolution 2174 (2044);", [("terminates", LAKE, ())]),
    ("en", "Decides to suspend the measures imposed by paragraph 3 of resolution 2174 (2044);",
     [("suspends", LAKE, ("para_3",))]),
    ("en", "Decides that the notification requirements set out in paragraph 2 of resolution 2174 (2044) shall no longer"
           " apply to the supply of boats;", [("amends", LAKE, ("para_2",))]),
    ("en", "Decides that the measures imposed by paragraph 2 of resolution 2174 (2044) shall be terminated;",
     [("terminates", LAKE, ("para_2",))]),
    # What is only recalled, served, conformed to, or somebody else's doing.
    ("en", "Decides to extend the mandate until 30 June 2049, recalling paragraph 3 of resolution 2174 (2044);", []),
    ("en", "Decides to extend the mandate of the Panel, and that it shall include the tasks referred to in paragraph 11"
           " of resolution 2174 (2044);", []),
    ("en", "Requests the Secretary-General to extend the measures imposed by resolution 2174 (2044);", []),
    ("en", "Recalls its decision to renew the measures imposed by paragraph 1 of resolution 2174 (2044);", []),
    ("fr", "Décide de reconduire jusqu’au 31 mai 2049 les mesures imposées au paragraphe 4 de la résolution 2174"
           " (2044) ;",
     [("extends", LAKE, ("para_4",))]),
    ("es", "Decide prorrogar hasta el 31 de mayo de 2049 las medidas impuestas en el párrafo 4 de la resolución 2174"
           " (2044);", [("extends", LAKE, ("para_4",))]),
    ("ru", "постановляет продлить до 31 мая 2049 года срок действия мер, изложенных в пунктах 1–3 резолюции 2174"
           " (2044);", [("extends", LAKE, ("para_1", "para_2", "para_3"))]),
    ("zh", "决定将第2174(2044)号决议第21段和第2399(2048)号决议第21段规定的专家小组任务期延长至2049年3月28日；",
     [("extends", LAKE, ("para_21",)), ("extends", SEA, ("para_21",))]),
    ("zh", "决定将第2174(2044)号决议所载并经第2399(2048)号决议第2段修正的措施延长至2049年3月28日；",
     [("extends", LAKE, ())]),
    ("ar", "يقرر أن يمدد حتى 30 حزيران/يونيه 2049 التدابير الواردة في الفقرة 4 من القرار 2174 (2044)؛",
     [("extends", LAKE, ("para_4",))]),
    ("fr", "Décide de renouveler le Groupe, qui sera désormais connu sous le nom de Groupe de la loutre, et que"
     " son mandat devra comprendre les tâches visées au paragraphe 11 de la résolution 2174 (2044) ;", []),
    ("es", "Decide renovar el Grupo, que en adelante se llamará Grupo de la Nutria y cuyo mandato incluirá las tareas"
     " mencionadas en el párrafo 11 de la resolución 2174 (2044);", []),
]  # fmt: skip


def version(language: str, text: str, symbol: str = "S/RES/2500(2049)") -> Version:
    part = Part(PartKind.OPERATIVE, text, number="1", eid="para_1")
    document = Document(parse(symbol), language, "", "1", (part,))
    return Version(document, annotate(document, vocabulary()))


@pytest.mark.parametrize(("language", "text", "expected"), EFFECTS)
def test_effects(language: str, text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    acts = version(language, text).annotations.acts
    found = [effect for act in acts for effect in act.effects]
    assert [(effect.kind, effect.symbol.text, effect.parts) for effect in found] == expected
    for effect in found:
        assert effect.rule == f"{language}.effect.{effect.kind}"
        number = effect.symbol.text.removeprefix("S/RES/").partition("(")[0]
        assert number in text[slice(*effect.span)]


def test_a_draft_does_nothing() -> None:
    text = "Decides to lift the arms embargo established in resolution 2174 (2044);"
    assert not [act.effects for act in version("en", text, "S/2049/12").annotations.acts if act.effects]


def test_versions_together() -> None:
    """What the first version shows is a fact; what another shows alone is none, what two others show is one."""
    english = "Decides to lift the measures recalled in resolution 2174 (2044);"
    french = "Décide de lever les mesures imposées par la résolution 2174 (2044) ;"
    spanish = "Decide levantar las medidas impuestas en la resolución 2174 (2044);"
    versions = [version(code, text) for code, text in (("en", english), ("fr", french), ("es", spanish))]
    assert not versions[0].annotations.acts[0].effects
    [act] = merge(versions[:2]).acts
    assert effects_of_act(act) == []
    [act] = merge(versions).acts
    assert [(one.kind, one.symbol.text) for one in effects_of_act(act)] == [("terminates", LAKE)]
