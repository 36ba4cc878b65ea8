"""An office's file: what is asked of it and of its head, what is overdue on a day, and what answered."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from resograph.releases.register import Wanted
from resograph.web.components.days import day_in
from resograph.web.components.figures import mandates
from resograph.web.components.links import Link
from resograph.web.components.offices import over_on, together
from resograph.web.components.sections import Counts, Section
from resograph.web.pages.thing.view import ThingView, acts, acts_in, counted, few_acts, figures
from resograph.web.state import state_of

_SESSIONS = 40
"""Sessions at which reports are due, the next ones first."""


@dataclass(frozen=True)
class Office:
    """What the head of the page shows of an office."""

    beside: list[Link]
    """The others that are asked: its head, or whose head it is."""
    day: datetime.date
    """On which it is asked what is overdue."""
    count: int
    query: str
    """Of the files of all that is asked."""
    overdue: int


def office_of(view: ThingView) -> Office | None:
    """The head of an office's file, where anything is asked of it.

    Raises:
        ProblemError: 400, ``?on=`` is no day.
    """
    if not view.path.startswith(("actor/", "body/")):
        return None
    group = together(view.graph, view.path)
    count = view.register.count(Wanted(addressees=group))
    if not count:
        return None
    day = _day(view)
    asked = {"kind": "acts", "addressee": group[0], "on": day.isoformat()}
    beside = [view.link(path) for path in group if path != view.path]
    return Office(beside, day, count, urlencode(asked), view.register.count(_overdue(view, group, day)))


def office_sections(view: ThingView, main: bool = True) -> Iterator[Section]:
    """What is asked of an office: by force, year and session due; what is overdue, open and answered.

    Args:
        view: the office.
        main: whether the acts are what one leafs through on the page.
    """
    group = together(view.graph, view.path)
    wanted, asked = Wanted(addressees=group), {"addressee": group[0], "kind": "acts"}
    if not view.register.count(wanted):
        return
    day = _day(view)
    reports = {**asked, "kind": "reports"}
    yield from _few(
        view, "overdue", _overdue(view, group, day), {**reports, "overdue": "yes", "on": day.isoformat()}, day
    )
    yield from figures(view, wanted, asked)
    yield _by_due(view, Wanted("reports", addressees=group), reports)
    yield from _few(
        view, "reports_open", Wanted("reports", addressees=group, answered=False), {**reports, "answered": "no"}
    )
    yield from _few(
        view, "reports_answered", Wanted("reports", addressees=group, answered=True), {**reports, "answered": "yes"}
    )
    yield acts_in(view, "asked_of", wanted, asked) if main else acts(view, "asked_of", wanted, asked)
    yield counted(view, "asked_by", wanted, "organ", asked)
    yield counted(view, "asked_about", wanted, "theme", asked)


def _day(view: ThingView) -> datetime.date:
    return day_in(view.request.query_params.get("on", ""))


def _overdue(view: ThingView, group: tuple[str, ...], day: datetime.date) -> Wanted:
    over = over_on(state_of(view.request).release, day)
    return Wanted("reports", addressees=group, answered=False, over=over)


def _few(
    view: ThingView, key: str, wanted: Wanted, asked: dict[str, str], day: datetime.date | None = None
) -> Iterable[Section]:
    count = view.register.count(wanted)
    words = view.words
    title = words(f"office.{key}", count=words.number(count), date=words.date(day) if day else "")
    return [few_acts(view, title, count, wanted, asked, "due")] if count else []


def _by_due(view: ThingView, wanted: Wanted, asked: dict[str, str]) -> Counts:
    found = sorted(view.register.counts(wanted, "session"), key=lambda one: _in_time(one.value), reverse=True)
    rows = [
        (Link(view.link(one.value).name, mandates(**{**asked, "session": one.value})), view.words.number(one.count))
        for one in found[:_SESSIONS]
    ]
    return Counts(view.words("office.by_due"), rows)


def _in_time(path: str) -> tuple[str, int]:
    """Sessions of a body by number."""
    body, _, number = path.rpartition("/")
    return body, int(number) if number.isdecimal() else 0
