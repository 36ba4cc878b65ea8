"""Headings to sections: numbers in front of titles, titles over several lines, and who stands under whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resograph.documents import PartKind
from resograph.languages.profile import Profile
from resograph.reading.akn.nodes import OpenPart, heading_joint
from resograph.reading.akn.words import Words
from resograph.reading.points import follows


@dataclass
class _Open:
    """An open section: ``rank`` of its heading (1 is the highest), or 0 where the file itself encloses it.

    ``style`` is that of its number: "roman", "letter", "digit", "" for none; ``number`` is in its English form.
    """

    node: OpenPart
    rank: int
    style: str
    number: str = ""


class Sections:
    """The open sections of the main body or of an annex; ``top`` holds what stands outside of any."""

    def __init__(self, top: list[OpenPart], rules: Profile) -> None:
        self._top = top
        self._rules = rules
        self._open: list[_Open] = []

    @property
    def here(self) -> list[OpenPart]:
        """Where the next paragraph goes."""
        return self._open[-1].node.children if self._open else self._top

    @property
    def fresh(self) -> bool:
        """Whether a section is open and still empty."""
        return bool(self._open) and not self._open[-1].node.children

    @property
    def awaits_title(self) -> bool:
        """Whether only the number of the section just opened was read yet."""
        return self.fresh and bool(self._open[-1].node.number) and not self._open[-1].node.heading.text

    def enclose(self, node: OpenPart) -> None:
        """Open a section that the file marks as such."""
        self._unwind_ranked()
        self.here.append(node)
        self._open.append(_Open(node, 0, self._style(node.number), self._folded(node.number)))

    def close(self, node: OpenPart) -> None:
        """Close it, with all that is open in it."""
        while self._open and self._open[-1].node is not node:
            self._open.pop()
        if self._open:
            self._open.pop()

    def heading(self, node: OpenPart, rank: int) -> None:
        """Open a section under a heading, or add the heading to the one just opened."""
        words, number = split_number(node.words, self._rules) if not node.number else (node.words, node.number)
        last = self._open[-1] if self._open else None
        if last and self.fresh and last.rank in (0, rank) and self._continues(last.node, number, words):
            last.node.heading = last.node.heading.then(words, heading_joint(self._rules))
            last.node.number = last.node.number or number
            last.style, last.number = self._style(last.node.number), self._folded(last.node.number)
            return
        if rank == 0:
            rank = 2
        node.kind, node.words, node.heading, node.number = PartKind.SECTION, Words(), words, number
        style = self._style(number)
        self._unwind(rank, style)
        self.here.append(node)
        self._open.append(_Open(node, rank, style, self._folded(number)))

    def _folded(self, number: str | None) -> str:
        return self._rules.fold(number) if number else ""

    def _style(self, number: str | None) -> str:
        folded = self._folded(number)
        if not folded or folded.isdigit():
            return "digit" if folded else ""
        lettered = [section.number for section in self._open if section.style == "letter"]
        if any(follows(last, folded, roman=False) for last in lettered):
            return "letter"  # I behind H
        return "roman" if set(folded.upper()) <= set("IVX") else "letter"

    @staticmethod
    def _continues(before: OpenPart, number: str | None, words: Words) -> bool:
        """A number alone waits for its title; a title may go on in a second line without number."""
        if before.number and not before.heading.text:
            return number is None
        return number is None or (not before.heading.text and before.number is None)

    def _unwind(self, rank: int, style: str) -> None:
        """Close sections until the one under which a heading of this rank and style stands."""
        while self._open and self._open[-1].rank > rank:
            self._open.pop()
        peers = [section for section in self._open if section.rank == rank]
        if not peers:
            return
        alike = next((section for section in peers if section.style == style), None)
        if alike is None and style and not peers[-1].style and not self.fresh:
            alike = peers[-1]  # a numbered heading behind an unnumbered one that has words of its own
        if alike:
            del self._open[self._open.index(alike) :]

    def _unwind_ranked(self) -> None:
        while self._open and self._open[-1].rank:
            self._open.pop()


def split_number(words: Words, rules: Profile) -> tuple[Words, str | None]:
    """The title and the number that is printed before it: "أولا - الولاية", "A⇥Posts", "II"."""
    whole = rules.numbering.section.re.fullmatch(words.text)
    if whole and whole["number"]:
        return Words(notes=words.notes), words.text
    designation = words.text[words.tab :].startswith(("(", "（"))  # "G (70)" is what a decision is called
    if words.tab and not designation and rules.numbering.section.re.fullmatch(words.text[: words.tab].strip()):
        return words.cut(words.tab), words.text[: words.tab].strip()
    if roman := re.match(r"[IVX]{1,5}(?=\s+\w)", words.text):
        return words.cut(roman.end()), roman[0]
    found = rules.numbering.section.re.match(words.text)
    if found and re.search(
        r"[.．、]$|[-–—]$", found[0].strip() + words.text[found.end() : found.end() + 2].strip()[:1]
    ):
        end = found.end() + len(words.text[found.end() :]) - len(words.text[found.end() :].lstrip(" .-–—、．"))
        return words.cut(end), words.text[:end].strip()
    return words, None
