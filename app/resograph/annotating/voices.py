"""Whose words a text is: the body that adopts it or is asked to, and for a draft that it quotes that draft's body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from resograph.documents import Document, Part, PartKind
from resograph.languages.formulas import body_of_formula
from resograph.languages.profile import Profile, profile
from resograph.symbols import Kind
from resograph.symbols.grammar import organ_of

_ADOPTED = (Kind.RESOLUTION, Kind.DECISION, Kind.STATEMENT)
"""Kinds of texts by which a body acts; a letter or report that annexes a draft, or a corrigendum, asks nobody."""


@dataclass(frozen=True)
class Voices:
    """The body that speaks in a document, by its name in addresses ("un-ga"), and those that its drafts quote.

    ``quoted`` has each part of a quoted draft with that draft's body, None where no formula tells it.
    """

    own: str | None
    is_adopted: bool
    quoted: Mapping[str, str | None] = field(default_factory=dict)

    def of(self, part: str) -> str | None:
        """Whose words a part is."""
        return self.quoted.get(part, self.own)

    def binds(self, part: str) -> bool:
        """Whether the words bind anybody: those of a draft, or of one that is quoted, do not."""
        return self.is_adopted and part not in self.quoted


def voices(document: Document) -> Voices:
    """Who speaks in each part of a document."""
    rules = profile(document.language)
    quoted = {
        below.eid: _formula_body(draft.parts, rules)
        for draft in document.walk()
        if draft.kind is PartKind.DRAFT
        for below in draft.walk()
    }
    corrects = document.symbol.changes is not None and document.symbol.changes[0] == "corrects"
    return Voices(_own(document, rules), document.kind in _ADOPTED and not corrects, quoted)


def _own(document: Document, rules: Profile) -> str | None:
    """The body that adopts; of a draft the one whose formula it has, else the one in whose series it is."""
    if document.symbol.body or document.kind is not Kind.DRAFT:
        return document.symbol.body
    organ = organ_of(document.symbol.prefix)
    return _formula_body(document.parts, rules) or (organ.body if organ else None)


def _formula_body(parts: Iterable[Part], rules: Profile) -> str | None:
    formulas = (part.text for part in parts if part.role == "formula")
    return next((body for text in formulas if (body := body_of_formula(text, rules))), None)
