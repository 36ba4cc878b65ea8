"""``deliverables.toml``: what is due beside reports, times that are told of it, and the reports that it goes into."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.languages.pattern import NEVER, Pattern
from resograph.languages.sections.reporting import Kind


@dataclass(frozen=True)
class Deliverables:
    """Deliverables in a language."""

    kinds: tuple[Kind, ...] = ()
    """What asks for something else than a report; it counts where a recipient or a time is told."""
    written: Pattern = NEVER
    """What is written, before which an oral update in the same words begins anew."""
    times: Pattern = NEVER
    """Times told by a year alone: groups ``when`` and ``of``, and ``until`` for the last of several."""
    other_time: Pattern = NEVER
    """Ends where the time of something else begins: "held in Geneva on"."""
    late: Pattern = NEVER
    """Around the session that asks, what shows that a later part of it is meant: "the resumed"."""
    other_period_behind: Pattern = NEVER
    """What is held so often, behind the words that tell how often: "quadrennial" in "quadrennial review"."""
    other_period_before: Pattern = NEVER
    """The same before them: "is observed" in "is observed each year"."""
    next_report: Pattern = NEVER
    """A report of a series into which something goes: "in the context of his next report"; group ``topic``."""
    own_topic: Pattern = NEVER
    """Topics that are those of the text itself: "the implementation of the present resolution"."""
    asked_in: Pattern = NEVER
    """"The report requested in paragraph 83 above": group ``paragraph``."""
    annual: Pattern = NEVER
    """The next report of each year: "in his next annual report"."""
