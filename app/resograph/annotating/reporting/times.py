"""When reports are due, how often, and under which agenda item."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from resograph.annotating.facts import EntityMention
from resograph.annotating.reporting.asking import Asking
from resograph.documents import Span
from resograph.languages.profile import Profile
from resograph.vocabularies.concepts import Vocabulary

Time = tuple[str | None, datetime.date | str | None, int | None]
"""The words that tell when, the day or the month, the year."""
_AROUND = 60
"""Characters within which words around a time tell whose it is."""
_BEFORE, _BEHIND = 120, 320
"""Characters before and behind the words that ask within which they tell how often."""


class Times:
    """What the words of one text tell of times and items."""

    def __init__(
        self, text: str, mentions: Sequence[EntityMention], profile: Profile, vocabulary: Vocabulary, asking: Asking
    ) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._asking = asking
        self._more = profile.deliverables
        self._mentions = mentions
        self._profile = profile
        self._rules = profile.reports.context

    def sessions(self, words: Span) -> Iterator[tuple[int, str]]:
        """Where each session at which something is due stands, and its path."""
        pattern = self._rules.session.re
        listed = False
        items = self._rules.item.re.finditer(self._text, *words)
        titles = {place for item in items for place in range(*item.span("title"))}
        for mention in self._mentions:
            if words.start <= mention.span.start and mention.span.end <= words.end:
                if not mention.target.startswith("session/") or mention.span.start in titles:
                    continue
                before = self._text[max(words.start, mention.span.start - 40) : mention.span.start]
                if pattern.search(before) or listed:
                    listed = True
                    if self._may_be_due(mention):
                        yield mention.span.start, mention.target
        same = None if listed else self._rules.same_session.re.search(self._text, *words)
        if same:
            named = [
                one for one in self._mentions if one.span.end <= same.start() and one.target.startswith("session/")
            ]
            yield from ((same.start(), one.target) for one in named[-1:] if self._may_be_due(one))

    def _may_be_due(self, mention: EntityMention) -> bool:
        """Whether a session is neither past nor, but for a later part of it, the one that asks."""
        path, (start, end) = mention.target, mention.span
        if self._more.other_time.re.search(self._text[max(0, start - _AROUND) : start]):
            return False
        if self._asking.is_at(path):
            return self._more.late.re.search(self._text, max(0, start - _AROUND), end + _AROUND) is not None
        return not self._asking.is_past(path, self._vocabulary)

    def due(self, words: Span) -> list[Time]:
        """When something is due where no numbered session tells it; several days may be named in a row."""
        for found in self._rules.due.re.finditer(self._text, *words):
            if times := [time for time in self._told(found, words) if self._asking.allows(*time[1:])]:
                return times
        more = self._more.times.re.search(self._text, *words)
        if more and more.groupdict().get("when") and self._asking.allows(None, int(more["of"])):
            return [(more["when"], None, int(more["of"]))]
        return []

    def until(self, words: Span) -> str | None:
        """The last year of something that is due again and again."""
        told = (more.groupdict().get("until") for more in self._more.times.re.finditer(self._text, *words))
        return next((year for year in told if year), None)

    def _told(self, found: re.Match[str], words: Span) -> list[Time]:
        """The times that words tell; none where these are the time of something else."""
        place = next(found.start(name) for name, words_ in found.groupdict().items() if words_ and "when" in name)
        before = self._text[max(words.start, place - _AROUND) : place]
        if self._more.other_time.re.search(before):
            return []
        if not self._profile.date_pattern.match(self._text, place):
            return [self._time(found)]
        times: list[Time] = []
        joint = self._rules.and_dates.re
        while day := self._profile.date_pattern.match(self._text, place):
            date = self._profile.date(day)
            times.append((day[0], date, date.year if date else None))
            further = joint.match(self._text, day.end(), words.end)
            if further is None:
                break
            place = further.end()
        return times

    def _time(self, found: re.Match[str]) -> Time:
        named = found.groupdict()
        told = named.get("year") or named.get("of")
        year = int(told) if told else None
        month = (named.get("month") or "").lower()
        number = self._profile.months.get(month) or (int(month) if month.isdecimal() else None)
        words = next(text for name, text in named.items() if text and "when" in name)
        return words, f"{year:04}-{number:02}" if year and number else None, year

    def item(self, words: Span) -> tuple[str | None, str | None]:
        """The titles of the agenda item and of the one above it."""
        found = self._rules.item.re.finditer(self._text, *words)
        titles = [(match["title"], bool(match.groupdict().get("sub"))) for match in found]
        below = [title for title, sub in titles if sub]
        above = [title for title, sub in titles if not sub]
        if below:
            return below[0], above[0] if above else None
        return (above[0], None) if above else (None, None)

    def period(self, words: Span, asked: int) -> str | None:
        """How often something is due that is asked for at a place, in English."""
        titles = [item.span("title") for item in self._rules.item.re.finditer(self._text, *words)]
        for one in self._profile.reports.periods:
            for found in one.pattern.re.finditer(self._text, *words):
                near = asked - _BEFORE <= found.start() <= asked + _BEHIND
                titled = any(start <= found.start() < end for start, end in titles)
                if near and not titled and not self._is_others(found):
                    return one.name
        return None

    def _is_others(self, found: re.Match[str]) -> bool:
        """Whether the words tell how often something else takes place."""
        before = self._text[max(0, found.start() - _AROUND) : found.start()]
        behind = self._more.other_period_behind.re.match(self._text, found.end())
        return behind is not None or self._more.other_period_before.re.search(before) is not None
