"""One name for one actor in all versions of a work: what a version names in its own language is the reference's actor.

A version that knows no name of a vocabulary names an actor in its own language. Where it stands in the place of an
actor of the reference version (the same addressee of the same act, the only one of its kind in a part), it is that
one; and where several other versions know whom the reference version only names, they tell it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from resograph.annotating import Act, Addressee, Annotations, EntityMention, LocalEntity
from resograph.annotating.unknown import is_unknown
from resograph.merging.work import Version
from resograph.symbols.named import is_named

_To = Callable[[str, str], str | None]
"""Part and target → the work's; None for none."""
_Votes = dict[str, Counter[str]]
"""Target of one version → targets in its places in another, with how often."""
_ENOUGH = 2
"""Versions that must agree on whom the reference version's words mean."""


def named_alike(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions of a work, reference version first, with one target for each actor; others' own are left out."""
    reference, *others = versions
    pairs = [_pairs(reference.annotations, other.annotations) for other in others]
    told = _told_by_others(pairs)
    reference = _renamed(reference, told, {}, keep=True)
    short = _short_forms(reference.annotations)
    return (
        reference,
        *(
            _renamed(other, _mapping(found, told), _otherwise(short, _short_forms(other.annotations)))
            for other, found in zip(others, pairs, strict=True)
        ),
    )


def _is_own(target: str) -> bool:
    return is_unknown(target) or is_named(target)


def _pairs(reference: Annotations, other: Annotations) -> list[tuple[str, str]]:
    """Targets that stand in one place of two versions, the reference version's first."""
    found = [*_asked(reference, other)]
    here, there = _named_by_part(reference), _named_by_part(other)
    for part in here.keys() & there.keys():
        ours, theirs = here[part], there[part]
        if len(ours) == len(theirs) and [kind for _, kind in ours] == [kind for _, kind in theirs]:
            found += [(one, another) for (one, _), (another, _) in zip(ours, theirs, strict=True)]
    return found


def _asked(reference: Annotations, other: Annotations) -> Iterator[tuple[str, str]]:
    acts = {(act.part, act.position): act for act in reference.acts}
    for act in other.acts:
        there = acts.get((act.part, act.position))
        if there and there.verbs.keys() & act.verbs.keys() and len(there.addressees) == len(act.addressees):
            yield from ((one.target, other.target) for one, other in zip(there.addressees, act.addressees, strict=True))


def _named_by_part(found: Annotations) -> Mapping[str, list[tuple[str, str]]]:
    """Part → the actors of it that no vocabulary has, each once, with its class."""
    kinds = {entity.target: entity.kind for entity in found.entities}
    by_part: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for mention in found.mentions:
        if _is_own(mention.target):
            by_part[mention.part][mention.target, kinds.get(mention.target, "")] = None
    return {part: list(names) for part, names in by_part.items()}


def _short_forms(found: Annotations) -> Mapping[str, frozenset[str]]:
    """Part → whom its short forms alone mean."""
    by_part: dict[str, set[str]] = defaultdict(set)
    in_full: dict[str, set[str]] = defaultdict(set)
    for mention in found.mentions:
        (by_part if ".meant." in mention.rule else in_full)[mention.part].add(mention.target)
    return {part: frozenset(targets - in_full[part]) for part, targets in by_part.items()}


def _otherwise(ours: Mapping[str, frozenset[str]], theirs: Mapping[str, frozenset[str]]) -> dict[tuple[str, str], str]:
    """Part and target that a version alone takes a short form for → the reference version's, where each has but one.

    Two nouns may be one in another language (Arabic has one for committee and commission), so that another longer name
    is the nearest there.
    """
    found = {}
    for part in ours.keys() & theirs.keys():
        here, there = ours[part] - theirs[part], theirs[part] - ours[part]
        if len(here) == len(there) == 1:
            found[part, min(there)] = min(here)
    return found


def _told_by_others(pairs: Iterable[Iterable[tuple[str, str]]]) -> dict[str, str]:
    """Target of the reference version → the concept that other versions agree on."""
    versions: dict[str, Counter[str]] = defaultdict(Counter)
    for found in pairs:
        votes: _Votes = defaultdict(Counter)
        for ours, theirs in found:
            if is_unknown(ours):
                votes[ours][theirs] += 1
        for ours, count in votes.items():
            best = _best(count)
            if best and not _is_own(best):
                versions[ours][best] += 1
    return {ours: best for ours, count in versions.items() if (best := _best(count)) and count[best] >= _ENOUGH}


def _mapping(pairs: Iterable[tuple[str, str]], told: Mapping[str, str]) -> dict[str, str]:
    """Own target of a version → the work's, where one of the reference version stands in most of its places."""
    votes: _Votes = defaultdict(Counter)
    for ours, theirs in pairs:
        if _is_own(theirs):
            votes[theirs][told.get(ours, ours)] += 1
    return {theirs: best for theirs, count in votes.items() if (best := _best(count))}


def _best(count: Counter[str]) -> str | None:
    """What has more than half of the votes."""
    best, votes = min(count.items(), key=lambda item: (-item[1], item[0]))
    return best if 2 * votes > count.total() else None


def _renamed(
    version: Version, targets: Mapping[str, str], by_part: Mapping[tuple[str, str], str], keep: bool = False
) -> Version:
    """A version with other targets; what has none and is its own is left out, or kept."""

    def to(part: str, target: str) -> str | None:
        known = by_part.get((part, target)) or targets.get(target)
        return known or (target if keep or not _is_own(target) else None)

    found = version.annotations
    return replace(
        version,
        annotations=replace(
            found,
            mentions=tuple(_mentions(found.mentions, to)),
            acts=tuple(_act(act, to) for act in found.acts),
            entities=tuple(_entities(found.entities, to)),
        ),
    )


def _mentions(mentions: Iterable[EntityMention], to: _To) -> Iterator[EntityMention]:
    for mention in mentions:
        if target := to(mention.part, mention.target):
            yield mention if target == mention.target else replace(mention, target=target, rule=_rule(mention.rule))


def _act(act: Act, to: _To) -> Act:
    addressees = tuple(_addressees(act, to))
    reporting = tuple(
        replace(report, to=target)
        for report in act.reporting
        if (target := to(report.part or act.part, report.to) if _is_own(report.to) else report.to)
    )
    return (
        act
        if addressees == act.addressees and reporting == act.reporting
        else replace(act, addressees=addressees, reporting=reporting)
    )


def _addressees(act: Act, to: _To) -> Iterator[Addressee]:
    for one in act.addressees:
        if target := to(act.part, one.target):
            yield one if target == one.target else replace(one, target=target, rule=_rule(one.rule))


def _entities(entities: Iterable[LocalEntity], to: _To) -> Iterator[LocalEntity]:
    """The entities that stay the work's or the texts' own, one name each."""
    seen: set[str] = set()
    for entity in entities:
        target = to(entity.part, entity.target)
        if target is None or (_is_own(entity.target) and not _is_own(target)) or target in seen:
            continue
        seen.add(target)
        yield entity if target == entity.target else replace(entity, target=target)


def _rule(rule: str) -> str:
    """The rule of what the versions together tell."""
    return f"{rule}.versions"
