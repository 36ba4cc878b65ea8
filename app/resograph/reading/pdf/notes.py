"""Footnotes: small print at the foot of a page, under a rule; and the raised marks above that lead to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from resograph.reading.layout.inline import mark
from resograph.reading.pdf.drawing import Glyph, Sheet
from resograph.reading.pdf.rows import Row
from resograph.reading.pdf.setting import Setting
from resograph.reading.pdf.words import RAISED, Text, Worder
from resograph.text.digits import figure

_RULE = re.compile(r"[_\u2014\u2015\u2500\u2501-]{4,}")
_MARK = re.compile(r"\(?(?:\d{1,3}|\*{1,4}|[a-z]|[†‡§])\)?")
_WORD_END = re.compile(r"[^\W\d_]{4}[,;.:]?$|[)”»\"][,;.:]?$|[,;]$")
_WIDTH = (0.05, 0.6)
"""How wide the rule above footnotes is, in widths of the page."""


@dataclass
class Note:
    """A footnote: its mark, the lines of its text, and where it begins."""

    mark: str
    page: int
    lines: list[str] = field(default_factory=list)
    placed: bool = False


def parted(sheet: Sheet, rows: list[Row], setting: Setting, worder: Worder, notes: list[Note]) -> list[Row]:
    """The body's rows of a page; the notes at its foot are added to ``notes``, or go on with the last of them."""
    begin = _begin(sheet, rows, setting, worder, notes)
    for row in rows[begin:]:
        if _RULE.fullmatch(worder.row(row).plain):
            continue
        label, rest = _label(row, setting.rtl)
        if label and _is_next(label, notes, sheet.page):
            notes.append(Note(label, sheet.page))
            text = worder.row(rest).plain.strip() if rest else ""
        else:
            text = worder.row(row).plain
        if not notes:
            return rows
        if text:
            notes[-1].lines.append(text)
    return rows[:begin]


def _begin(sheet: Sheet, rows: list[Row], setting: Setting, worder: Worder, notes: Sequence[Note]) -> int:
    """The index of the first row of the notes, or of the rule above them."""
    for index in range(len(rows) - 1, -1, -1):
        row = rows[index]
        if _RULE.fullmatch(worder.row(row).plain) and _are_notes(rows, index + 1, setting, worder, notes):
            return index
        above = rows[index - 1].y if index else 0.0
        ruled = any(above - 1 < y < row.y and _is_rule(x1 - x0, sheet) for x0, x1, y in sheet.rules)
        if ruled and _are_notes(rows, index, setting, worder, notes):
            return index
    small = len(rows)
    while small and setting.small(rows[small - 1].size):
        small -= 1
    for index in range(small, len(rows)):
        label, _ = _label(rows[index], setting.rtl)
        if label and _is_next(label, notes, sheet.page):
            return index
    return len(rows)


def _is_rule(width: float, sheet: Sheet) -> bool:
    return _WIDTH[0] * sheet.width < width < _WIDTH[1] * sheet.width


def _are_notes(rows: Sequence[Row], index: int, setting: Setting, worder: Worder, notes: Sequence[Note]) -> bool:
    """Whether the rows of a page from an index on are notes.

    The first begins with the next mark, and is small, or that mark is raised there or above; or all are small and go
    on with the last note. A rule under a running head stands above no notes.
    """
    if index >= len(rows):
        return False
    first = rows[index]
    label, _ = _label(first, setting.rtl)
    if label and _is_next(label, notes, first.page):
        if setting.small(first.size) or any(glyph.raised for glyph in first.glyphs[:1] + first.glyphs[-1:]):
            return True
        raised = (words for row in rows[:index] for words in worder.row(row).raised)
        return any(unicodedata.normalize("NFKC", words).strip("() ") == label for words in raised)
    small = all(setting.small(row.size) for row in rows[index:])
    return small and bool(notes) and notes[-1].page == first.page - 1


def _label(row: Row, rtl: bool) -> tuple[str | None, Row | None]:
    """The mark that a row begins with, and the row without it; from the glyphs, where its order is sure."""
    glyphs = [glyph for glyph in row.glyphs if not glyph.text.isspace()]
    if rtl:
        glyphs.reverse()
    label: list[Glyph] = []
    for glyph in glyphs:
        if label and (glyph.raised, glyph.size) != (label[0].raised, label[0].size):
            break
        if label and _gap(label[-1], glyph) > 0.12 * glyph.size and not glyph.raised:
            break
        label.append(glyph)
        if len(label) > 5:
            return None, None
    told = "".join(glyph.text for glyph in (reversed(label) if rtl else label))
    told = unicodedata.normalize("NFKC", told).translate(str.maketrans(")(", "()")) if told[:1] == ")" else told
    if not _MARK.fullmatch(told) or (told.isalpha() and not label[0].raised):
        return None, None  # words of one letter begin lines too
    cells = [[glyph for glyph in cell if glyph not in label] for cell in row.cells]
    cells = [cell for cell in cells if any(not glyph.text.isspace() for glyph in cell)]
    return told.strip("()"), Row(row.page, row.y, row.size, cells) if cells else None


def _gap(first: Glyph, second: Glyph) -> float:
    return max(second.x0 - first.x1, first.x0 - second.x1)


def _is_next(label: str, notes: Sequence[Note], page: int) -> bool:
    """Whether a mark may come next: the next number or letter, the first of a page that counts anew, an asterisk."""
    if not label.isalnum():
        return True
    place = figure if label.isdigit() else _letter
    last = next((note for note in reversed(notes) if place(note.mark) is not None), None)
    if last is None:
        return True
    value, before = place(label), place(last.mark)
    is_following = value is not None and before is not None and value == before + 1
    return is_following or (label in ("1", "a") and last.page != page)


def _letter(mark: str) -> int | None:
    """The place of a single letter; None of what is none."""
    return ord(mark) if len(mark) == 1 and mark.isalpha() else None


# ── marks ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def with_marks(texts: Sequence[Text], page: int, notes: list[Note]) -> list[str]:
    """The texts of a page with an inline mark for each raised word that leads to a note; others stay as words."""
    lines = []
    near = sorted(
        ((index, note) for index, note in enumerate(notes) if note.page >= page - 1),
        key=lambda pair: (pair[1].page != page, abs(pair[1].page - page), pair[0]),
    )  # notes may stand all together at the end
    for text in texts:
        words = text.text
        for index, raised in enumerate(text.raised):
            place = chr(ord(RAISED) + index)
            leads = _leads(raised, near) or _leads_again(raised, words.partition(place)[0], notes)
            words = re.sub(rf"\s*{place}", leads, words) if leads else words.replace(place, raised)
        lines.append(words)
    for index, note in near:
        if note.page == page and not note.placed and not note.mark.isalnum():
            _place_full_size(lines, note, index)
    return lines


def _leads(raised: str, near: Sequence[tuple[int, Note]]) -> str:
    """Inline marks for raised words such as "1", "(2)" or "3, 4"; "" where one of them leads nowhere.

    Args:
        raised: the words.
        near: the notes of the page, of the next ones and of the one before, with their indices, the nearest first.
    """
    wanted = [found[0].strip("()") for found in _MARK.finditer(unicodedata.normalize("NFKC", raised))]
    found: dict[int, Note] = {}
    for label in wanted:
        fits = ((i, note) for i, note in near if note.mark == label and not note.placed and i not in found)
        index, note = next(fits, (-1, None))
        if note is None:
            return ""
        found[index] = note
    for note in found.values():
        note.placed = True
    return "".join(mark(index) for index in found)


def _leads_again(raised: str, before: str, notes: Sequence[Note]) -> str:
    """The inline mark of a note that was placed before, where its mark stands behind a whole word and not in "m²"."""
    if not _WORD_END.search(before):
        return ""
    label = unicodedata.normalize("NFKC", raised).strip("() ")
    return next((mark(index) for index, note in enumerate(notes) if note.placed and note.mark == label), "")


def _place_full_size(lines: list[str], note: Note, index: int) -> None:
    """Asterisks are often not raised; they stand behind a word."""
    pattern = re.compile(rf"(?<=[^\s*]){re.escape(note.mark)}(?![\w*])")
    for at, line in enumerate(lines):
        if pattern.search(line):
            lines[at] = pattern.sub(mark(index), line, count=1)
            note.placed = True
            return
