"""Mandates through time in the tables: over segments, in any order, and their status on a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_made import rows_from, turtle_of, write

from resograph.releases.register import STATUSES, Register, Wanted
from resograph.releases.tables.rows import TableRows

WORDS = "Requests the office to count all of the gulls on the northern cliffs each year"


def work(session: int, addressee: str = "x", ends: str = "", does: str = "", words: str = WORDS) -> TableRows:
    path = f"A/RES/{session}/1"
    until = f'; reso:endsOn "{ends}"^^xsd:date' if ends else ""
    text = f"""
    <{path}> a reso:Document ; reso:adoptedBy <body/un-ga> ; reso:adoptedOn "{1945 + session}-12-01"^^xsd:date .
    <{path}~para_1> reso:inDocument <{path}> ; reso:position 1 ; reso:text "{words}"@en {does} .
    <{path}~para_1__act_1> a reso:Act, reso:Request, reso:Mandate ; reso:inPart <{path}~para_1> ; reso:position 1 ;
      reso:verb <verb/requests> ; reso:force <force/directive> ; reso:addressee <actor/{addressee}> {until} .
    """
    return rows_from(path, turtle_of(text), f"{session}{addressee}{ends}{does}")


def path(session: int) -> str:
    return f"A/RES/{session}/1~para_1"


WORKS = [work(70), work(71), work(72), work(73, "y"), work(75), work(76, words="Requests the office to rest")]
CONTINUED = [(path(71), path(70)), (path(72), path(71)), (path(73), path(72))]


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4, 5], [5, 3, 1, 0, 2, 4]])
def test_lives_are_the_same_in_any_order_and_over_segments(tmp_path: Path, order: list[int]) -> None:
    before = None
    for number, one in enumerate(order):
        tables = write(tmp_path / str(number), [WORKS[one]], before, continued=CONTINUED)
        before = tmp_path / str(number)
    acts = {act.symbol: act for act in Register(tables).acts(Wanted(), "document")}
    lives = {symbol: (act.first, act.last, act.renewed) for symbol, act in acts.items()}
    line = (path(70), path(72), 2)
    assert lives == {
        **{f"A/RES/{session}/1": line for session in (70, 71, 72)},
        **{f"A/RES/{session}/1": (path(session), path(session), 0) for session in (73, 75, 76)},  # asks another, alone
    }
    assert {symbol: act.twins for symbol, act in acts.items() if act.twins} == {
        "A/RES/72/1": (path(75),),
        "A/RES/75/1": (path(72),),
    }
    assert Register(tables).count(Wanted(renewed=1)) == 3 and Register(tables).count(Wanted(twice=True)) == 2
    register = Register(tables)
    assert [act.symbol for act in register.acts(Wanted(first_asked=2015, last_asked=2017), "renewed")] == [
        f"A/RES/{session}/1" for session in (70, 71, 72)
    ]


ENDED = f"; reso:terminates <{path(70)}>"
LONGER = "; reso:extends <A/RES/71/1>"
STATUS = [
    ("2016-06-01", {"70": ("unknown", "", "")}),
    ("2016-12-31", {"70": ("unknown", "", ""), "71": ("in_force", "2017-06-30", "")}),
    ("2017-07-01", {"70": ("unknown", "", ""), "71": ("ended", "2017-06-30", "")}),
    ("2018-01-01", {"70": ("ended", "", path(72)), "71": ("ended", "2017-06-30", ""), "72": ("unknown", "", "")}),
    (
        "2019-01-01",
        {"70": ("ended", "", path(72)), "71": ("in_force", "2020-01-01", path(73)), "72": ("unknown", "", "")},
    ),
]


@pytest.mark.parametrize(("day", "expected"), STATUS)
def test_the_status_on_a_day(tmp_path: Path, day: str, expected: dict[str, tuple[str, str, str]]) -> None:
    works = [work(70), work(71, ends="2017-06-30"), work(72, does=ENDED), work(73, ends="2020-01-01", does=LONGER)]
    register = Register(write(tmp_path, works))
    acts = register.acts(Wanted(on=day), "document")
    assert {act.symbol[6:8]: act.status(day) for act in acts if act.symbol != "A/RES/73/1"} == expected
    for status in STATUSES:
        found = {act.symbol for act in register.acts(Wanted(on=day, status=status))}
        assert found == {act.symbol for act in acts if act.status(day)[0] == status}


def test_without_end_or_review(tmp_path: Path) -> None:
    works = [work(70), work(71, ends="2017-06-30"), work(72, does=ENDED)]
    register = Register(write(tmp_path, works))
    assert [act.symbol for act in register.acts(Wanted(endless=True))] == ["A/RES/72/1"]
    assert [act.symbol for act in register.acts(Wanted()) if act.is_endless] == ["A/RES/72/1"]
