"""Cells of glyphs to text, with emphasis and raised marks held as characters of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from resograph.reading.layout.inline import EMPHASIS_END, EMPHASIS_START
from resograph.reading.pdf.direction import inverted, logical, seen
from resograph.reading.pdf.drawing import Glyph
from resograph.reading.pdf.rows import Row
from resograph.reading.pdf.setting import Setting, is_han

RAISED = "\ufdd0"
"""The first of the characters that stand for a text's raised words (32 that Unicode sets aside for such use)."""
_MOST = 32
_TURN = "\u2551"
_BLOCK = 0x2580
"""Characters without direction, for the turn to and from emphasis and for raised words, until the order is found."""


@dataclass
class Text:
    """Words in reading order; the character ``RAISED`` + n stands for ``raised[n]``."""

    text: str
    raised: list[str] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """The words alone, the raised ones among them."""
        text = self.text.replace(EMPHASIS_START, "").replace(EMPHASIS_END, "")
        for index, words in enumerate(self.raised):
            text = text.replace(chr(ord(RAISED) + index), words)
        return text


class Worder:
    """Makes text of cells, by the setting of their file."""

    def __init__(self, setting: Setting, rows: Sequence[Row]) -> None:
        self._setting = setting
        self._inverted = setting.rtl and inverted([self._seen(cell)[0] for row in rows for cell in row.cells])

    def cell(self, glyphs: Sequence[Glyph]) -> Text:
        """The text of one cell."""
        row, raised = self._seen(glyphs)
        if self._setting.rtl:
            row = logical(row, self._inverted)
        pieces = row.split(_TURN)
        text = pieces[0]
        for index, piece in enumerate(pieces[1:]):
            text += (EMPHASIS_END if index % 2 else EMPHASIS_START) + piece
        for index in range(len(raised)):
            text = text.replace(chr(_BLOCK + index), chr(ord(RAISED) + index))
        return Text(text, raised)

    def row(self, row: Row, separator: str = " ") -> Text:
        """The text of a row, its cells in reading order."""
        whole = Text("")
        for cell in reversed(row.cells) if self._setting.rtl else row.cells:
            text = self.cell(cell)
            moved = text.text
            for index in reversed(range(len(text.raised))):
                moved = moved.replace(chr(ord(RAISED) + index), chr(ord(RAISED) + index + len(whole.raised)))
            whole.text = f"{whole.text}{separator}{moved}" if whole.text else moved
            whole.raised += text.raised
        return whole

    def _seen(self, glyphs: Sequence[Glyph]) -> tuple[str, list[str]]:
        """From left to right, with a turn at each end of emphasis."""
        states = self._states(glyphs)
        text = ""
        raised: list[str] = []
        last: Glyph | None = None
        state = False
        for glyph, emphasised in zip(glyphs, states, strict=True):
            if glyph.text.isspace():
                text += " "
                last = None
                continue
            if last and self._apart(last, glyph):
                text += " "
            if emphasised != state:
                text = text[:-1] + _TURN + " " if state and text.endswith(" ") else text + _TURN
                state = emphasised
            if glyph.raised and len(raised) < _MOST:
                if not (last and last.raised):
                    raised.append("")
                    text += chr(_BLOCK + len(raised) - 1)
                raised[-1] += glyph.text
            else:
                text += "".join(char for char in seen(glyph.text) if char != _TURN and not 0x2580 <= ord(char) < 0x25AA)
            last = glyph
        return text + (_TURN if state else ""), raised

    def _states(self, glyphs: Sequence[Glyph]) -> list[bool]:
        """Whether each glyph is emphasised; none where all letters are, as in headings."""
        told = [None if glyph.raised else self._setting.emphasised(glyph) for glyph in glyphs]
        if not any(told) or all(told_ is not False for told_ in told):
            return [False] * len(told)
        states: list[bool] = []
        for index, state in enumerate(told):
            if state is None:  # between two emphasised letters
                behind = next((other for other in told[index + 1 :] if other is not None), False)
                state = bool(states and states[-1] and behind)
            states.append(state)
        return states

    def _apart(self, last: Glyph, glyph: Glyph) -> bool:
        gap = (glyph.x0 - last.x1) / max(last.size, glyph.size)
        if is_han(last.text) or is_han(glyph.text):  # Han and figures beside it are set a little apart
            return gap > 0.9
        return gap > (0.35 if self._setting.spaced else 0.18)
