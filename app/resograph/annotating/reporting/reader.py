"""Reports in the words of a request: these are cut where they begin to ask for a further one, each cut read alone.

One record for each recipient and session.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice, pairwise

from resograph.annotating.facts import Act, EntityMention, Reporting
from resograph.annotating.reporting.asking import Asking
from resograph.annotating.reporting.items import session_year
from resograph.annotating.reporting.recipients import Recipients
from resograph.annotating.reporting.times import Times
from resograph.documents import Span
from resograph.languages.profile import Profile, marks
from resograph.vocabularies.concepts import Vocabulary

AGENDA = "agenda inclusion"
_MOST = 100
"""Reports of one kind that one clause asks for, at most."""


class ReportReader:
    """Reads the reports that the words of one part ask for.

    The adopting body is the recipient where the words name none; a recipient that no vocabulary
    has is given by its words. An act that decides may place an item on an agenda.
    """

    def __init__(
        self, text: str, mentions: Sequence[EntityMention], profile: Profile, vocabulary: Vocabulary, asking: Asking
    ) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda mention: mention.span)
        self._profile = profile
        self._rules = profile.reports.context
        self._vocabulary = vocabulary
        self._organs = vocabulary.organ_paths()
        self._own: str = self._organs.get(asking.body, f"body/{asking.body}")
        self._recipients = Recipients(text, self._mentions, profile, vocabulary, self._own)
        self._beside = frozenset(one.kind for one in profile.deliverables.kinds)
        self._times = Times(text, self._mentions, profile, vocabulary, asking)

    def read(self, act: Act, part: str, clause: Span) -> tuple[Reporting, ...]:
        """The reports that an act asks for in some words: those of its clause, or those of a point that goes on."""
        found: list[Reporting] = []
        if act.verb == "decides" and (place := self._rules.agenda.re.search(self._text, *clause)):
            found += self._placed(Span(place.start(), clause.end), clause)
        listing = act.force == "directive" and not act.addressees and part != act.part  # "requests these reports:"
        if act.is_request or listing:
            behind = max(
                (one.span.end for one in act.addressees if clause.start <= one.span.start < clause.end), default=0
            )
            asked = Span(max(clause.start, behind), clause.end) if part == act.part else clause
            for kind, words, begin in self._cuts(asked):
                reports = self._reports(kind, words, begin)
                if kind in self._beside:
                    told = any(place >= begin for place, _ in self._recipients.find(words, begin))
                    reports = [one for one in reports if told or one.session or one.when or one.date]
                elif listing:
                    reports = [one for one in reports if _is_told(one)]
                elif not all(one.of_un for one in act.addressees):
                    # What States are asked to report, they may report to anybody: only a body that is named counts.
                    reports = [one for one in reports if one.told]
                found = self._joined(found, reports)
        return tuple(replace(report, part=part, span=self._trimmed(report.span or clause)) for report in found)

    def _trimmed(self, span: Span) -> Span:
        words = self._text[slice(*span)]
        return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip(marks("closing"))))

    def _cuts(self, clause: Span) -> Iterator[tuple[str, Span, int]]:
        """Each kind of report with the words about it and where among them it is asked for.

        Of overlapping readings the most telling counts, which stands first.
        """
        if self._rules.hint and not self._rules.hint.re.search(self._text, *clause):
            return
        places: list[tuple[Span, str]] = []
        for one in (*self._profile.reports.kinds, *self._profile.deliverables.kinds):
            for match in islice(one.pattern.re.finditer(self._text, *clause), _MOST):
                span = self._spoken(Span(*match.span())) if one.kind.startswith("oral") else Span(*match.span())
                if not any(span.start < other.end and other.start < span.end for other, _ in places):
                    places.append((span, one.kind))
        places.sort()
        into = self._profile.deliverables.next_report.re  # "to report thereon in his next report" asks for one
        places = [one for place, one in enumerate(places) if not place or not into.match(self._text, one[0].start)]
        starts = [clause.start, *(self._parted(one.end, two.start) for (one, _), (two, _) in pairwise(places))]
        for (place, kind), start, end in zip(places, starts, [*starts[1:], clause.end], strict=False):
            yield kind, Span(start, end), place.start

    def _spoken(self, span: Span) -> Span:
        """The words that ask for something oral, without those before them that ask for something written."""
        written = self._profile.deliverables.written.re.search(self._text, *span)
        parted = self._parted(written.end(), span.end) if written else span.end
        return Span(parted, span.end) if parted < span.end else span

    def _parted(self, start: int, end: int) -> int:
        """Where the words about the next report begin: behind the last "and" before it."""
        found = [match.start() for match in self._rules.parting.re.finditer(self._text, start, end)]
        return found[-1] if found else end

    def _joined(self, found: list[Reporting], more: list[Reporting]) -> list[Reporting]:
        """Reports asked for one after the other: "prepare a report … and submit the report to …" is one."""
        if not found or not more or found[-1].kind == AGENDA:
            return [*found, *more]
        if not more[0].told and found[-1].told and more[0].session is None:
            more = [replace(one, to=found[-1].to) for one in more]
        elif more[0].told and not any(one.told or one.session for one in found) and self._is_noun(more[0]):
            found = [replace(one, to=more[0].to) for one in found]
        alike = {(one.kind, one.to, one.session, one.when) for one in found}
        more = [one for one in more if (one.kind, one.to, one.session, one.when) not in alike]
        known = {one.to for one in found}
        more = [one for one in more if one.session or one.when or one.told or one.to not in known]
        if not more or found[-1].kind != more[0].kind:
            return [*found, *more]
        if not any(_is_told(one) for one in more):
            return found
        if not any(_is_told(one) for one in found if one.kind == more[0].kind):
            return [one for one in found if one.kind != more[0].kind] + more
        return [*found, *more]

    def _is_noun(self, report: Reporting) -> bool:
        """Whether a report shares the verb of the one before it: "provide a briefing and a final report"."""
        parting = report.span and self._rules.parting.re.match(self._text, *report.span)
        return bool(parting) and not self._begins_deed(parting.start() if parting else 0)

    def _begins_deed(self, place: int) -> bool:
        """Whether an infinitive of its own stands behind an "and"."""
        parting = self._rules.parting.re.match(self._text, place)
        return parting is not None and self._rules.verb.re.match(self._text, parting.end()) is not None

    def _reports(self, kind: str, words: Span, asked: int) -> list[Reporting]:
        since = self._deed(asked)
        recipients = list(self._recipients.find(words, asked))
        if any(place >= asked for place, _ in recipients):
            recipients = [one for one in recipients if one[0] >= since]
        sessions = [one for one in self._times.sessions(words) if one[0] >= since]
        pairs: list[tuple[str, str | None]] = []
        for place, to in recipients or [(words.start, self._own)]:
            following = [start for start, _ in recipients if start > place]
            limit = min(following, default=words.end)
            since = place if recipients and place != recipients[0][0] else words.start
            own = [path for start, path in sessions if since <= start < limit]
            organ = self._vocabulary.get(to)
            code = organ.first("organCode") if organ else None
            code = code or to.removeprefix("body/")
            fitting = [path for path in own if path.split("/")[1] == code or not to.startswith("body/")]
            if own and not fitting and not recipients:
                fitting = own
                to = self._body_of(own[0], to)
            pairs += [(to, path) for path in fitting] or [(to, None)]
        if recipients:  # "present a report at its … session and to the Assembly at …": the first to the adopting body
            first = [path for start, path in sessions if start < recipients[0][0] and path not in {p for _, p in pairs}]
            pairs[:0] = [(self._own, path) for path in first if self._body_of(path, "") == self._own]
        pairs = [pair for pair in pairs if pair[1] or not any(to == pair[0] and session for to, session in pairs)]
        times = self._times.due(words) or [(None, None, None)]
        item, parent = self._times.item(words)
        return [
            Reporting(
                to=to,
                kind=kind,
                session=session,
                year=session_year(session, self._vocabulary) if session else year,
                date=date,
                when=when if session is None or date else None,
                item=item,
                parent_item=parent,
                periodicity=self._times.period(words, asked),
                until=self._times.until(words),
                span=words,
                told=bool(recipients),
                rule=f"{self._profile.code}.reporting",
            )
            for to, session in dict.fromkeys(pairs)
            for when, date, year in times
        ]

    def _placed(self, words: Span, clause: Span) -> list[Reporting]:
        """Items placed on the agendas of a body: of its own, or of the one whose session is named."""
        sessions = [path for _, path in (*self._times.sessions(words), *self._times.sessions(clause))]
        when, date, year = next(iter(self._times.due(words) or self._times.due(clause)), (None, None, None))
        item, parent = self._times.item(words)
        whole = self._times.item(clause)
        if item is None or (parent is None and whole[1] == item):
            item, parent = whole
        return [
            Reporting(
                to=self._body_of(session, self._own) if session else self._own,
                kind=AGENDA,
                session=session,
                year=session_year(session, self._vocabulary) if session else year,
                date=date,
                when=None if session else when,
                item=item,
                parent_item=parent,
                span=words,
                rule=f"{self._profile.code}.reporting.agenda",
            )
            for session in (dict.fromkeys(sessions) or (None,))
        ]

    def _body_of(self, session: str, otherwise: str) -> str:
        """The body of a session, where a vocabulary has it."""
        slug = session.split("/")[1]
        path = self._organs.get(slug, f"body/{slug}")
        return path if self._vocabulary.get(path) else otherwise

    def _deed(self, asked: int) -> int:
        """Where the deed begins that a report is asked for with: "to revert to the Committee and to report …"."""
        place = bisect_left(self._deeds, asked)
        return self._deeds[place - 1] if place else 0

    @cached_property
    def _deeds(self) -> list[int]:
        """Where deeds begin, in order."""
        begun = (place.start() for place in self._rules.parting.re.finditer(self._text))
        return [place for place in begun if self._begins_deed(place)]


def _is_told(report: Reporting) -> bool:
    """Whether the words tell to whom, or when."""
    return bool(report.told or report.session or report.when or report.date)
