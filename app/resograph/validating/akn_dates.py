"""Rules for dates: real days, the same day wherever the adoption is dated, words that agree with the attribute."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from lxml import etree

from resograph.reading.akn.xml import below, child, flat
from resograph.validating.akn_file import AknFile, front, identification
from resograph.validating.akn_flaws import Hit

_FIRST = 1945


def impossible_dates(file: AknFile) -> Iterator[Hit]:
    """Dates that no document of the United Nations can have."""
    for element in file.all("FRBRdate", "docDate"):
        value = element.get("date")
        if value is not None and day_of(value) is None:
            yield Hit("date.impossible", element, f'date="{value}"', {"date": value})


def day_of(value: str | None) -> datetime.date | None:
    """The day, where it is one since the Charter; a date with time counts."""
    try:
        day = datetime.date.fromisoformat((value or "").strip()[:10])
    except ValueError:
        return None
    return day if day.year >= _FIRST else None


def steps(file: AknFile) -> Iterator[Hit]:
    """Steps of the workflow without a date, or with one that only fills the place."""
    for step in file.all("step"):
        value = step.get("date")
        shown = " ".join(filter(None, (step.get("outcome"), step.get("as")))) or "step"
        if not value:
            yield Hit("workflow.no-date", step, shown)
        elif day_of(value) is None:
            yield Hit("workflow.unknown-date", step, f'{shown} date="{value}"')


def adoption(file: AknFile) -> Iterator[Hit]:
    """One document, one day of adoption."""
    for document in file.statements:
        days: dict[datetime.date, list[str]] = {}
        last: etree._Element | None = None
        for shown, element, day in _adoptions(document):
            days.setdefault(day, []).append(shown)
            last = element if len(days) > 1 and last is None else last
        if last is not None:
            told = "; ".join(f"{day}: {', '.join(dict.fromkeys(where))}" for day, where in days.items())
            yield Hit("date.disagrees", last, told, {"told": told})


def _adoptions(document: etree._Element) -> Iterator[tuple[str, etree._Element, datetime.date]]:
    """Where the file dates the adoption."""
    work = identification(document, "FRBRWork")
    dates = [date for date in below(work, "FRBRdate") if date.get("name") == "adoption"]
    places = [("FRBRWork", date, date.get("date")) for date in dates]
    uri = child(work, "FRBRuri")
    if uri is not None and (found := re.search(r"/(\d{4}-\d{2}-\d{2})/", uri.get("value") or "")):
        places.append(("FRBRuri", uri, found[1]))
    for page in ("coverPage", "conclusions"):
        for date in front(document, page, "docDate"):
            if re.search(r"adoption", date.get("refersTo") or "", re.IGNORECASE):
                places.append((page, date, date.get("date")))
    for step in below(child(document, "meta"), "step"):
        if (step.get("outcome") or "").lstrip("#") == "adopted":
            places.append(("workflow", step, step.get("date")))
    for shown, element, value in places:
        if day := day_of(value):
            yield shown, element, day


def words_of_dates(file: AknFile) -> Iterator[Hit]:
    """Dates whose words name another day than their attribute."""
    for element in file.all("docDate"):
        told, written = day_of(element.get("date")), file.rules.find_date(flat(element))
        if told and written and told != written:
            values = {"told": str(told), "written": str(written)}
            yield Hit("date.words", element, f'date="{told}": {flat(element)}', values)


RULES = (impossible_dates, steps, adoption, words_of_dates)
