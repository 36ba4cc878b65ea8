"""Several resolutions in one file, each a document of its own: those with a number, and the parts A, B, … of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from resograph.documents import Document
from resograph.reading.layout.front import is_letter
from resograph.reading.layout.grammar import NUMBERED, Grammar
from resograph.reading.layout.inline import words_of

Item = TypeVar("Item")
_BACK = 10
"""Lines above a formula among which its title is looked for."""


@dataclass(frozen=True)
class Stretch:
    """The lines of one document: ``head`` (of a part: the cover and title of the whole), then start to end."""

    start: int
    end: int
    head: tuple[int, int] = (0, 0)
    is_part: bool = False

    def of(self, items: Sequence[Item]) -> list[Item]:
        """Its lines (or blocks)."""
        return [*items[slice(*self.head)], *items[self.start : self.end]]


def stretches(texts: Sequence[str], rules: Grammar) -> list[Stretch]:
    """The documents of a file, from its lines (or blocks); of most files one."""
    lines = [words_of(text).strip() for text in texts]
    formulas = [index for index, text in enumerate(lines) if rules.formula(text)]
    if len(formulas) < 2:
        return [Stretch(0, len(lines))]
    begins: list[tuple[int, int | None]] = []  # where each document begins, and the line of its letter
    number, letter = "", ""
    for formula in formulas:
        above = range(formula - 1, max(begins[-1][0] if begins else -1, formula - _BACK), -1)
        lettered = next((at for at in above if is_letter(lines[at], rules)), None)
        told = next((found for at in above if (found := _number(lines[at], rules))), None)
        titled = next((at for at in above if _number(lines[at], rules)), None)
        own = _letter_of(lines[lettered], rules) if lettered is not None else ""
        if told and told != number and titled is not None:
            begins.append((_behind(lines, begins[-1][0], titled, rules) if begins else 0, lettered))
            number, letter = told, own
        elif begins and lettered is not None and letter and ord(own) == ord(letter) + 1:
            begins.append((lettered, lettered))
            letter = own
        elif not begins:
            begins.append((0, None))
    return _parted(begins, len(lines))


def _parted(begins: Sequence[tuple[int, int | None]], end: int) -> list[Stretch]:
    found: list[Stretch] = []
    head = (0, 0)
    ends = [*(start for start, _ in begins[1:]), end]
    for (start, letter), stop in zip(begins, ends, strict=True):
        if letter is None:
            found.append(Stretch(start, stop))
        elif letter == start and head[1]:
            found.append(Stretch(start, stop, head, is_part=True))
        else:
            head = (start, letter)
            found.append(Stretch(start, stop, is_part=True))
    return found


def _number(text: str, rules: Grammar) -> str | None:
    """The number of a resolution in the line of its title."""
    found = NUMBERED.match(text) or rules.council_title.match(text)
    return re.sub(r"\s", "", next(filter(None, found.groups()))) if found else None


def _letter_of(text: str, rules: Grammar) -> str:
    return rules.profile.fold(text.strip(" *[]()")).upper()


def _behind(lines: Sequence[str], start: int, title: int, rules: Grammar) -> int:
    """Where the document before a title ends: behind its last whole sentence or closing line."""
    at = title - 1
    while at > start:
        ends = lines[at].endswith(rules.strong) or rules.is_closing(lines[at])
        if ends and not rules.of_cover.search(" ".join(lines[max(start, at - 2) : at + 1])):
            break
        at -= 1
    return at + 1


def with_shared_closing(documents: Sequence[Document], parts: Sequence[bool]) -> list[Document]:
    """Parts of one resolution, of which the last alone bears the closing lines: the others were adopted with it."""
    found: list[Document] = []
    behind: Document | None = None
    for document, is_part in zip(reversed(documents), reversed(parts), strict=True):
        cover = document.cover
        if is_part and behind is not None and not cover.adopted and not cover.meeting:
            cover = replace(cover, adopted=behind.cover.adopted, meeting=behind.cover.meeting)
            cut = [finding for finding in document.findings if finding.rule != "text.cut-off"]
            document = replace(document, cover=cover, findings=tuple(cut))
        behind = document if is_part else None
        found.append(document)
    return found[::-1]
