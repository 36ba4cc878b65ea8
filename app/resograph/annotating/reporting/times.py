"""When reports are due, how often, and under which agenda item."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

from resograph.annotating.facts import EntityMention
from resograph.annotating.reporting.rules import rules
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
        self._rules = rules(profile.code)

    def sessions(self, words: Span) -> Iterator[tuple[int, str]]:
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

    def due(self, words: Span) -> list[Time]:
        """When something is due where no numbered session tells it; several days may be named in a row."""
        found = self._rules.due.search(self._text, *words) if self._rules.due else None
        if found is None:
            return []
        place = next(found.start(name) for name, words_ in found.groupdict().items() if words_ and "when" in name)
        if not self._profile.date_pattern.match(self._text, place):
            return [self._time(found)]
        times: list[Time] = []
        joint = re.compile(self._profile["reporting"]["context"]["and_dates"])
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
        months: Mapping[str, int] = self._profile["dates"].get("months", {})
        month = (named.get("month") or "").lower()
        number = months.get(month) or (int(month) if month.isdecimal() else None)
        words = next(text for name, text in named.items() if text and "when" in name)
        return words, f"{year:04}-{number:02}" if year and number else None, year

    def item(self, words: Span) -> tuple[str | None, str | None]:
        """The titles of the agenda item and of the one above it."""
        found = self._rules.item.finditer(self._text, *words) if self._rules.item else ()
        titles = [(match["title"], bool(match.groupdict().get("sub"))) for match in found]
        below = [title for title, sub in titles if sub]
        above = [title for title, sub in titles if not sub]
        if below:
            return below[0], above[0] if above else None
        return (above[0], None) if above else (None, None)

    def period(self, words: Span) -> str | None:
        """How often something is due, in English."""
        matching = (name for name, pattern in self._rules.periods if pattern.search(self._text, *words))
        return next(matching, None)
