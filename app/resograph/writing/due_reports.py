"""Reports that are due: each a node of its own, and on its act the short forms of all (decision 0010)."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from resograph.annotating.facts import Reporting
from resograph.annotating.reporting import AGENDA, report_item
from resograph.merging.support import leading
from resograph.merging.work import WorkAct
from resograph.writing.mentions import DueReports
from resograph.writing.nodes import WorkNodes
from resograph.writing.terms import TYPE, date, month, reso, year


def numbered(acts: Iterable[WorkAct]) -> DueReports:
    """The part id of each report due, by part and position of its act and its place there: para_25__report_1."""
    counts: Counter[str] = Counter()
    nodes = {}
    for act in acts:
        for number, report in enumerate(leading(act).reporting):
            part = report.part or act.part
            counts[part] += 1
            nodes[act.part, act.position, number] = f"{part}__report_{counts[part]}"
    return nodes


def due_reports(
    act: WorkAct, me: ox.NamedNode, numbers: DueReports, nodes: WorkNodes, asked_on: datetime.date | None
) -> Iterator[ox.Triple]:
    """What an act asks to be reported; ``me`` is its node, ``asked_on`` the day on which the work was adopted."""
    first = leading(act)
    for number, report in enumerate(first.reporting):
        due = nodes.part(numbers[act.part, act.position, number])
        yield ox.Triple(me, reso("asksForReport"), due)
        yield ox.Triple(due, TYPE, reso("DueReport"))
        yield ox.Triple(due, reso("inPart"), nodes.part(report.part or act.part))
        for addressee in first.addressees if report.kind != AGENDA else ():
            yield ox.Triple(due, reso("reporter"), nodes.target(addressee.target))
        for node in (me, due):
            yield from _due(node, report, nodes)
        if asked_on:
            yield ox.Triple(due, reso("askedOn"), date(asked_on))
        if report.until:
            yield ox.Triple(due, reso("dueUntil"), year(int(report.until)))
        if report.inferred_from:
            yield ox.Triple(due, reso("timeInferredFrom"), nodes.part(report.inferred_from))
        for language, reading in act.readings.items():
            if len(reading.reporting) == len(first.reporting):
                yield from _told(due, reading.reporting[number], language)


def _due(me: ox.NamedNode, report: Reporting, nodes: WorkNodes) -> Iterator[ox.Triple]:
    yield ox.Triple(me, reso("reportTo"), nodes.target(report.to))
    yield ox.Triple(me, reso("reportKind"), ox.Literal(report.kind))
    if report.session:
        yield ox.Triple(me, reso("dueSession"), nodes.at(report.session))
    if report.year:
        yield ox.Triple(me, reso("dueYear"), year(report.year))
    if report.date:
        day = month(report.date) if isinstance(report.date, str) else date(report.date)
        yield ox.Triple(me, reso("dueDate"), day)
    if report.periodicity:
        yield ox.Triple(me, reso("periodicity"), ox.Literal(report.periodicity))
    if path := report_item(report):
        yield ox.Triple(me, reso("underItem"), nodes.at(path))


def _told(me: ox.NamedNode, report: Reporting, language: str) -> Iterator[ox.Triple]:
    """What the words of one version tell of a report."""
    for name, words in (("due", report.when), ("itemTitle", report.item), ("parentItemTitle", report.parent_item)):
        if words:
            yield ox.Triple(me, reso(name), ox.Literal(words, language=language))
