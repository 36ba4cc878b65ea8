"""When reports are due: never before they are asked for, each time kept, inferred only where the text leads to it."""

from __future__ import annotations

import datetime

import pytest

from resograph.annotating import annotate
from resograph.annotating.facts import Reporting
from resograph.annotating.reporting import Asking
from resograph.documents import Cover, Document, Part, PartKind
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary

ADOPTED = datetime.date(2022, 12, 15)
GA78, GA80, GA82 = (f"session/un-ga/{number}" for number in (78, 80, 82))
Told = tuple[str, str | None, str | None, str | None]


def reports(language: str, *texts: str, title: str = "") -> list[Reporting]:
    parts = tuple(
        Part(PartKind.OPERATIVE, text, number=str(number), eid=f"para_{number}") for number, text in enumerate(texts, 1)
    )
    cover = Cover(adopted=ADOPTED, session="77")
    document = Document(parse("A/RES/77/1"), language, title, "1", parts, cover=cover)
    return [report for act in annotate(document, vocabulary()).acts for report in act.reporting]


TIMES: list[tuple[str, str, list[Told]]] = [
    ("en", "Requests the Secretary-General to report to the General Assembly at its eightieth and eighty-second"
           " sessions;",
     [("report", GA80, None, None), ("report", GA82, None, None)]),
    ("en", "Requests the Secretary-General to report to the General Assembly every six months from 2026;",
     [("report", None, "2026", "every six months")]),
    ("en", "Requests the Secretary-General to report annually until 2030 to the General Assembly;",
     [("report", None, None, "annual")]),
    # Times of something else, or before the adoption.
    ("en", "Requests the Secretary-General to report on the outcome of the meeting held in Geneva on 3 May 2023;",
     [("report", None, None, None)]),
    ("en", "Requests the Secretary-General to report on the decisions taken by 3 September 2019;",
     [("report", None, None, None)]),
    ("en", "Requests the Secretary-General to report on the outcome of the twenty-third special session of the General"
           " Assembly;", [("report", None, None, None)]),
    ("en", "Requests the Secretary-General to report on the debates at its seventy-seventh session;",
     [("report", None, None, None)]),
    ("en", "Requests the Secretary-General to report to the General Assembly at the second part of its resumed"
           " seventy-seventh session;", [("report", "session/un-ga/77", None, None)]),
    # How often something else takes place.
    ("en", "Requests the Secretary-General to report to the General Assembly at its eightieth session on the"
           " quadrennial comprehensive policy review;", [("report", GA80, None, None)]),
    ("en", "Requests the Secretary-General to report to the General Assembly at its eightieth session on the day that"
           " is observed each year;", [("report", GA80, None, None)]),
    # What is written and what is oral.
    ("en", "Requests the Secretary-General to present a written report at its eightieth session and an oral update at"
           " its seventy-eighth session;", [("report", GA80, None, None), ("oral update", GA78, None, None)]),
    # Other deliverables, where a recipient or a time is told.
    ("en", "Requests the Secretary-General to conduct a study on lakes and to present it to the General Assembly at its"
           " eightieth session;", [("study", GA80, None, None)]),
    ("en", "Requests the Secretary-General to submit a detailed action plan to the General Assembly at its eightieth"
           " session;", [("plan", GA80, None, None)]),
    ("en", "Requests the Secretary-General to conduct a study on lakes;", []),
    ("fr", "Prie le Secrétaire général de lui présenter un rapport à sa quatre-vingtième session ;",
     [("report", GA80, None, None)]),
    ("en", "Requests the Secretary-General to provide, 30 days after the adoption of the present resolution, a report"
           " to the General Assembly;",
     [("report", None, "30 days after the adoption of the present resolution", None)]),
    # The session that was named just before.
    ("en", "Decides to include in the draft agenda of its eightieth session an item entitled “Lakes”, and requests the"
           " Secretary-General to submit a report to the General Assembly at that session;",
     [("agenda inclusion", GA80, None, None), ("report", GA80, None, None)]),
    ("fr", "Décide d’inscrire à l’ordre du jour provisoire de sa quatre-vingtième session la question intitulée"
           " « Lacs » et prie le Secrétaire général de lui présenter un rapport à cette session ;",
     [("agenda inclusion", GA80, None, None), ("report", GA80, None, None)]),
    ("es", "Decide incluir en el programa provisional de su octogésimo período de sesiones el tema titulado “Lagos” y"
           " solicita al Secretario General que presente un informe a la Asamblea General en ese período de sesiones;",
     [("agenda inclusion", GA80, None, None), ("report", GA80, None, None)]),
    ("ru", "постановляет включить в проект повестки дня своей восьмидесятой сессии пункт, озаглавленный «Озера», и"
           " просит Генерального секретаря представить Генеральной Ассамблее доклад на этой сессии;",
     [("agenda inclusion", GA80, None, None), ("report", GA80, None, None)]),
    ("zh", "决定将题为“湖泊”的项目列入大会第八十届会议临时议程，并请秘书长向大会该届会议提交报告；",
     [("agenda inclusion", GA80, None, None), ("report", GA80, None, None)]),
    ("ar", "تقرر أن تدرج في جدول الأعمال المؤقت لدورتها الثمانين البند المعنون ”البحيرات“، وتطلب إلى الأمين العام أن"
           " يقدم تقريرا إلى الجمعية العامة في تلك الدورة؛",
     [("agenda inclusion", GA80, None, None), ("report", GA80, None, None)]),
    ("en", "Recalling its seventy-sixth session, requests the Secretary-General to report on what was said at that"
           " session;", [("report", None, None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), TIMES)
def test_times(language: str, text: str, expected: list[Told]) -> None:
    found = reports(language, text)
    assert [(one.kind, one.session, one.when, one.periodicity) for one in found] == expected


def test_until() -> None:
    [report] = reports("en", "Requests the Secretary-General to report annually until 2030 to the General Assembly;")
    assert report.until == "2030"


WHOLE = (
    "Requests the Secretary-General to submit to the General Assembly at its eightieth session a report on the"
    " implementation of the present resolution;"
)
AGAIN = WHOLE.replace("eightieth", "seventy-eighth")
OTHER = "Requests the Secretary-General to submit to the General Assembly at its eightieth session a report on ponds;"
PLACED = "Decides to include in the provisional agenda of its seventy-eighth session the item entitled “Lakes”."
NEXT = "Requests the Secretary-General to include information thereon in his next report;"
INFERRED: list[tuple[tuple[str, ...], str | None, str | None]] = [
    ((NEXT, WHOLE), GA80, "para_2"),
    ((NEXT, PLACED), GA78, "para_2"),
    ((NEXT, WHOLE, PLACED), GA80, "para_2"),
    ((NEXT, OTHER, AGAIN), None, None),  # two reports: which is meant is not told
    ((NEXT,), None, None),
    (("Requests the Secretary-General to report thereon in the report requested in paragraph 2 above;", WHOLE),
     GA80, "para_2"),
    (("Requests the Secretary-General to report thereon in the context of his next report on meadows;", WHOLE),
     None, None),
    (("Requests the Secretary-General to report thereon in his next report on ponds;", OTHER, AGAIN), GA80, "para_2"),
    (("Requests the Secretary-General to report thereon in his next annual report on meadows;",), GA78, "para_1"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "session", "source"), INFERRED)
def test_inferred(texts: tuple[str, ...], session: str | None, source: str | None) -> None:
    report = reports("en", *texts)[0]
    assert (report.session, report.inferred_from) == (session, source)
    assert all(one.inferred_from is None for one in reports("en", *texts)[1:])


def test_the_report_on_the_documents_own_subject() -> None:
    asked = "Requests the Secretary-General to report thereon in the context of his next report on the care of lakes;"
    assert [reports("en", asked, WHOLE, title=title)[0].session for title in ("Care of lakes", "Ponds")] == [GA80, None]


PAST = [
    ("session/un-ga/76", True),
    ("session/un-ga/77", False),
    ("session/un-ga/78", False),
    ("session/un-ga/S-23", True),
    ("session/un-hrc/49", False),
    ("session/un-hrc/40", True),
    ("session/csw/60", False),  # of unknown year
]


@pytest.mark.parametrize(("path", "expected"), PAST)
def test_sessions_that_are_past(path: str, expected: bool) -> None:
    assert Asking("un-ga", "77", ADOPTED).is_past(path, vocabulary()) is expected


DAYS: list[tuple[datetime.date | str | None, int | None, bool]] = [
    (ADOPTED, 2022, False),
    (datetime.date(2022, 12, 16), 2022, True),
    ("2022-12", 2022, True),
    ("2022-11", 2022, False),
    (None, 2021, False),
    (None, 2022, True),
    (None, None, True),
]


@pytest.mark.parametrize(("day", "year", "expected"), DAYS)
def test_days_that_are_past(day: datetime.date | str | None, year: int | None, expected: bool) -> None:
    assert Asking("un-ga", "77", ADOPTED).allows(day, year) is expected
