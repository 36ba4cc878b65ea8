"""The table of mandates as files: CSV, JSON, iCalendar."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from icalendar import Calendar, Event

from resograph.register import Act, Count
from resograph.web.graph import ReleaseGraph
from resograph.web.interface import Interface
from resograph.web.views.acts import Words, best, due_of, part_name
from resograph.web.views.links import link_to
from resograph.writing.terms import RESO

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
)


class Files:
    """Acts written as files, their names in the language of the interface."""

    def __init__(self, graph: ReleaseGraph, words: Interface) -> None:
        self._graph = graph
        self._words = words

    def csv(self, acts: Iterable[Act]) -> str:
        """A row an act (RFC 4180); several values in a cell have a semicolon between."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for act in acts:
            clause = self._clause(act)
            writer.writerow(
                (
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
                    self._name(act.session),
                    act.year or "",
                    act.day,
                    self._names(act.recipients),
                    self._names(act.items),
                    "; ".join(act.answers),
                )
            )
        return out.getvalue()

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
            "dueSession": self._thing(act.session) if act.session else None,
            "dueYear": act.year,
            "dueDate": act.day or None,
            "reportTo": [self._thing(path) for path in act.recipients],
            "items": [self._thing(path) for path in act.items],
            "answeredBy": [self._graph.iri(path) for path in act.answers],
        }

    def calendar(self, acts: Iterable[Act], stamp: datetime.datetime) -> bytes:
        """Reports due as all-day events (RFC 5545).

        Args:
            acts: those without a day that they could be due are left out.
            stamp: when the facts were made.
        """
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", "-//resograph//reports due//EN")
        calendar.add("x-wr-calname", self._words("mandates.calendar"))
        for act in acts:
            if act.due:
                calendar.add_component(self._event(act, stamp))
        return bytes(calendar.to_ical())

    def _event(self, act: Act, stamp: datetime.datetime) -> Event:
        event = Event()
        where = part_name(act.part, self._words)
        event.add("uid", self._graph.iri(act.path))
        event.add("dtstamp", stamp)
        event.add("dtstart", datetime.date.fromisoformat(act.due))
        who = self._names(act.addressees) or self._name(act.organ)
        event.add("summary", f"{who}{self._words('site.colon')}{where}")
        event.add("description", "\n".join(self._description(act)))
        event.add("url", self._graph.iri(act.part))
        event.add("transp", "TRANSPARENT")
        return event

    def _description(self, act: Act) -> Iterable[str]:
        due = due_of(act, self._graph, self._words)
        basis = "day" if act.day else "opening" if self._opens(act) else "year"
        yield self._clause(act).text
        yield self._words(f"mandates.due_by_{basis}", due=due.name if due else "")
        for key, things in (("recipient", act.recipients), ("item", act.items), ("answered_by", act.answers)):
            if things:
                yield f"{self._words(f'thing.{key}')}{self._words('site.colon')}{self._names(things)}"

    def _opens(self, act: Act) -> bool:
        """Whether the day is the one on which the session opens."""
        return bool(act.session and self._graph.texts(self._graph.iri(act.session), f"{RESO}startDate"))

    def _clause(self, act: Act) -> Words:
        return best(self._graph.texts(self._graph.iri(act.path), f"{RESO}text"), self._words.language)

    def _name(self, path: str) -> str:
        return link_to(self._graph, self._graph.base + path, self._words.language).name if path else ""

    def _names(self, paths: Iterable[str]) -> str:
        return "; ".join(map(self._name, paths))

    def _thing(self, path: str) -> dict[str, Any]:
        if path.isdigit():
            return {"value": path}
        return {"address": self._graph.iri(path), "name": self._name(path)}
