"""Which proposal the rules of data/review.toml make of which facts, and that their words are whole."""

from __future__ import annotations

import string
from dataclasses import replace
from typing import Any

import pytest

from resograph.resources import table
from resograph.reviewing.deciding import _EVIDENCE, Facts, propose
from resograph.reviewing.entities import Entities
from resograph.reviewing.values import Asked, EntityChange, Newest
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import vocabulary

RULES: dict[str, Any] = table("data", "review.toml")
ACT = Asked("A/RES/76/1~para_2__act_1", "A/RES/76/1~para_2", "verb/requests", "force/directive", ("actor/desa",))
LATER = replace(ACT, path="A/RES/77/1~para_3__act_1", part="A/RES/77/1~para_3")
REPORT = replace(ACT, is_answered=True)
HELD = Facts("A/RES/76/1", is_held=True, entity="actor/desa", entity_named=True)
NEWER = replace(HELD, newest=Newest("A/RES/77/1", "2022-12-12", 3))
SAME, DROPPED = EntityChange(ACT, LATER, "same"), EntityChange(ACT, None, "dropped")
THROUGH = replace(
    HELD, of_secretariat=True, for_secretary_general=True, through=(ACT,), unshared=(ACT,), acting_entities=1
)
PROPOSALS = [
    (Facts(""), "not_held", "unread", ()),
    (Facts("", is_damaged=True), "not_held", "damaged", ()),
    (Facts("A/RES/76/1", entity="actor/desa"), "not_held", "not_held", ()),
    (replace(NEWER, is_held=False), "not_held", "newer_held", ()),
    (replace(HELD, duplicate_of=4, asked=(ACT,)), "duplicate", "repeated", ()),
    (replace(HELD, founded="actor/desa", founding=(ACT.part,)), "foundational", "founding", (ACT.part,)),
    (replace(HELD, ended=("A/RES/77/9~para_1",), asked=(ACT,)), "delivered", "ended", ("A/RES/77/9~para_1",)),
    (replace(NEWER, changes=(SAME,), asked=(ACT,)), "superseded_similar", "kept", (ACT.part, LATER.part)),
    (replace(NEWER, changes=(DROPPED,), asked=(ACT,)), "superseded_different", "changed", (ACT.part,)),
    (replace(NEWER, carried=0.8), "superseded_similar", "kept", ()),
    (replace(NEWER, carried=0.1), "superseded_different", "changed", ()),
    (replace(HELD, asked=(REPORT,)), "delivered", "answered", (ACT.part,)),
    (replace(HELD, asked=(ACT, REPORT)), "direct_request", "asked", (ACT.part,)),
    (
        replace(
            HELD, of_secretariat=True, for_secretary_general=True, through=(ACT,), unshared=(ACT,), acting_entities=1
        ),
        "direct_request",
        "through",
        (ACT.part,),
    ),
    (
        replace(
            HELD, of_secretariat=True, for_secretary_general=True, through=(ACT,), unshared=(ACT,), acting_entities=5
        ),
        "influences",
        "through_many",
        (ACT.part,),
    ),
    (replace(HELD, of_secretariat=True, through=(ACT,)), "influences", "through_many", (ACT.part,)),
    (replace(HELD, others=(ACT,), requests=1), "another_body", "others", (ACT.part,)),
    (replace(HELD, others=(ACT,), requests=9), "influences", "general", ()),
    (replace(HELD, named=(ACT.part,)), "influences", "named", (ACT.part,)),
    (HELD, "influences", "general", ()),
    (replace(HELD, entity="", asked=()), "", "unknown_entity", ()),
    (replace(HELD, entity="", entity_named=False), "", "no_entity", ()),
]


@pytest.mark.parametrize(("facts", "proposal", "reason", "parts"), PROPOSALS)
def test_the_first_rule_that_holds_proposes(facts: Facts, proposal: str, reason: str, parts: tuple[str, ...]) -> None:
    found = propose(facts, RULES)
    assert (found.code, found.reason, found.parts) == (proposal, reason, parts)


def test_every_rule_can_be_reached_and_has_its_evidence() -> None:
    reasons = {reason for _, _, reason, _ in PROPOSALS}
    assert {rule["reason"] for rule in RULES["rules"]} == reasons
    assert {rule["evidence"] for rule in RULES["rules"] if "evidence" in rule} == set(_EVIDENCE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_words(language: str) -> None:
    def places(words: dict[str, str]) -> dict[str, set[str]]:
        return {key: {name for _, name, _, _ in string.Formatter().parse(text) if name} for key, text in words.items()}

    words = RULES["words"]
    assert places(words[language]) == places(words["en"])
    assert {f"reason_{rule['reason']}" for rule in RULES["rules"]} <= words["en"].keys()
    assert {rule["proposal"] or "none" for rule in RULES["rules"]} <= words["en"].keys()


NAMED = [
    ("DESA", "actor/desa"),
    ("desa ", "actor/desa"),
    ("Office for Disarmament Affairs", "actor/office-disarmament-affairs"),
    ("UN-Habitat", "actor/un-habitat"),
    ("ECE", "body/ece"),
    ("Department of Economic and Social", ""),
    ("ZZZ", ""),
    ("", ""),
]


def test_entities_by_code_or_name_and_none_is_guessed() -> None:
    entities = Entities(vocabulary())
    assert [entities.find(written) for written, _ in NAMED] == [path for _, path in NAMED]
    assert "actor/high-commissioner-human-rights" in entities.with_head("actor/ohchr")
    data = RULES["secretariat"]
    paths = [data["head"], data["body"], *data["acting"], *data["others"]]
    assert [path for path in paths if vocabulary().get(path) is None] == []
