"""When a report is due that is to go into another: "in his next report", "in the report requested in paragraph 83".

The other is the report that the words name by its paragraph, else the one report with a time that the paragraph, the
section or the document asks of the same reporter for the same recipient; else what the document places on an agenda,
for which the report is made; else, of a yearly report to the Assembly, the one of the next session. Where several are
possible nothing is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from resograph.annotating.facts import Act, Reporting
from resograph.annotating.reporting.asking import Asking
from resograph.annotating.reporting.items import session_year
from resograph.annotating.reporting.reader import AGENDA
from resograph.languages.profile import Profile
from resograph.vocabularies.concepts import Vocabulary

_MOST = 300
"""Reports with a time of one document that others may go into: no text asks for more."""
_NUMBERED = "session/un-ga/"


def with_inferred(
    acts: Sequence[Act], texts: Mapping[str, str], title: str, asking: Asking, rules: Profile, vocabulary: Vocabulary
) -> list[Act]:
    """The acts of a document, with the times of reports that go into others.

    Args:
        acts: of one document.
        texts: of its parts, by id.
        title: of the document.
        asking: who asks.
        rules: of its language.
        vocabulary: has the years of sessions.
    """
    if not any(report.kind != AGENDA and not _has_time(report) for act in acts for report in act.reporting):
        return list(acts)
    return _Inferring(acts, texts, title, asking, rules, vocabulary).acts()


def _has_time(report: Reporting) -> bool:
    return bool(report.session or report.date or report.year)


def _alike(report: Reporting) -> tuple[object, ...]:
    return report.session, report.date, report.year


def _section(report: Reporting) -> str:
    """The section whose paragraphs are numbered for themselves; "" where those of the whole text are."""
    return report.part.partition("__")[0] if report.part.startswith("sec_") else ""


def _order(report: Reporting) -> tuple[int, str]:
    return report.year or 0, str(report.date or report.session)


class _Inferring:
    def __init__(
        self,
        acts: Sequence[Act],
        texts: Mapping[str, str],
        title: str,
        asking: Asking,
        rules: Profile,
        vocabulary: Vocabulary,
    ) -> None:
        self._acts = acts
        self._texts = texts
        self._title = title.lower()
        self._asking = asking
        self._words = rules.deliverables
        self._vocabulary = vocabulary
        self._timed = [
            (act, report)
            for act in acts
            for report in act.reporting
            if report.kind != AGENDA and _has_time(report) and report.periodicity != "regular"
        ][:_MOST]
        placed = [report for act in acts for report in act.reporting if report.kind == AGENDA and report.session]
        self._placed = placed if len({report.session for report in placed}) == 1 else []

    def acts(self) -> list[Act]:
        return [replace(act, reporting=tuple(self._inferred(act, one) for one in act.reporting)) for act in self._acts]

    def _inferred(self, act: Act, report: Reporting) -> Reporting:
        if report.kind == AGENDA or _has_time(report) or report.when or report.span is None:
            return report
        text = self._texts.get(report.part, "")
        named = self._words.asked_in.re.search(text, *report.span)
        if named:
            part = f"para_{named['paragraph']}"
            of_part = [one for _, one in self._timed if one.part == part or one.part.startswith(f"{part}__")]
            return self._taken(report, of_part) or report
        found = self._words.next_report.re.search(text, *report.span)
        if found is None:
            return report
        topic = (found.groupdict().get("topic") or "").strip()
        if topic and not self._is_own(topic):
            same = [one for _, one in self._timed if topic.lower() in self._said(one).lower()]
            return self._taken(report, same) or self._yearly(report, found[0]) or report
        for candidates in self._near(act, report):
            if candidates:
                return self._taken(report, candidates) or report
        return self._taken(report, self._placed) or self._yearly(report, found[0]) or report

    def _is_own(self, topic: str) -> bool:
        """Whether the topic of a report is that of the document: its title, or the implementation of what it says."""
        titled = self._title and (self._title in topic.lower() or topic.lower() in self._title)
        return bool(titled) or self._words.own_topic.re.match(topic) is not None

    def _said(self, report: Reporting) -> str:
        return self._texts.get(report.part, "")[slice(*report.span)] if report.span else ""

    def _near(self, act: Act, report: Reporting) -> Iterator[list[Reporting]]:
        """Timed reports of the same reporter to the same recipient: of the paragraph, the section, the document."""
        by = {one.target for one in act.addressees}
        fitting = [
            one for other, one in self._timed if one.to == report.to and by & {each.target for each in other.addressees}
        ]
        yield [one for one in fitting if one.part == report.part]
        section = _section(report)
        yield [one for one in fitting if section and _section(one) == section]
        yield [one for one in fitting if not section or not _section(one)]  # another section has another subject

    def _taken(self, report: Reporting, candidates: Sequence[Reporting]) -> Reporting | None:
        """The report with the time of others, where these agree; of a series that one part asks for, the first."""
        if not candidates or (len({_alike(one) for one in candidates}) > 1 and len({x.part for x in candidates}) > 1):
            return None
        one = min(candidates, key=_order)
        return replace(report, session=one.session, date=one.date, year=one.year, inferred_from=one.part)

    def _yearly(self, report: Reporting, words: str) -> Reporting | None:
        """A yearly report to the Assembly is the one of its next session."""
        session = self._asking.session or ""
        is_assembly = self._asking.body == "un-ga" and report.to == "body/un-ga" and session.isdecimal()
        if not is_assembly or self._words.annual.re.search(words) is None:
            return None
        path = f"{_NUMBERED}{int(session) + 1}"
        return replace(report, session=path, year=session_year(path, self._vocabulary), inferred_from=report.part)
