"""Blocks to parts: formula, preamble, numbered paragraphs and their points, sections, closing lines, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from resograph.documents import Finding, PartKind
from resograph.languages.profile import Profile
from resograph.reading.compilation.labels import Label
from resograph.reading.layout.decimals import Decimals
from resograph.reading.layout.front import Front
from resograph.reading.layout.grammar import grammar
from resograph.reading.layout.inline import Parted, parted, without_beginning, words_of
from resograph.reading.layout.open_parts import OpenPart, walk
from resograph.reading.layout.pages import Block
from resograph.reading.layout.quoted import drafts, without_mark
from resograph.reading.points import PointStack, follows
from resograph.text.digits import figure

_HEADINGS = 3
"""Most headings that stand one below the other; more short lines are a list of names."""


_LABEL = re.compile(r"[^\W\d_]+\s(?:\d{1,3}|[IVXLC]+)(?:\s(?:bis|ter))?\.?")
"""A heading that only counts, as "Article 3" does: its title may stand on a line of its own."""


class Phase(Enum):
    """Where in the document the reader stands."""

    PREAMBLE = auto()
    OPERATIVE = auto()
    STATEMENT = auto()
    CLOSED = auto()
    ANNEX = auto()


class Structure:
    """What was read of one body: ``nodes``, ``closing`` lines, and ``findings`` where there was doubt.

    ``adopted`` says that closing lines are to be expected.
    """

    def __init__(self, profile: Profile, front: Front, adopted: bool = True) -> None:
        self.profile = profile
        self.rules = grammar(profile.code)
        self.closing: list[str] = []
        self.nodes: list[OpenPart] = []
        self.findings: list[Finding] = []
        self._phase = Phase.STATEMENT if front.statement else Phase.PREAMBLE
        self._opening = front.formula
        self._adopted = adopted
        self._told: list[str] = []
        self._last_comma = -1
        self._sections: list[tuple[str, OpenPart]] = []
        self._annex: OpenPart | None = None
        self._last_number = 0
        self._current: OpenPart | None = None
        self._points = PointStack(profile)
        self._numerals: dict[str, str] = {}
        self._decimals = Decimals()

    def build(self, blocks: Sequence[Block]) -> Structure:
        """Place every block; what has no place stays a plain part, with a finding."""
        self._told = told = [block.words.text if block.words else words_of(block.text).strip() for block in blocks]
        quoted = dict(drafts(told, self.rules))
        firsts = (index for index, text in enumerate(told) if index in quoted or self.rules.ends_preamble(text))
        preamble = next(firsts, len(told))
        self._last_comma = max(
            (index for index, text in enumerate(told[:preamble]) if text.endswith(self.rules.weak)), default=-1
        )
        end = 0
        for index, block in enumerate(blocks):
            if index in quoted:
                end = quoted[index]
                self._quote(blocks[index:end])
            if index < end:
                continue
            behind = told[index + 1] if index + 1 < len(told) else ""
            words = block.words or parted(block.text, self.profile)
            if block.label:
                self._label(words, block.label)
            else:
                self._place(index, block, words, behind)
        self._check_end()
        return self

    def _quote(self, blocks: Sequence[Block]) -> None:
        """A quoted draft: a part with formula, preamble and paragraphs of its own."""
        bare = [replace(block, text=without_mark(block.text, self.rules)) for block in blocks]
        inner = Structure(self.profile, Front(), adopted=False).build(bare)
        self._phase = Phase.OPERATIVE if self._phase is Phase.PREAMBLE else self._phase
        self._add(OpenPart(PartKind.DRAFT, role="draft", children=inner.nodes))
        self._current = None
        self.findings += inner.findings

    # ── placing ─────────────────────────────────────────────────────────────────────────────────────────────────
    def _place(self, index: int, block: Block, words: Parted, behind: str) -> None:
        text = words.text
        if not text:
            self._keep_marks(words)
        elif formula := self._formula(text):
            cut = formula[1]
            formula_of = () if text[cut:].strip() else words.variants
            self.nodes.append(OpenPart(PartKind.PLAIN, text[:cut], role="formula", variants=formula_of))
            if text[cut:].strip():
                self._place(index, block, without_beginning(words, cut), behind)
        elif self._is_annex(text, behind):
            self._open_annex(self._as_printed(block, words).text)
        elif self._phase is Phase.CLOSED or self._closes(text, index):
            self._close(block, words)
        elif " | " in text:  # the cells of a table's row
            self._add(OpenPart.of(PartKind.PLAIN, words, None, "row"))
        elif found := self._decimals.match(text, self._last_number):
            self._decimals.take(found)
            self._open_numbered(words, found)
        elif found := self.rules.paragraph.match(text) if self._phase is not Phase.STATEMENT else None:
            self._open_paragraph(block, words, found)
        elif level := self._point(text):
            self._add_point(words, level)
        elif self._is_numeral(text, behind):
            self._open_section(text, None)
        elif titled := self._titled_section(text, behind):
            heading = replace(without_beginning(words, titled.start("heading")), variants=())
            self._open_section(text[: titled.start("heading")].strip(), heading)
        elif self._awaits_heading() and self.rules.may_be_heading(text):
            self._give_heading(self._as_printed(block, words))
        elif self._is_heading(text, index):
            self._open_section(None, self._as_printed(block, words))
        else:
            self._add_unnumbered(index, block, words)

    def _as_printed(self, block: Block, words: Parted) -> Parted:
        """The words of a heading, which has no variants: marks of a compilation stay in it."""
        return parted(block.text, self.profile) if words.variants else words

    def _label(self, words: Parted, label: Label) -> None:
        """A paragraph that its label places."""
        if label.preambular:
            self._add(OpenPart.of(PartKind.PREAMBULAR, words, f"PP{label.number}"))
            return
        found = re.match(r"\d+", label.number)
        self._last_number = (figure(found[0]) or 0) if found else self._last_number
        self._phase = Phase.OPERATIVE if self._phase is Phase.PREAMBLE else self._phase
        self._points.reset()
        self._current = OpenPart.of(PartKind.OPERATIVE, words, label.number)
        self._add(self._current)

    def _point(self, text: str) -> tuple[int, int] | None:
        """Level and length of a point's number; below a paragraph without number only where that ends in a colon."""
        level = self._points.place(text)
        if level and not self._current:
            last = self._top()[-1] if self._top() else None
            if last is not None and last.text.endswith((":", "：")):
                self._current = last
            elif self._phase is Phase.PREAMBLE:
                return None
        return level

    def _formula(self, text: str) -> tuple[str, int] | None:
        if self._phase is not Phase.PREAMBLE or self.nodes:
            return None
        found = self.rules.formula(text) or self.rules.bare_formula(text)
        if found is None and self._opening and text.startswith(self._opening):
            found = ("", len(self._opening))
        rest = text[found[1] :].strip() if found else ""
        return found if not rest or self.rules.opens(rest) or self.rules.has_number(rest) else None

    def _keep_marks(self, words: Parted) -> None:
        if words.marks and (nodes := list(walk(self.nodes))):
            nodes[-1].marks += [(index, len(nodes[-1].text)) for index, _ in words.marks]

    def _is_annex(self, text: str, behind: str) -> bool:
        if self.rules.annex.fullmatch(text):
            return self._phase is not Phase.PREAMBLE or self._annex is not None or bool(self.nodes)
        after = self._phase in (Phase.CLOSED, Phase.ANNEX) or (
            self._phase is Phase.OPERATIVE and self.rules.has_number(behind)
        )
        return after and self.rules.may_be_heading(text) and bool(self.rules.annex_title.fullmatch(text))

    def _closes(self, text: str, index: int) -> bool:
        """Whether a block ends the text: above the next numbered paragraph, a date is a heading's."""
        return (
            self._annex is None
            and bool(self.nodes)
            and self.rules.is_closing(text)
            and not any(self._is_next(behind) for behind in self._told[index + 1 : index + 3])
        )

    def _is_next(self, text: str) -> bool:
        found = self.rules.paragraph.match(text) if self._last_number else None
        return found is not None and self.profile.fold(found["number"]) == str(self._last_number + 1)

    def _is_numeral(self, text: str, behind: str) -> bool:
        """Whether a block is the numeral of a section, on a line of its own."""
        bare = text.strip(" .")
        return len(bare) < 16 and bool(self.rules.section.fullmatch(text)) and bool(behind) and not behind[:1].islower()

    def _titled_section(self, text: str, behind: str) -> re.Match[str] | None:
        """The numeral of a section and its heading on one line; the numeral begins or follows its like."""
        found = self.rules.titled_section.match(text) if behind and self.rules.may_be_heading(text) else None
        if not found or self._phase is Phase.STATEMENT or self.rules.opens(found["heading"]):
            return None
        folded = self.profile.fold(found["number"])
        style = _numeral_style(folded)
        last = self._numerals.get(style)
        fits = follows(last, folded, style == "roman") if last else style == "roman"
        return found if folded in ("I", "A") or fits else None

    def _awaits_heading(self) -> bool:
        node = self._sections[-1][1] if self._sections else self._annex
        return node is not None and not node.children and not node.text and self._untitled(node)

    def _untitled(self, node: OpenPart) -> bool:
        heading = node.heading or ""
        return not heading or ("\n" not in heading and (node.kind is PartKind.ANNEX or bool(_LABEL.fullmatch(heading))))

    def _is_heading(self, text: str, index: int) -> bool:
        """Whether a block without number is a heading: short, open-ended, and soon a paragraph begins behind it."""
        behind = self._told[index + 1 : index + 1 + _HEADINGS]
        if (
            not self.rules.may_be_heading(text)
            or self.rules.opens(text)
            or self._phase is Phase.STATEMENT
            or text[:1].islower()
            or not behind
        ):
            return False
        if self.rules.cased and not text[:1].isalpha():
            return False
        if self.rules.begins_part(behind[0]):
            return True
        # What stands behind the headings that stand below this one:
        first = next((other for other in behind if not self.rules.may_be_heading(other)), "")
        return self.rules.may_be_heading(behind[0]) and bool(first) and not self.rules.is_closing(behind[0])

    def _close(self, block: Block, words: Parted) -> None:
        if self.rules.is_closing(words.text):
            self.closing.append(words.text)
        elif not self._voting():
            self.findings.append(
                Finding(
                    "text.unplaced",
                    "This line has no place in the document; it is kept at the end.",
                    line=block.line,
                    evidence=words.text[:80],
                )
            )
        self._phase = Phase.CLOSED
        self._leave_sections()
        self.nodes.append(OpenPart.of(PartKind.PLAIN, words, None, "conclusions"))

    def _voting(self) -> bool:
        """Whether the closing lines tell a vote, whose States follow."""
        return any(self.rules.closing_line.match(text.strip("[] ")) for text in self.closing)

    # ── parts ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _open_annex(self, text: str) -> None:
        found = self.rules.annex.fullmatch(text) or self.rules.annex.match(text)
        number = found["number"] if found and "number" in found.re.groupindex else None
        self._leave_sections()
        self._annex = OpenPart(PartKind.ANNEX, number=number or None, heading=text)
        self.nodes.append(self._annex)
        self._last_number = 0
        self._phase = Phase.ANNEX

    def _leave_sections(self) -> None:
        self._sections, self._current, self._annex = [], None, None
        self._points.reset()

    def _open_section(self, number: str | None, heading: Parted | None) -> None:
        folded = self.profile.fold(number) if number else ""
        style = _numeral_style(folded) if number else "heading"
        self._numerals[style] = folded
        styles = [known for known, _ in self._sections]
        if style in styles:
            del self._sections[styles.index(style) :]
        elif style != "heading":
            del self._sections[len([known for known in styles if known == "roman"]) :]
        node = OpenPart(
            PartKind.SECTION,
            number=number,
            heading=heading.text if heading else None,
            marks=heading.marks if heading else [],
        )
        self._add(node)
        self._sections.append((style, node))
        self._current = None
        self._points.reset()

    def _give_heading(self, words: Parted) -> None:
        node = self._sections[-1][1] if self._sections else self._annex
        assert node is not None
        node.heading = words.text if node.heading is None else f"{node.heading}\n{words.text}"
        node.marks += words.marks

    def _open_paragraph(self, block: Block, words: Parted, found: re.Match[str]) -> None:
        number = words.text[: found.end()].strip()
        expected = self._last_number + 1
        folded = self.profile.fold(number)
        self._last_number = figure(folded) or 0
        if folded not in (str(expected), "1"):
            self.findings.append(
                Finding(
                    "text.number-out-of-sequence",
                    f"Paragraph {number} follows where {expected} was expected.",
                    line=block.line,
                    evidence=words.text[:80],
                )
            )
        self._open_numbered(words, found)

    def _open_numbered(self, words: Parted, found: re.Match[str]) -> None:
        if self._phase is Phase.PREAMBLE:
            self._phase = Phase.OPERATIVE
        self._points.reset()
        node = OpenPart.of(PartKind.OPERATIVE, without_beginning(words, found.end()), words.text[: found.end()].strip())
        self._add(node)
        self._current = node

    def _add_point(self, words: Parted, level: tuple[int, int]) -> None:
        depth, cut = level
        siblings = self._current.children if self._current else self._top()
        for _ in range(depth):
            point = next((child for child in reversed(siblings) if child.kind is PartKind.SUBPARAGRAPH), None)
            siblings = point.children if point else siblings
        siblings.append(OpenPart.of(PartKind.SUBPARAGRAPH, without_beginning(words, cut), words.text[:cut].strip()))

    def _add_unnumbered(self, index: int, block: Block, words: Parted) -> None:
        if self._phase is Phase.STATEMENT:
            first = not self.nodes
            kind = PartKind.PLAIN if first else PartKind.OPERATIVE
            self._add(OpenPart.of(kind, words, None, "intro" if first else "p"))
        elif self._annex and not (self._current and self._current.children):
            self._add(OpenPart.of(PartKind.PLAIN, words, None))
        elif titled := self._titled_point():
            titled.children.append(OpenPart.of(PartKind.SUBPARAGRAPH, words, None))
        elif self._current and self._current.children:
            self._current.children.append(OpenPart.of(PartKind.PLAIN, words, None, "wrap"))
        elif words.text.endswith(self.rules.weak) and self._sections and not self._begun(self._sections[-1][1]):
            self._add(OpenPart.of(PartKind.PREAMBULAR, words, None))
        elif self._phase is Phase.PREAMBLE and (index <= self._last_comma or words.text.endswith(self.rules.weak)):
            self._add(OpenPart.of(PartKind.PREAMBULAR, words, None))
            if not self.rules.opens(words.text):
                self._doubt("text.no-verb", "This paragraph of the preamble opens with no verb that is known.", block)
        elif self._in_list(index):
            self._add(OpenPart.of(PartKind.PLAIN, words, None))
        else:
            self._add(OpenPart.of(PartKind.OPERATIVE, words, None))
            if self._phase is Phase.OPERATIVE:
                self._doubt("text.unnumbered", "This paragraph has no number.", block)

    def _in_list(self, index: int) -> bool:
        """Whether a block is one of several open-ended lines, as names in a list are."""
        around = self._told[max(0, index - 1) : index + 2]
        return sum(self.rules.may_be_heading(text) for text in around) > 1 and self.rules.may_be_heading(
            self._told[index]
        )

    def _titled_point(self) -> OpenPart | None:
        """The last point, where it is only a title: what follows without number is below it."""
        node = self._current
        while node and node.children:
            node = node.children[-1]
        point = node is not None and node.kind is PartKind.SUBPARAGRAPH and bool(node.number)
        return node if node and point and self.rules.may_be_heading(node.text) else None

    def _begun(self, section: OpenPart) -> bool:
        """Whether a section's numbered paragraphs have begun; before them it may have a preamble of its own."""
        return any(child.kind is PartKind.OPERATIVE for child in section.children)

    def _doubt(self, rule: str, message: str, block: Block) -> None:
        self.findings.append(Finding(rule, message, line=block.line, evidence=words_of(block.text)[:80]))

    def _top(self) -> list[OpenPart]:
        if self._sections:
            return self._sections[-1][1].children
        return self._annex.children if self._annex else self.nodes

    def _add(self, node: OpenPart) -> None:
        self._top().append(node)

    def _check_end(self) -> None:
        if self._phase in (Phase.PREAMBLE, Phase.OPERATIVE) and not self.closing:
            walked = list(walk(self.nodes))
            last = walked[-1].text if walked else ""
            whole = last.endswith(self.rules.strong)
            if whole and not self._adopted:
                return
            what = "has no date of adoption and no meeting at its end" if whole else f"breaks off at “…{last[-30:]}”"
            self.findings.append(
                Finding("text.cut-off", f"The text {what}: it may have been cut off; read it again from its source.")
            )


def _numeral_style(folded: str) -> str:
    return "letter" if re.fullmatch(r"[A-H]", folded) else "roman"
