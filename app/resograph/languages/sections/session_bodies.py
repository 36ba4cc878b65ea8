"""``session-bodies.toml``: whose a session is, where names of bodies stand around it."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.languages.pattern import NEVER, Pattern


@dataclass(frozen=True)
class SessionBodies:
    """Bodies around sessions in a language."""

    of_body: Pattern = NEVER
    """What stands between a session and its body behind it: "the eightieth session of the General Assembly"."""
    others: Pattern = NEVER
    """Kinds of bodies whose sessions have no address unless a vocabulary has the body: working groups, boards."""
    through: Pattern = NEVER
    """What stands before a body that is on the way only: "through the Committee on Conferences, at its …"."""
