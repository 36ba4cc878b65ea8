"""How long what an act decides holds, and when the body takes it up again, as the clause says."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from resograph.annotating.facts import EntityMention
from resograph.documents import Span
from resograph.languages.profile import Profile


@dataclass(frozen=True)
class Term:
    """``span`` has the words that tell how long ("until 30 June 2030", "for one year"), ``ends`` the day."""

    span: Span
    ends: datetime.date | None


@dataclass(frozen=True)
class Review:
    """The sessions (paths) or the day at which the body is to review or consider something again."""

    sessions: tuple[str, ...]
    on: datetime.date | None


def term_of(text: str, clause: Span, rules: Profile) -> Term | None:
    """How long a clause says that something holds; None where it does not say."""
    until = rules.pattern("acts", "until")
    for before in until.finditer(text, *clause) if until else ():
        if day := rules.date_pattern.match(text, before.end(), clause.end):
            return Term(Span(before.start(before.lastgroup or 0), day.end()), rules.date(day))
    period = rules.pattern("acts", "period")
    if period and (found := period.search(text, *clause)):
        return Term(Span(*found.span()), None)
    return None


def review_of(text: str, clause: Span, mentions: Sequence[EntityMention], rules: Profile) -> Review | None:
    """When a clause says that the body reviews something; None where it does not say."""
    review = rules.pattern("acts", "review")
    found = review.match(text, *clause) if review else None
    if found is None:
        return None
    sessions = dict.fromkeys(
        one.target
        for one in mentions
        if one.target.startswith("session/") and clause.start <= one.span.start < clause.end
    )
    by = rules.pattern("acts", "review_by")
    day = None
    for place in by.finditer(text, *clause) if by else ():
        day = day or rules.date_pattern.match(text, place.end(), clause.end)
    on = rules.date(day) if day else None
    return Review(tuple(sessions), on) if sessions or on else None
