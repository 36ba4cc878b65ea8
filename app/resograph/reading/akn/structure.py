"""Blocks to the tree of parts: what each is follows from its words and from what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resograph.documents import Finding, PartKind
from resograph.languages.profile import Profile, leads_in
from resograph.reading.akn.blocks import Block, Tag
from resograph.reading.akn.headings import Sections, split_number
from resograph.reading.akn.nodes import OpenPart, heading_joint
from resograph.reading.akn.openings import (
    begins_with_verb,
    is_formula,
    is_rule,
    is_sentence,
    leading_bullet,
    leading_number,
    leans_operative,
)
from resograph.reading.points import PointStack
from resograph.symbols import Kind
from resograph.text.digits import figure

_LONGEST_FORMULA = 100


class Structure:
    """The parts of the main body, or of an annex: ``nodes``, with ``findings`` on what is odd."""

    def __init__(self, rules: Profile, annex: bool = False, kind: Kind = Kind.RESOLUTION) -> None:
        self.nodes: list[OpenPart] = []
        self.findings: list[Finding] = []
        self._rules = rules
        self._annex = annex
        self._statement = kind is Kind.STATEMENT
        self._decision = kind is Kind.DECISION
        self._sections = Sections(self.nodes, rules)
        self._current: OpenPart | None = None
        self._caption: Block | None = None
        self._before_draft = False
        self._numbered = False
        self._ever_numbered = False
        self._points = PointStack(rules)

    def build(self, blocks: Sequence[Block]) -> Structure:
        """Place every block."""
        for index, block in enumerate(blocks):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            self._before_draft = following is not None and following.tag is Tag.DRAFT
            self._titled(block)
            self._place(block, following)
        if self._caption:
            self._sections.heading(self._caption.node, self._caption.rank)
        return self

    def _titled(self, block: Block) -> None:
        """Give a caption to the preambular paragraph below it; above anything else it is a heading."""
        if self._caption is None:
            return
        caption, self._caption = self._caption, None
        if block.tag is Tag.PREAMBULAR and not block.node.heading:
            block.node.heading = caption.node.words
        elif block.tag is Tag.CAPTION:
            block.node.words = caption.node.words.then(block.node.words, heading_joint(self._rules))
        else:
            self._sections.heading(caption.node, caption.rank)
            self._leave()

    def _place(self, block: Block, following: Block | None) -> None:
        node = block.node
        if is_rule(node.text) and not (node.children or node.number or node.words.notes):
            return
        match block.tag:
            case Tag.OPEN_SECTION:
                self._sections.enclose(node)
                self._leave()
            case Tag.CLOSE_SECTION:
                self._sections.close(node)
                self._leave()
            case Tag.HEADING if self._numbered and self._is_point_heading(node) and self._as_point(node):
                return
            case Tag.HEADING:
                self._sections.heading(node, block.rank)
                self._leave()
            case Tag.CAPTION:
                self._caption = block
            case Tag.FORMULA if not (self._decision and len(node.text) > _LONGEST_FORMULA):
                self._add(node)
                self._leave()
            case Tag.TABLE if self._current is not None and (self._numbered or self._current.children):
                (self._open_title() or self._current).children.append(node)
            case Tag.TABLE | Tag.DRAFT:
                self._sections.here.append(node)
            case Tag.PREAMBULAR if not self._number_end(node):
                self._preambular(node, following)
            case Tag.INTRODUCTION:
                self._introduction(node)
            case Tag.PARAGRAPH | Tag.PREAMBULAR | Tag.FORMULA:
                node.role = "p"
                self._paragraph(block, following)

    def _leave(self) -> None:
        """A heading or section has begun: no paragraph is open, and numbers may begin anew."""
        self._current, self._numbered = None, False
        self._points.reset()

    def _is_point_heading(self, node: OpenPart) -> bool:
        """Whether a heading is numbered as a point of the paragraph before: "(a) Protection of civilians"."""
        return self._current is not None and _is_bracketed(node.number or node.text[:1])

    def _preambular(self, node: OpenPart, following: Block | None) -> None:
        if not (node.words or node.children or node.heading) or self._as_point(node):
            return
        last = following is None or following.tag is not Tag.PREAMBULAR
        opens = begins_with_verb(node.text, "preambular", self._rules)
        if not opens and self._breaks_off() and not node.text[:1].isupper():
            assert self._current is not None
            self._current.words = self._current.words.then(node.words, self._rules.spacing.glue)
            return
        if last and leads_in(node.text) and leans_operative(node.text, self._rules):
            opens = False
        if not opens and self._is_caption(node):
            self._caption = Block(Tag.CAPTION, node, rank=2)
            return
        announces = leads_in(node.text) and (last or begins_with_verb(node.text, "operative", self._rules))
        if not opens and (self._decision or announces):
            self._unnumbered(node)  # "Resolves that:", which files put at the end of the preamble
            return
        node.kind = PartKind.PREAMBULAR
        self._add(node)

    def _breaks_off(self) -> bool:
        """Whether the preambular paragraph before ends in the middle of a sentence, as where a file cuts it in two."""
        before = self._current
        return before is not None and before.kind is PartKind.PREAMBULAR and before.text[-1:].isalnum()

    @staticmethod
    def _is_caption(node: OpenPart) -> bool:
        set_apart = node.words.centred or node.words.all_emphasised
        return set_apart and not (node.children or node.heading or is_sentence(node.text)) and len(node.text) <= 150

    def _introduction(self, node: OpenPart) -> None:
        """What tells the occasion of a statement; elsewhere an unnumbered paragraph."""
        if self._statement and self._is_first():
            node.role = "intro"
            self._add(node)
        else:
            self._unnumbered(node)

    def _is_first(self) -> bool:
        return not any(node.kind is PartKind.OPERATIVE for node in self.nodes)

    # ── paragraphs ──────────────────────────────────────────────────────────────────────────────────────────────
    def _paragraph(self, block: Block, following: Block | None) -> None:
        node = block.node
        if not (node.words or node.children or node.heading or node.number):
            return
        if self._current is not None and not (node.words or node.number or node.heading) and node.points():
            self._current.children += node.children  # a list by itself belongs to the paragraph before it
            return
        if (node.number or "").strip() in ("l.", "I.") and self._expected() in ("", "1") and self._is_first():
            self.findings.append(
                Finding("akn.number", f"Paragraph 1 is numbered “{node.number}”.", line=node.line or None)
            )
            node.number = "1."
        if node.kind is PartKind.SUBPARAGRAPH and self._current:
            self._current.children.append(node)
            return
        if (waiting := self._waiting_point()) is not None and not node.number:
            waiting.words, waiting.children = node.words, node.children
            return
        if not node.number and is_formula(node.text, self._rules) and not self._annex:
            node.role = "formula"
            self._add(node)
            self._leave()
            return
        self._take_number(node)
        if node.number and self._rules.fold(node.number).isdigit() and not _is_bracketed(node.number):
            self._open_numbered(node)
        elif self._as_point(node):
            return
        elif node.number and self._is_lettered_title(node):
            self._sections.heading(node, 2)
            self._leave()
        elif node.number:
            self._open_numbered(node)
        elif self._is_title(node, following):
            above = following is not None and following.tag is Tag.HEADING
            self._sections.heading(node, max(1, following.rank - 1) if following and above else 2)
            self._leave()
        else:
            self._unnumbered(node)

    def _is_lettered_title(self, node: OpenPart) -> bool:
        """Whether it is a heading with the number of a section: "B. Audit"."""
        section = self._rules.numbering.section.re.fullmatch((node.number or "").strip())
        return (
            bool(section and node.words) and len(node.text) <= 150 and not is_sentence(node.text) and not node.points()
        )

    def _take_number(self, node: OpenPart) -> None:
        """Split off a number that the file left in the words, or a number that was left without words."""
        end = 0 if node.number else self._number_end(node)
        if end:
            node.number = node.text[:end].strip()
            node.words = node.words.cut(end)
        elif node.number is None and self._waits(self._current) and not self._as_wrap(node):
            self._take_over(node)

    def _number_end(self, node: OpenPart) -> int:
        """Where a number at the head of the words ends: behind its full stop, or behind a tab if it is the next one."""
        if found := leading_number(node.text, self._rules):
            return found.end()
        expected = self._expected()
        before_tab = node.text[: node.words.tab].strip()
        if before_tab and before_tab == expected:
            return node.words.tab
        bare = re.match(r"(\d{1,3})\s", node.text)
        if (
            bare
            and bare[1] == (expected or "1")
            and begins_with_verb(node.text[bare.end() :], "operative", self._rules)
        ):
            return bare.end()
        return 0

    def _expected(self) -> str:
        numbered = (node.number for node in reversed(self._sections.here) if node.number and _is_paragraph(node))
        last = figure(self._rules.fold(next(numbered, "")))
        return "" if last is None else str(last + 1)

    @staticmethod
    def _waits(before: OpenPart | None) -> bool:
        """Whether the paragraph before is a number without words."""
        return bool(before and before.number and not before.words and not before.children)

    def _as_wrap(self, node: OpenPart) -> bool:
        return self._current is not None and bool(self._current.children)

    def _take_over(self, node: OpenPart) -> None:
        """The file has put a paragraph's number and its words into two paragraphs."""
        assert self._current is not None
        node.number = self._current.number
        node.source_id = self._current.source_id or node.source_id
        self._sections.here.remove(self._current)
        self._current = None

    def _open_numbered(self, node: OpenPart) -> None:
        expected = self._expected()
        if expected and not self._annex and self._rules.fold(node.number or "") != expected:
            message = f"Paragraph {node.number} follows where {expected} was expected."
            self.findings.append(
                Finding("akn.number-out-of-sequence", message, line=node.line or None, evidence=node.text[:80])
            )
        node.kind = PartKind.OPERATIVE
        self._numbered = self._ever_numbered = True
        self._points.reset()
        self._add(node)

    def _as_point(self, node: OpenPart) -> bool:
        """Place it as a point of the paragraph before, where it is numbered as one."""
        parent = self._current
        if parent is None:
            return False
        level = self._points.place(f"{node.number} {node.text[:2]}" if node.number else node.text)
        if level is None:
            return self._as_bullet(node, parent)
        depth, cut = level
        if not node.number:
            node.number, node.words = node.text[:cut].strip(), node.words.cut(cut)
        for _ in range(depth):
            points = parent.points()
            parent = points[-1] if points else parent
        node.kind = PartKind.SUBPARAGRAPH
        parent.children.append(node)
        return True

    def _as_bullet(self, node: OpenPart, parent: OpenPart) -> bool:
        found = leading_bullet(f"{node.number} " if node.number else node.text)
        if not found or (not node.number and not (parent.points() or parent.text.endswith((":", "：")))):
            return False
        if not node.number:
            node.number, node.words = found["number"], node.words.cut(found.end())
        lettered = [point for point in parent.points() if self._rules.fold(point.number or "")]
        node.kind = PartKind.SUBPARAGRAPH
        (lettered[-1] if lettered else parent).children.append(node)
        return True

    def _is_title(self, node: OpenPart, following: Block | None) -> bool:
        """A heading that the file gives as a bare paragraph: a section's number alone, its title, or a short line
        that is no sentence and stands before a numbered paragraph.
        """
        if node.children or is_sentence(node.text) or len(node.text) > 250:
            return False
        if split_number(node.words, self._rules)[0].text == "" or self._sections.awaits_title:
            return True
        if self._annex:
            return node.words.all_emphasised
        if following is not None and following.tag is Tag.HEADING:
            return not begins_with_verb(node.text, "operative", self._rules)
        if following is None or following.tag is not Tag.PARAGRAPH:
            return False
        after = following.node
        return bool(after.number and self._rules.fold(after.number).isdigit()) or bool(
            leading_number(after.text, self._rules)
        )

    def _unnumbered(self, node: OpenPart) -> None:
        text = node.text
        if self._statement and self._is_first() and text.endswith((":", "：")):
            node.role = "intro"
        elif not self._numbered and not self._annex and not self._statement and self._is_preambular(text):
            node.kind = PartKind.PREAMBULAR
        elif self._annex:
            if self._current is not None and self._current.points():
                return self._as_child(node, "wrap")
        elif self._numbered and self._current is not None and self._goes_on(text):
            if (titled := self._open_title()) is not None:
                titled.children.append(node)
                return None
            return self._as_child(node, "wrap" if self._current.points() else "p")
        elif not self._ever_numbered or begins_with_verb(text, "operative", self._rules):
            node.kind = PartKind.OPERATIVE
            if self._numbered:
                message = "This paragraph stands among numbered ones and has no number."
                self.findings.append(Finding("akn.unnumbered", message, line=node.line or None, evidence=text[:80]))
        self._add(node)
        return None

    def _goes_on(self, text: str) -> bool:
        """Whether unnumbered words go on with the paragraph: behind its points, or without a verb of their own."""
        before = self._current
        assert before is not None
        if before.points():
            last = list(before.walk())[-1]
            return not last.text.rstrip('”’»" ').endswith((".", "。"))
        return not begins_with_verb(text, "operative", self._rules)

    def _waiting_point(self) -> OpenPart | None:
        """The last point, where the file has put its words into the next paragraph."""
        points = self._current.points() if self._current else []
        while points and points[-1].points():
            points = points[-1].points()
        return points[-1] if points and self._waits(points[-1]) else None

    def _open_title(self) -> OpenPart | None:
        """The last point, where it is only a title: "(e) Humanitarian assistance"; what follows stands under it."""
        assert self._current is not None
        point = self._current
        while points := point.points():
            point = points[-1]
        is_title = point.words.all_emphasised and not is_sentence(point.text)
        return point if point is not self._current and is_title else None

    def _is_preambular(self, text: str) -> bool:
        if self._before_draft or (self._decision and not any(node.role == "formula" for node in self.nodes)):
            return False
        if any(node.kind is PartKind.OPERATIVE for node in self._sections.here):
            return False
        opens = begins_with_verb(text, "preambular", self._rules)
        if text.rstrip()[-1:] in tuple(",،，"):
            return opens or not begins_with_verb(text, "operative", self._rules)
        return opens and not is_sentence(text)

    def _as_child(self, node: OpenPart, role: str) -> None:
        assert self._current is not None
        node.kind, node.role = PartKind.PLAIN, role
        self._current.children.append(node)
        self._points.reset()

    def _add(self, node: OpenPart) -> None:
        self._sections.here.append(node)
        self._current = node


def _is_paragraph(node: OpenPart) -> bool:
    return node.kind is PartKind.OPERATIVE


def _is_bracketed(number: str) -> bool:
    """Whether a number is set as those of points are: "(1)", "’1‘"."""
    return number.strip()[:1] in tuple("(（’‘'") or number.strip()[-1:] in tuple(")）’‘'")
