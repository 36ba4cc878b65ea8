"""Versions of one work to one work: parts by number, acts by position and verb (DESIGN §3, "Six versions, one act")."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from resograph.annotating import Act
from resograph.documents import Document, Finding, Note, Part, PartKind
from resograph.merging.divergences import divergences
from resograph.merging.misprints import without_misprints
from resograph.merging.naming import named_alike
from resograph.merging.support import shown_once, spoken_together
from resograph.merging.work import Version, Work, WorkAct, WorkPart
from resograph.symbols.address import LANGUAGES


def merge(versions: Iterable[Version]) -> Work:
    """One work from the versions of one symbol, at least one, one a language."""
    by_language = sorted(versions, key=lambda version: LANGUAGES.index(version.language))
    printed = spoken_together(named_alike(tuple(by_language)))
    parts, findings = _merge_parts(printed)
    ordered, misprints = without_misprints(printed)
    reference = ordered[0]
    acts, alone = _merge_acts(ordered, parts)
    return Work(
        symbol=reference.document.symbol,
        reference=reference,
        versions=ordered,
        parts=parts,
        acts=acts,
        findings=(*findings, *misprints, *alone, *(finding for version in ordered for finding in _findings(version))),
    )


def _findings(version: Version) -> tuple[Finding, ...]:
    return (*version.document.findings, *version.annotations.findings)


def _merge_parts(versions: tuple[Version, ...]) -> tuple[tuple[WorkPart, ...], list[Finding]]:
    readings: dict[str, dict[str, Part | Note]] = defaultdict(dict)
    parents: dict[str, str | None] = {}
    following: dict[str, str] = {"": ""}  # the part behind each; "" stands before the first and behind the last
    last = ""
    for version in versions:
        preceding = ""
        for part, parent in _with_parents(version.document):
            if part.eid not in readings:
                parents[part.eid] = parent
                at = preceding or last
                following[part.eid] = following[at]
                following[at] = part.eid
                last = part.eid if at == last else last
            readings[part.eid][version.language] = part
            preceding = part.eid
    order: list[str] = []
    while eid := following[order[-1] if order else ""]:
        order.append(eid)
    merged = tuple(
        WorkPart(eid, _kind(readings[eid]), parents[eid], position, dict(readings[eid]))
        for position, eid in enumerate(order, start=1)
    )
    return merged, list(divergences(versions, readings))


def _with_parents(document: Document) -> list[tuple[Part | Note, str | None]]:
    found: list[tuple[Part | Note, str | None]] = []
    borne = document.notes_borne()

    def visit(part: Part, parent: str | None) -> None:
        found.append((part, parent))
        found.extend((note, part.eid) for note in borne.get(part.eid, ()))
        for child in part.parts:
            visit(child, part.eid)

    for part in document.parts:
        visit(part, None)
    return found


def _kind(readings: Mapping[str, Part | Note]) -> PartKind | None:
    first = next(readings[language] for language in LANGUAGES if language in readings)
    return first.kind if isinstance(first, Part) else None


def _merge_acts(versions: tuple[Version, ...], parts: Sequence[WorkPart]) -> tuple[tuple[WorkAct, ...], list[Finding]]:
    """Acts of one part and position are one where the verbs that their words can mean meet.

    The reference version numbers them; what one of several versions alone shows is a finding, no fact.
    """
    positions = {part.eid: part.position for part in parts}
    held = {part.eid: len(part.readings) for part in parts}
    aligned: dict[tuple[str, int], dict[str, Act]] = defaultdict(dict)
    findings: list[Finding] = []
    numbering: dict[str, str] = {}
    for version in versions:
        for act in version.annotations.acts:
            numbering.setdefault(act.part, version.language)
    leading = {
        (act.part, act.position): act
        for version in versions
        for act in version.annotations.acts
        if numbering[act.part] == version.language
    }
    for version in versions:
        for act in version.annotations.acts:
            key = _place_of(act, leading)
            if key is not None and version.language not in aligned[key]:
                aligned[key][version.language] = act
            elif key is None and "act" in act.decided:
                findings.append(_unplaced(act, numbering[act.part]))
    acts: list[WorkAct] = []
    for key, readings in aligned.items():
        decided = any("act" in act.decided for act in readings.values())
        if len(readings) == 1 and held.get(key[0], 1) > 1 and not decided:
            findings.append(_shown_once(key, readings))
        elif readings:
            acts.append(_pooled(key, readings))
            findings += shown_once(acts[-1])
    return tuple(sorted(acts, key=lambda act: (positions[act.part], act.position))), findings


def _place_of(act: Act, leading: Mapping[tuple[str, int], Act]) -> tuple[str, int] | None:
    """Where an act stands in the numbering version: at its own position, or the nearest whose verbs meet its own."""
    for shift in (0, 1, -1, 2, -2):
        there = leading.get((act.part, act.position + shift))
        if there is not None and there.verbs.keys() & act.verbs.keys():
            return there.part, there.position
    return None


def _shown_once(key: tuple[str, int], readings: Mapping[str, Act]) -> Finding:
    language, act = next(iter(readings.items()))
    return Finding(
        "merge.act-in-one-version",
        f"Act {key[1]} of {key[0]} ({act.verb.replace('-', ' ')}) is read in the {language} version alone.",
        part=key[0],
    )


def _unplaced(act: Act, numbering: str) -> Finding:
    return Finding(
        "correction.misfit",
        f"An act ({act.verb.replace('-', ' ')}) that a person added to {act.part} has no like in the {numbering} "
        "version, which numbers its acts; add it there.",
        part=act.part,
    )


def _pooled(key: tuple[str, int], readings: Mapping[str, Act]) -> WorkAct:
    first = next(readings[language] for language in LANGUAGES if language in readings)
    support: Counter[str] = Counter()
    for act in readings.values():
        total = sum(act.verbs.values()) or 1
        for verb, count in act.verbs.items():
            support[verb] += round(1000 * count / total)
        support[act.verb] += 1
    best = max(support.values())
    verb = (
        first.verb
        if support[first.verb] == best or len(readings) == 1
        else min(v for v, n in support.items() if n == best)
    )
    forces = Counter(act.force for act in readings.values())
    force = first.force if forces[first.force] == max(forces.values()) else forces.most_common(1)[0][0]
    verb = next((act.verb for act in readings.values() if "verb" in act.decided), verb)
    force = next((act.force for act in readings.values() if "force" in act.decided), force)
    return WorkAct(key[0], key[1], verb, force, dict(readings))
