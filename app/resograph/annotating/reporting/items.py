"""The agenda items of reports, and the years of sessions."""

from __future__ import annotations

from resograph.annotating.facts import Reporting
from resograph.annotating.named import item_path
from resograph.symbols.sessions import opening_year
from resograph.vocabularies.concepts import Vocabulary


def report_item(report: Reporting) -> str | None:
    """Path of the agenda item under which a report is due, known by its title at a session."""
    return _item_at(report, report.item)


def report_parent_item(report: Reporting) -> str | None:
    """Path of the item that the report's own is a sub-item of."""
    return _item_at(report, report.parent_item)


def _item_at(report: Reporting, title: str | None) -> str | None:
    if not title or not report.session:
        return None
    organ, _, session = report.session.removeprefix("session/").partition("/")
    return item_path(organ, session, title)


def session_year(path: str, vocabulary: Vocabulary) -> int | None:
    """The year in which a session opens: as the vocabulary has it, the Assembly's regular ones by rule."""
    concept = vocabulary.get(path)
    known = concept and (concept.first("startYear") or concept.first("startDate"))
    if known:
        return int(known[:4])
    organ, _, number = path.removeprefix("session/").partition("/")
    return opening_year(organ, number) if organ == "un-ga" else None
