"""Questions in six languages → queries filled in; names by their beginnings: the open half of the gold tables."""

from __future__ import annotations

import pytest
from bench.asking import HALVES, made, measure, things_first

from resograph.asking import Asker
from resograph.reconciling import Beginnings
from resograph.reconciling.phrases import PhraseIndex, keys_of
from resograph.releases import Release
from resograph.releases.reader import ReleaseGraph
from resograph.sparql.operations import operations, places_in
from resograph.symbols.address import LANGUAGES
from timing import seconds

Understanding = tuple[Asker, Beginnings]


@pytest.fixture(scope="module")
def understanding(release: Release) -> Understanding:
    graph = ReleaseGraph(release)
    return made(graph)


def test_questions_as_people_ask_them(understanding: Understanding) -> None:
    counts = measure(understanding[0], HALVES["open"], verbose=True)
    assert counts.first >= 0.85 * counts.all
    assert counts.three >= 0.95 * counts.all
    assert counts.certain >= 0.5 * counts.all
    assert counts.wrong == 0


def test_names_as_they_are_typed(understanding: Understanding) -> None:
    assert things_first(understanding[1], verbose=True) >= 0.9  # without documents, little tells equal names apart


FILLED = [
    (
        "en",
        "did anybody abstain on 76/46?",
        "voted-on",
        {"document": "A/RES/76/46", "vote": "abstaining"},
    ),
    ("en", "reports due from UNICEF in 2025", "reports-by", {"actor": "actor/unicef", "year": "2025"}),
    ("fr", "qui est l’auteur de 70/1", "sponsors-of", {"document": "A/RES/70/1"}),
    ("es", "mandatos vigentes el 2024-01-01", "mandate-status", {"day": "2024-01-01"}),
    ("ru", "доклады к 80-й сессии", "reports-to-session", {"session": "session/un-ga/80"}),
    ("zh", "第80届会议应收到哪些报告", "reports-to-session", {"session": "session/un-ga/80"}),
    ("ar", "كيف صوتت الصين", "votes-of", {"state": "state/chn"}),
]


@pytest.mark.parametrize(("language", "text", "query", "values"), FILLED)
def test_it_is_filled(
    understanding: Understanding, language: str, text: str, query: str, values: dict[str, str]
) -> None:
    first = understanding[0].questions(text, language)[0]
    assert (first.operation.name, dict(first.values)) == (query, values)
    assert first.words and "{" not in first.words


NOTHING_CERTAIN = [
    "what is the weather in Paris",
    "how to cook rice",
    "今天天气怎么样",
    "ما هو الطقس اليوم",
    "quel temps fait-il",
    "women and girls in peacebuilding",
    "OHCHR",
    "Wer hat gegen 77/65 gestimmt?",
    "who voted for the budget",
    "reports",
    "",
    "?",
    "who " * 70,
    "word " * 1000,
]


@pytest.mark.parametrize("text", NOTHING_CERTAIN)
def test_what_is_no_question_here_is_not_taken_for_one(understanding: Understanding, text: str) -> None:
    assert not any(one.certain for one in understanding[0].questions(text, "en"))


def test_what_is_missing_is_not_made_up(understanding: Understanding) -> None:
    found = understanding[0].questions("who voted against", "en")
    assert all(one.operation.name != "voted-on" for one in found)


TYPED = [
    ("al-shab", "en", "body/sc-committee-751"),
    ("CLIMATE ch", "en", "theme/1001030"),
    ("secretaire gen", "fr", "actor/secretary-general"),
    ("الامين العا", "ar", "actor/secretary-general"),
    ("صين", "ar", "state/chn"),
    ("志愿人员组织", "zh", "actor/un-volunteers"),
]


@pytest.mark.parametrize(("typed", "language", "path"), TYPED)
def test_a_name_is_found_by_beginnings_of_its_words(
    understanding: Understanding, typed: str, language: str, path: str
) -> None:
    assert understanding[1].find(typed, language, 3)[0][0].path == path


@pytest.mark.parametrize("name", operations())
def test_ways_of_asking_have_places_for_what_is_needed(name: str) -> None:
    found = operations()[name]
    assert set(found.asks) in (set(), set(LANGUAGES))
    needed = {row.name for row in found.parameters if not row.optional}
    for ways in found.asks.values():
        assert all(needed <= {place for place, _ in places_in(way)} for way in ways), ways


def test_no_way_is_two_queries() -> None:
    ways: dict[tuple[str, str], str] = {}
    for name, found in operations().items():
        for language, texts in found.asks.items():
            for text in texts:
                assert ways.setdefault((language, text.casefold()), name) == name, text


def test_names_in_a_text_take_time_in_proportion(understanding: Understanding) -> None:
    texts = ("Human Rights Council", "human rights human rights x")
    names = [[token.key for token in keys_of(text, "en")] for text in texts]
    index = PhraseIndex(lambda *start: [(name, 1) for name in names if start == ("en", name[0])], lambda code: ())

    short, long = ("human rights " * (length // 13) for length in (10_000, 100_000))
    assert not index.places(long)
    assert seconds(lambda: index.places(long), runs=2) < 30 * max(seconds(lambda: index.places(short), runs=2), 0.001)
