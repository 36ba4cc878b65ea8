"""What is found of a draft."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from resograph.annotating import Act
from resograph.annotating.facts import Citation
from resograph.documents import Document, Part, Variant, VariantKind
from resograph.drafting.held import Voted
from resograph.merging.work import Version
from resograph.settings import Settings
from resograph.symbols import Symbol
from resograph.wording import Change, ComparedParagraph, Comparison, Text


def _unlimited() -> None:
    """Nobody waits."""


@dataclass(frozen=True)
class Limits:
    """How much of a draft is looked at: paragraphs, characters of all its words, seconds for a PDF; ``go_on`` is called
    again and again, and raises where the time is over."""

    paragraphs: int = 600
    characters: int = 300_000
    pdf_seconds: int = 20
    go_on: Callable[[], None] = _unlimited

    @classmethod
    def of(cls, settings: Settings, go_on: Callable[[], None] = _unlimited) -> Limits:
        """Those of a deployment."""
        return cls(settings.draft_paragraphs, settings.draft_characters, math.ceil(settings.draft_seconds), go_on)


@dataclass(frozen=True)
class Earlier:
    """Words of a held paragraph that one of the draft takes up; ``in_series``: of the document that it renews."""

    path: str
    symbol: Symbol
    similarity: float
    change: tuple[Change, ...]
    text: str
    adopted: str = ""
    in_series: bool = False
    voted: Voted | None = None


@dataclass(frozen=True)
class Problem:
    """What is wrong with a citation: a code of ``data/drafting/citations.toml``, and values for its sentence."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckedCitation:
    """A citation; ``held`` is None where nothing tells which documents are held."""

    citation: Citation
    held: bool | None
    problem: Problem | None = None


@dataclass(frozen=True)
class Remark:
    """What a rule of ``data/drafting/checks.toml`` says of a paragraph ("" for the whole), with values for its
    sentence; ``source`` where the rule's words have one of their own."""

    rule: str
    paragraph: str = ""
    values: tuple[tuple[str, str], ...] = ()
    source: str = ""


@dataclass(frozen=True)
class OpenVariant:
    """What somebody wants of a paragraph, and where its words were agreed before."""

    part: str
    variant: Variant
    before: tuple[Earlier, ...] = ()


@dataclass(frozen=True)
class CheckedParagraph:
    """A paragraph of the draft with all that was found."""

    part: Part
    acts: tuple[Act, ...]
    themes: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    citations: tuple[CheckedCitation, ...]
    variants: tuple[OpenVariant, ...]


@dataclass(frozen=True)
class CheckedDraft:
    """A draft with all that was found.

    ``document`` is the draft as it was read, ``version`` the same as its body's own words. ``renews``: what it renews,
    the last first. ``compared``: the last adopted text of its series beside it, where that is held in its language.
    ``is_beside_held``: whether there were documents to look in.
    """

    document: Document
    version: Version
    paragraphs: tuple[CheckedParagraph, ...]
    remarks: tuple[Remark, ...]
    renews: tuple[Symbol, ...]
    before: Text | None
    text: Text
    compared: Comparison | None
    is_beside_held: bool

    @property
    def language(self) -> str:
        """ISO 639-1."""
        return self.document.language

    @property
    def dropped(self) -> list[ComparedParagraph]:
        """Paragraphs of the last text of its series that it leaves out."""
        return [row.a for row in self.compared.rows if row.a and row.b is None] if self.compared else []

    @property
    def open(self) -> dict[str, list[str]]:
        """Who proposes something, as written ("" where nobody is named) → ids of the paragraphs, in their order."""
        found: dict[str, list[str]] = {}
        for paragraph in self.paragraphs:
            for one in paragraph.variants:
                if one.variant.kind not in (VariantKind.AGREED, VariantKind.COMMENT):
                    for name in one.variant.proponents or ("",):
                        if one.part not in found.setdefault(name, []):
                            found[name].append(one.part)
        return found

    @property
    def names(self) -> dict[str, str]:
        """Path → the words that name it, of what no vocabulary has."""
        return {one.target: one.label for one in self.version.annotations.entities}
