"""Rows as they are seen to text as it is read: Arabic comes from right to left, symbols and numbers in it do not."""

from __future__ import annotations

import re
import unicodedata

from bidi import get_display

_SYMBOL = re.compile(r"[A-Z]+(?:/[A-Za-z0-9.\-]+)+(?: ?\([A-Za-z0-9]+\))?(?:/[A-Za-z0-9.]+)*")
_BRACKETS = "()[]{}<>«»"
_SHAPES = "".join(chr(0x25A0 + index) for index in range(len(_BRACKETS)))
_FORMS = re.compile(r"[\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_STRETCH = re.compile(r"(?<=[\u0621-\u064a])\u0640+(?=[\u0621-\u064a])")
_CLOSING = tuple(".,;:!?")


def seen(text: str) -> str:
    """A glyph's text for a row as seen: a ligature's letters, which are in reading order, from right to left."""
    if _FORMS.search(text):
        text = unicodedata.normalize("NFKC", text)
    return text[::-1] if len(text) > 1 and re.match(r"[\u0600-\u06ff]", text) else text


def inverted(rows: list[str]) -> bool:
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
    if re.search("[A-Za-z]", row) and not re.search(r"[\u0590-\u08ff]", row) and not row.startswith(_CLOSING):
        return row
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return chr(0xE000 + len(kept) - 1)  # of direction left to right

    held = _SYMBOL.sub(keep, row)
    if is_inverted:
        held = held.translate(str.maketrans(_BRACKETS, _SHAPES))
    read = str(get_display(held, base_dir="R"))
    if is_inverted:
        read = read.translate(str.maketrans(_SHAPES, _BRACKETS))
    read = re.sub(r"[\ue000-\uf8ff]", lambda found: kept[ord(found[0]) - 0xE000], read)
    return _STRETCH.sub("", read)
