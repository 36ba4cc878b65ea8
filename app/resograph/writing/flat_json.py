"""A work's paragraphs as flat JSON, in the form of the UN Mandate Source Registry, with our addresses added.

The registry's own members come first (docs/mandate-registry.md says each); ``id``, ``language``, ``part``,
``document``, ``action_verb_concept`` and ``citations`` are ours, and with them the form reads back as it was.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from resograph.documents import Document, Note, Part, PartKind, Variant
from resograph.merging.work import Version, Work, WorkAct, WorkPart
from resograph.symbols import Address, mint
from resograph.vocabularies.concepts import Vocabulary

_TYPES = {PartKind.PREAMBULAR: "preambular", PartKind.OPERATIVE: "operative", PartKind.SUBPARAGRAPH: "operative"}
_LEVELS = (PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)
_HEADINGS = (PartKind.SECTION, PartKind.ANNEX)
_TITLE_LEVEL = 1
_LINK = "https://undocs.org/"
"""How the registry links a document."""


def write_json(
    work: Work, base: str, vocabulary: Vocabulary, language: str | None = None, portion: str | None = None
) -> list[dict[str, Any]]:
    """The title, then one record a part, in order; ``portion`` keeps one part and what is below it."""
    language = language or work.reference.language
    version = next(version for version in work.versions if version.language == language)
    writer = _Writer(work, version, base, vocabulary)
    if portion is None:
        return [writer.title(), *(writer.record(part) for part in work.parts if language in part.readings)]
    return [
        writer.record(part)
        for part in work.parts
        if language in part.readings
        and (part.eid == portion or part.eid.startswith(f"{portion}__") or part.parent == portion)
    ]


class _Writer:
    def __init__(self, work: Work, version: Version, base: str, vocabulary: Vocabulary) -> None:
        self._version = version
        self._base = base
        self._vocabulary = vocabulary
        self._work = work
        self._parts = {part.eid: part for part in work.parts}
        self._acts: dict[str, list[WorkAct]] = {}
        for act in work.acts:
            self._acts.setdefault(act.part, []).append(act)

    def title(self) -> dict[str, Any]:
        """The record of the title; ``document`` is what the text itself does not say."""
        document = self._version.document
        numbered = document.number and document.number not in document.title
        return {
            **_blank(f"{document.number}.\t{document.title}" if numbered else document.title, "title"),
            "id": mint(self._base, self._work.symbol.text),
            "language": document.language,
            "document": _document(document),
        }

    def record(self, part: WorkPart) -> dict[str, Any]:
        """The record of a part."""
        language = self._version.language
        reading = part.readings[language]
        acts = [act for act in self._acts.get(part.eid, ()) if language in act.readings]
        kind = part.kind
        levels, headings = self._levels(part, _LEVELS), self._levels(part, _HEADINGS)
        record = _blank(reading.text or (reading.heading or "" if isinstance(reading, Part) else ""), _type(reading))
        record["heading_level"] = _TITLE_LEVEL + headings if kind in _HEADINGS else None
        record["paragraph_type"] = _paragraph_type(reading)
        record["paragraph_level"] = levels if kind in _LEVELS else None
        record["prefix"] = reading.mark if isinstance(reading, Note) else reading.number
        if acts:
            record["action_verb"] = reading.text[slice(*acts[0].readings[language].verb_span)]
            record["action_verb_type"] = record["paragraph_type"]
            record["action_verb_normalized"] = acts[0].verb.replace("-", " ")
        citations = [one for one in self._version.annotations.citations if one.part == reading.eid]
        record["links"] = [
            [reading.text[slice(*one.span)], f"{_LINK}{language}/{one.symbol}"] for one in citations if not one.by_name
        ]
        record["mandates"] = [self._mandate(act, reading.text) for act in acts if act.readings[language].is_request]
        return {
            **record,
            "id": mint(self._base, str(Address(self._work.symbol).part(part.eid))),
            "language": language,
            "part": _part(reading, part.parent),
            "action_verb_concept": mint(self._base, f"verb/{acts[0].verb}") if acts else None,
            "citations": [
                {
                    "text": reading.text[slice(*one.span)],
                    "symbol": one.symbol.text,
                    "id": mint(self._base, one.symbol.text),
                    "kind": one.kind,
                    "date": _iso(one.date),
                }
                for one in citations
            ],
        }

    def _levels(self, part: WorkPart, kinds: tuple[PartKind, ...]) -> int:
        """How many parts of some kinds a part stands in, itself included."""
        count, here = 0, part
        while True:
            count += here.kind in kinds
            above = self._parts.get(here.parent or "")
            if above is None:
                return count
            here = above

    def _mandate(self, act: WorkAct, text: str) -> dict[str, Any]:
        reading = act.readings[self._version.language]
        assignees = []
        for addressee in reading.addressees:
            concept = self._vocabulary.get(addressee.target)
            kinds = sorted((concept.classes if concept else frozenset()) - {"UNEntity"})
            assignees.append(
                {
                    "assignee": addressee.words or text[slice(*addressee.span)],
                    "assignee_normalized": concept.preferred("en") if concept else None,
                    "assignee_type": kinds[0] if kinds else None,
                    "id": None if addressee.target.startswith("~") else mint(self._base, addressee.target),
                }
            )
        return {
            "action_verb": text[slice(*reading.verb_span)],
            "action_verb_normalized": act.verb.replace("-", " "),
            "action_verb_type": act.force,
            "assignees": assignees,
            "mentioned_entities": self._mentioned(reading.part, text, reading.clause),
            "deliverables": [
                {
                    "deliverable": one.kind,
                    "deliverable_normalized": one.kind,
                    "deliverable_type": "report",
                    "kind": one.kind,
                    "to": mint(self._base, f"{self._work.symbol}{one.to}" if one.to.startswith("~") else one.to),
                    "session": one.session and mint(self._base, one.session),
                    "year": one.year,
                    "date": str(one.date) if one.date else None,
                    "due": one.when,
                    "periodicity": one.periodicity,
                    "item": one.item,
                    "parent_item": one.parent_item,
                    "part": one.part,
                }
                for one in reading.reporting
            ],
            "text": text[slice(*reading.clause)],
            "action_verb_concept": mint(self._base, f"verb/{act.verb}"),
        }

    def _mentioned(self, part: str, text: str, clause: tuple[int, int]) -> list[dict[str, Any]]:
        """The entities that a clause names."""
        found = []
        for mention in self._version.annotations.mentions:
            inside = mention.part == part and clause[0] <= mention.span[0] and mention.span[1] <= clause[1]
            concept = self._vocabulary.get(mention.target) if inside else None
            if concept:
                kinds = sorted(concept.classes - {"UNEntity"})
                found.append(
                    {
                        "mentioned_entity": text[slice(*mention.span)],
                        "mentioned_entity_normalized": concept.preferred("en"),
                        "mentioned_entity_type": kinds[0] if kinds else None,
                        "id": mint(self._base, mention.target),
                    }
                )
        return found


def _blank(text: str, type_: str) -> dict[str, Any]:
    return {
        "text": text,
        "type": type_,
        "heading_level": None,
        "paragraph_type": None,
        "paragraph_level": None,
        "prefix": None,
        "action_verb": None,
        "action_verb_type": None,
        "action_verb_normalized": None,
        "links": [],
        "mandates": [],
    }


def _type(reading: Part | Note) -> str:
    if isinstance(reading, Note):
        return "footnote"
    if reading.kind in _HEADINGS:
        return "heading"
    return {"conclusions": "backmatter", "status": "frontmatter"}.get(reading.role, "paragraph")


def _paragraph_type(reading: Part | Note) -> str | None:
    if isinstance(reading, Note):
        return None
    return "preambular" if reading.role == "formula" else _TYPES.get(reading.kind)


def _part(reading: Part | Note, parent: str | None) -> dict[str, Any]:
    """What the registry's form cannot say of a part."""
    links = [[*link.span, link.href] for link in reading.links]
    if isinstance(reading, Note):
        return {"eid": reading.eid, "bearer": reading.bearer, "anchor": reading.anchor, "links": links}
    return {
        "eid": reading.eid,
        "kind": reading.kind.value,
        "role": reading.role,
        "heading": reading.heading,
        "parent": parent,
        "emphasis": [list(span) for span in reading.emphasis],
        **({"cells": [list(span) for span in reading.cells]} if reading.cells else {}),
        **({"variants": [_variant(one) for one in reading.variants]} if reading.variants else {}),
        "links": links,
    }


def _variant(variant: Variant) -> dict[str, Any]:
    """What is proposed for a part's words at ``span``."""
    return {
        "kind": variant.kind.value,
        "span": list(variant.span),
        "text": variant.text,
        "proponents": list(variant.proponents),
        "mark": variant.mark,
        "taken": variant.taken,
        "variants": [_variant(one) for one in variant.variants],
    }


def _document(document: Document) -> Mapping[str, Any]:
    cover = document.cover
    return {
        "symbol": document.symbol.text,
        "number": document.number,
        "title": document.title,
        "adopted": _iso(cover.adopted),
        "issued": _iso(cover.issued),
        "reissued": _iso(cover.reissued),
        "session": cover.session,
        "meeting": cover.meeting,
        "agenda_items": [list(item) for item in cover.agenda_items],
        "committee": cover.committee,
        "report": list(cover.report),
        "job_number": cover.job_number,
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
