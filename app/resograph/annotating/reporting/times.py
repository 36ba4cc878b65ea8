"""When reports are due, how often, and under which agenda item."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from resograph.annotating.facts import EntityMention
from resograph.documents import Span
from resograph.languages.profile import Profile

Time = tuple[str | None, datetime.date | str | None, int | None]
"""The words that tell when, the day or the month, the year."""


class Times:
    """What the words of one text tell of times and items."""

    def __init__(self, text: str, mentions: Sequence[EntityMention], profile: Profile) -> None:
        self._text = text
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
                    yield mention.span.start, mention.target
        same = None if listed else self._rules.same_session.re.search(self._text, *words)
        if same:
            named = [one.target for one in self._mentions if one.span.end <= same.start()]
            yield from ((same.start(), path) for path in [one for one in named if one.startswith("session/")][-1:])

    def due(self, words: Span) -> list[Time]:
        """When something is due where no numbered session tells it; several days may be named in a row."""
        found = self._rules.due.re.search(self._text, *words)
        if found is None:
            return []
        place = next(found.start(name) for name, words_ in found.groupdict().items() if words_ and "when" in name)
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

    def period(self, words: Span) -> str | None:
        """How often something is due, in English."""
        matching = (one.name for one in self._profile.reports.periods if one.pattern.re.search(self._text, *words))
        return next(matching, None)
