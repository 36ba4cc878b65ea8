"""The reading of A/RES/67/138 against a gold reading made by hand, both ways: missed, and made up."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from conftest import ROOT
from resograph.documents import Document
from resograph.merging.work import Version
from resograph.vocabularies.concepts import vocabulary

Facts = set[tuple[Any, ...]]


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    text = (ROOT / "tests" / "gold" / "A_RES_67_138-zh.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@pytest.fixture(scope="module")
def texts(seed: Document) -> dict[str, str]:
    return {part.eid: part.text for part in seed.in_order()}


def score(gold: Facts, found: Facts) -> tuple[float, float]:
    """Precision and recall; what differs is printed, so that a failure shows it."""
    print("missed:", sorted(gold - found, key=str))
    print("made up:", sorted(found - gold, key=str))
    right = len(gold & found)
    return right / max(1, len(found)), right / max(1, len(gold))


def listed(gold: dict[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
    return [(part["id"], row) for part in gold["parts"] for row in part.get(key) or ()]


def test_the_text_is_read_whole(gold: dict[str, Any], seed: Document) -> None:
    expected = gold["document"]
    assert seed.symbol.text == expected["symbol"]
    assert seed.number == expected["number"]
    assert seed.title == expected["title"]
    cover = seed.cover
    assert str(cover.adopted) == expected["adopted"]
    assert str(cover.reissued) == expected["reissued"]
    assert (cover.meeting, cover.session) == (str(expected["meeting"]), str(expected["session"]))
    kinds = ("PreambularParagraph", "OperativeParagraph")
    parts = [part for part in seed.walk() if part.kind.value in kinds]
    assert [(part.eid, part.kind.value, part.number, part.text) for part in parts] == [
        (part["id"], part["kind"], part["number"], part["text"]) for part in gold["parts"]
    ]
    assert [(note.eid, note.mark, note.bearer, note.anchor, note.text) for note in seed.notes] == [
        (note["id"], note["mark"], note["part"], note["offset"], note["text"]) for note in gold["notes"]
    ]


def test_acts(gold: dict[str, Any], version: Version, texts: dict[str, str]) -> None:
    expected: Facts = {(part, act["verb"], act["surface"], act["force"]) for part, act in listed(gold, "acts")}
    found: Facts = {
        (act.part, act.verb.replace("-", " "), texts[act.part][slice(*act.verb_span)], act.force)
        for act in version.annotations.acts
    }
    assert min(score(expected, found)) >= 0.95
    clauses: Facts = {(part, act["clause"]) for part, act in listed(gold, "acts")}
    mine: Facts = {(act.part, texts[act.part][slice(*act.clause)]) for act in version.annotations.acts}
    assert min(score(clauses, mine)) >= 0.95


def test_addressees(gold: dict[str, Any], version: Version, texts: dict[str, str]) -> None:
    expected: Facts = {
        (part, act["surface"], name) for part, act in listed(gold, "acts") for name in act.get("addressees") or ()
    }
    found: Facts = {
        (act.part, texts[act.part][slice(*act.verb_span)], texts[act.part][slice(*addressee.span)])
        for act in version.annotations.acts
        for addressee in act.addressees
    }
    precision, recall = score(expected, found)
    assert precision >= 0.95
    assert recall >= 0.92


def test_mandates(gold: dict[str, Any], version: Version, texts: dict[str, str]) -> None:
    expected: Facts = {(part, act["surface"]) for part, act in listed(gold, "acts") if act.get("mandate")}
    found: Facts = {
        (act.part, texts[act.part][slice(*act.verb_span)]) for act in version.annotations.acts if act.is_mandate
    }
    assert score(expected, found) == (1.0, 1.0)


def test_citations(gold: dict[str, Any], version: Version, texts: dict[str, str]) -> None:
    rows = [*listed(gold, "citations"), *((n["id"], c) for n in gold["notes"] for c in n.get("citations") or ())]
    expected: Facts = {(part, c["surface"], c["symbol"], c["date"], c["kind"]) for part, c in rows}
    found: Facts = {
        (
            c.part,
            texts[c.part][slice(*c.span)],
            c.symbol.text,
            c.date.isoformat() if c.date else None,
            "cites" if c.kind == "basedOn" else c.kind,  # basedOn: on whose terms the words rest, a kind of cites
        )
        for c in version.annotations.citations
    }
    assert score(expected, found) == (1.0, 1.0)


def test_mentions(gold: dict[str, Any], version: Version, texts: dict[str, str]) -> None:
    kinds = {entity.target: entity.kind for entity in version.annotations.entities}

    def kind(target: str) -> str:
        if target in kinds:
            return kinds[target]
        if target.startswith(("session/", "item/")):
            return "Session" if target.startswith("session/") else "AgendaItem"
        concept = vocabulary().get(target)
        assert concept is not None, target
        return next(iter(concept.classes - {"UNEntity"}))

    expected: Facts = {(part, m["start"], m["surface"], m["type"]) for part, m in listed(gold, "mentions")}
    found: Facts = {
        (m.part, m.span.start, texts[m.part][slice(*m.span)], kind(m.target)) for m in version.annotations.mentions
    }
    assert min(score(expected, found)) >= 0.95


def test_themes(gold: dict[str, Any], version: Version) -> None:
    expected: Facts = {(part, row["unbis"]) for part, row in listed(gold, "themes")}
    found: Facts = {(row.part, row.target.removeprefix("theme/")) for row in version.annotations.themes}
    assert min(score(expected, found)) >= 0.85


def test_reporting(gold: dict[str, Any], version: Version) -> None:
    expected: Facts = {
        (part["id"], row["session"], row["year"], row["item"], row["kind"])
        for part in gold["parts"]
        for row in part.get("reporting") or ()
    }
    found: Facts = {
        (act.part, int((report.session or "0").rpartition("/")[2]), report.year, report.item, report.kind)
        for act in version.annotations.acts
        for report in act.reporting
    }
    assert score(expected, found) == (1.0, 1.0)
    report = next(report for act in version.annotations.acts for report in act.reporting)
    assert report.to == "body/un-ga"
