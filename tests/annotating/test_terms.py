"""How long what an act decides holds, and when it is taken up again, in six languages."""

from __future__ import annotations

import datetime

import pytest

from resograph.annotating import annotate
from resograph.documents import Document, Part, PartKind
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary

JUNE = datetime.date(2044, 6, 30)
NEXT = ("session/un-ga/79",)
TERMS = [
    ("en", "Decides to extend the mandate of the Lake Mission until 30 June 2044;", "until 30 June 2044", JUNE, ()),
    ("en", "Decides to extend, to 30 June 2044, the mandate of the Lake Mission;", "to 30 June 2044", JUNE, ()),
    ("en", "Decides to extend it for a further period of one year;", "for a further period of one year", None, ()),
    ("en", "Decides to extend its mandate for a further period ending 30 June 2044;",
     "for a further period ending 30 June 2044", JUNE, ()),
    ("en", "Decides to consider the question at its seventy-ninth session.", None, None, NEXT),
    ("en", "Decides to include in the agenda of its seventy-ninth session the item entitled “Review of lakes”.",
     None, None, ()),
    ("en", "Decides to apportion the amount for the period from 1 July 2043 to 30 June 2044;", None, None, ()),
    ("en", "Recalls its decision to extend the mandate until 30 June 2044;", None, None, ()),
    ("fr", "Décide de proroger jusqu’au 30 juin 2044 le mandat de la Mission;", "jusqu’au 30 juin 2044", JUNE, ()),
    ("fr", "Décide d’examiner la question à sa soixante-dix-neuvième session.", None, None, NEXT),
    ("es", "Decide prorrogar hasta el 30 de junio de 2044 el mandato de la Misión;",
     "hasta el 30 de junio de 2044", JUNE, ()),
    ("es", "Decide prorrogar por un año más el mandato de la Misión;", "por un año más", None, ()),
    ("ru", "постановляет продлить мандат Миссии до 30 июня 2044 года;", "до 30 июня 2044 года", JUNE, ()),
    ("ru", "подтверждает приверженность Повестке дня на период до 2030 года;", None, None, ()),
    ("zh", "决定将核查团的任务期限延长至2044年6月30日；", "任务期限延长至2044年6月30日", JUNE, ()),
    ("zh", "决定在大会第七十九届会议题为“甲”的项目下审议这个事项。", None, None, NEXT),
    ("ar", "يقرر تمديد ولاية البعثة حتى 30 حزيران/يونيه 2044؛", "حتى 30 حزيران/يونيه 2044", JUNE, ()),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "words", "ends", "sessions"), TERMS)
def test_terms(
    language: str, text: str, words: str | None, ends: datetime.date | None, sessions: tuple[str, ...]
) -> None:
    part = Part(PartKind.OPERATIVE, text, number="1", eid="para_1")
    act = annotate(Document(parse("A/RES/78/1"), language, "", "1", (part,)), vocabulary()).acts[0]
    assert (text[slice(*act.term)] if act.term else None, act.ends, act.review_at) == (words, ends, sessions)


def test_review_by_a_day() -> None:
    text = "Expresses its intention to review the mandate no later than 30 June 2044;"
    part = Part(PartKind.OPERATIVE, text, number="1", eid="para_1")
    act = annotate(Document(parse("S/RES/2700(2043)"), "en", "", "1", (part,)), vocabulary()).acts[0]
    assert act.review_on == JUNE
