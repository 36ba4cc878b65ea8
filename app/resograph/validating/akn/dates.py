"""Rules for dates: real days, the same day wherever the adoption is dated, words that agree with the attribute."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from lxml import etree

from resograph.documents.xml import below, child, flat
from resograph.languages.profile import profile
from resograph.validating.akn.file import AknFile, front, identification
from resograph.validating.akn.flaws import Hit

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
    """One document, one day of adoption; the workflow's own is told apart, for it is often that of the issue."""
    for document in file.statements:
        places = list(_adoptions(document))
        days = {day: [shown for shown, _, other in places if other == day] for _, _, day in places}
        told = "; ".join(f"{day}: {', '.join(dict.fromkeys(where))}" for day, where in days.items())
        if len(days) > 1:
            other = next(element for _, element, day in places if day != places[0][2])
            yield Hit("date.disagrees", other, told, {"told": told})
        for step in below(child(document, "meta"), "step"):
            day = day_of(step.get("date")) if (step.get("outcome") or "").lstrip("#") == "adopted" else None
            if day and places and day not in days:
                yield Hit("workflow.other-date", step, f"{day} ≠ {told}", {"day": str(day), "told": told})


def _adoptions(document: etree._Element) -> Iterator[tuple[str, etree._Element, datetime.date]]:
    """Where identification, cover and conclusions date the adoption."""
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
    for shown, element, value in places:
        if day := day_of(value):
            yield shown, element, day


def words_of_dates(file: AknFile) -> Iterator[Hit]:
    """Dates whose words, in the file's language or in English, name another day than their attribute, or none."""
    for element in file.all("docDate"):
        told, words = day_of(element.get("date")), flat(element)
        rules = next((rules for rules in (file.rules, profile("en")) if rules.date_pattern.search(words)), None)
        if rules and told and rules.find_date(words) != told:
            yield Hit("date.words", element, f'date="{told}": {words}', {"told": str(told), "written": words})


RULES = (impossible_dates, steps, adoption, words_of_dates)
