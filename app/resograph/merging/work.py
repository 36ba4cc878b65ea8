"""A work and its versions as values (FRBR: work and expressions)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resograph.annotating import Act, Annotations
from resograph.documents import Document, Finding, Note, Part, PartKind
from resograph.symbols import Symbol


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
