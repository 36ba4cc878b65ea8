"""Which document renews which, and which paragraph continues which: on values, then from files to pages."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resograph.symbols import parse
from resograph.wording.lineage import lineage_of
from resograph.wording.members import Member, plain_title
from resograph.wording.reuse import wordings
from resograph.wording.series import renewed
from resograph.wording.sketches import sketch
from resograph.wording.tokens import tokens_of

LAMPS = "Requests the Secretary-General to light the lamps of the harbour each evening before dusk"
SHIPS = "Urges all Member States to keep their ships away from the reef during the breeding season"
GULLS = "Welcomes the report on gulls and terns that nest upon the northern cliffs of the island"
TIDES = "Decides to include in its provisional agenda the item on tides and currents of the sound"
BELLS = "Encourages the keepers of old towers to ring their bells when fog lies upon the water"
WELLS = "Invites donors to pay for wells that give clean water to villages along the dry coast"


def member(symbol: str, year: int, title: str, paragraphs: list[str], **told: object) -> Member:
    tokens = [tokens_of(words, "en") for words in paragraphs]
    values: dict[str, object] = {
        "cited": frozenset(),
        "prolonged": frozenset(),
        "named_before": None,
        "language": "en",
        "sketches": tuple(sketch(one, unspaced=False) for one in tokens),
    }
    values["parts"] = tuple(f"para_{number}" for number in range(1, len(paragraphs) + 1))
    day = datetime.date(year, 12, 1)
    return Member(parse(symbol), day, {"en": plain_title(title)}, **{**values, **told})  # type: ignore[arg-type]


def council(symbol: str, year: int, paragraphs: list[str], **told: object) -> Member:
    """Of a body whose titles tell nothing."""
    return member(symbol, year, "", paragraphs, **told)


MANDATE = frozenset({"S/RES/1990(2011)"})
ROW = frozenset({"S/RES/1540(2004)", "S/RES/1673(2006)", "S/RES/1810(2008)"})
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
    # a text that only prolongs another stands in the row, though the next has the words of the first
    (
        [
            council("S/RES/2500(2019)", 2019, [LAMPS, SHIPS, GULLS, WELLS]),
            council("S/RES/2550(2020)", 2020, [TIDES], prolonged=frozenset({"S/RES/2500(2019)"})),
            council("S/RES/2600(2021)", 2021, [LAMPS, SHIPS, GULLS, BELLS], cited=frozenset({"S/RES/2500(2019)"})),
        ],
        {"2550(2020)": ["2500(2019)"], "2600(2021)": ["2550(2020)"]},
    ),
    # so does a short one that names nothing else
    (
        [
            council("S/RES/2500(2019)", 2019, [LAMPS, SHIPS, GULLS, WELLS]),
            council("S/RES/2550(2020)", 2020, [LAMPS, TIDES], cited=frozenset({"S/RES/2500(2019)"})),
            council("S/RES/2600(2021)", 2021, [LAMPS, SHIPS, GULLS, BELLS], cited=frozenset({"S/RES/2500(2019)"})),
        ],
        {"2550(2020)": ["2500(2019)"], "2600(2021)": ["2550(2020)"]},
    ),
    # a second that is like the first, of which a full text stands between
    (
        [
            council("S/RES/2500(2019)", 2019, [TIDES, BELLS]),
            council("S/RES/2550(2020)", 2020, [LAMPS, SHIPS, GULLS, TIDES], prolonged=frozenset({"S/RES/2500(2019)"})),
            council("S/RES/2600(2021)", 2021, [TIDES, BELLS], prolonged=frozenset({"S/RES/2550(2020)"})),
        ],
        {"2550(2020)": ["2500(2019)"], "2600(2021)": ["2550(2020)"]},
    ),
    # two that prolong the same need less in common, and alternate
    (
        [
            council("S/RES/2500(2019)", 2019, [LAMPS, SHIPS, GULLS], prolonged=MANDATE),
            council("S/RES/2550(2020)", 2020, [LAMPS, BELLS, TIDES, WELLS], prolonged=MANDATE),
            council("S/RES/2600(2021)", 2021, [LAMPS, SHIPS, GULLS, WELLS], prolonged=MANDATE),
        ],
        {"2550(2020)": ["2500(2019)"], "2600(2021)": ["2550(2020)"]},
    ),
    # one that recalls the same row, and the earlier as its last
    (
        [
            council("S/RES/2550(2020)", 2020, [LAMPS, BELLS, TIDES], cited=ROW),
            council("S/RES/2600(2021)", 2021, [LAMPS, SHIPS, GULLS, WELLS], cited=ROW | {"S/RES/2550(2020)"}),
        ],
        {"2600(2021)": ["2550(2020)"]},
    ),
    # one that replaces a paragraph of another's text is no later text of its series
    (
        [
            council("S/RES/2550(2020)", 2020, [LAMPS, BELLS, TIDES]),
            council("S/RES/2600(2021)", 2021, [GULLS, SHIPS, WELLS], cited=frozenset({"S/RES/2550(2020)"})),
        ],
        {},
    ),
    # the earlier never renews the later, nor itself
    ([FIRST], {}),
]


@pytest.mark.parametrize(("members", "expected"), SERIES)
def test_the_document_before(members: list[Member], expected: dict[str, list[str]]) -> None:
    for order in (members, members[::-1]):
        found = renewed(order)
        short = {str(one).split("/RES/")[1]: [str(e).split("/RES/")[1] for e in found[one]] for one in found}
        assert short == expected


BEFORE = f"{LAMPS} while mists cover the bay and no pilot can see the mole"
WORDINGS = [
    # of two series, in another organ too; the first adopted is the first use
    (
        [
            member("A/RES/71/1", 2016, "Lamps", [SHIPS, LAMPS]),
            member("E/RES/2015/3", 2015, "Lights", [LAMPS, GULLS]),
            member("A/RES/70/9", 2015, "Wells", [WELLS, LAMPS, LAMPS]),
        ],
        [],
        [["A/RES/70/9~para_2", "A/RES/70/9~para_3", "E/RES/2015/3~para_1", "A/RES/71/1~para_2"]],
    ),
    # one series alone
    (
        [FIRST, member("A/RES/71/1", 2016, "Lamps of the harbour", [LAMPS, SHIPS])],
        [("A/RES/71/1", "A/RES/70/1")],
        [],
    ),
    # one series, then another
    (
        [FIRST, member("A/RES/71/1", 2016, "Lamps", [LAMPS]), member("A/RES/72/4", 2017, "Tides", [TIDES, LAMPS])],
        [("A/RES/71/1", "A/RES/70/1")],
        [["A/RES/70/1~para_1", "A/RES/71/1~para_1", "A/RES/72/4~para_2"]],
    ),
    # nearly the same words are, others are not
    (
        [FIRST, member("A/RES/72/4", 2017, "Bells", [f"{SHIPS} each year", f"{BEFORE}"])],
        [],
        [["A/RES/70/1~para_2", "A/RES/72/4~para_1"]],
    ),
    # other languages have other words
    ([FIRST, member("A/RES/72/4", 2017, "Bells", [LAMPS], language="fr")], [], []),
]


@pytest.mark.parametrize(("members", "renewals", "expected"), WORDINGS)
def test_words_of_several_series(
    members: list[Member], renewals: list[tuple[str, str]], expected: list[list[str]]
) -> None:
    pairs = [(parse(later), parse(earlier)) for later, earlier in renewals]
    for order in itertools.permutations(members):
        found = [[f"{symbol}~{eid}" for symbol, eid in one.uses] for one in wordings(order, pairs)]
        assert found == expected


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
