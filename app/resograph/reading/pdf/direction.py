"""Rows as they are seen to text as it is read: Arabic comes from right to left, symbols and numbers in it do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bidi import get_display

_SYMBOL = re.compile(r"[A-Z]+(?:/[A-Za-z0-9.\-]+)+(?: ?\([A-Za-z0-9]+\))?(?:/[A-Za-z0-9.]+)*")
_KEPT = 0xE000
_ARABIC = re.compile(r"[\u0590-\u08ff]")
_LATIN_BEFORE = re.compile(r"[A-Za-z\ue000-\uf8ff][^\u0590-\u08ff]*$")
_FORMS = re.compile(r"[\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_STRETCH = re.compile(r"(?<=[\u0621-\u0652])\u0640+(?=[\u0621-\u0652])")
_CLOSING = tuple(".,;:!?")

_BRACKETS, _MIRRORED = "()[]{}<>«»", ")(][}{><»«"
_FIRST, _SECOND = 0x25A0, "\u25cf"
_STAND_INS = re.compile(f"[\u25a0-\u25a9]{_SECOND}|{_SECOND}[\u25a0-\u25a9]")
"""A bracket's stand-in is two signs without direction: which of them comes first tells how the bracket was read."""

_LTR_MARK, _RTL_MARK = "\u200e", "\u200f"


def seen(text: str) -> str:
    """A glyph's text for a row as seen: a ligature's letters, which are in reading order, from right to left."""
    if _FORMS.search(text):
        text = unicodedata.normalize("NFKC", text)
    return text[::-1] if len(text) > 1 and _ARABIC.match(text) else text


def inverted(rows: Sequence[str]) -> bool:
    """Whether the file names brackets by their meaning and not by their look: as seen, "(" stands to the left."""
    balance = 0
    for row in rows:
        found = [char for char in row if char in "()"]
        if len(found) > 1:
            balance += (found[0] == "(" and found[-1] == ")") - (found[0] == ")" and found[-1] == "(")
    return balance < 0


def logical(row: str, is_inverted: bool) -> str:
    """A row as seen in the order of reading (Unicode Standard Annex 9, undone by doing it once more).

    Args:
        row: from left to right.
        is_inverted: as ``inverted`` says of the file.
    """
    if re.search("[A-Za-z]", row) and not _ARABIC.search(row) and not row.startswith(_CLOSING):
        return row
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return chr(_KEPT + len(kept) - 1)  # of direction left to right

    held = _directed(_SYMBOL.sub(keep, row), is_inverted)
    held = "".join(chr(_FIRST + _BRACKETS.index(char)) + _SECOND if char in _BRACKETS else char for char in held)
    read = str(get_display(held, base_dir="R")).replace(_LTR_MARK, "").replace(_RTL_MARK, "")

    def bracket(found: re.Match[str]) -> str:
        from_right = found[0][0] == _SECOND
        place = ord(found[0].strip(_SECOND)) - _FIRST
        return (_MIRRORED if from_right and not is_inverted else _BRACKETS)[place]

    read = _STAND_INS.sub(bracket, read)
    read = re.sub(r"[\ue000-\uf8ff]", lambda found: kept[ord(found[0]) - _KEPT], read)
    return _STRETCH.sub("", read)


def _directed(row: str, is_inverted: bool) -> str:
    """A row with marks of direction about Latin words in brackets.

    In a Latin passage they are part of it: "CL 144/9 (C 2013/20)". Else what is seen to the right of them is read
    before them: "رقم 23 (A/76/23)".
    """
    marks: dict[int, str] = {}
    within = _pairs(row, "()")
    if is_inverted:
        within = [pair for pair in within if _LATIN_BEFORE.search(row[: pair[0]])]
    for start, end in within:
        if _LATIN_BEFORE.search(row[:start]):
            marks[end + 1] = _LTR_MARK
        else:
            marks[start], marks[end + 1] = _RTL_MARK, _RTL_MARK
    if is_inverted:
        taken = {place for pair in within for place in pair}
        for start, end in _pairs("".join(" " if i in taken else char for i, char in enumerate(row)), ")("):
            marks[start], marks[end + 1] = _RTL_MARK, _RTL_MARK
    return "".join(marks.get(index, "") + char for index, char in enumerate(row)) + marks.get(len(row), "")


def _pairs(row: str, brackets: str) -> list[tuple[int, int]]:
    """Where brackets open and close about words without Arabic, inner ones first."""
    found: list[tuple[int, int]] = []
    open_: list[int] = []
    for index, char in enumerate(row):
        if char == brackets[0]:
            open_.append(index)
        elif char == brackets[1] and open_:
            start = open_.pop()
            if re.search(r"[\w\ue000-\uf8ff]", row[start:index]) and not _ARABIC.search(row, start, index):
                found.append((start, index))
    return found
