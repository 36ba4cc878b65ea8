"""What was found, as JSON, reads back as it was."""

from __future__ import annotations

import datetime

import pytest

from conftest import SHARED
from resograph.annotating import Annotations, Citation, annotate
from resograph.annotating.as_json import from_json, to_json
from resograph.annotating.facts import Attribution, LocalEntity
from resograph.documents import Span
from resograph.merging.work import Version
from resograph.reading import read
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary

OFFICIAL = SHARED / "corpus"


def test_the_seed_reads_back(version: Version) -> None:
    assert version.annotations.acts
    assert from_json(to_json(version.annotations)) == version.annotations


def test_dates_and_people_read_back() -> None:
    day = datetime.date(2013, 7, 15)
    found = Annotations(
        citations=(
            Citation("para_1", Span(1, 2), parse("A/RES/67/138"), "r", day, attribution=Attribution("x", day, "")),
        ),
        entities=(LocalEntity("para_1", "~para_1__event_1", "Event", "a", day),),
    )
    assert from_json(to_json(found)) == found


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official sample (../shared/corpus) is not here")
def test_official_versions_read_back() -> None:
    for path in sorted(OFFICIAL.glob("*/*/*/*.xml"))[::150]:
        found = annotate(read(path.read_bytes(), path.name), vocabulary())
        assert from_json(to_json(found)) == found


@pytest.mark.parametrize("text", ["[]", "{}", '{"is": "Path"}', '"x"', '{"is": "Act", "part": {}}'])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        from_json(text)
