"""What every reader gives and every writer takes: one language version of one document."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from resograph.symbols import Kind, Symbol


class PartKind(StrEnum):
    """Kinds of parts; each value is the ontology's class (DESIGN §3, "Parts")."""

    PREAMBULAR = "PreambularParagraph"
    OPERATIVE = "OperativeParagraph"
    SUBPARAGRAPH = "Subparagraph"
    SECTION = "Section"
    ANNEX = "Annex"
    DRAFT = "QuotedDraft"
    """A draft resolution that another text quotes: with formula, preamble, paragraphs and annexes of its own."""
    PLAIN = "Part"
    """Formula, closing lines, words after a list, and whatever has no other room."""


class Span(NamedTuple):
    """Code points of a text, from 0, the end excluded."""

    start: int
    end: int


@dataclass(frozen=True)
class Hyperlink:
    """A hyperlink that the source itself carries."""

    span: Span
    href: str


class VariantKind(StrEnum):
    """What somebody wants of a paragraph that is negotiated."""

    PROPOSAL = "proposal"
    """Words that are to come in."""
    DELETION = "deletion"
    """Words that are to go."""
    ALTERNATIVE = "alternative"
    """Words instead of others."""
    RESERVATION = "reservation"
    """Words that are not accepted yet."""
    AGREED = "agreed"
    """Words that are agreed, ad referendum."""
    COMMENT = "comment"
    """A remark, in ``text``, which changes no words."""


@dataclass(frozen=True)
class Variant:
    """What somebody proposes for the words of a paragraph at ``span``: ``text`` in their place.

    ``proponents`` are as printed, none where nobody is named; ``mark`` is the printed mark without the words that it
    is about. ``variants`` are what others propose for ``text``. A variant is ``taken`` where the paragraph's own text
    has it already, as a Word file's insertions are shown: ``text`` is then what stands there without it.
    """

    kind: VariantKind
    span: Span
    text: str = ""
    proponents: tuple[str, ...] = ()
    mark: str = ""
    variants: tuple[Variant, ...] = ()
    taken: bool = False


@dataclass(frozen=True)
class Part:
    """A paragraph, section or annex with its own words (without number, note marks and sub-parts).

    ``role`` tells plain parts apart: "formula", "conclusions", "wrap" (words after a list), "status" (a note on this
    issue), "intro" (the occasion of a statement), "table" and its "row"s (cells joined by " | "), "p" (anything else).
    ``cells`` are the places of a row's cells in its text, empty ones too, where the source has them.
    ``variants`` are what a compilation text, or a Word file with changes, proposes for the text.
    """

    kind: PartKind
    text: str = ""
    number: str | None = None
    heading: str | None = None
    parts: tuple[Part, ...] = ()
    eid: str = ""
    role: str = "p"
    emphasis: tuple[Span, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    source_id: str | None = None
    cells: tuple[Span, ...] = ()
    variants: tuple[Variant, ...] = ()
    own_eid: str | None = None
    """Its id by this version alone, where the work's is another (``merging.aligning``)."""

    def walk(self) -> Iterator[Part]:
        """This part and those below it, in document order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Note:
    """A footnote: ``bearer`` is the id of the part whose text holds its mark, at offset ``anchor``."""

    mark: str
    text: str
    bearer: str = ""
    anchor: int = 0
    eid: str = ""
    links: tuple[Hyperlink, ...] = ()
    source_id: str | None = None
    own_eid: str | None = None
    """Its id by this version alone, where the work's is another."""


@dataclass(frozen=True)
class Cover:
    """What a document says of itself around its text. Dates are None where they are unknown."""

    adopted: datetime.date | None = None
    issued: datetime.date | None = None
    reissued: datetime.date | None = None
    session: str | None = None
    meeting: str | None = None
    agenda_items: tuple[tuple[str, str], ...] = ()
    """Number ("" where none is printed) and title of each."""
    committee: str | None = None
    report: tuple[str, ...] = ()
    """Symbols of the reports on which the text was adopted."""
    job_number: str | None = None


@dataclass(frozen=True)
class Draft:
    """A draft of the text: its symbol ("" where none is given) and its sponsors, as written."""

    symbol: str
    date: datetime.date | None = None
    sponsors: str = ""
    additional_sponsors: str = ""


@dataclass(frozen=True)
class Vote:
    """How a text was adopted. Counts are None where they are not given; States are as written."""

    outcome: str | None = None
    in_favour_count: int | None = None
    against_count: int | None = None
    abstaining_count: int | None = None
    not_voting_count: int | None = None
    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    not_voting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Keyword:
    """A subject or keyword, with the list that it is from ("UNBIS", "SDGO", "DHLAUTH")."""

    value: str
    label: str = ""
    href: str | None = None
    dictionary: str = ""


@dataclass(frozen=True)
class Appointment:
    """A member of a body, as a decision on its membership lists them."""

    name: str
    body: str
    state: str = ""
    begins: datetime.date | None = None
    ends: datetime.date | None = None


@dataclass(frozen=True)
class Registry:
    """What a file knows of its document beyond the text. All is as written, and only where present."""

    title: str | None = None
    """The cataloguer's own title, in English."""
    drafts: tuple[Draft, ...] = ()
    recommended_in: tuple[str, ...] = ()
    """Symbols of the reports that recommended the text."""
    adopted_at: str | None = None
    """Symbol of the record of the meeting: A/76/PV.53."""
    adoption: str | None = None
    """In words: "Adopted unanimously, 9140th meeting"."""
    legal_basis: str | None = None
    """Such as "Chapter VII"."""
    appointments: tuple[Appointment, ...] = ()
    outcome: str | None = None
    """What became of a draft that was not adopted: "veto", "notAdopted"; None for all else."""
    acted: datetime.date | None = None
    """The day on which it was put to the vote."""
    vote: Vote | None = None
    subjects: tuple[Keyword, ...] = ()
    """The cataloguer's subjects."""
    agenda: tuple[Keyword, ...] = ()
    """The cataloguer's agenda items: number, title, agenda document as dictionary."""
    keywords: tuple[Keyword, ...] = ()
    """Keywords that a machine seems to have matched."""


class Severity(StrEnum):
    """How grave a finding is (DESIGN §3, "SHACL")."""

    VIOLATION = "Violation"
    WARNING = "Warning"


@dataclass(frozen=True)
class Finding:
    """What a reader or a judge wants a person to look at."""

    rule: str
    message: str
    severity: Severity = Severity.WARNING
    part: str | None = None
    line: int | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Source:
    """The file from which the version was read."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Document:
    """One language version of one document, as read. ``number`` is as printed: "67/138"."""

    symbol: Symbol
    language: str
    title: str
    number: str | None
    parts: tuple[Part, ...]
    notes: tuple[Note, ...] = ()
    cover: Cover = field(default_factory=Cover)
    source: Source | None = None
    findings: tuple[Finding, ...] = ()
    earlier: tuple[datetime.date, ...] = ()
    """Dates of earlier issues of this version that are held beside it."""
    registry: Registry | None = None
    nature: Kind | None = None
    """Its kind, where the file tells more than the symbol: S/2023/212 is a draft."""

    @property
    def kind(self) -> Kind:
        """What it is, by the file or else by its symbol."""
        return self.nature or self.symbol.kind

    @property
    def issue(self) -> datetime.date | None:
        """The date of this issue of the version: of its reissue, else of its first issue."""
        return self.cover.reissued or self.cover.issued

    def walk(self) -> Iterator[Part]:
        """All parts in document order; notes stand apart."""
        for part in self.parts:
            yield from part.walk()

    def notes_borne(self) -> dict[str, list[Note]]:
        """The notes by the id of the part that bears their marks."""
        borne: dict[str, list[Note]] = {}
        for note in self.notes:
            borne.setdefault(note.bearer, []).append(note)
        return borne

    def in_order(self) -> Iterator[Part | Note]:
        """All parts, each followed by the notes whose marks it bears."""
        borne = self.notes_borne()
        for part in self.walk():
            yield part
            yield from borne.get(part.eid, ())
