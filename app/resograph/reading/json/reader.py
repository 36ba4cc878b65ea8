"""From the bytes of a file in the paragraph form to its documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from resograph.documents import Document, Hyperlink, Part, PartKind, Source, Span, identified
from resograph.languages.profile import Profile, profile
from resograph.reading.json.own import is_own, read_own
from resograph.reading.json.records import Record, records_in
from resograph.reading.language import language_of
from resograph.reading.layout.cover import read_cover, read_symbol, with_status
from resograph.reading.layout.front import Front, read_front
from resograph.reading.layout.grammar import grammar
from resograph.reading.layout.pages import Pages
from resograph.reading.natures import nature_of

_AHEAD = ("frontmatter", "title")


def read_json(content: bytes, name: str = "", language: str | None = None) -> list[Document]:
    """The language versions in a file: ours, or one of the registry's.

    Raises:
        UnreadableError: it is no such file, or nothing tells which document it is.
    """
    rows = records_in(content, name)
    source = Source(name, hashlib.sha256(content).hexdigest())
    if rows[0].get("document"):
        return [
            read_own(group, source) if is_own(group) else _read(group, source, language) for group in _by_title(rows)
        ]
    return [_read(rows, source, language)]


def _by_title(rows: Sequence[Record]) -> Iterator[list[Record]]:
    """Records from one title of ours to the next."""
    starts = [place for place, row in enumerate(rows) if row.get("document")]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield list(rows[start:end])


def _read(rows: Sequence[Record], source: Source, language: str | None) -> Document:
    """A document of the registry's records: its structure is as they say, the cover is read from their words."""
    code = language_of("\n".join(row["text"] for row in rows), source.name, language or rows[0].get("language"))
    rules = profile(code)
    texts = [line for row in rows for line in row["text"].split("\n") if line.strip()]
    front = read_front([rules.tidy(text) for text in texts], grammar(code))
    front.cover = [line for row in rows if row["type"] == "frontmatter" for line in row["text"].split("\n")]
    pages = Pages(body=[], notes=[], symbols=[], job_number=None)
    symbol = read_symbol(front, pages, source.name, texts)
    builder = _Builder(rules)
    for row in rows:
        if row["type"] not in _AHEAD:
            builder.add(row)
    closing = [rules.tidy(row["text"]) for row in rows if row["type"] == "backmatter"]
    cover, doubts = read_cover(front, symbol, pages, rules, closing, builder.first)
    cover, parts = with_status(cover, builder.parts(), builder.marked, rules)
    document = Document(
        symbol=symbol,
        language=code,
        title=_title(rows, front, rules) or symbol.text,
        number=front.number if not front.letter else f"{front.number} {front.letter}",
        parts=parts,
        cover=cover,
        source=source,
        findings=tuple(doubts),
        nature=nature_of(symbol, parts),
    )
    return identified(document, rules.fold)


def _title(rows: Sequence[Record], front: Front, rules: Profile) -> str:
    """The words of the title's record, behind its number."""
    words = rules.tidy(next((row["text"] for row in rows if row["type"] == "title"), front.title))
    number = front.number or ""
    behind = words.removeprefix(number).lstrip(".:-–— ") if number else words
    return behind or words


@dataclass
class _Open:
    """A part in the making, with its level: sections stand above paragraphs, paragraphs above their points."""

    kind: PartKind
    level: int
    text: str = ""
    number: str | None = None
    heading: str | None = None
    role: str = "p"
    links: tuple[Hyperlink, ...] = ()
    children: list[_Open] = field(default_factory=list)

    def part(self) -> Part:
        children = tuple(child.part() for child in self.children)
        return Part(self.kind, self.text, self.number, self.heading, children, role=self.role, links=self.links)


class _Builder:
    """Records in their order → parts; headings hold what follows them, paragraphs the levels below."""

    _PARAGRAPH = 100
    """Levels from here on are those of paragraphs."""

    def __init__(self, rules: Profile) -> None:
        self._rules = rules
        self._top: list[_Open] = []
        self._stack: list[_Open] = []
        self.first = ""
        """The first words behind the formula."""
        self.marked: list[str] = []
        """Notes on the issue, set apart by a star."""

    def parts(self) -> tuple[Part, ...]:
        return tuple(node.part() for node in self._top)

    def add(self, row: Record) -> None:
        """Take up the next record."""
        if row["type"] == "backmatter":
            self._stack = []
            for line in row["text"].split("\n"):
                self._put(_Open(PartKind.PLAIN, self._PARAGRAPH, self._rules.tidy(line), role="conclusions"))
            return
        words = self._rules.tidy(row["text"])
        prefix = (row.get("prefix") or "").strip() or None
        if prefix and set(prefix) == {"*"}:
            self.marked.append(words)
        elif row["type"] == "heading":
            self._put(self._heading(row, words, prefix))
        elif words or prefix:
            self._put(self._paragraph(row, words, prefix))

    def _heading(self, row: Record, words: str, prefix: str | None) -> _Open:
        found = self._rules.numbering.annex.re.fullmatch(words)
        level = int(row.get("heading_level") or 2)
        if found:
            return _Open(PartKind.ANNEX, 0, number=words, heading=None)
        return _Open(PartKind.SECTION, min(level, self._PARAGRAPH - 1), number=prefix, heading=words)

    def _paragraph(self, row: Record, words: str, prefix: str | None) -> _Open:
        links = _links(row, words)
        level = self._PARAGRAPH + int(row.get("paragraph_level") or 1)
        kind = row.get("paragraph_type")
        if kind == "operative":
            below = level > self._PARAGRAPH + 1
            part = PartKind.SUBPARAGRAPH if below else PartKind.OPERATIVE
            node = _Open(part, level, words, prefix, links=links)
        elif kind == "preambular" and grammar(self._rules.code).formula(words):
            return _Open(PartKind.PLAIN, level, words, role="formula", links=links)
        elif kind == "preambular":
            node = _Open(PartKind.PREAMBULAR, level, words, prefix, links=links)
        else:
            node = _Open(PartKind.PLAIN, level, words, prefix, links=links)
        self.first = self.first or words
        return node

    def _put(self, node: _Open) -> None:
        while self._stack and self._stack[-1].level >= node.level:
            self._stack.pop()
        (self._stack[-1].children if self._stack else self._top).append(node)
        self._stack.append(node)


def _links(row: Record, words: str) -> tuple[Hyperlink, ...]:
    """The registry's links, each at the next place of its words."""
    found: list[Hyperlink] = []
    place = 0
    for link in row.get("links") or ():
        if not isinstance(link, list) or len(link) != 2 or not all(isinstance(one, str) for one in link):
            continue
        start = words.find(link[0], place)
        start = start if start >= 0 else words.find(link[0])
        if start >= 0 and link[0]:
            place = start + len(link[0])
            found.append(Hyperlink(Span(start, place), link[1]))
    return tuple(sorted(set(found), key=lambda one: one.span))
