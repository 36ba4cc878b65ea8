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
    for before in rules.acts.until.re.finditer(text, *clause):
        if day := rules.date_pattern.match(text, before.end(), clause.end):
            return Term(Span(before.start(before.lastgroup or 0), day.end()), rules.date(day))
    if found := rules.acts.period.re.search(text, *clause):
        return Term(Span(*found.span()), None)
    return None


def review_of(text: str, clause: Span, mentions: Sequence[EntityMention], rules: Profile) -> Review | None:
    """When a clause says that the body reviews something; None where it does not say."""
    if not rules.acts.review.re.match(text, *clause):
        return None
    sessions = dict.fromkeys(
        one.target
        for one in mentions
        if one.target.startswith("session/") and clause.start <= one.span.start < clause.end
    )
    day = None
    for place in rules.acts.review_by.re.finditer(text, *clause):
        day = day or rules.date_pattern.match(text, place.end(), clause.end)
    on = rules.date(day) if day else None
    return Review(tuple(sessions), on) if sessions or on else None
