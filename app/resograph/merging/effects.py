"""What a work does to others, by all its versions."""

from __future__ import annotations

from collections import Counter

from resograph.annotating.facts import Effect
from resograph.merging.work import WorkAct

_ENOUGH = 2
"""Versions that show what the first does not."""


def effects_of_act(act: WorkAct) -> list[Effect]:
    """The effects of an act that its first version shows, or at least two others; each with the first's parts."""
    support = Counter(
        key for reading in act.readings.values() for key in {(one.kind, one.symbol) for one in reading.effects}
    )
    first = next(iter(act.readings.values()))
    shown = {(one.kind, one.symbol) for one in first.effects}
    found: dict[tuple[str, object], Effect] = {}
    for reading in act.readings.values():
        for one in reading.effects:
            key = (one.kind, one.symbol)
            if key in shown or support[key] >= _ENOUGH:
                found.setdefault(key, one)
    return list(found.values())
