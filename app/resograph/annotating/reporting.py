"""Reporting: what is reported, to whom, when, how often, under which item (reference conventions, "Reporting").

The words of a request are cut where they begin to ask for a further report; each cut is read alone. One record for
each recipient and session.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from resograph.annotating.facts import Act, EntityMention, Reporting
from resograph.annotating.named import item_path
from resograph.documents import Span
from resograph.languages import Profile, profile
from resograph.vocabularies import Vocabulary

AGENDA = "agenda inclusion"
_Time = tuple[str | None, datetime.date | str | None, int | None]
"""The words that tell when, the day or the month, the year."""
_REPORTED_TO = frozenset({"Body", "Organization", "Office", "Programme", "Fund"})


@dataclass(frozen=True)
class _Rules:
    hint: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    agenda: re.Pattern[str] | None
    parting: re.Pattern[str]
    verb: re.Pattern[str]
    not_before: re.Pattern[str]
    article: re.Pattern[str]
    recipient: re.Pattern[str] | None
    recipient_behind: bool
    committee: re.Pattern[str] | None
    due: re.Pattern[str] | None
    session: re.Pattern[str] | None
    same_session: re.Pattern[str] | None
    item: re.Pattern[str] | None
    periods: tuple[tuple[str, re.Pattern[str]], ...]


class ReportReader:
    """Reads the reports that the words of one part ask for.

    ``body``, the adopting one ("un-ga"), is the recipient where the words name none; a recipient that no vocabulary
    has is given by its words. An act that decides may place an item on an agenda.
    """

    def __init__(
        self, text: str, mentions: Sequence[EntityMention], profile_: Profile, vocabulary: Vocabulary, body: str
    ) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda mention: mention.span)
        self._profile = profile_
        self._rules = _rules(profile_.code)
        self._vocabulary = vocabulary
        self._organs = vocabulary.organ_paths()
        self._own: str = self._organs.get(body, f"body/{body}")

    def read(self, act: Act, part: str, clause: Span) -> tuple[Reporting, ...]:
        """The reports that an act asks for in some words: those of its clause, or those of a point that goes on."""
        found: list[Reporting] = []
        if act.verb == "decides" and self._rules.agenda and (place := self._rules.agenda.search(self._text, *clause)):
            found += self._placed(Span(place.start(), clause.end), clause)
        listing = act.force == "directive" and not act.addressees and part != act.part  # "requests these reports:"
        if act.is_request or listing:
            behind = max(
                (one.span.end for one in act.addressees if clause.start <= one.span.start < clause.end), default=0
            )
            asked = Span(max(clause.start, behind), clause.end) if part == act.part else clause
            for kind, words, begin in self._cuts(asked):
                reports = self._reports(kind, words, begin)
                if listing:
                    reports = [one for one in reports if _is_told(one)]
                elif not all(one.of_un for one in act.addressees):
                    # What States are asked to report, they may report to anybody: only a body that is named counts.
                    reports = [one for one in reports if one.told]
                found = self._joined(found, reports)
        return tuple(replace(report, part=part, span=self._trimmed(report.span or clause)) for report in found)

    def _trimmed(self, span: Span) -> Span:
        words = self._text[slice(*span)]
        return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip(" ,，;；")))

    # ── where each report is asked for ──────────────────────────────────────────────────────────────────────────
    def _cuts(self, clause: Span) -> Iterator[tuple[str, Span, int]]:
        """Each kind of report with the words about it and where among them it is asked for.

        Of overlapping readings the most telling counts, which stands first.
        """
        if not self._rules.hint.search(self._text, *clause):
            return
        places: list[tuple[Span, str]] = []
        for kind, pattern in self._rules.kinds:
            for match in pattern.finditer(self._text, *clause):
                span = Span(*match.span())
                if not any(span.start < other.end and other.start < span.end for other, _ in places):
                    places.append((span, kind))
        places.sort()
        starts = [clause.start, *(self._parted(one.end, two.start) for (one, _), (two, _) in pairwise(places))]
        for (place, kind), start, end in zip(places, starts, [*starts[1:], clause.end], strict=False):
            yield kind, Span(start, end), place.start

    def _parted(self, start: int, end: int) -> int:
        """Where the words about the next report begin: behind the last "and" before it."""
        found = [match.start() for match in self._rules.parting.finditer(self._text, start, end)]
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
        parting = report.span and self._rules.parting.match(self._text, *report.span)
        return bool(parting) and not self._begins_deed(parting.start() if parting else 0)

    def _begins_deed(self, place: int) -> bool:
        """Whether an infinitive of its own stands behind an "and"."""
        parting = self._rules.parting.match(self._text, place)
        return parting is not None and self._rules.verb.match(self._text, parting.end()) is not None

    # ── one report ──────────────────────────────────────────────────────────────────────────────────────────────
    def _reports(self, kind: str, words: Span, asked: int) -> list[Reporting]:
        since = self._deed(asked)
        recipients = list(self._recipients(words, asked))
        if any(place >= asked for place, _ in recipients):
            recipients = [one for one in recipients if one[0] >= since]
        sessions = [one for one in self._sessions(words) if one[0] >= since]
        pairs: list[tuple[str, str | None]] = []
        for place, to in recipients or [(words.start, self._own)]:
            following = [start for start, _ in recipients if start > place]
            limit = min(following, default=words.end)
            since = place if recipients and place != recipients[0][0] else words.start
            own = [path for start, path in sessions if since <= start < limit]
            organ = self._vocabulary.get(to)
            code = organ.first("organCode") if organ else None
            fitting = [path for path in own if code is None or path.split("/")[1] == code]
            if own and not fitting and not recipients:
                fitting = own
                to = self._organs.get(own[0].split("/")[1], to)
            pairs += [(to, path) for path in fitting] or [(to, None)]
        if recipients:  # "present a report at its … session and to the Assembly at …": the first to the adopting body
            first = [path for start, path in sessions if start < recipients[0][0] and path not in {p for _, p in pairs}]
            pairs[:0] = [(self._own, path) for path in first if self._organs.get(path.split("/")[1]) == self._own]
        pairs = [pair for pair in pairs if pair[1] or not any(to == pair[0] and session for to, session in pairs)]
        times = self._due(words) or [(None, None, None)]
        item, parent = self._item(words)
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
                periodicity=self._period(words),
                span=words,
                told=bool(recipients),
                rule=f"{self._profile.code}.reporting",
            )
            for to, session in dict.fromkeys(pairs)
            for when, date, year in times
        ]

    def _placed(self, words: Span, clause: Span) -> list[Reporting]:
        """Items placed on the agendas of a body: of its own, or of the one whose session is named."""
        sessions = [path for _, path in (*self._sessions(words), *self._sessions(clause))]
        when, date, year = next(iter(self._due(words) or self._due(clause)), (None, None, None))
        item, parent = self._item(words)
        whole = self._item(clause)
        if item is None or (parent is None and whole[1] == item):
            item, parent = whole
        return [
            Reporting(
                to=self._organs.get(session.split("/")[1], self._own) if session else self._own,
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

    def _recipients(self, words: Span, asked: int) -> Iterator[tuple[int, str]]:
        """Where each recipient stands and who it is: a body's path, or the words that name a committee.

        ``asked`` is where the words that ask for the report begin: in some languages only a pronoun names a recipient
        before them.
        """
        pattern = self._rules.recipient
        committee = self._rules.committee
        if pattern is None:
            return
        reach = words.start
        since = asked if self._rules.recipient_behind else words.start
        for lead in pattern.finditer(self._text, *words):
            place = lead.end()
            if lead.start() < since and not lead.groupdict().get("own"):
                continue
            while place >= reach:
                here = next((one for one in self._mentions if one.span.start == place), None)
                named = committee.match(self._text, place, words.end) if committee else None
                if here and self._is_part(here.span.end):
                    if named is None or named.end() <= here.span.end:
                        break
                    here = None  # the committee's name begins with that of its organ
                target = here.target if here else ""
                if target.startswith("session/"):
                    target = self._organs.get(target.split("/")[1], "")
                concept = self._vocabulary.get(target)
                own = lead.groupdict().get("own") if place == lead.end() else None
                whole = here and named and named.end() == here.span.end
                if concept and here and (whole or concept.classes & _REPORTED_TO):
                    end = here.span.end
                    yield place, target
                elif own:
                    end = lead.end()
                    yield lead.start("own"), self._own
                elif named:
                    end = named.end()
                    yield place, self._by_short_name(named.groupdict().get("name") or named[0])
                else:
                    break
                at = next((one for one in self._mentions if one.span.start == end), None)
                if at and at.target.startswith("session/"):  # "to the Council's sixtieth session and the Assembly's"
                    end = at.span.end
                reach = end
                further = re.compile(self._profile["reporting"]["context"]["and"]).match(self._text, end, words.end)
                if further is None:
                    break
                place = further.end()

    def _deed(self, asked: int) -> int:
        """Where the deed begins that a report is asked for with: "to revert to the Committee and to report …"."""
        begun = [place.start() for place in self._rules.parting.finditer(self._text, 0, asked)]
        return max((place for place in begun if self._begins_deed(place)), default=0)

    def _is_part(self, end: int) -> bool:
        """Whether a name is the owner of what follows, or part of it: "the Secretary-General’s report"."""
        return self._rules.not_before.match(self._text, end) is not None

    def _by_short_name(self, words: str) -> str:
        """A body by its short name: the adopting one, or one that the part names in full; else the words."""
        short = self._stems(words)
        paths: list[str] = [self._own, *(mention.target for mention in self._mentions)]
        for path in [*paths, *self._organs.values()] if len(short) > 1 else paths:
            concept = self._vocabulary.get(path)
            if concept and concept.classes & _REPORTED_TO:
                name = self._stems(concept.preferred(self._profile.code) or "")
                if any(name[place : place + len(short)] == short for place in range(len(name))):
                    return concept.path
        return words

    def _stems(self, words: str) -> tuple[str, ...]:
        """The beginnings of words, which are alike in every case; characters where no spaces part words."""
        bare = self._rules.article.sub("", words.lower())
        return tuple(word[:5] for word in re.findall(r"[\u4e00-\u9fff]|\w+", bare))

    def _sessions(self, words: Span) -> Iterator[tuple[int, str]]:
        """Where each session at which something is due stands, and its path."""
        pattern = self._rules.session
        listed = False
        items = self._rules.item.finditer(self._text, *words) if self._rules.item else ()
        titles = {place for item in items for place in range(*item.span("title"))}
        for mention in self._mentions:
            if words.start <= mention.span.start and mention.span.end <= words.end:
                if not mention.target.startswith("session/") or mention.span.start in titles:
                    continue
                before = self._text[max(words.start, mention.span.start - 40) : mention.span.start]
                if pattern is None or pattern.search(before) or listed:
                    listed = True
                    yield mention.span.start, mention.target
        same = self._rules.same_session.search(self._text, *words) if self._rules.same_session and not listed else None
        if same:
            named = [one.target for one in self._mentions if one.span.end <= same.start()]
            yield from ((same.start(), path) for path in [one for one in named if one.startswith("session/")][-1:])

    def _due(self, words: Span) -> list[_Time]:
        """When something is due where no numbered session tells it; several days may be named in a row."""
        found = self._rules.due.search(self._text, *words) if self._rules.due else None
        if found is None:
            return []
        place = next(found.start(name) for name, words_ in found.groupdict().items() if words_ and "when" in name)
        if not self._profile.date_pattern.match(self._text, place):
            return [self._time(found)]
        times: list[_Time] = []
        joint = re.compile(self._profile["reporting"]["context"]["and_dates"])
        while day := self._profile.date_pattern.match(self._text, place):
            date = self._profile.date(day)
            times.append((day[0], date, date.year if date else None))
            further = joint.match(self._text, day.end(), words.end)
            if further is None:
                break
            place = further.end()
        return times

    def _time(self, found: re.Match[str]) -> _Time:
        named = found.groupdict()
        told = named.get("year") or named.get("of")
        year = int(told) if told else None
        months: Mapping[str, int] = self._profile["dates"].get("months", {})
        month = (named.get("month") or "").lower()
        number = months.get(month) or (int(month) if month.isdecimal() else None)
        words = next(text for name, text in named.items() if text and "when" in name)
        return words, f"{year:04}-{number:02}" if year and number else None, year

    def _item(self, words: Span) -> tuple[str | None, str | None]:
        """The titles of the agenda item and of the one above it."""
        found = self._rules.item.finditer(self._text, *words) if self._rules.item else ()
        titles = [(match["title"], bool(match.groupdict().get("sub"))) for match in found]
        below = [title for title, sub in titles if sub]
        above = [title for title, sub in titles if not sub]
        if below:
            return below[0], above[0] if above else None
        return (above[0], None) if above else (None, None)

    def _period(self, words: Span) -> str | None:
        matching = (name for name, pattern in self._rules.periods if pattern.search(self._text, *words))
        return next(matching, None)


def _is_told(report: Reporting) -> bool:
    """Whether the words tell to whom, or when."""
    return bool(report.told or report.session or report.when or report.date)


@lru_cache(maxsize=16)
def _rules(code: str) -> _Rules:
    data = profile(code).get("reporting")
    context: Mapping[str, Any] = data.get("context", {})

    def made(name: str) -> re.Pattern[str] | None:
        text = context.get(name)
        months = "|".join(profile(code)["dates"].get("months", {"(?!)": 0}))
        return re.compile(text.replace("{months}", months), re.IGNORECASE) if text else None

    return _Rules(
        re.compile(context.get("hint", "")),
        tuple((row["kind"], re.compile(row["pattern"], re.IGNORECASE)) for row in data.get("kinds", ())),
        re.compile(context["agenda"]) if "agenda" in context else None,
        re.compile(context.get("parting", "(?!)")),
        re.compile(context.get("verb", "(?!)")),
        re.compile(context.get("not_before", "(?!)")),
        re.compile(context.get("article", "(?!)")),
        made("recipient"),
        bool(context.get("recipient_behind")),
        re.compile(context["committee"]) if "committee" in context else None,
        made("due"),
        made("session"),
        made("same_session"),
        made("item"),
        tuple((row["name"], re.compile(row["pattern"], re.IGNORECASE)) for row in data.get("periods", ())),
    )


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
    """The year in which a session opens: as the vocabulary has it, the Assembly's regular ones by rule (1945 + n)."""
    concept = vocabulary.get(path)
    known = concept and (concept.first("startYear") or concept.first("startDate"))
    if known:
        return int(known[:4])
    organ, _, number = path.removeprefix("session/").partition("/")
    return 1945 + int(number) if organ == "un-ga" and number.isdigit() else None
