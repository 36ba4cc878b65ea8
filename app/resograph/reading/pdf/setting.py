"""How a PDF is set, learnt from all its pages: size, leading and fonts of the body, direction, margins."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from resograph.reading.pdf.drawing import Font, Glyph, Sheet

_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_HAN = re.compile(r"[\u3000-\u303f\u3200-\u32ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


_PLAIN = 0.2
"""Share of letters from which those that are not bold tell the size of the body."""


@dataclass(frozen=True)
class Setting:
    """``size`` of the body in points; ``spaced`` where the file draws its spaces; ``regular`` font of each script."""

    size: float
    rtl: bool
    spaced: bool
    regular: dict[str, Font]

    def emphasised(self, glyph: Glyph) -> bool | None:
        """Whether a letter stands out: italics, and in Han and Arabic, which have none, another font than the body's.

        None for what is no letter.
        """
        if not glyph.text[:1].isalpha():
            return None
        if glyph.font.italic:
            return True
        kind = script(glyph.text)
        if kind == "latin" or abs(glyph.size - self.size) > 0.1 * self.size:
            return False
        regular = self.regular.get(kind, glyph.font)
        return (glyph.font.family, glyph.font.bold) != (regular.family, regular.bold)

    def small(self, size: float) -> bool:
        """Whether it is smaller print than the body's."""
        return size < 0.94 * self.size


def setting_of(sheets: Sequence[Sheet]) -> Setting:
    """The setting that most of the text shares."""
    glyphs = [glyph for sheet in sheets for glyph in sheet.glyphs]
    letters = [glyph for glyph in glyphs if glyph.text[:1].isalpha()]
    plain = [glyph for glyph in letters if not glyph.font.bold]  # long lists of sponsors are bold, and larger
    body = plain if len(plain) > _PLAIN * len(letters) else letters
    sizes = Counter(round(glyph.size * 2) / 2 for glyph in body)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    fonts: dict[str, Counter[Font]] = {}
    for glyph in letters:
        if abs(glyph.size - size) < 1:
            fonts.setdefault(script(glyph.text), Counter())[glyph.font] += 1
    rtl = sum(is_rtl(glyph.text) for glyph in letters) > 0.3 * len(letters)
    spaces = sum(glyph.text.isspace() for glyph in glyphs)
    return Setting(
        size=size,
        rtl=rtl,
        spaced=spaces > 0.05 * len(glyphs),
        regular={kind: counts.most_common(1)[0][0] for kind, counts in fonts.items()},
    )


def script(text: str) -> str:
    """Of a letter: Han, Arabic, or one of those that have italics."""
    return "han" if is_han(text) else "arabic" if is_rtl(text) else "latin"


def is_rtl(text: str) -> bool:
    """Whether a glyph is of a script written from right to left."""
    return bool(_RTL.match(text))


def is_accent(text: str) -> bool:
    """Whether a glyph is a sign set over or under a letter, as vowels are in Arabic."""
    return unicodedata.category(text[0]) == "Mn"


def is_han(text: str) -> bool:
    """Whether a glyph is a Han character, or of the width of one."""
    return bool(_HAN.match(text))
