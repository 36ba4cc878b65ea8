"""What the versions of a work show together of an act: silence contradicts nobody (DESIGN §3, "Six versions, one act").

The reading that leads is the reference version's. Where it shows nobody who is asked, or no report, and several others
show the same, that is a fact; what one alone shows then is a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from resograph.annotating import Act, Addressee, EntityMention, Reporting
from resograph.documents import Finding
from resograph.merging.work import Version, WorkAct

_Fact = TypeVar("_Fact")
_ENOUGH = 2
"""Versions that show what the leading one does not say."""
_MANY = 3
"""Versions of a part among which one alone is one against others."""


def leading(act: WorkAct) -> Act:
    """The reading whose addressees and reports count: a person's, else the first of the work's force.

    Where it shows none, those that several other readings show are taken in.
    """
    readings = list(act.readings.values())
    alike = next((reading for reading in readings if reading.force == act.force), readings[0])
    decided = next((reading for reading in readings if reading.decided & {"addressees", "reporting"}), None)
    if decided is not None:
        return decided
    others = [reading for reading in readings if reading is not alike and reading.force == act.force]
    if not alike.addressees and (asked := _shared((one.addressees for one in others), _target)):
        donors = [one for one in others if {_target(each) for each in one.addressees} & {_target(one) for one in asked}]
        is_request = any(one.is_request for one in donors)
        is_mandate = any(one.is_mandate for one in donors)
        alike = replace(alike, addressees=asked, is_request=is_request, is_mandate=is_mandate)
    if not alike.reporting and alike.addressees and (due := _shared((one.reporting for one in others), _due)):
        alike = replace(alike, reporting=due)
    return alike


def _shared(found: Iterable[tuple[_Fact, ...]], key: Callable[[_Fact], object]) -> tuple[_Fact, ...]:
    """What several readings show, as the first of them has it."""
    first: dict[object, _Fact] = {}
    counts: Counter[object] = Counter()
    for facts in found:
        mine = {key(fact): fact for fact in facts}
        counts.update(mine.keys())
        first = {**mine, **first}
    return tuple(fact for name, fact in first.items() if counts[name] >= _ENOUGH)


def _target(addressee: Addressee) -> str:
    return addressee.target


def _due(report: Reporting) -> tuple[object, ...]:
    return report.to, report.kind, report.session, report.year, report.date, report.part


def shown_once(act: WorkAct) -> Iterator[Finding]:
    """Whom one version of several alone shows as asked, where the others show nobody."""
    showing = [(language, reading) for language, reading in act.readings.items() if reading.addressees]
    if len(act.readings) >= _MANY and len(showing) == 1 and not showing[0][1].decided:
        [(language, reading)] = showing
        names = ", ".join(one.words or one.target for one in reading.addressees)
        message = f"Whom act {act.position} of {act.part} asks is read in the {language} version alone: {names}."
        yield Finding("merge.addressee-in-one-version", message, part=act.part)


def spoken_together(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    """The versions without themes that one of many alone shows by a single word, which means other things too."""
    if len(versions) < _MANY:
        return versions
    shown: Counter[str] = Counter()
    for version in versions:
        shown.update({theme.target for theme in version.annotations.themes})
    reference, *others = versions
    return (reference, *(_without(version, shown) for version in others))


def _without(version: Version, shown: Mapping[str, int]) -> Version:
    texts = {part.eid: part.text for part in version.document.in_order()}
    found = version.annotations

    def stands(theme: EntityMention) -> bool:
        words = texts.get(theme.part, "")[slice(*theme.span)]
        return (
            shown[theme.target] > 1 or " " in words or theme.rule.endswith(".number") or theme.attribution is not None
        )

    themes = tuple(theme for theme in found.themes if stands(theme))
    return version if len(themes) == len(found.themes) else replace(version, annotations=replace(found, themes=themes))
