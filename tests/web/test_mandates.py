"""``/mandates``: filters, and the same acts as page, CSV, JSON and calendar."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import sqlite3
from typing import Any

import httpx
import jsonschema
import pytest
from icalendar import Calendar
from lxml import html
from openpyxl import load_workbook

from conftest import BASE
from resograph.releases.register import Over, Wanted
from resograph.symbols.address import LANGUAGES
from resograph.web.components.links import Link, told_apart
from resograph.web.pages.mandates.schema import MANDATES

PAGE = {"Accept": "text/html", "Accept-Language": "en"}
DUE = f"{BASE}A/RES/67/138~para_25"


def page(client: httpx.Client, query: str, headers: dict[str, str] = PAGE) -> html.HtmlElement:
    answer = client.get(f"/mandates?{query}", headers=headers)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def as_json(client: httpx.Client, query: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/mandates.json?{query}").json()
    return found


def as_csv(client: httpx.Client, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/mandates.csv?{query}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(codecs.BOM_UTF8)  # Excel takes it for UTF-8 by this
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


FILTERS = [
    ("kind=acts", True),
    ("kind=requests", True),
    ("kind=acts&addressee=actor/member-states", True),
    (f"kind=acts&addressee={BASE}actor/member-states", True),
    ("kind=acts&force=force/referential", True),
    ("kind=reports&session=session/un-ga/70&recipient=body/un-ga&answered=no", True),
    ("kind=reports&answered=yes", False),
    ("kind=reports&year=2015&organ=body/un-ga", True),
    ("kind=reports&year=2016", False),
    ("kind=acts&document=67/138&verb=verb/requests", True),
    ("kind=reports&words=社会发展", True),
    ("kind=reports&words=nothingatall", False),
    ("kind=acts&theme=theme/1006907&addressee=actor/secretary-general", True),
]


@pytest.mark.parametrize(("query", "some"), FILTERS)
def test_filters_combine_and_all_forms_agree(client: httpx.Client, query: str, some: bool) -> None:
    found = as_json(client, f"{query}&limit=500")
    addresses = [row["address"] for row in found["results"]]
    assert len(addresses) == found["total"]
    assert bool(addresses) == some
    assert [row["act"] for row in as_csv(client, query)] == addresses
    links = page(client, query).xpath("//table[contains(@class, 'acts-table')]//a[contains(@class, 'verb')]/@href")
    assert [f"{BASE}{link.removeprefix('./')}" for link in links] == addresses


def test_a_filter_leaves_fewer(client: httpx.Client) -> None:
    counts = [as_json(client, f"kind={kind}")["total"] for kind in ("acts", "requests", "mandates", "reports")]
    assert counts == sorted(counts, reverse=True) and counts[-1] > 0
    one, other = "addressee=actor/member-states", "verb=verb/encourages"
    both = {row["address"] for row in as_json(client, f"kind=acts&{one}&{other}&limit=500")["results"]}
    each = [
        {row["address"] for row in as_json(client, f"kind=acts&{part}&limit=500")["results"]} for part in (one, other)
    ]
    assert both == each[0] & each[1] and both


def test_a_row_says_who_what_and_when(client: httpx.Client) -> None:
    (row,) = as_json(client, "kind=reports")["results"]
    assert row["addressees"] == [{"address": f"{BASE}actor/secretary-general", "name": "Secretary-General"}]
    (report,) = row["reports"]
    assert report["dueSession"]["address"] == f"{BASE}session/un-ga/70"
    assert (report["dueYear"], row["document"], row["language"]) == (2015, "A/RES/67/138", "zh")
    assert row["clause"].startswith("请秘书长")
    (line,) = as_csv(client, "kind=reports")
    assert line["due_session"] == "Seventieth session of the General Assembly"
    shown = " ".join(page(client, "kind=reports").xpath("//tbody/tr")[0].text_content().split())
    for words in ("A/RES/67/138, para. 25", "Secretary-General", "requests", "Seventieth session", "社会发展"):
        assert words in shown


@pytest.mark.parametrize("sort", ["newest", "oldest", "due", "document", "verb"])
def test_it_sorts(client: httpx.Client, sort: str) -> None:
    rows = as_json(client, f"kind=acts&limit=100&sort={sort}")["results"]
    assert len({row["address"] for row in rows}) == as_json(client, "kind=acts")["total"]
    if sort == "due":
        assert rows[0]["address"] == f"{DUE}__act_1"
    if sort == "verb":
        verbs = [row["verb"]["address"] for row in rows]
        assert verbs == sorted(verbs)


def test_counts_lead_to_what_they_count(client: httpx.Client) -> None:
    for name, values in as_json(client, "kind=requests")["facets"].items():
        for value in values[:3]:
            chosen = value.get("value") or value["address"].removeprefix(BASE)
            assert as_json(client, f"kind=requests&{name}={chosen}")["total"] == value["count"]


def test_the_form_works_without_scripts(client: httpx.Client) -> None:
    found = page(client, "kind=acts&addressee=actor/member-states")
    (form,) = [form for form in found.forms if "filters" in (form.get("class") or "")]
    fields = dict(form.fields)
    assert (fields["kind"], fields["addressee"]) == ("acts", "actor/member-states")
    for field in form.xpath(".//input[not(@type='hidden')] | .//select"):
        assert form.xpath(f".//label[@for='{field.get('id')}']")
    sent = client.get("/mandates", params={**fields, "verb": "verb/urges"}, headers=PAGE)
    assert sent.status_code == 303
    assert sent.headers["location"] == ("mandates?kind=acts&addressee=actor%2Fmember-states&verb=verb%2Furges")
    (without,) = [link for link in found.cssselect(".applied a") if "Member States" in link.text_content()]
    assert without.get("href") == "./mandates?kind=acts"


def test_leafing_through(client: httpx.Client) -> None:
    whole = [row["address"] for row in as_json(client, "kind=acts&limit=100")["results"]]
    leaves = [as_json(client, f"kind=acts&limit=20&page={number}")["results"] for number in (1, 2, 3)]
    assert [row["address"] for rows in leaves for row in rows] == whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_comes_in_each_language(client: httpx.Client, language: str) -> None:
    found = page(client, "kind=reports", {"Accept": "text/html", "Accept-Language": language})
    assert found.get("lang") == language
    assert len(found.xpath("//tbody/tr")) == 1


def test_the_workbook_is_the_table(client: httpx.Client) -> None:
    answer = client.get("/mandates.xlsx?kind=acts")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    head, *rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert [dict(zip(head, row, strict=True)) for row in rows] == as_csv(client, "kind=acts")
    assert sheet["B2"].hyperlink.target == sheet["B2"].value
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n", "inlineStr"}


OVERDUE = [("2015-12-31", "no"), ("2016-09-12", "no"), ("2016-09-13", "yes"), ("2040-01-01", "yes")]
"""The seventy-first session opened on 13 September 2016."""


@pytest.mark.parametrize(("day", "late"), OVERDUE)
def test_a_report_is_overdue_when_its_session_is_over(client: httpx.Client, day: str, late: str) -> None:
    assert as_json(client, f"kind=reports&overdue=yes&on={day}")["total"] == (late == "yes")
    (row,) = as_csv(client, f"kind=reports&on={day}")
    assert (row["overdue"], row["answer"]) == ("overdue" if late == "yes" else "not overdue", "no answer is held here")
    found = html.fromstring(client.get(f"/actor/secretary-general.html?on={day}", headers=PAGE).content)
    assert found.get_element_by_id("on").get("value") == day
    assert ("Overdue on" in " ".join(head.text_content() for head in found.iter("h2"))) == (late == "yes")
    assert ("nothing is overdue" in found.text_content()) == (late == "no")


TIMES = [
    ("2015-03-01", "session/un-ga/90", 2040, "2015-03-02", True),
    ("2015-03-01", "", None, "2015-03-01", False),
    ("2015-03", "", None, "2015-03-31", False),
    ("2015-03", "", None, "2015-04-01", True),
    ("", "session/un-ga/70", 2015, "2020-01-01", True),
    ("", "session/un-ga/71", 2015, "2020-01-01", False),
    ("", "", 2019, "2020-01-01", True),
    ("", "", 2020, "2020-12-31", False),
    ("", "", None, "2020-12-31", False),
]


@pytest.mark.parametrize(("day", "session", "year", "on", "over"), TIMES)
def test_sql_and_rows_agree_on_what_is_over(day: str, session: str, year: int | None, on: str, over: bool) -> None:
    wanted = Wanted(over=Over(on, ("session/un-ga/70",)))
    assert wanted.over and wanted.over.includes(day, session, year) == over
    condition, (given,) = wanted.condition()
    (test,) = re.findall(r"FROM \{s\}.report WHERE (.*)\)$", condition, re.S)
    database = sqlite3.connect(":memory:")
    rows = database.execute(
        f"SELECT 1 FROM (SELECT ?2 AS day, ?3 AS session, ?4 AS year) WHERE {test}", (given, day, session, year)
    )
    assert bool(rows.fetchall()) == over


def test_an_office_and_its_head_are_one_addressee(client: httpx.Client) -> None:
    for one in ("actor/ohchr", "actor/high-commissioner-human-rights"):
        found = page(client, f"addressee={one}")
        (applied,) = found.cssselect(".applied a")
        assert (
            "Office of the United Nations High Commissioner for Human Rights, United Nations High"
            in applied.text_content()
        )
        assert as_json(client, f"addressee={one}")["asked"] == {"addressee": "actor/ohchr"}


def test_an_actor_that_one_document_names_is_told_by_it() -> None:
    assert told_apart(Link("the Committee", "A/RES/69/96B~actor_2")).name == "the Committee (A/RES/69/96B)"
    assert told_apart(Link("the Committee", "actor/named/committee")).name == "the Committee"


def test_the_calendar_is_exact(client: httpx.Client) -> None:
    answer = client.get("/mandates.ics?kind=acts&addressee=actor/secretary-general", headers={"Accept-Language": "zh"})
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75 and any(line.startswith(b" ") for line in lines)
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["UID"]) == f"{DUE}__report_1"
    assert event["DTSTART"].to_ical() == b"20150915"
    assert re.search(rb"\r\nDTSTAMP:\d{8}T\d{6}Z\r\n", answer.content)
    assert str(event["SUMMARY"]).startswith("秘书长：") and "志愿" in str(event["SUMMARY"])
    assert "开幕日" in str(event["DESCRIPTION"]) and "请秘书长" in str(event["DESCRIPTION"])
    again = client.get("/mandates.ics?kind=acts&addressee=actor/secretary-general", headers={"Accept-Language": "zh"})
    assert again.content == answer.content


def test_an_empty_calendar_is_one(client: httpx.Client) -> None:
    calendar = Calendar.from_ical(client.get("/mandates.ics?year=2016").content)
    assert calendar["VERSION"] == "2.0" and not calendar.walk("VEVENT")


NEGOTIATED = [
    ("text/csv", "text/csv; charset=utf-8"),
    ("application/json", "application/json"),
    ("text/calendar", "text/calendar; charset=utf-8"),
    ("text/html", "text/html; charset=utf-8"),
    (None, "text/html; charset=utf-8"),
]


@pytest.mark.parametrize(("accept", "media"), NEGOTIATED)
def test_the_form_is_negotiated(client: httpx.Client, accept: str | None, media: str) -> None:
    answer = client.get("/mandates", headers={"Accept": accept or "*/*"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    tag = {"Accept": accept or "*/*", "If-None-Match": answer.headers["etag"]}
    assert client.get("/mandates", headers=tag).status_code == 304
    assert client.head("/mandates", headers={"Accept": accept or "*/*"}).headers["etag"] == answer.headers["etag"]


REFUSED = [
    ("kind=orders", "kind=orders is none of acts, requests, mandates, reports"),
    ("sort=random", "is none of newest"),
    ("answered=maybe", "is none of yes, no"),
    ("adressee=actor/x", "There is no filter “adressee”"),
    ("addressee=actor/nobody", "nothing of that address is known"),
    ("addressee=a b<c>", "nothing of that address is known"),
    ("addressee=' OR 1=1 --", "nothing of that address is known"),
    ("verb=verb/requests&verb=verb/urges", "given twice"),
    ("on=soon", "on=soon is no day; write it as on=2026-12-01."),
    ("on=2026-02-30", "is no day"),
    ("overdue=no", "is none of yes"),
    ("overdue=yes&answered=yes", "take answered=yes or overdue=yes away"),
    ("year=soon", "is no year"),
    ("year=²", "is no year"),
    ("year=99999999999999999999", "is no year"),
    ("document=%00", "document="),
    ("page=0", "no whole number"),
    ("page=-1", "no whole number"),
    ("page=99", "the list has 1 pages"),
    ("limit=501", "up to 500"),
    (f"words={'a' * 501}", "500 characters"),
]


@pytest.mark.parametrize(("query", "message"), REFUSED)
def test_what_cannot_be_asked_is_told(client: httpx.Client, query: str, message: str) -> None:
    answer = client.get(f"/mandates.json?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert message in answer.json()["detail"]


def test_what_is_typed_is_shown_and_nothing_more(client: httpx.Client) -> None:
    typed = '"><script>alert(1)</script>'
    found = html.fromstring(client.get("/mandates", params={"words": typed}, headers=PAGE).content)
    assert found.get_element_by_id("f-words").get("value") == typed
    assert "alert(1)" not in "".join(script.text or "" for script in found.iter("script"))


def test_other_formats_are_named(client: httpx.Client) -> None:
    assert client.get("/mandates", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/mandates.pdf").status_code == 404
    assert json.loads(client.get("/mandates.json?kind=reports").text)["asked"] == {"kind": "reports"}


@pytest.mark.parametrize("query", ["", "?kind=reports", "?on=2013-06-01&addressee=actor/un-volunteers"])
def test_its_json_is_as_the_schema_says(client: httpx.Client, query: str) -> None:
    found = client.get(f"/mandates.json{query}").json()
    jsonschema.validate(found, MANDATES)
    described = client.get("/openapi.json").json()["paths"]["/mandates"]["get"]["responses"]["200"]["content"]
    assert set(found) == set(described["application/json"]["schema"]["required"])
