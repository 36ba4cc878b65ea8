"""Tables in segments: whatever was added, changed and taken out, they hold what one written at once holds."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables_made import Parts, contents, of_texts, rows_from, turtle_of, write

from resograph.releases.catalogue import Catalogue, Selection
from resograph.releases.register import Register, Wanted
from resograph.releases.search import Filters, SearchIndex
from resograph.releases.tables import NoTablesError, Tables, TablesError
from resograph.releases.tables.rows import TableRows
from resograph.symbols import parse
from resograph.symbols.near import near_symbols

WORDS = {
    "en": ["women", "peace", "security", "volunteers", "water", "children", "trade", "debt", "ocean", "youth", "law"],
    "fr": ["femmes", "paix", "sécurité", "bénévoles", "eau", "enfants", "dette", "océan", "jeunesse", "droit"],
    "zh": ["妇女", "和平", "安全", "志愿人员", "水", "儿童", "贸易", "债务", "海洋", "青年", "法治"],
    "ar": ["قرار", "بقرار", "المرأة", "السلام", "الأمن", "المتطوعين", "المياه", "أطفال", "التجارة", "الديون"],
}
BASE_WORKS = 48


def parts_of(seed: int) -> Parts:
    """Some words, always the same for a seed."""
    chance = random.Random(seed)
    found: dict[str, dict[str, str]] = {}
    for number in range(chance.randint(1, 4)):
        eid = f"para_{number}" if number else ""
        found[eid] = {
            language: " ".join(chance.choice(words) for _ in range(chance.randint(3, 20)))
            for language, words in WORDS.items()
            if chance.random() < 0.8
        }
    return found


def symbol(number: int) -> str:
    return f"A/RES/{60 + number % 5}/{number + 1}"


def made(versions: dict[int, int]) -> list[TableRows]:
    """The rows of works: number → which version of it."""
    return of_texts({symbol(number): parts_of(100 * number + version) for number, version in versions.items()})


steps = st.lists(
    st.dictionaries(st.integers(0, BASE_WORKS + 12), st.sampled_from([None, 1, 2, 3]), min_size=1, max_size=4),
    min_size=1,
    max_size=9,
)
QUERIES = [
    "women",
    "peace security",
    '"women peace"',
    "volunteers -debt",
    "志愿人员",
    "妇女 和平",
    "قرار",
    "secur* OR eau",
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=steps)
def test_many_segments_hold_what_one_holds(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[int, int | None]]
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    state = dict.fromkeys(range(BASE_WORKS), 0)
    tables = write(folder / "0", made(state))
    for number, step in enumerate(steps, start=1):
        added = {work: version for work, version in step.items() if version is not None}
        gone = [symbol(work) for work in step if work not in added]
        tables = write(folder / str(number), made(added), folder / str(number - 1), gone, now=number)
        state = {work: version for work, version in {**state, **step}.items() if version is not None}
        assert len(tables.segments) <= 8
    at_once = write(folder / "at-once", made(state))
    one, other = contents(tables), contents(at_once)
    for name in one.keys() - {"record", "member", "named"}:
        assert one[name] == other[name], name
    held = sorted(map(symbol, state))
    assert [name for name, _ in Catalogue(tables).held(0, 999)] == held
    mine, theirs = SearchIndex(tables), SearchIndex(at_once)
    assert sorted(mine.documents(most=999)[0]) == held
    assert mine.holdings() == theirs.holdings()
    for words in QUERIES:
        assert mine.facets(words) == theirs.facets(words)
        assert_alike(mine, theirs, words)
    for words in ("wimen", "securty", "بقرر"):
        assert mine.meant(words) == theirs.meant(words)


def assert_alike(mine: SearchIndex, theirs: SearchIndex, words: str) -> None:
    """The same is found, and what is clearly better comes before."""
    one, other = (index.find(words, most=9999).matches for index in (mine, theirs))
    assert {(match.path, match.languages) for match in one} == {(match.path, match.languages) for match in other}
    places = {match.path: place for place, match in enumerate(one)}
    best = [match for match in other if match.score >= 0.5]
    for match in best:
        for worse in best:
            if match.score > 1.5 * worse.score + 0.5:
                assert places[match.path] < places[worse.path], (words, match, worse)


def test_a_text_is_ranked_the_same_in_every_segment(tmp_path: Path) -> None:
    rare = {"": {"en": "About a thing"}, "para_1": {"en": "Decides on peace in the ocean, and on the law of the ocean"}}
    base = {symbol(number): parts_of(number) for number in range(BASE_WORKS)}
    write(tmp_path / "a", of_texts({**base, "A/RES/70/1": rare}))
    tables = write(tmp_path / "b", of_texts({"A/RES/70/2": rare}), tmp_path / "a")
    assert len(tables.segments) == 2
    for words in ("decides", "ocean law", '"the ocean" peace', "decid* -women", "thing OR ocean"):
        found = SearchIndex(tables).find(words, "en", most=999).matches
        scores = {match.path: match.score for match in found if match.path.startswith("A/RES/70/")}
        assert len(scores) in (2, 4)
        for path in ("", "~para_1"):
            first, second = (scores.get(f"A/RES/70/{number}{path}", 0.0) for number in (1, 2))
            assert first == pytest.approx(second, abs=0.002)


def test_an_addition_links_what_was_there_and_writes_little(tmp_path: Path) -> None:
    base = of_texts({symbol(number): parts_of(number) for number in range(BASE_WORKS)})
    write(tmp_path / "a", base)
    tables = write(tmp_path / "b", of_texts({symbol(3): parts_of(999)}), tmp_path / "a")
    first, second = tables.segments
    assert first.path.stat().st_ino == (tmp_path / "a" / "1.sqlite").stat().st_ino
    with sqlite3.connect(second.path) as database:
        assert database.execute("SELECT symbol FROM work").fetchall() == [(symbol(3),)]
        assert len(database.execute("SELECT id FROM gone").fetchall()) == 1


def test_small_segments_are_merged_and_the_first_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "0", of_texts({symbol(number): parts_of(number) for number in range(BASE_WORKS)}))
    for step in range(1, 12):
        tables = write(
            tmp_path / str(step), of_texts({f"A/RES/70/{step}": parts_of(step)}), tmp_path / str(step - 1), now=step
        )
        assert len(tables.segments) <= 4
    assert tables.segments[0].number == 1
    again = write(tmp_path / "x", of_texts({symbol(n): parts_of(n + 7) for n in range(30)}), tmp_path / "11", now=99)
    assert len(again.segments) == 1


def test_datestamps_go_on(tmp_path: Path) -> None:
    one, two = parts_of(1), parts_of(2)
    first = write(tmp_path / "a", of_texts({"A/RES/71/1": one, "A/RES/71/2": two}), now=100)
    assert [(row.symbol, row.changed) for row in Catalogue(first).newest(None, 9)] == [
        ("A/RES/71/2", 100),
        ("A/RES/71/1", 100),
    ]
    second = write(tmp_path / "b", of_texts({"A/RES/71/1": one}), tmp_path / "a", gone=["A/RES/71/2"], now=50)
    rows = {row.symbol: (row.changed, row.first, row.deleted) for row in Catalogue(second).newest(None, 9)}
    assert rows == {"A/RES/71/1": (100, 100, False), "A/RES/71/2": (101, 100, True)}
    gone = Catalogue(second).work("A/RES/71/2", "oai_dc")
    assert gone is not None and (gone.metadata, "organ:un-ga" in gone.sets) == (b"", True)
    third = write(tmp_path / "c", of_texts({"A/RES/71/1": two, "A/RES/71/2": two}), tmp_path / "b", now=200)
    rows = {row.symbol: (row.changed, row.first, row.deleted) for row in Catalogue(third).newest(None, 9)}
    assert rows == {"A/RES/71/1": (200, 100, False), "A/RES/71/2": (200, 100, False)}
    anew = write(tmp_path / "d", of_texts({"A/RES/71/1": two}), tmp_path / "c", now=300, anew=True)
    rows = {row.symbol: (row.changed, row.first, row.deleted) for row in Catalogue(anew).newest(None, 9)}
    assert rows == {"A/RES/71/1": (200, 100, False), "A/RES/71/2": (300, 100, True)}
    last = write(tmp_path / "e", of_texts({"A/RES/71/1": two}), tmp_path / "d", now=400, anew=True)
    assert [row.changed for row in Catalogue(last).newest(None, 9)] == [300, 200]


def test_lists_are_pages_of_one_list(tmp_path: Path) -> None:
    write(tmp_path / "0", of_texts({symbol(number): parts_of(number) for number in range(BASE_WORKS)}), now=10)
    tables = write(
        tmp_path / "1", of_texts({symbol(n): parts_of(99) for n in range(5)}), tmp_path / "0", [symbol(9)], now=20
    )
    catalogue = Catalogue(tables)
    for selection in (Selection(), Selection("organ:un-ga"), Selection("kind", since=15), Selection(until=15)):
        found, after = [], None
        while page := catalogue.page(selection, after, 7, "oai_dc"):
            found += page
            after = page[-1].place
        places = [row.place for row in found]
        assert places == sorted(places)
        assert len({row.symbol for row in found}) == len(found) == catalogue.count(selection)
        assert all(row.metadata or row.deleted for row in found)
    assert catalogue.count(Selection(since=15)) == 6
    assert (catalogue.earliest(), catalogue.latest(), len(catalogue)) == (10, 20, BASE_WORKS - 1)
    assert len(catalogue.sets("", 99)) == catalogue.count_sets()


def acts(number: str, body: str, verb: str) -> TableRows:
    path = f"A/RES/71/{number}"
    text = f"""
    <{path}> a reso:Document ; reso:adoptedBy <body/{body}> ; reso:adoptedOn "20{number:0>2}-05-30"^^xsd:date ;
      reso:session <session/{body}/1> .
    <{path}~para_1> reso:inDocument <{path}> ; reso:position 1 ; reso:theme <theme/1> .
    <{path}~para_1__act_1> a reso:Act, reso:Request ; reso:inPart <{path}~para_1> ; reso:position 1 ;
      reso:verb <verb/{verb}> ; reso:addressee <actor/x> ; reso:asksForReport <{path}~para_1__report_1> .
    <{path}~para_1__report_1> reso:reportKind "report" ; reso:dueYear "2024"^^xsd:gYear .
    """
    return rows_from(path, turtle_of(text), f"{number} {verb}")


def test_the_register_counts_over_segments(tmp_path: Path) -> None:
    works = [acts(str(number), "un-ga", "requests") for number in range(1, 25)]
    write(tmp_path / "0", works, answers=[("A/RES/71/1~para_1__act_1", "A/1/1"), ("A/RES/71/2~para_1__act_1", "A/1/2")])
    answers = [("A/RES/71/1~para_1__act_1", "A/1/1"), ("A/RES/71/25~para_1__act_1", "A/1/3"), ("A/RES/79/9", "A/1/4")]
    changed = [acts("1", "un-ga", "urges"), acts("25", "un-sc", "urges")]
    tables = write(tmp_path / "1", changed, tmp_path / "0", ["A/RES/71/5"], answers=answers)
    assert len(tables.segments) == 2
    register = Register(tables)
    assert register.count(Wanted("requests")) == len(register.acts(Wanted())) == 24
    assert [(one.value, one.count) for one in register.counts(Wanted(), "verb")] == [
        ("verb/requests", 22),
        ("verb/urges", 2),
    ]
    for feature in ("organ", "theme", "addressee", "year", "adopted", "document"):
        assert sum(one.count for one in register.counts(Wanted(), feature)) == 24
    assert [act.symbol for act in register.acts(Wanted(answered=True), "document")] == ["A/RES/71/1", "A/RES/71/25"]
    assert register.count(Wanted(answered=False)) == 22
    assert [act.answers for act in register.acts(Wanted(document="A/RES/71/1"))] == [("A/1/1",)]
    act = register.act("A/RES/71/1~para_1__act_1")
    assert act is not None
    assert (act.verb, act.due, act.reports[0].path) == ("verb/urges", "2024-09-01", "A/RES/71/1~para_1__report_1")
    assert register.act("A/RES/71/5~para_1__act_1") is register.act("A/RES/71/1~para_1__act_9") is None
    assert register.count(Wanted(parts=("A/RES/71/1~para_1", "A/RES/71/5~para_1", "A/RES/71/7~para_1"))) == 2
    assert register.count_parts("theme/1", "theme") == len(register.parts("theme/1", "theme")) == 24
    assert [path for path, _, _ in register.parts("theme/1", "theme", 1)] == ["A/RES/71/25~para_1"]
    assert sum(sum(one.counts.values()) for one in register.acts_by_year(Wanted())) == 24
    assert [one.count for one in register.filed_beside("body/un-ga", "adoptedBy", "session")] == [23]


NEAR = [
    ("A/RES/61/500", ["A/RES/61/47", "A/RES/61/42", "A/RES/61/37", "A/RES/61/32", "A/RES/61/27"]),
    ("A/RES/61/3", ["A/RES/61/2", "A/RES/61/7", "A/RES/61/12", "A/RES/61/17", "A/RES/61/22"]),
    ("S/RES/1325(2000)", ["A/RES/60/1"]),
]


@pytest.mark.parametrize(("wanted", "near"), NEAR)
def test_what_is_near_is_of_the_same_session(wanted: str, near: list[str]) -> None:
    known = sorted(symbol(number) for number in range(BASE_WORKS))
    assert near_symbols(known, parse(wanted))[: len(near)] == near


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoTablesError, match=r"no tables in .* resograph add"):
        Tables(tmp_path)
    for content in (b"", b"no database"):
        (tmp_path / "1.sqlite").write_bytes(content)
        with pytest.raises(TablesError, match="damaged"):
            Tables(tmp_path)


def test_another_version_is_told(tmp_path: Path) -> None:
    write(tmp_path, of_texts({symbol(1): parts_of(1)}))
    with sqlite3.connect(tmp_path / "1.sqlite") as database:
        database.execute("UPDATE about SET value = '0' WHERE name = 'format'")
    with pytest.raises(TablesError, match="another version"):
        Tables(tmp_path)


def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    tables = write(tmp_path, of_texts({symbol(number): parts_of(number) for number in range(BASE_WORKS)}))
    content = bytearray(tables.segments[0].path.read_bytes())
    content[4096 * 8 :] = b"\xff" * (len(content) - 4096 * 8)
    tables.segments[0].path.write_bytes(content)
    with pytest.raises(TablesError, match=r"damaged|cannot be read"):
        index = SearchIndex(Tables(tmp_path))
        for words in QUERIES:
            index.find(words)
        index.documents(Filters(), 99)


def test_two_tables_of_the_same_works_are_the_same_file(tmp_path: Path) -> None:
    works = {symbol(number): parts_of(number) for number in range(9)}
    for name in ("a", "b"):
        write(tmp_path / name, of_texts(works))
    assert (tmp_path / "a" / "1.sqlite").read_bytes() == (tmp_path / "b" / "1.sqlite").read_bytes()
