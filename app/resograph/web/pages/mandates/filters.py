"""What is asked of the table of mandates: filters, order, page; read from an address, and written as one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request

from resograph.releases.budgets import cited_in_budgets
from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import KINDS, SORTS, STATUSES, Wanted
from resograph.releases.search import SearchError, SearchTimeoutError
from resograph.symbols import SymbolError
from resograph.web.components.days import day_in
from resograph.web.components.offices import over_on, together
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.web.tables import index_of
from resograph.web.typed import symbol_typed

THINGS = ("addressee", "verb", "force", "session", "theme", "organ", "recipient", "item", "cited-by")
"""Filters whose value is the address of a thing."""
_ELSEWHERE = ("addressee", "theme", "cited-by")
"""Those whose acts are found by what else is said of their value."""
KIND, SORT = "mandates", "newest"
"""What is shown unless something else is asked for."""
_ANSWERED = {"yes": True, "no": False, "never": None}
_MARKS = ("twice", "endless")
"""Filters that are set or not."""
_YEAR_NAMES = ("year", "first_asked", "last_asked")
_MOST_RENEWED = 999
_YEARS = range(1900, 2200)
_EXAMPLES = {
    "kind": "reports",
    "addressee": "actor/secretary-general",
    "verb": "verb/requests",
    "force": "force/directive",
    "session": "session/un-ga/70",
    "theme": "theme/1006907",
    "organ": "body/un-ga",
    "recipient": "body/un-ga",
    "item": "item/un-ga/67/27-b",
    "year": "2015",
    "document": "A/RES/67/138",
    "answered": "no",
    "overdue": "yes",
    "cited-by": "actor/ohchr",
    "programme": "20",
    "first_asked": "2015",
    "last_asked": "2019",
    "renewed": "3",
    "twice": "yes",
    "endless": "yes",
    "status": "in_force",
    "on": "2024-01-01",
    "words": "volunteers",
    "sort": "due",
    "page": "1",
    "limit": "50",
}
PARAMETERS = [
    {"name": name, "in": "query", "schema": {"type": "string"}, "example": example}
    for name, example in _EXAMPLES.items()
]
"""The filters, as OpenAPI has parameters."""


@dataclass(frozen=True)
class MandateFilters:
    """Filters as they stand in an address, without those that are empty."""

    values: Mapping[str, str]

    @property
    def kind(self) -> str:
        """Acts, requests, mandates or reports."""
        return self.values.get("kind", KIND)

    @property
    def sort(self) -> str:
        """The order."""
        return self.values.get("sort", SORT)

    @property
    def day(self) -> datetime.date:
        """The day on which it is asked what is overdue; today."""
        return day_in(self.values.get("on", ""))

    def query(self, **changed: str) -> str:
        """The query string of this or a similar table; a filter changed to "" is taken away, and the page with it."""
        asked = {**{name: value for name, value in self.values.items() if name not in ("page", "limit")}, **changed}
        usual = {"kind": KIND, "sort": SORT}
        kept = [(name, asked[name]) for name in _EXAMPLES if asked.get(name) and asked[name] != usual.get(name)]
        return urlencode(kept)

    def wanted(self, request: Request) -> Wanted:
        """The acts that fit.

        Raises:
            ProblemError: 400, a search cannot be done; 503, it took too long.
        """
        values = self.values

        def number(name: str) -> int | None:
            return int(values[name]) if name in values else None

        return Wanted(
            kind=self.kind,
            **{name: values.get(name, "") for name in THINGS if name not in _ELSEWHERE},
            themes=state_of(request).graph.with_narrower(values["theme"]) if "theme" in values else (),
            year=number("year"),
            document=values.get("document", ""),
            addressees=together(state_of(request).graph, values["addressee"]) if "addressee" in values else (),
            answered=False if "overdue" in values else _ANSWERED[values["answered"]] if "answered" in values else None,
            over=over_on(state_of(request).release, self.day) if "overdue" in values else None,
            documents=cited_in_budgets(state_of(request).graph, values.get("cited-by", ""), values.get("programme", ""))
            if "cited-by" in values or "programme" in values
            else None,
            never=values.get("answered") == "never",
            first_asked=number("first_asked"),
            last_asked=number("last_asked"),
            renewed=number("renewed"),
            twice="twice" in values,
            endless="endless" in values,
            status=values.get("status", ""),
            on=self.day.isoformat() if "on" in values or "status" in values else "",
            parts=_with_words(request, values["words"]) if "words" in values else None,
        )


def read_filters(request: Request) -> MandateFilters:
    """What an address asks for.

    Raises:
        ProblemError: 400, a filter is unknown, given twice, or has a value that it cannot have.
    """
    graph = state_of(request).graph
    values: dict[str, str] = {}
    for name, given in request.query_params.multi_items():
        value = given.strip()
        if name not in _EXAMPLES:
            raise _bad(f"There is no filter “{name[:40]}”; there are {', '.join(_EXAMPLES)}.")
        if name in values:
            raise _bad(f"{name} is given twice; give it once.")
        if value:
            values[name] = _read(request, name, value)
    for name, value in values.items():
        _check(name, value, graph)
    if "addressee" in values:
        values["addressee"] = together(graph, values["addressee"])[0]
    if values.get("overdue") and values.get("answered") == "yes":
        raise _bad("What is overdue has no answer held here; take answered=yes or overdue=yes away.")
    return MandateFilters(values)


def _read(request: Request, name: str, value: str) -> str:
    """A value in its one spelling."""
    if name in THINGS:
        return value.removeprefix(state_of(request).graph.base)
    try:
        return symbol_typed(request.app, value).text if name == "document" else value
    except SymbolError as error:
        raise _bad(f"document={value[:80]}: {error}") from error


def _check(name: str, value: str, graph: ReleaseGraph) -> None:
    shown = value[:80]
    if name == "on":
        day_in(value)
    choices_of = {"kind": tuple(KINDS), "sort": tuple(SORTS), "answered": tuple(_ANSWERED), "overdue": ("yes",)}
    choices = {**choices_of, "status": STATUSES, **dict.fromkeys(_MARKS, ("yes",))}.get(name)
    if choices and value not in choices:
        raise _bad(f"{name}={shown} is none of {', '.join(choices)}.")
    if name in THINGS and graph.node_at(value) is None:
        example = f"{name}={_EXAMPLES[name]}"
        raise _bad(f"{name}={shown}: nothing of that address is known here; take it from a page, as in {example}.")
    if name == "renewed" and not (value.isascii() and value.isdigit() and int(value[:4]) <= _MOST_RENEWED):
        raise _bad(f"renewed={shown} is no number; give the least, such as renewed=3.")
    if name in _YEAR_NAMES and not (value.isascii() and value.isdigit() and len(value) == 4 and int(value) in _YEARS):
        raise _bad(f"{name}={shown} is no year; give one such as {name}=2015.")


def _with_words(request: Request, words: str) -> tuple[str, ...]:
    """Paths of the parts in which words stand, as ``/search`` finds them."""
    try:
        index = index_of(request.app)
        found = index.find(words, None, index.limits.matches)
    except SearchTimeoutError as error:
        raise ProblemError(503, "Search stopped", str(error), headers={"Retry-After": "10"}) from error
    except SearchError as error:
        raise _bad(str(error)) from error
    if found.total > index.limits.matches:
        raise _bad(f"“{words[:80]}” is in {found.total:,} places; a filter takes {index.limits.matches:,}. Add words.")
    return tuple(match.path for match in found.matches if match.eid)


def _bad(detail: str) -> ProblemError:
    return ProblemError(400, "Bad filter", detail, near=(("mandates", "All mandates"),))
