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
from tests.timing import seconds

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
