"""What is proposed for a citation: the first rule of ``data/review.toml`` whose conditions all hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from resograph.reviewing.values import Asked, EntityChange, Newest, Proposal


@dataclass(frozen=True)
class Facts:
    """What is known of a citation. Parts and acts are paths."""

    symbol: str
    """Its one spelling; "" where it names no document."""
    is_damaged: bool = False
    is_held: bool = False
    entity: str = ""
    """The entity that cites it; "" where none is named, or it is not known."""
    entity_named: bool = False
    """Whether the list names an entity, known or not."""
    of_secretariat: bool = False
    for_secretary_general: bool = False
    """Whether the entity does what is asked of the Secretary-General in its field, the world over."""
    duplicate_of: int = 0
    """Number of an earlier row that cites the same for the same; 0 where there is none."""
    founded: str = ""
    """What the document set up or adopted, by its path: the entity itself, an instrument."""
    founding: tuple[str, ...] = ()
    """Parts that say so, where they are held."""
    ended: tuple[str, ...] = ()
    """Parts of later documents that end or replace it."""
    asked: tuple[Asked, ...] = ()
    """Acts that ask the entity, its head or a part of it."""
    through: tuple[Asked, ...] = ()
    """Acts that ask the Secretary-General."""
    unshared: tuple[Asked, ...] = ()
    """Those in parts that name no other office."""
    others: tuple[Asked, ...] = ()
    """Acts that ask other entities of the United Nations."""
    requests: int = 0
    """How many acts ask anyone."""
    named: tuple[str, ...] = ()
    """Parts that name the entity, or the Secretariat."""
    acting_entities: int = 0
    """How many entities of the list cite its series that act for the Secretary-General."""
    newest: Newest | None = None
    """Where a later document of the series is held."""
    changes: tuple[EntityChange, ...] = ()
    carried: float | None = None
    """Share of its paragraphs that the newest takes up; None where that is not known."""
    first: tuple[str, ...] = field(default=())
    """Its first operative parts, for want of better evidence."""


CHANGES = ("same", "edited", "new", "dropped")
"""What becomes of what asks an entity."""
_Limits = Mapping[str, float]
_CONDITIONS: dict[str, Callable[[Facts, _Limits], bool]] = {
    "damaged": lambda facts, _: facts.is_damaged,
    "unread": lambda facts, _: not facts.symbol,
    "not_held": lambda facts, _: not facts.is_held,
    "newer_held": lambda facts, _: facts.newest is not None,
    "repeated": lambda facts, _: facts.duplicate_of > 0,
    "founding": lambda facts, _: bool(facts.founded),
    "ended": lambda facts, _: bool(facts.ended),
    "asked": lambda facts, _: bool(facts.asked),
    "kept": lambda facts, limits: _kept(facts, limits),
    "all_answered": lambda facts, _: (
        bool(facts.asked or facts.through) and all(one.is_answered for one in (*facts.asked, *facts.through))
    ),
    "through": lambda facts, _: facts.of_secretariat and bool(facts.through),
    "unshared": lambda facts, _: facts.for_secretary_general and bool(facts.unshared),
    "few_cite": lambda facts, limits: facts.acting_entities <= limits["few_entities"],
    "others_only": lambda facts, limits: (
        bool(facts.others) and not facts.named and len(facts.others) >= limits["others"] * facts.requests
    ),
    "named": lambda facts, _: bool(facts.named),
    "entity": lambda facts, _: bool(facts.entity),
    "no_entity": lambda facts, _: not facts.entity and not facts.entity_named,
    "unknown_entity": lambda facts, _: not facts.entity and facts.entity_named,
}


def propose(facts: Facts, rules: Mapping[str, Any]) -> Proposal:
    """The proposal.

    Args:
        facts: of the citation.
        rules: ``rules`` in order, each with ``proposal``, ``reason`` and ``when`` (conditions, "not " before one that
            must not hold); ``limits`` of the conditions.
    """
    for rule in rules["rules"]:
        if all(_holds(name, facts, rules["limits"]) for name in rule["when"]):
            parts = tuple(dict.fromkeys(_EVIDENCE[rule["evidence"]](facts))) if "evidence" in rule else ()
            return Proposal(rule["proposal"], rule["reason"], _values(facts), parts[: int(rules["limits"]["parts"])])
    raise AssertionError("the last rule has conditions")


def _holds(name: str, facts: Facts, limits: _Limits) -> bool:
    wanted = not name.startswith("not ")
    return _CONDITIONS[name.removeprefix("not ")](facts, limits) == wanted


def _kept(facts: Facts, limits: _Limits) -> bool:
    """Whether the newest asks the entity what the cited text asked; where that asked nothing, whether it is alike."""
    cited = [one for one in facts.changes if one.cited is not None]
    if cited:
        kept = sum(one.newest is not None for one in cited)
        return kept >= limits["kept_acts"] * len(cited)
    return facts.carried is not None and facts.carried >= limits["kept_paragraphs"]


_EVIDENCE: dict[str, Callable[[Facts], Sequence[str]]] = {
    "asked": lambda facts: [one.part for one in facts.asked],
    "through": lambda facts: [one.part for one in facts.through],
    "unshared": lambda facts: [one.part for one in facts.unshared],
    "others": lambda facts: [one.part for one in facts.others],
    "named": lambda facts: facts.named or [one.part for one in (*facts.asked, *facts.through)] or facts.first,
    "founding": lambda facts: facts.founding,
    "ended": lambda facts: facts.ended,
    "changes": lambda facts: (
        [act.part for one in facts.changes for act in (one.cited, one.newest) if act is not None] or facts.first
    ),
}


def _values(facts: Facts) -> dict[str, str | int]:
    counted = {change: sum(one.change == change for one in facts.changes) for change in CHANGES}
    return {
        "symbol": facts.symbol,
        "entity": facts.entity,
        "row": facts.duplicate_of,
        "founded": facts.founded,
        "newest": facts.newest.symbol if facts.newest else "",
        "asked": len(facts.asked),
        "through": len(facts.unshared),
        "others": ", ".join(sorted({path for one in facts.others for path in one.addressees})[:3]),
        "kept": counted["same"] + counted["edited"],
        **counted,
    }
