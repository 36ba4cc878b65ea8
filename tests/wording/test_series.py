"""Which document renews which, and which paragraph continues which: on values, then from files to pages."""

from __future__ import annotations

import datetime
import gzip
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import run
from resograph.symbols import parse
from resograph.wording.lineage import lineage_of
from resograph.wording.members import Member, plain_title
from resograph.wording.series import renewed
from resograph.wording.sketches import sketch
from resograph.wording.tokens import tokens_of
from web.servers import served

LAMPS = "Requests the Secretary-General to light the lamps of the harbour each evening before dusk"
SHIPS = "Urges all Member States to keep their ships away from the reef during the breeding season"
GULLS = "Welcomes the report on gulls and terns that nest upon the northern cliffs of the island"
TIDES = "Decides to include in its provisional agenda the item on tides and currents of the sound"
WELLS = "Invites donors to pay for wells that give clean water to villages along the dry coast"


def member(symbol: str, year: int, title: str, paragraphs: list[str], **told: object) -> Member:
    tokens = [tokens_of(words, "en") for words in paragraphs]
    values: dict[str, object] = {
        "cited": frozenset(),
        "changed": frozenset(),
        "named_before": None,
        "language": "en",
        "sketches": tuple(sketch(one, unspaced=False) for one in tokens),
    }
    day = datetime.date(year, 12, 1)
    return Member(parse(symbol), day, {"en": plain_title(title)}, **{**values, **told})  # type: ignore[arg-type]


FIRST = member("A/RES/70/1", 2015, "Lamps of the harbour", [LAMPS, SHIPS, GULLS])
CITED = frozenset({"A/RES/70/1"})

SERIES = [
    # the same title a year later
    ([FIRST, member("A/RES/71/1", 2016, "Lamps of the harbour", [LAMPS, SHIPS])], {"71/1": ["70/1"]}),
    # of three in a row, only the one before
    (
        [
            FIRST,
            member("A/RES/71/1", 2016, "Lamps of the harbour", [LAMPS, SHIPS]),
            member("A/RES/72/1", 2017, "Lamps of the harbour", [LAMPS, SHIPS]),
        ],
        {"71/1": ["70/1"], "72/1": ["71/1"]},
    ),
    # a year without one
    ([FIRST, member("A/RES/72/1", 2017, "Lamps of the harbour", [LAMPS])], {"72/1": ["70/1"]}),
    # renamed, and says what it follows
    ([FIRST, member("A/RES/71/1", 2016, "Lights at night", [LAMPS, SHIPS, TIDES], cited=CITED)], {"71/1": ["70/1"]}),
    # shares words and a form of title, and is another's
    ([FIRST, member("A/RES/71/1", 2016, "Bells of the chapel", [LAMPS, SHIPS, TIDES])], {}),
    # cites it, and is about something else
    ([FIRST, member("A/RES/71/1", 2016, "Wells", [WELLS, TIDES], cited=CITED)], {}),
    # two are one
    (
        [
            FIRST,
            member("A/RES/70/2", 2015, "Wells of the coast", [WELLS, TIDES]),
            member(
                "A/RES/71/1",
                2016,
                "Lights and water",
                [LAMPS, SHIPS, GULLS, WELLS, TIDES],
                cited=CITED | {"A/RES/70/2"},
            ),
        ],
        {"71/1": ["70/1", "70/2"]},
    ),
    # not held, and named under the title
    (
        [member("A/RES/71/1", 2016, "Bells", [GULLS], named_before=parse("A/RES/68/5"))],
        {"71/1": ["68/5"]},
    ),
    # the earlier never renews the later, nor itself
    ([FIRST], {}),
]


@pytest.mark.parametrize(("members", "expected"), SERIES)
def test_the_document_before(members: list[Member], expected: dict[str, list[str]]) -> None:
    for order in (members, members[::-1]):
        found = renewed(order)
        short = {str(one).removeprefix("A/RES/"): [str(e).removeprefix("A/RES/") for e in found[one]] for one in found}
        assert short == expected


def test_a_member_is_kept_as_it_is() -> None:
    later = member("A/RES/71/1", 2016, "Lamps", [LAMPS], cited=CITED, named_before=parse("A/RES/68/5"))
    for one in (FIRST, later):
        assert Member.from_json(one.to_json()) == one


@given(
    st.lists(
        st.sampled_from(["lamps", "ships", "gulls", "tides", "wells", "reef", "dusk", "coast", "bells", "sound"]),
        max_size=40,
    )
)
def test_a_sketch_is_of_the_words_alone(words: list[str]) -> None:
    made = sketch(words, unspaced=False)
    assert made == sketch(tuple(words), unspaced=False) and list(made) == sorted(set(made))
    assert (len(words) < 8) == (not made)


LINEAGES = [
    # (later, earlier) by language → continued, dropped
    (
        {"en": [("preamble_1", GULLS), ("para_1", LAMPS)]},
        {"en": [("preamble_1", GULLS), ("para_1", f"{LAMPS} and until dawn"), ("para_2", TIDES)]},
        ["preamble_1 preamble_1 same", "para_1 para_1 edited"],
        ["para_2"],
    ),
    # one language of three cannot decide alone
    (
        {"en": [("para_1", LAMPS)], "fr": [("para_1", "Prie")], "es": [("para_1", "Pide")]},
        {"en": [("para_1", LAMPS)], "fr": [("para_1", "Autre chose")], "es": [("para_1", "Otra")]},
        [],
        ["para_1"],
    ),
    # a language that one alone has says nothing
    ({"en": [("para_1", LAMPS)], "zh": [("para_1", "点灯")]}, {"en": [("para_2", LAMPS)]}, ["para_1 para_2 same"], []),
    # notes, formulas and the words around are not compared
    (
        {"en": [("formula_1", "The General Assembly,"), ("para_1", LAMPS), ("note_1", GULLS)]},
        {"en": [("formula_1", "The General Assembly,"), ("para_1", LAMPS), ("note_1", GULLS)]},
        ["para_1 para_1 same"],
        [],
    ),
    # nothing in common
    ({"en": [("para_1", LAMPS)]}, {"fr": [("para_1", LAMPS)]}, [], []),
]


@pytest.mark.parametrize(("later", "earlier", "continued", "dropped"), LINEAGES)
def test_what_continues_what(
    later: dict[str, list[tuple[str, str]]],
    earlier: dict[str, list[tuple[str, str]]],
    continued: list[str],
    dropped: list[str],
) -> None:
    found = lineage_of(later, earlier)
    assert [" ".join((one.later, one.earlier, *one.change)) for one in found.continued] == continued
    assert list(found.dropped) == dropped


PAGE = """United Nations A/RES/{session}/9
General Assembly
Resolution adopted by the General Assembly on {day}
{session}/9. Lamps of the harbour
The General Assembly,
Recalling its resolution {before} on the lamps of the harbour,
{preamble},
1. {one};
2. {two}.
"""
TEXTS = {
    "A_RES_70_9-en.txt": {"session": 70, "day": "1 December 2015", "before": "69/7 of 2 December 2014"}
    | {"preamble": GULLS, "one": LAMPS, "two": SHIPS},
    "A_RES_71_9-en.txt": {"session": 71, "day": "1 December 2016", "before": "70/9 of 1 December 2015"}
    | {"preamble": GULLS, "one": f"{LAMPS}, and until dawn", "two": TIDES},
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("series")
    for name, values in TEXTS.items():
        (folder / name).write_text(PAGE.format(**values), encoding="utf-8")
    built = run("add", str(folder), "--store", str(folder / "store"), "--jobs", "1")
    assert built.returncode == 0, built.stderr
    return folder / "store"


def _context(store: Path) -> list[str]:
    [packed] = (store / "releases").glob("*/shared/context.nq.gz") if store.is_dir() else []
    return gzip.decompress(packed.read_bytes()).decode().splitlines()


def test_files_become_a_series_whatever_their_order(store: Path, tmp_path: Path) -> None:
    lines = _context(store)
    told = {line.replace("http://localhost:8000/", "").replace("https://w3id.org/resograph/ns#", "") for line in lines}
    for line in (
        "<A/RES/71/9> <renews> <A/RES/70/9> .",
        "<A/RES/70/9> <renews> <A/RES/69/7> .",
        "<A/RES/71/9~para_1> <continues> <A/RES/70/9~para_1> .",
        "<A/RES/71/9~para_1__continues_1> <change> <change/edited> .",
        "<A/RES/71/9> <drops> <A/RES/70/9~para_2> .",
    ):
        assert line in told
    other = tmp_path / "store"
    for name in reversed(TEXTS):
        added = run("add", str(store.parent / name), "--store", str(other), "--jobs", "1")
        assert added.returncode == 0, added.stderr
    newest = max((other / "releases").iterdir(), key=lambda one: one.name)
    packed = gzip.decompress((newest / "shared" / "context.nq.gz").read_bytes()).decode().splitlines()
    assert packed == lines


def test_the_series_and_agreed_language_answer(store: Path) -> None:
    with served("--store", str(store)) as http:
        declared = http.get("/openapi.json").json()["paths"]

        def schema(path: str) -> dict[str, object]:
            content = declared[path]["get"]["responses"]["200"]["content"]
            found: dict[str, object] = content["application/json"]["schema"]
            return found

        accept = {"Accept": "application/json"}
        told = http.get("/series/A/RES/70/9", headers=accept).json()
        jsonschema.validate(told, schema("/series/{symbol}"))
        assert [one["symbol"] for one in told["documents"]] == ["A/RES/69/7", "A/RES/70/9", "A/RES/71/9"]
        assert told["documents"][2]["counts"] == {"same": 1, "edited": 2, "new": 1, "dropped": 1}
        page = http.get("/series/A/RES/71/9", headers={"Accept": "text/html"}).text
        assert page.count('class="edited"') == 2 and "A/RES/69/7" in page
        assert "A/RES/70/9" in http.get("/en/A/RES/71/9~para_1.html").text

        found = http.get("/wording", params={"q": LAMPS, "lang": "en"}, headers=accept).json()
        jsonschema.validate(found, schema("/wording"))
        assert [one["address"].rpartition("/")[2] for one in found["matches"]] == ["9~para_1", "9~para_1"]
        assert [one["nearness"] for one in found["matches"]] == ["exact", "exact"]
        loose = http.get("/wording", params={"q": "lamps by ships at harbour tides"}, headers=accept).json()
        assert loose["looser"] and loose["language"] == "en"
        assert http.get("/wording", params={"q": "xyzzy plugh", "lang": "en"}, headers=accept).json()["matches"] == []


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/wording?q=lamps&lang=xx", 400, "lang=xx"),
        ("/wording?q=lamps&lang=en&limit=0", 400, "limit=0"),
        (f"/wording?q={'lamps+' * 2000}", 400, "10,000"),
        ("/series/nonsense", 400, "symbol"),
        ("/series/A/RES/50/999", 404, "neither held nor cited"),
    ],
)
def test_bad_requests_get_a_sentence(client: object, path: str, status: int, words: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})  # type: ignore[attr-defined]
    assert answer.status_code == status and words in answer.json()["detail"]
