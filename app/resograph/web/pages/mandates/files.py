"""The table of mandates as files: CSV, Excel, JSON, iCalendar."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from icalendar import Calendar, Event

from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import KINDS, Act, Count, Over, Report
from resograph.web.components.acts import Words, best, due_of, kind_of, part_name
from resograph.web.components.links import link_to, told_apart
from resograph.web.components.workbook import workbook
from resograph.web.interface import Interface
from resograph.writing.terms import DCT, RESO

COLUMNS = (
    "document",
    "paragraph",
    "act",
    "adopted",
    "organ",
    "addressees",
    "verb",
    "force",
    "clause",
    "language",
    "due_session",
    "due_year",
    "due_date",
    "report_to",
    "item",
    "answered_by",
    "first_asked",
    "first_asked_on",
    "last_asked",
    "last_asked_on",
    "times_renewed",
    "ever_answered",
    "perhaps_asked_twice",
    "without_end_or_review",
    "status_on",
    "status",
    "ends",
    "status_by",
    "title",
    "answer",
    "overdue",
)


_YES = {True: "yes", False: "no"}
_FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@＝＋－＠]")
"""How a cell begins that a program for tables would run."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class MandateFiles:
    """Acts written as files, their names in the language of the interface."""

    def __init__(self, graph: ReleaseGraph, words: Interface, day: str) -> None:
        self._graph = graph
        self._day = day
        self._words = words

    def csv(self, acts: Iterable[Act], over: Over) -> str:
        """A row an act (RFC 4180); several values in a cell have a semicolon between, and no cell is a formula."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows([as_cell(value) for value in row] for row in self._rows(acts, over))
        return out.getvalue()

    def xlsx(self, acts: Iterable[Act], over: Over) -> bytes:
        """The same as an Excel workbook: cells are words, addresses of paragraphs are links."""
        return workbook(self._words("mandates.title"), COLUMNS, self._rows(acts, over), links=("paragraph", "act"))

    def _rows(self, acts: Iterable[Act], over: Over) -> Iterator[tuple[str, ...]]:
        for act in acts:
            clause = self._clause(act)
            yield (
                act.symbol,
                self._graph.iri(act.part),
                self._graph.iri(act.path),
                act.adopted,
                self._name(act.organ),
                self._names(act.addressees),
                self._name(act.verb),
                self._name(act.force),
                clause.text,
                clause.language,
                self._names(_each(report.session for report in act.reports)),
                "; ".join(_each(str(report.year or "") for report in act.reports)),
                "; ".join(_each(report.day for report in act.reports)),
                self._names(act.recipients),
                self._names(act.items),
                "; ".join(act.answers),
                *self._life(act),
                self._title(act.symbol),
                *self._state(act, over),
            )

    def _state(self, act: Act, over: Over) -> tuple[str, str]:
        """Whether a report asked for is answered, and whether it is overdue; "" for acts that ask for none."""
        if act.kind != KINDS["reports"]:
            return "", ""
        said = self._words(f"mandates.answered_{'yes' if act.answers else 'no'}")
        late = not act.answers and any(over.includes(one.day, one.session, one.year) for one in act.reports)
        return said, self._words(f"mandates.overdue_{'yes' if late else 'no'}")

    def _title(self, symbol: str) -> str:
        return best(self._graph.texts(self._graph.iri(symbol), f"{DCT}title"), self._words.language).text

    def _life(self, act: Act) -> Iterable[str]:
        status, ends, by = act.status(self._day)
        return (
            self._graph.iri(act.first),
            act.first_on,
            self._graph.iri(act.last),
            act.last_on,
            str(act.renewed),
            _YES[act.is_line_answered],
            "; ".join(map(self._graph.iri, act.twins)),
            _YES[act.is_endless],
            self._day,
            status,
            ends,
            self._graph.iri(by) if by else "",
        )

    def json(
        self, acts: Iterable[Act], total: int, asked: Mapping[str, str], facets: Mapping[str, Sequence[Count]]
    ) -> dict[str, Any]:
        """Rows, their number, what was asked, and the commonest values of each filter."""
        return {
            "total": total,
            "asked": dict(asked),
            "facets": {
                name: [{**self._thing(count.value), "count": count.count} for count in counts]
                for name, counts in facets.items()
            },
            "results": [self._record(act) for act in acts],
        }

    def _record(self, act: Act) -> dict[str, Any]:
        clause = self._clause(act)
        return {
            "address": self._graph.iri(act.path),
            "paragraph": self._graph.iri(act.part),
            "document": act.symbol,
            "adopted": act.adopted or None,
            "organ": self._thing(act.organ) if act.organ else None,
            "addressees": [self._thing(path) for path in act.addressees],
            "verb": self._thing(act.verb),
            "force": self._thing(act.force),
            "clause": clause.text,
            "language": clause.language,
            "reports": [self._report(report) for report in act.reports],
            "reportTo": [self._thing(path) for path in act.recipients],
            "items": [self._thing(path) for path in act.items],
            "answeredBy": [self._graph.iri(path) for path in act.answers],
            "firstAsked": {"paragraph": self._graph.iri(act.first), "adopted": act.first_on or None},
            "lastAsked": {"paragraph": self._graph.iri(act.last), "adopted": act.last_on or None},
            "timesRenewed": act.renewed,
            "everAnswered": act.is_line_answered,
            "perhapsAskedTwice": [self._graph.iri(path) for path in act.twins],
            "withoutEndOrReview": act.is_endless,
            "status": self._status(act),
        }

    def _status(self, act: Act) -> dict[str, Any]:
        status, ends, by = act.status(self._day)
        return {"on": self._day, "is": status, "ends": ends or None, "by": self._graph.iri(by) if by else None}

    def _report(self, report: Report) -> dict[str, Any]:
        return {
            "address": self._graph.iri(report.path),
            "kind": report.kind,
            "reportTo": self._thing(report.recipient) if report.recipient else None,
            "item": self._thing(report.item) if report.item else None,
            "dueSession": self._thing(report.session) if report.session else None,
            "dueYear": report.year,
            "dueDate": report.day or None,
        }

    def calendar(self, acts: Iterable[Act], stamp: datetime.datetime) -> bytes:
        """Reports due as all-day events (RFC 5545).

        Args:
            acts: of their reports, those without a day on which they could be due are left out.
            stamp: when the facts were made.
        """
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", "-//resograph//reports due//EN")
        calendar.add("x-wr-calname", self._words("mandates.calendar"))
        for act in acts:
            for report in act.reports:
                if report.due:
                    calendar.add_component(self._event(act, report, stamp))
        return bytes(calendar.to_ical())

    def _event(self, act: Act, report: Report, stamp: datetime.datetime) -> Event:
        event = Event()
        where = part_name(act.part, self._words)
        event.add("uid", self._graph.iri(report.path))
        event.add("dtstamp", stamp)
        event.add("dtstart", datetime.date.fromisoformat(report.due))
        who = self._names(act.addressees) or self._name(act.organ)
        subject = self._title(act.symbol)
        event.add("summary", _line(f"{who}{self._words('site.colon')}{f'{subject} — ' if subject else ''}{where}"))
        event.add("description", "\n".join(map(_line, self._description(act, report))))
        event.add("url", self._graph.iri(act.part))
        event.add("transp", "TRANSPARENT")
        return event

    def _description(self, act: Act, report: Report) -> Iterable[str]:
        due = due_of(report, self._graph, self._words)
        basis = "day" if report.day else "opening" if self._opens(report) else "year"
        yield self._clause(act).text
        yield self._words(f"mandates.due_by_{basis}", due=due.name if due else "")
        for key, words in (
            ("report_kind", kind_of(report.kind, self._words)),
            ("recipient", self._name(report.recipient)),
            ("item", self._name(report.item)),
            ("answered_by", "; ".join(act.answers)),
        ):
            if words:
                yield f"{self._words(f'thing.{key}')}{self._words('site.colon')}{words}"

    def _opens(self, report: Report) -> bool:
        """Whether the day is the one on which the session opens."""
        session = self._graph.iri(report.session)
        return bool(report.session and self._graph.texts(session, f"{RESO}startDate"))

    def _clause(self, act: Act) -> Words:
        return best(self._graph.texts(self._graph.iri(act.path), f"{RESO}text"), self._words.language)

    def _name(self, path: str) -> str:
        return told_apart(link_to(self._graph, self._graph.base + path, self._words.language)).name if path else ""

    def _names(self, paths: Iterable[str]) -> str:
        return "; ".join(map(self._name, paths))

    def _thing(self, path: str) -> dict[str, Any]:
        if path.isdigit():
            return {"value": path}
        return {"address": self._graph.iri(path), "name": self._name(path)}


def as_cell(value: str) -> str:
    """A value as words: an apostrophe stands before one that would be run as a formula."""
    return f"'{value}" if _FORMULA.match(value) else value


def _line(value: str) -> str:
    """A value without the control characters that a calendar cannot hold (RFC 5545 §3.1)."""
    return _CONTROL.sub("\ufffd", value)


def _each(values: Iterable[str]) -> list[str]:
    """Values once each, in order, without those that are empty."""
    return [value for value in dict.fromkeys(values) if value]
