"""The labels of the fourth gold set are whole, and its measure counts as it says."""

from __future__ import annotations

from typing import Any

import pytest
from bench.gold.measure_fourth import figures, labelled, unmatched

from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import vocabulary


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_whole(language: str) -> None:
    labels = labelled(language)
    assert len({label["part"] for label in labels}) == len(labels) == 40
    assert [bool(label.get("kept")) for label in labels] == [number % 3 == 0 for number in range(1, 41)]
    for label in labels:
        for act in label["acts"]:
            assert vocabulary().get(f"verb/{act['verb']}"), label["part"]
            assert len(act.get("meant", ())) == len(act["addressees"]), label["part"]
            assert bool(act["addressees"]) == (act["kind"] != "none"), label["part"]
        assert set(label.get("cites_parts", ())) <= set(label.get("cites", ())), label["part"]
        for entity in _paths(label):
            assert entity.startswith("named ") or vocabulary().get(entity), (label["part"], entity)


def test_no_work_is_used_twice() -> None:
    files = [label["file"] for language in LANGUAGES for label in labelled(language)]
    assert len(set(files)) == len(files) == 240


@pytest.mark.parametrize(
    ("wanted", "found", "expected"),
    [
        (["a", "a"], ["a"], (["a"], [])),
        (["a"], ["a", "a"], ([], ["a"])),
        (["a", "b"], ["b", "c"], (["a"], ["c"])),
        ([], [], ([], [])),
    ],
)
def test_each_is_matched_once(wanted: list[str], found: list[str], expected: tuple[list[str], list[str]]) -> None:
    assert unmatched(wanted, found, lambda one, other: bool(one == other)) == expected


def test_figures_of_nothing_and_of_all_right() -> None:
    assert figures([(0, 0, 0)]) == "-"
    assert figures([(3, 0, 0), (1, 0, 0)]) == "1.00 / 1.00 / 1.00 [1.00-1.00] (4, 0, 0)"
    assert figures([(1, 1, 1)] * 9).startswith("0.50 / 0.50 / 0.50 ")


def _paths(label: dict[str, Any]) -> list[str]:
    told = [entity for act in label["acts"] for entity in act.get("meant", ())]
    told += [report["to_meant"] for report in label["reporting"] if report["to_meant"]]
    return [path for entity in told for path in entity.split(" | ")]
