"""The register of a release: what it holds is what the graph says, and what was gone and came back is there once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import BASE
from resograph.register import Register, Wanted, write_register
from resograph.stores import Release

SYMBOL = "A/RES/67/138"
PREFIX = "PREFIX reso: <https://w3id.org/resograph/ns#> "


@pytest.fixture(scope="module")
def store(release: Release) -> ox.Store:
    return ox.Store.read_only(str(release.store))


@pytest.fixture(scope="module")
def register(release: Release) -> Register:
    return Register(release.register)


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
    (Wanted(addressee="actor/member-states"), f"?act reso:addressee {of('actor/member-states')}"),
    (Wanted(verb="verb/encourages"), f"?act a reso:Act ; reso:verb {of('verb/encourages')}"),
    (Wanted(force="force/assertive"), f"?act a reso:Act ; reso:force {of('force/assertive')}"),
    (Wanted(session="session/un-ga/70"), f"?act reso:dueSession {of('session/un-ga/70')}"),
    (Wanted(year=2015), '?act reso:dueYear "2015"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
    (Wanted(recipient="body/un-ga"), f"?act reso:reportTo {of('body/un-ga')}"),
    (
        Wanted("requests", theme="theme/1006907", verb="verb/encourages", organ="body/un-ga"),
        f"?act a reso:Request ; reso:verb {of('verb/encourages')} ; reso:inPart ?part ."
        f"?part reso:theme {of('theme/1006907')} ; reso:inDocument/reso:adoptedBy {of('body/un-ga')}",
    ),
]


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
        assert register.count(Wanted("requests", **{feature: one.value})) == one.count  # type: ignore[arg-type]


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The tables without their numbers."""
    database = sqlite3.connect(path)
    return {
        "acts": sorted(database.execute("SELECT path, verb, force, kind, session, year, due FROM act")),
        "parties": sorted(database.execute("SELECT act.path, how, thing FROM party JOIN act ON act.id = party.act")),
        "names": sorted(database.execute("SELECT part.path, how, thing FROM names JOIN part ON part.id = names.part")),
        "filed": sorted(database.execute("SELECT symbol, how, thing FROM filed JOIN work ON work.id = filed.work")),
    }


def test_a_work_that_changed_is_there_once(release: Release, store: ox.Store, tmp_path: Path) -> None:
    write_register(tmp_path / "again.sqlite", store, BASE, [SYMBOL], gone=[SYMBOL], before=release.register)
    write_register(tmp_path / "gone.sqlite", store, BASE, [], gone=[SYMBOL], before=release.register)
    assert rows(tmp_path / "again.sqlite") == rows(release.register)
    assert set(map(len, rows(tmp_path / "gone.sqlite").values())) == {0}


def test_a_release_without_one_is_given_one(release: Release, store: ox.Store, register: Register) -> None:
    other = Register.in_memory(store, BASE, [SYMBOL])
    assert other.acts(Wanted(), "due") == register.acts(Wanted(), "due")


def test_one_of_another_version_is_refused(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "old.sqlite")
    database.executescript("CREATE TABLE about (name, value); INSERT INTO about VALUES ('format', '0')")
    with pytest.raises(sqlite3.Error):
        Register(tmp_path / "old.sqlite")
    with pytest.raises(sqlite3.Error):
        Register(tmp_path / "none.sqlite")
