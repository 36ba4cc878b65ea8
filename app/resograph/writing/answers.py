"""Which report answers which request to report, as a later text shows that cites both.

It cites them in one paragraph, or it is a further text of the same title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from resograph.annotating import Reporting
from resograph.annotating.reporting import AGENDA
from resograph.merging.work import Work
from resograph.symbols import Kind, Symbol

_ORGANS = {"un-ga": "A/", "un-hrc": "A/HRC/", "un-ecosoc": "E/", "un-sc": "S/"}
_ADOPTED = (Kind.RESOLUTION, Kind.DECISION, Kind.STATEMENT)


@dataclass(frozen=True)
class Due:
    """A report that an act asks for: the act's id ("para_25__act_1"), session ("session/un-ga/70") and year."""

    act: str
    session: str | None = None
    year: int | None = None


def reports_due(work: Work) -> tuple[Due, ...]:
    """The reports that a work asks for; items to be put on an agenda are none, for no document answers them."""
    found: dict[Due, None] = {}
    for act in work.acts:
        reading = next((one for one in act.readings.values() if one.reporting), None)
        for report in reading.reporting if reading else ():
            if report.kind != AGENDA:
                found[Due(f"{act.part}__act_{act.position}", _session(report), report.year)] = None
    return tuple(found)


def _session(report: Reporting) -> str | None:
    """The session at which it is due; the Economic and Social Council tells its own by the year ("2024 session")."""
    by_year = report.to == "body/un-ecosoc" and report.year
    return report.session or (f"session/un-ecosoc/{report.year}" if by_year else None)


def reports_submitted(work: Work) -> tuple[tuple[Symbol, Symbol], ...]:
    """Reports, each with a resolution or decision that the same paragraph, or a note to it, cites."""
    found: dict[tuple[Symbol, Symbol], None] = {}
    for version in work.versions:
        bearers = {note.eid: note.bearer for note in version.document.notes}
        together: dict[str, list[Symbol]] = {}
        for citation in version.annotations.citations:
            together.setdefault(bearers.get(citation.part, citation.part), []).append(citation.symbol)
        for symbols in together.values():
            reports = [symbol for symbol in symbols if symbol.kind is Kind.REPORT and not symbol.modifiers]
            others = [symbol for symbol in symbols if symbol.kind in _ADOPTED and symbol != work.symbol]
            found.update(dict.fromkeys(product(reports, others)))
    return tuple(found)


def followed_up(
    titles: Mapping[Symbol, str], cited: Mapping[Symbol, Sequence[Symbol]]
) -> Iterator[tuple[Symbol, Symbol]]:
    """Reports, each with a text of the same title as the one that cites them both."""
    for symbol, title in titles.items():
        reports = [one for one in cited[symbol] if one.kind is Kind.REPORT and not one.modifiers]
        earlier = [one for one in cited[symbol] if one != symbol and title and titles.get(one) == title]
        yield from product(reports, earlier)


def answers(
    due: Mapping[Symbol, Sequence[Due]], submitted: Iterable[tuple[Symbol, Symbol]]
) -> Iterator[tuple[str, str]]:
    """Paths of a report and of the act that it answers; nothing where two acts of a text could have asked for it."""
    found: dict[tuple[str, str], None] = {}
    for report, asking in submitted:
        acts = {one.act for one in due.get(asking, ()) if _fits(report, one)}
        if len(acts) == 1:
            found[(report.text, f"{asking}~{acts.pop()}")] = None
    return iter(found)


def _fits(report: Symbol, due: Due) -> bool:
    """Whether the report's symbol is of the session, or the year, at which it was due; unknown ones fit nothing."""
    if due.session is None:
        return False
    _, organ, session = due.session.split("/", 2)
    prefix = _ORGANS.get(organ)
    if prefix is None or (prefix == "A/" and report.text.startswith("A/HRC/")):
        return False
    wanted = str(due.year) if organ == "un-ecosoc" and due.year else session
    return re.match(re.escape(f"{prefix}{wanted}/"), report.text) is not None
