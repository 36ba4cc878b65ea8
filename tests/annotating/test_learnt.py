"""Words that speak for themes without naming them, learnt from cataloguers' subjects (data/themes/)."""

from __future__ import annotations

import pytest

from resograph.annotating import Annotations, annotate
from resograph.annotating.learnt import RULE, LearntThemes, learnt_words
from resograph.documents import Document, Part, PartKind
from resograph.merging.merge import merge
from resograph.merging.subjects import subjects
from resograph.merging.work import Version
from resograph.resources import resource
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary
from timing import seconds

LEARNT = sorted(path.stem for path in resource("data", "themes").glob("*.tsv"))


def document(language: str, title: str, *texts: str) -> Document:
    parts = tuple(Part(PartKind.OPERATIVE, text, eid=f"para_{n}") for n, text in enumerate(texts, 1))
    return Document(parse("A/RES/99/1"), language, title, "99/1", parts)


def read(one: Document) -> Annotations:
    return annotate(one, vocabulary())


@pytest.mark.parametrize("language", LEARNT)
def test_rows_are_right(language: str) -> None:
    lines = (resource("data", "themes") / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len({tuple(row[:2]) for row in rows}) == len(rows)
    for number, phrase, title, text, given, works in rows:
        assert vocabulary().get(f"theme/{number}"), number
        assert 0 < int(given) <= int(works)
        assert not phrase or max(float(title or 0), float(text or 0)) > 0


def test_english_is_learnt() -> None:
    assert "en" in LEARNT


@pytest.mark.parametrize("language", LEARNT)
def test_nothing_speaks_in_nothing(language: str) -> None:
    assert LearntThemes(language).spoken("") == ()


@pytest.mark.parametrize("language", LEARNT)
def test_time_grows_with_the_text(language: str) -> None:
    """The commonest phrases, again and again."""
    glue = "" if language == "zh" else " "
    piece = glue.join(learnt_words(language).phrases[:200])

    def hear(times: int) -> float:
        text = glue.join([piece] * times)
        size = len(text)
        return seconds(lambda: LearntThemes(language).hear("para_1", text), runs=3) / size

    assert hear(40) < 4 * hear(4)


OUTER_SPACE = (
    "Reaffirming the importance and urgency of preventing an arms race in outer space,",
    "Encourages all States to contribute to the prevention of an arms race in outer space;",
    "Notes the possible placement of weapons in outer space;",
)
"""Of A/RES/76/230, which nothing was learnt from."""


def test_a_theme_stated_has_the_words_that_speak_for_it() -> None:
    one = document("en", "Further practical measures for the prevention of an arms race in outer space", *OUTER_SPACE)
    found = read(one)
    texts = {part.eid: part.text for part in one.in_order()}
    told = [mention for mention in found.themes if mention.rule == f"en.{RULE}"]
    assert told
    for mention in told:
        assert texts[mention.part][slice(*mention.span)].strip() == texts[mention.part][slice(*mention.span)] != ""
        assert dict(found.spoken)[mention.target] >= 0.5


def test_words_learnt_move_a_theme_up() -> None:
    one = document("en", "Further practical measures for the prevention of an arms race in outer space", *OUTER_SPACE)
    first = subjects(merge([Version(one, read(one))]), vocabulary())[:2]
    names = {concept.preferred("en") for path in first if (concept := vocabulary().get(path))}
    assert names == {"ARMS RACE", "OUTER SPACE"}
