"""A reading against the official mark-up: what is right, missed and made up, by kind of thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from resograph.annotating.citations.reader import CitationReader
from resograph.documents import Document, Part, PartKind
from resograph.languages.profile import profile

KINDS = (
    "preambular paragraphs",
    "operative paragraphs",
    "sub-paragraphs",
    "headings",
    "annexes",
    "notes",
    "places of notes",
    "symbols cited",
    "title",
    "symbol",
    "session",
    "agenda items",
    "reports",
    "adoption date",
    "meeting",
)


class Compared(NamedTuple):
    """One thing to be read: its kind and its words."""

    kind: str
    words: str


@dataclass
class DocumentScore:
    """What one document gave: counts by kind, and the items that differ."""

    right: Counter[str] = field(default_factory=Counter)
    missed: list[Compared] = field(default_factory=list)
    made_up: list[Compared] = field(default_factory=list)


def compare(official: Document, read: Document | None) -> DocumentScore:
    """Every item of the official mark-up against those that were read; None where nothing could be read."""
    expected = Counter(_items(official))
    found = Counter(_items(read)) if read else Counter[Compared]()
    both = expected & found
    result = DocumentScore()
    for item, count in both.items():
        result.right[item.kind] += count
    result.missed = list((expected - both).elements())
    result.made_up = [
        item
        for item in (found - both).elements()
        if item.kind not in _ONE_EACH or any(other.kind == item.kind for other in expected)
    ]
    return result


_ONE_EACH = ("title", "session", "agenda items", "reports", "adoption date", "meeting")
"""Things of the cover that official files may lack: what is read there is not made up."""


def _items(document: Document) -> Iterator[Compared]:
    fold = profile(document.language).fold
    yield Compared("symbol", document.symbol.text)
    yield Compared("title", _plain(document.title).rstrip(",. "))
    cover = document.cover
    for kind, value in (("session", cover.session), ("adoption date", cover.adopted), ("meeting", cover.meeting)):
        if value:
            yield Compared(kind, str(value))
    for number, _ in cover.agenda_items:
        yield Compared("agenda items", number)
    for report in cover.report:
        yield Compared("reports", report)
    for part, above in _walk(document.parts, ""):
        number = fold(part.number or "").lower()
        if part.kind is PartKind.PREAMBULAR:
            yield Compared("preambular paragraphs", _plain(part.text))
        elif part.kind is PartKind.OPERATIVE:
            yield Compared("operative paragraphs", f"{number} {_plain(part.text)}")
        elif part.kind is PartKind.SUBPARAGRAPH:
            yield Compared("sub-paragraphs", f"{above}{number} {_plain(part.text)}")
        elif part.kind is PartKind.SECTION and part.heading:
            yield Compared("headings", _plain(part.heading.replace(" — ", "\n")))  # its lines, as they are printed
        elif part.kind is PartKind.ANNEX:
            yield Compared("annexes", number)
    reader = CitationReader(profile(document.language), document.symbol)
    for text, place in (*((p.text, p.eid) for p in document.walk()), *((n.text, n.eid) for n in document.notes)):
        for cited in reader.read(text, place):
            yield Compared("symbols cited", cited.symbol.text)
    for note in document.notes:
        yield Compared("notes", f"{note.mark} {_plain(note.text)}")
        bearer = next((part for part in document.walk() if part.eid == note.bearer), None)
        if bearer:
            yield Compared("places of notes", f"{note.mark} {_plain(bearer.text[: note.anchor])[-40:]}")


def _walk(parts: tuple[Part, ...], above: str) -> Iterator[tuple[Part, str]]:
    """Parts with the numbers of the points above them: "a/"."""
    for part in parts:
        yield part, above
        inner = part.kind is PartKind.SUBPARAGRAPH
        yield from _walk(part.parts, f"{above}{(part.number or '').strip('() .')}/" if inner else above)


def _plain(text: str) -> str:
    """The words without what a break between lines hides: spaces beside Chinese, or behind a hyphen or stroke."""
    words = " ".join(text.split())
    words = re.sub(r"(?<=[-/‑]) ", "", words)
    return words.replace(" ", "") if re.search(r"[\u4e00-\u9fff]", words) else words
