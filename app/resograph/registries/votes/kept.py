"""What is kept of a vote, as a record of a registry."""

from __future__ import annotations

import json
from typing import Any

from resograph.registries.record import Cast, Record, Related
from resograph.writing.entry import Ballot

_RELATIONS = {"draft": "draft", "report": "report", "meeting": "record"}
_FIGURES = ("in_favour", "against", "abstaining")


def votes_record(content: bytes, source: str, number: str) -> Record:
    """The record of one vote."""
    said: dict[str, Any] = json.loads(content)
    casts: dict[str, list[str]] = said["casts"]
    stated: dict[str, int | None] = said["figures"]
    yes, no, neither = (stated[how] if stated[how] is not None else len(casts.get(how, ())) for how in _FIGURES)
    return Record(
        source=source,
        number=number,
        symbols=(said["symbol"],) if said["symbol"] else (),
        title=said["title"],
        acted="" if said["on"] else said["date"],
        words=said["words"],
        related=tuple(Related(_RELATIONS[what], symbol) for what, symbol in said["related"]),
        ballot=Ballot(said["note"], False, yes, no, neither, stated["not_voting"]),
        casts=tuple(Cast(how, path) for how, paths in casts.items() for path in paths),
        voted_on=said["on"],
        voted=said["date"],
    )
