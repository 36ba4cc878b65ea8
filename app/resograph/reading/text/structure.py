"""Blocks to parts: cover, preamble, numbered paragraphs and their points, closing lines, annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from resograph.documents import Finding, Note, Part, PartKind
from resograph.languages import Profile
from resograph.reading.text.blocks import Block, unmarked
from resograph.reading.text.points import PointStack

_TITLE = re.compile(
    r"(?P<number>(?:E?S-)?\d+/\d+(?:\s?[A-Z](?:-[A-Z])?)?|\d+\s?(?:[A-Z]\s?)?\((?:\d{4}|E?S-[IVX]+|[IVXL]+)\))[.．]\s*(?P<title>\S.*)"
)


class Phase(Enum):
    """Where in the document the reader stands."""

    COVER = auto()
    PREAMBLE = auto()
    OPERATIVE = auto()
    CLOSED = auto()


@dataclass
class Node:
    """A part in the making; ``marks`` are (note index, offset) in its text."""

    kind: PartKind
    text: str = ""
    number: str | None = None
    heading: str | None = None
    role: str = "p"
    children: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    line: int = 0


class Structure:
    """What was read of one text: ``cover`` lines, ``title``, ``number``, ``organ``, ``closing`` lines, ``nodes``."""

    def __init__(self, profile: Profile, notes: list[tuple[str, list[str]]]) -> None:
        self.profile = profile
        self.cover: list[Block] = []
        self.title = ""
        self.number: str | None = None
        self.organ: str | None = None
        self.closing: list[str] = []
        self.nodes: list[Node] = []
        self.findings: list[Finding] = []
        self.notes: tuple[Note, ...] = ()
        self._note_lines = [(mark, lines) for mark, lines in notes if mark.isdigit()]
        self.other_notes = [self._note_text(lines) for mark, lines in notes if not mark.isdigit()]
        self._phase = Phase.COVER
        self._top = self.nodes
        self._current: Node | None = None
        self._points = PointStack(profile)
        self._paragraph = re.compile(profile["numbering"]["paragraph"])
        self._annex = re.compile(profile["numbering"]["annex"])
        self._formulas = [(body, text) for body, texts in profile["formulas"].items() for text in texts]
        self._meeting = re.compile(profile["closing"]["meeting"], re.IGNORECASE)

    def build(self, blocks: list[Block]) -> Structure:
        """Place every block; what has no place stays a plain part, with a finding."""
        for block in blocks:
            text, marks = unmarked(block.text, self.profile)
            if text:
                self._place(Block(text, block.line), marks)
        self._check_end()
        return self

    def parts(self) -> tuple[Part, ...]:
        """The tree of parts, without ids; fills ``notes``, whose bearers are running positions."""
        notes: list[Note] = []
        order = 0

        def convert(node: Node) -> Part:
            nonlocal order
            mine, order = order, order + 1
            for index, offset in node.marks:
                mark, lines = self._note_lines[index]
                notes.append(Note(mark, self._note_text(lines), bearer=str(mine), anchor=offset))
            children = tuple(convert(child) for child in node.children)
            return Part(node.kind, node.text, node.number, node.heading, children, role=node.role)

        parts = tuple(convert(node) for node in self.nodes)
        placed = {index for node in self._walk(self.nodes) for index, _ in node.marks}
        for index, (mark, lines) in enumerate(self._note_lines):
            if index not in placed and order:
                text = self._note_text(lines)
                notes.append(Note(mark, text, bearer=str(order - 1), anchor=len(self._last_text())))
                self.findings.append(
                    Finding(
                        "text.note-without-mark",
                        f"The mark of note {mark} was not found; the note stands at the end.",
                        evidence=text,
                    )
                )
        self.notes = tuple(notes)
        return parts

    def _walk(self, nodes: list[Node]) -> list[Node]:
        return [found for node in nodes for found in (node, *self._walk(node.children))]

    def _last_text(self) -> str:
        walked = self._walk(self.nodes)
        return walked[-1].text if walked else ""

    def _note_text(self, lines: list[str]) -> str:
        text = ""
        for line in lines:
            text = self.profile.join(text, line) if text else line
        return self.profile.tidy(text)

    # ── placing ─────────────────────────────────────────────────────────────────────────────────────────────────
    def _place(self, block: Block, marks: list[tuple[int, int]]) -> None:
        if self._phase is Phase.COVER:
            self._place_cover(block, marks)
        elif self._phase is Phase.CLOSED and not self._annex.fullmatch(block.text):
            self._place_closing(block, marks)
        else:
            self._place_body(block, marks)

    def _place_cover(self, block: Block, marks: list[tuple[int, int]]) -> None:
        found = _TITLE.fullmatch(block.text)
        if found and not self.number:
            self.number, self.title = found["number"], found["title"]
        elif (formula := self._formula(block.text)) is not None:
            self.organ, opening = formula
            self._phase = Phase.PREAMBLE
            self.nodes.append(Node(PartKind.PLAIN, opening, role="formula", line=block.line))
            rest = block.text[len(opening) :].strip()
            if rest:
                self._place_body(Block(rest, block.line), marks)
        elif self.number:
            self.title = self.profile.tidy(self.profile.join(self.title, block.text))
        else:
            self.cover.append(block)

    def _formula(self, text: str) -> tuple[str, str] | None:
        for body, formula in self._formulas:
            if text.lower().startswith(formula.lower()):
                return body, text[: len(formula)]
        return None

    def _place_body(self, block: Block, marks: list[tuple[int, int]]) -> None:
        if annex := self._annex.fullmatch(block.text):
            self._open_annex(block, annex)
        elif paragraph := self._paragraph.match(block.text):
            self._open_paragraph(block, paragraph, marks)
        elif self._current and (level := self._points.place(block.text)):
            self._add_point(block, level, marks)
        elif self._is_closing(block.text):
            self._place_closing(block, marks)
        elif self._phase is Phase.PREAMBLE:
            self._add(Node(PartKind.PREAMBULAR, block.text, marks=marks, line=block.line))
        else:
            self._add_unnumbered(block, marks)

    def _open_annex(self, block: Block, found: re.Match[str]) -> None:
        node = Node(PartKind.ANNEX, number=found["number"] or None, heading=block.text, line=block.line)
        self.nodes.append(node)
        self._top, self._current, self._phase = node.children, None, Phase.OPERATIVE
        self._points.reset()

    def _open_paragraph(self, block: Block, found: re.Match[str], marks: list[tuple[int, int]]) -> None:
        self._phase = Phase.OPERATIVE
        self._points.reset()
        cut = found.end()
        number = block.text[:cut].strip()
        node = Node(
            PartKind.OPERATIVE, block.text[cut:].strip(), number, marks=_shift(marks, block.text, cut), line=block.line
        )
        expected = self._expected()
        if self.profile.fold(number) != str(expected):
            self.findings.append(
                Finding(
                    "text.number-out-of-sequence",
                    f"Paragraph {number} follows where {expected} was expected.",
                    line=block.line,
                    evidence=block.text[:80],
                )
            )
        self._add(node)
        self._current = node

    def _expected(self) -> int:
        numbers = [
            self.profile.fold(node.number) for node in self._top if node.kind is PartKind.OPERATIVE and node.number
        ]
        return int(numbers[-1]) + 1 if numbers and numbers[-1].isdigit() else 1

    def _add_point(self, block: Block, level: tuple[int, int], marks: list[tuple[int, int]]) -> None:
        depth, cut = level
        parent = self._current
        assert parent is not None
        for _ in range(depth):
            points = [child for child in parent.children if child.kind is PartKind.SUBPARAGRAPH]
            parent = points[-1] if points else parent
        node = Node(
            PartKind.SUBPARAGRAPH,
            block.text[cut:].strip(),
            block.text[:cut].strip(),
            marks=_shift(marks, block.text, cut),
            line=block.line,
        )
        parent.children.append(node)

    def _add_unnumbered(self, block: Block, marks: list[tuple[int, int]]) -> None:
        if self._current and self._current.children:
            self._current.children.append(Node(PartKind.PLAIN, block.text, role="wrap", marks=marks, line=block.line))
            self._points.reset()
            return
        self._add(Node(PartKind.OPERATIVE, block.text, marks=marks, line=block.line))
        self.findings.append(
            Finding("text.unnumbered", "This paragraph has no number.", line=block.line, evidence=block.text[:80])
        )

    def _is_closing(self, text: str) -> bool:
        date = self.profile.date_pattern.match(text)
        return bool(self._meeting.fullmatch(text)) or (date is not None and len(text) - date.end() < 3)

    def _place_closing(self, block: Block, marks: list[tuple[int, int]]) -> None:
        if self._is_closing(block.text):
            self.closing.append(block.text)
        else:
            self.findings.append(
                Finding(
                    "text.unplaced",
                    "This line has no place in the document; it is kept at the end.",
                    line=block.line,
                    evidence=block.text[:80],
                )
            )
        self._phase = Phase.CLOSED
        self.nodes.append(Node(PartKind.PLAIN, block.text, role="conclusions", marks=marks, line=block.line))

    def _add(self, node: Node) -> None:
        self._top.append(node)

    def _check_end(self) -> None:
        if self._phase in (Phase.PREAMBLE, Phase.OPERATIVE) and not self.closing:
            last = self._last_text()
            whole = last[-1:] in ".。"
            what = "has no date of adoption and no meeting at its end" if whole else f"breaks off at “…{last[-30:]}”"
            self.findings.append(
                Finding("text.cut-off", f"The text {what}: it may have been cut off; read it again from its source.")
            )


def _shift(marks: list[tuple[int, int]], text: str, cut: int) -> list[tuple[int, int]]:
    """Marks of a text whose first ``cut`` characters (a number) are taken off."""
    lead = cut + len(text[cut:]) - len(text[cut:].lstrip())
    return [(index, max(0, offset - lead)) for index, offset in marks]
