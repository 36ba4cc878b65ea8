"""A report is linked to the request that it answers only where a later text shows it."""

from __future__ import annotations

import pytest

from conftest import BASE
from resograph.annotating import annotate
from resograph.documents import Document, Note, Part, PartKind
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary
from resograph.writing.context import Shared, context_triples, shared_by

ASKING = (
    "Requests the Secretary-General to submit to the General Assembly at its seventieth session a report on the "
    "implementation of the present resolution."
)


def shared(symbol: str, text: str, note: str = "", title: str = "") -> Shared:
    notes = (Note("1", note, "para_1", len(text), "note_1"),) if note else ()
    part = Part(PartKind.OPERATIVE, text, number="1", eid="para_1")
    document = Document(parse(symbol), "en", title, None, (part,), notes)
    return Shared.from_json(shared_by(merge([Version(document, annotate(document, vocabulary()))])).to_json())


LATER = [
    ("Takes note of the report submitted pursuant to resolution 67/138 (A/70/118);", "", ["A/70/118"]),
    ("Takes note of the report submitted pursuant to resolution 67/138;", "A/70/118.", ["A/70/118"]),
    ("Takes note of the report submitted pursuant to resolution 67/138 (A/69/118);", "", []),
    ("Takes note of the report submitted pursuant to resolution 67/138 (A/HRC/70/118);", "", []),
    ("Takes note of the report submitted pursuant to resolution 67/139 (A/70/118);", "", []),
    ("Recalls resolution 67/138;", "", []),
]


@pytest.mark.parametrize(("text", "note", "reports"), LATER)
def test_answers(text: str, note: str, reports: list[str]) -> None:
    works = [shared("A/RES/67/138", ASKING), shared("A/RES/70/129", text, note)]
    triples = context_triples(works, vocabulary(), BASE)
    found = [(str(t.subject), str(t.object)) for t in triples if str(t.predicate).endswith("#answers>")]
    assert found == [(f"<{BASE}{report}>", f"<{BASE}A/RES/67/138~para_1__act_1>") for report in reports]


YEARLY = (
    "Requests the Secretary-General to submit a report on the implementation of the present resolution to the "
    "Economic and Social Council at its 2024 session."
)


@pytest.mark.parametrize(("report", "shown"), [("E/2024/61", True), ("E/2023/61", False), ("A/79/61", False)])
def test_the_council_tells_its_session_by_the_year(report: str, shown: bool) -> None:
    works = [shared("E/RES/2023/35", YEARLY), shared("E/RES/2024/9", f"Recalls its resolution 2023/35 and {report};")]
    triples = context_triples(works, vocabulary(), BASE)
    assert any(str(t.predicate).endswith("#answers>") for t in triples) is shown


def test_an_item_on_an_agenda_awaits_no_report() -> None:
    placed = (
        "Decides to include in the provisional agenda of its seventieth session, under the item entitled "
        "“Ice”, the sub-item entitled “Snow”."
    )
    parts = [
        Part(PartKind.OPERATIVE, text, number=str(n), eid=f"para_{n}") for n, text in enumerate((ASKING, placed), 1)
    ]
    document = Document(parse("A/RES/67/138"), "en", "Ice", None, tuple(parts))
    both = shared_by(merge([Version(document, annotate(document, vocabulary()))]))
    assert len(both.due) == 1
    triples = context_triples([both, shared("A/RES/70/129", LATER[0][0])], vocabulary(), BASE)
    assert [str(t.subject) for t in triples if str(t.predicate).endswith("#answers>")] == [f"<{BASE}A/70/118>"]


def test_nothing_is_linked_where_two_acts_could_have_asked() -> None:
    again = ASKING.replace("Requests", "requests").replace("the implementation of the present resolution", "ice")
    twice = f"{ASKING[:-1]}, and {again}"
    works = [shared("A/RES/67/138", twice), shared("A/RES/70/129", LATER[0][0])]
    assert not [t for t in context_triples(works, vocabulary(), BASE) if str(t.predicate).endswith("#answers>")]


@pytest.mark.parametrize(("title", "shown"), [("Ice", True), ("Snow", False)])
def test_a_further_text_of_the_same_title_shows_it(title: str, shown: bool) -> None:
    """Though it cites the two in paragraphs apart."""
    later = [
        Part(PartKind.OPERATIVE, text, number=str(n), eid=f"para_{n}")
        for n, text in enumerate(("Recalls resolution 67/138;", "Takes note of the report (A/70/118);"), 1)
    ]
    document = Document(parse("A/RES/70/129"), "en", title, None, tuple(later))
    works = [
        shared("A/RES/67/138", ASKING, title="Ice"),
        shared_by(merge([Version(document, annotate(document, vocabulary()))])),
    ]
    found = [t for t in context_triples(works, vocabulary(), BASE) if str(t.predicate).endswith("#answers>")]
    assert bool(found) is shown
