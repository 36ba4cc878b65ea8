"""Versions of one work to one work: parts by number, acts by position and verb (DESIGN §3, "Six versions, one act")."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from resograph.annotating import Act, Annotations
from resograph.documents import Document, Finding, Note, Part, PartKind
from resograph.symbols import Symbol
from resograph.symbols.address import LANGUAGES


@dataclass(frozen=True)
class Version:
    """One language version with what was found in it."""

    document: Document
    annotations: Annotations

    @property
    def language(self) -> str:
        """ISO 639-1."""
        return self.document.language


@dataclass(frozen=True)
class WorkPart:
    """A part of the work; ``readings`` has it in each language that shows it."""

    eid: str
    kind: PartKind | None
    parent: str | None
    position: int
    readings: Mapping[str, Part | Note]

    @property
    def is_note(self) -> bool:
        """Whether it is a footnote."""
        return self.kind is None


@dataclass(frozen=True)
class WorkAct:
    """An act of the work: verb and force by the support of all versions that show it."""

    part: str
    position: int
    verb: str
    force: str
    readings: Mapping[str, Act]


@dataclass(frozen=True)
class Work:
    """All held versions of one document as one; ``reference`` is the version whose ids and numbers count."""

    symbol: Symbol
    reference: Version
    versions: tuple[Version, ...]
    parts: tuple[WorkPart, ...]
    acts: tuple[WorkAct, ...]
    findings: tuple[Finding, ...] = ()


def merge(versions: Iterable[Version]) -> Work:
    """One work from the versions of one symbol, at least one, one a language."""
    ordered = tuple(sorted(versions, key=lambda version: LANGUAGES.index(version.language)))
    reference = ordered[0]
    parts, findings = _merge_parts(ordered)
    return Work(
        symbol=reference.document.symbol,
        reference=reference,
        versions=ordered,
        parts=parts,
        acts=tuple(_merge_acts(ordered, {part.eid: part.position for part in parts})),
        findings=(*findings, *(finding for version in ordered for finding in version.document.findings)),
    )


def _merge_parts(versions: tuple[Version, ...]) -> tuple[tuple[WorkPart, ...], list[Finding]]:
    readings: dict[str, dict[str, Part | Note]] = defaultdict(dict)
    parents: dict[str, str | None] = {}
    order: list[str] = []
    for version in versions:
        preceding: str | None = None
        for part, parent in _with_parents(version.document):
            if part.eid not in readings:
                parents[part.eid] = parent
                order.insert(order.index(preceding) + 1 if preceding in readings else len(order), part.eid)
            readings[part.eid][version.language] = part
            preceding = part.eid
    findings = [
        Finding(
            "merge.part-missing",
            f"{eid} is not in every version held: it is in {', '.join(sorted(readings[eid]))} only.",
            part=eid,
        )
        for eid in order
        if len(readings[eid]) < len(versions)
    ]
    merged = tuple(
        WorkPart(eid, _kind(readings[eid]), parents[eid], position, dict(readings[eid]))
        for position, eid in enumerate(order, start=1)
    )
    return merged, findings


def _with_parents(document: Document) -> list[tuple[Part | Note, str | None]]:
    found: list[tuple[Part | Note, str | None]] = []

    def visit(part: Part, parent: str | None) -> None:
        found.append((part, parent))
        found.extend((note, part.eid) for note in document.notes if note.bearer == part.eid)
        for child in part.parts:
            visit(child, part.eid)

    for part in document.parts:
        visit(part, None)
    return found


def _kind(readings: Mapping[str, Part | Note]) -> PartKind | None:
    first = next(readings[language] for language in LANGUAGES if language in readings)
    return first.kind if isinstance(first, Part) else None


def _merge_acts(versions: tuple[Version, ...], positions: Mapping[str, int]) -> list[WorkAct]:
    """Acts of one part and position are one where the verbs that their words can mean meet."""
    aligned: dict[tuple[str, int], dict[str, Act]] = defaultdict(dict)
    reference = {(act.part, act.position): act for act in versions[0].annotations.acts}
    for version in versions:
        for act in version.annotations.acts:
            key = (act.part, act.position)
            held = reference.get(key)
            if held is None and act.part in {part for part, _ in reference} and len(versions) > 1:
                continue  # what one version alone shows is no fact
            if held is None or held.verbs.keys() & act.verbs.keys() or version is versions[0]:
                aligned[key][version.language] = act
    acts = [_pooled(key, readings) for key, readings in aligned.items()]
    return sorted(acts, key=lambda act: (positions[act.part], act.position))


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
    return WorkAct(key[0], key[1], verb, force, dict(readings))
