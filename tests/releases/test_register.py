"""The register of a release: what it holds is what the graph says, and what was gone and came back is there once."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from tables_made import rows_from, turtle_of, write

from conftest import BASE
from resograph.releases import Release
from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Register, Wanted
from resograph.releases.tables import Tables
from resograph.vocabularies.concepts import Concept, Vocabulary

PREFIX = "PREFIX reso: <https://w3id.org/resograph/ns#> "


@pytest.fixture(scope="module")
def store(release: Release) -> ox.Store:
    return ox.Store.read_only(str(release.store))


@pytest.fixture(scope="module")
def register(release: Release) -> Register:
    return Register(Tables(release.tables))


def asked(store: ox.Store, pattern: str) -> int:
    found = store.query(
        f"{PREFIX} SELECT (COUNT(DISTINCT ?act) AS ?n) {{ {pattern} }}", prefixes=None, use_default_graph_as_union=True
    )
    assert isinstance(found, ox.QuerySolutions)
    value = next(found)["n"]
    assert isinstance(value, ox.Literal)
    return int(value.value)


def of(path: str) -> str:
    return f"<{BASE}{path}>"


WANTED = [
    (Wanted(), "?act a reso:Act"),
    (Wanted("requests"), "?act a reso:Request"),
    (Wanted("mandates"), "?act a reso:Mandate"),
    (Wanted("reports"), "?act a reso:ReportingMandate"),
    (Wanted(addressees=("actor/member-states",)), f"?act reso:addressee {of('actor/member-states')}"),
    (Wanted(verb="verb/encourages"), f"?act a reso:Act ; reso:verb {of('verb/encourages')}"),
    (Wanted(force="force/assertive"), f"?act a reso:Act ; reso:force {of('force/assertive')}"),
    (Wanted(session="session/un-ga/70"), f"?act reso:asksForReport/reso:dueSession {of('session/un-ga/70')}"),
    (Wanted(year=2015), '?act reso:asksForReport/reso:dueYear "2015"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
    (Wanted(recipient="body/un-ga"), f"?act reso:asksForReport/reso:reportTo {of('body/un-ga')}"),
    (
        Wanted("requests", themes=("theme/sdg-1", "theme/1006907"), verb="verb/encourages", organ="body/un-ga"),
        f"?act a reso:Request ; reso:verb {of('verb/encourages')} ; reso:inPart ?part ."
        f"?part reso:theme {of('theme/1006907')} ; reso:inDocument/reso:adoptedBy {of('body/un-ga')}",
    ),
]


NARROWER = [
    ("theme/sdg-1", ("theme/sdg-1", "theme/sdg-1.1", "theme/sdg-1.b"), "theme/sdg-10.1"),
    ("theme/1006907", ("theme/1006907",), "theme/sdg-1"),
]


@pytest.mark.parametrize(("path", "among", "no"), NARROWER)
def test_a_theme_takes_those_below_it_along(release: Release, path: str, among: tuple[str, ...], no: str) -> None:
    found = ReleaseGraph(release).with_narrower(path)
    assert found[0] == path and set(among) <= set(found) and no not in found


@pytest.mark.parametrize(("wanted", "pattern"), WANTED)
def test_it_counts_what_the_graph_says(register: Register, store: ox.Store, wanted: Wanted, pattern: str) -> None:
    count = register.count(wanted)
    assert count == asked(store, pattern) > 0
    assert len(register.acts(wanted)) == count


@pytest.mark.parametrize("feature", ["addressee", "verb", "force", "theme", "organ"])
def test_values_are_counted_as_they_would_be_chosen(register: Register, feature: str) -> None:
    counts = register.counts(Wanted("requests"), feature)
    assert [one.count for one in counts] == sorted((one.count for one in counts), reverse=True)
    for one in counts:
        several = {"theme": "themes", "addressee": "addressees"}.get(feature)
        chosen = {several: (one.value,)} if several else {feature: one.value}
        assert register.count(Wanted("requests", **chosen)) == one.count


REPORTS = """
<A/RES/71/1> a reso:Document . <A/RES/71/1~para_1> reso:inDocument <A/RES/71/1> ; reso:position 1 .
<A/RES/71/1~para_1__act_1> a reso:Act ; reso:inPart <A/RES/71/1~para_1> ; reso:position 1 ; reso:verb <verb/requests> ;
  reso:asksForReport <A/RES/71/1~para_1__report_1>, <A/RES/71/1~para_1__report_2>, <A/RES/71/1~para_1__report_3>,
    <A/RES/71/1~para_1__report_4> .
<A/RES/71/1~para_1__report_1> reso:reportKind "report" ; reso:dueSession <session/x/2> ;
  reso:dueYear "2023"^^xsd:gYear .
<A/RES/71/1~para_1__report_2> reso:reportKind "update" ; reso:dueDate "2022-03"^^xsd:gYearMonth .
<A/RES/71/1~para_1__report_3> reso:reportKind "report" ; reso:dueYear "2024"^^xsd:gYear ; reso:reportTo <body/x> .
<A/RES/71/1~para_1__report_4> reso:reportKind "report" .
"""


def test_an_act_may_ask_for_several_reports(tmp_path: Path) -> None:
    session = Concept("session/x/2", frozenset({"Session"}), (), {"startDate": ("2023-02-27",)})
    rows = rows_from("A/RES/71/1", turtle_of(REPORTS), words=Vocabulary([session]))
    register = Register(write(tmp_path, [rows]))
    (act,) = register.acts(Wanted(), "due")
    assert [(one.path[-1], one.due) for one in act.reports] == [
        ("2", "2022-03-01"),
        ("1", "2023-02-27"),
        ("3", "2024-09-01"),
        ("4", ""),
    ]
    assert act.due == "2022-03-01"
    assert register.count(Wanted(session="session/x/2", year=2024)) == 1
    assert [(one.value, one.count) for one in register.counts(Wanted(), "year")] == [("2023", 1), ("2024", 1)]


VOTES = """
<S/RES/{number}({year})> a reso:Document ; reso:adoptedOn "{year}-05-30"^^xsd:date ;
  reso:vote <S/RES/{number}({year})~vote> ; reso:adoptedBy <body/un-sc> ; reso:sponsor <state/mlt> .
<S/RES/{number}({year})~vote> reso:inFavour <state/mlt> ; reso:{how} <state/gab> .
"""


def test_votes_and_sponsors_are_filed_by_state(tmp_path: Path) -> None:
    works = []
    for number, year, how in ((1, 2019, "abstaining"), (2, 2021, "against"), (3, 2021, "inFavour")):
        text = VOTES.format(number=number, year=year, how=how)
        works.append(rows_from(f"S/RES/{number}({year})", turtle_of(text)))
    register = Register(write(tmp_path, works))
    sides = ("inFavour", "against", "abstaining", "notVoting")
    assert [(one.year, one.counts) for one in register.documents_by_year("state/gab", sides)] == [
        (2019, {"abstaining": 1}),
        (2020, {}),
        (2021, {"against": 1, "inFavour": 1}),
    ]
    newest = register.documents("state/gab", sides, 2)
    assert newest == [("S/RES/2(2021)", "2021-05-30", "against"), ("S/RES/3(2021)", "2021-05-30", "inFavour")]
    assert register.count_documents("state/mlt", ["sponsor"]) == register.count_documents("state/mlt", sides) == 3
    assert register.documents("state/gab", sides, 2, 2) == [("S/RES/1(2019)", "2019-05-30", "abstaining")]
