"""A work's paragraphs as flat JSON, in the form of the UN Mandate Source Registry, with our addresses added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from resograph.documents import Note, Part, PartKind
from resograph.merging import Work, WorkAct, WorkPart
from resograph.symbols import Address, Symbol, mint
from resograph.vocabularies import Vocabulary

_TYPES = {PartKind.PREAMBULAR: "preambular", PartKind.OPERATIVE: "operative", PartKind.SUBPARAGRAPH: "operative"}


def write_json(
    work: Work, base: str, vocabulary: Vocabulary, language: str | None = None, portion: str | None = None
) -> list[dict[str, Any]]:
    """One record a part, in order; ``portion`` keeps one part and what is below it."""
    language = language or work.reference.language
    acts: dict[str, list[WorkAct]] = {}
    for act in work.acts:
        acts.setdefault(act.part, []).append(act)
    depths: dict[str, int] = {}
    records = []
    for part in work.parts:
        depths[part.eid] = depths.get(part.parent or "", 0) + 1
        if portion and not (part.eid == portion or part.eid.startswith(f"{portion}__") or part.parent == portion):
            continue
        if language in part.readings:
            records.append(_record(work, part, language, acts.get(part.eid, []), depths, base, vocabulary))
    return records


def _record(
    work: Work,
    part: WorkPart,
    language: str,
    acts: list[WorkAct],
    depths: Mapping[str, int],
    base: str,
    vocabulary: Vocabulary,
) -> dict[str, Any]:
    reading = part.readings[language]
    address = Address(work.symbol).part(part.eid)
    version = next(version for version in work.versions if version.language == language)
    first = acts[0] if acts else None
    words = None
    if first and language in first.readings:
        words = reading.text[slice(*first.readings[language].verb_span)]
    return {
        "id": mint(base, str(address)),
        "language": language,
        "text": reading.text,
        "type": _type(reading),
        "heading_level": None,
        "paragraph_type": _TYPES.get(part.kind) if part.kind else None,
        "paragraph_level": depths[part.eid] if part.kind in _TYPES else None,
        "prefix": reading.mark if isinstance(reading, Note) else reading.number,
        "action_verb": words,
        "action_verb_normalized": first.verb.replace("-", " ") if first else None,
        "action_verb_concept": mint(base, f"verb/{first.verb}") if first else None,
        "links": [
            {
                "text": reading.text[slice(*citation.span)],
                "symbol": citation.symbol.text,
                "url": mint(base, citation.symbol.text),
                "kind": citation.kind,
                "date": citation.date.isoformat() if citation.date else None,
            }
            for citation in version.annotations.citations
            if citation.part == reading.eid
        ],
        "mandates": [
            _mandate(act, language, reading.text, base, version.document.symbol, vocabulary)
            for act in acts
            if language in act.readings and act.readings[language].is_request
        ],
    }


def _type(reading: Part | Note) -> str:
    if isinstance(reading, Note):
        return "footnote"
    if reading.kind in _TYPES:
        return "paragraph"
    if reading.kind in (PartKind.SECTION, PartKind.ANNEX):
        return "heading"
    return {"conclusions": "backmatter", "status": "frontmatter", "formula": "paragraph"}.get(reading.role, "paragraph")


def _mandate(
    act: WorkAct, language: str, text: str, base: str, symbol: Symbol, vocabulary: Vocabulary
) -> dict[str, Any]:
    reading = act.readings[language]
    assignees = []
    for addressee in reading.addressees:
        concept = vocabulary.get(addressee.target)
        assignees.append(
            {
                "text": addressee.words or text[slice(*addressee.span)],
                "name": concept.preferred("en") if concept else None,
                "id": None if addressee.target.startswith("~") else mint(base, addressee.target),
            }
        )
    deliverables = [
        {
            "kind": report.kind,
            "to": mint(base, f"{symbol}{report.to}" if report.to.startswith("~") else report.to),
            "session": report.session and mint(base, report.session),
            "year": report.year,
            "date": str(report.date) if report.date else None,
            "due": report.when,
            "periodicity": report.periodicity,
            "item": report.item,
            "parent_item": report.parent_item,
            "part": report.part,
        }
        for report in reading.reporting
    ]
    return {
        "text": text[slice(*reading.clause)],
        "verb": act.verb.replace("-", " "),
        "force": act.force,
        "assignees": assignees,
        "deliverables": deliverables,
    }
