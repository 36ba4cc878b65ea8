"""What became of drafts, and what texts of the Security Council are about, as triples."""

from __future__ import annotations

import datetime

import pyoxigraph as ox
import pytest

from conftest import BASE
from resograph.annotating import annotate
from resograph.documents import Document, Draft, Keyword, Part, PartKind, Registry, Vote
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.symbols import Kind, parse
from resograph.vocabularies.concepts import vocabulary
from resograph.writing.context import Shared, context_triples, shared_by
from resograph.writing.rdf import work_triples
from resograph.writing.terms import RESO

FORMULA = Part(PartKind.PLAIN, "The Security Council,", eid="formula_1", role="formula")
ASKING = Part(PartKind.OPERATIVE, "Requests the Secretary-General to report by 31 July 2023;", "1.", eid="para_1")


def version(symbol: str, registry: Registry, *parts: Part, nature: Kind | None = None) -> Version:
    document = Document(parse(symbol), "en", "", None, parts, registry=registry, nature=nature)
    return Version(document, annotate(document, vocabulary()))


def values(triples: list[ox.Triple], path: str, name: str) -> list[str]:
    found = [
        one.object for one in triples if str(one.subject) == f"<{BASE}{path}>" and one.predicate.value == RESO + name
    ]
    return [value.value.removeprefix(BASE) for value in found if isinstance(value, ox.Literal | ox.NamedNode)]


def test_a_draft_that_failed_tells_it_and_asks_nobody() -> None:
    registry = Registry(outcome="notAdopted", acted=datetime.date(2023, 3, 27), vote=Vote(None, 3, 0, 12))
    held = version("S/2023/212", registry, FORMULA, ASKING, nature=Kind.DRAFT)
    triples = work_triples(merge([held]), BASE, vocabulary())
    assert values(triples, "S/2023/212", "draftOutcome") == ["not-adopted"]
    assert values(triples, "S/2023/212", "actedOn") == ["2023-03-27"]
    assert values(triples, "S/2023/212~vote", "outcome") == ["not-adopted"]
    act = "S/2023/212~para_1__act_1"
    assert values(triples, act, "speaker") == ["body/un-sc"]
    assert values(triples, act, "addressee") == values(triples, act, "asksForReport") == []
    assert not any(one.object == ox.NamedNode(f"{RESO}DueReport") for one in triples)


def test_a_draft_leads_to_what_it_became() -> None:
    held = version("S/RES/2645(2022)", Registry(drafts=(Draft("S/2022/560"),)), FORMULA, ASKING)
    said = Shared.from_json(shared_by(merge([held])).to_json())
    triples = context_triples([said], vocabulary(), BASE)
    assert values(triples, "S/2022/560", "adoptedAs") == ["S/RES/2645(2022)"]
    assert values(triples, "S/2022/560", "draftOutcome") == ["adopted"]
    kinds = [
        str(one.object) for one in triples if str(one.subject) == f"<{BASE}S/2022/560>" and "type" in str(one.predicate)
    ]
    assert kinds == [f"<{RESO}Draft>"]


OCCASION = Part(
    PartKind.PLAIN,
    "At the 6160th meeting, in connection with the item entitled “Peace in West Africa”:",
    role="intro",
    eid="intro_1",
)
AGENDA = (Keyword("[225]", "MALI--POLITICAL CONDITIONS"), Keyword("X", "The situation in Mali."))
SUBJECTS = [
    ("S/PRST/2009/20", Registry(agenda=AGENDA), OCCASION, ["Peace in West Africa"], ["text"]),
    ("S/RES/2640(2022)", Registry(agenda=AGENDA), FORMULA, ["The situation in Mali"], ["agenda"]),
    ("S/2023/970", Registry("Draft resolution [on Gaza]", agenda=AGENDA[:1]), FORMULA, ["on Gaza"], ["catalogue"]),
    ("A/RES/76/1", Registry(agenda=AGENDA), FORMULA, [], []),
]


@pytest.mark.parametrize(("symbol", "registry", "opening", "subject", "source"), SUBJECTS)
def test_a_text_of_the_council_has_a_subject_and_tells_its_source(
    symbol: str, registry: Registry, opening: Part, subject: list[str], source: list[str]
) -> None:
    nature = Kind.DRAFT if symbol == "S/2023/970" else None
    triples = work_triples(merge([version(symbol, registry, opening, ASKING, nature=nature)]), BASE, vocabulary())
    assert values(triples, symbol, "subject") == subject
    assert values(triples, symbol, "subjectSource") == source


def test_without_a_catalogue_the_first_theme_is_the_subject() -> None:
    text = Part(
        PartKind.OPERATIVE, "Calls for the protection of refugees and the return of refugees;", "1.", eid="para_1"
    )
    triples = work_triples(merge([version("S/RES/2640(2022)", Registry(), FORMULA, text)]), BASE, vocabulary())
    assert values(triples, "S/RES/2640(2022)", "subjectSource") == ["themes"]
    assert values(triples, "S/RES/2640(2022)", "subject")
